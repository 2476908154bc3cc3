"""Where surveys keep customers' own words: what goes when a customer is erased."""

FREE_TEXT = {"surveys.Answer": ("comment",)}
"""By model, its columns."""
