"""What accounts publish for agencies and peers: small mergeable states in the public schema, and their way there and away."""
