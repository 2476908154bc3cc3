"""What the account has promised its customers."""

from django.db import models


class SlaTarget(models.Model):
    """A commitment for one priority; the row with an empty priority holds for all others."""

    priority = models.TextField(unique=True, help_text="A priority's key, or '' for every priority without a row.")
    first_reply_seconds = models.FloatField(null=True)
    resolution_seconds = models.FloatField(null=True)
    in_business_time = models.BooleanField(default=True)
