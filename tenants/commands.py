"""What is checked before a command of ours begins."""

from django.core.checks import Tags

CHECKS = (Tags.models, "metrics")
"""Models and declarations. Checking addresses too would build both GraphQL schemas, which takes longer than most commands."""
