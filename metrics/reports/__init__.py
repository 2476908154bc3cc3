"""Reports that agencies send: what they show, when they are due, and what was sent."""
