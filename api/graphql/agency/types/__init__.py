"""The types of the agency's schema."""
