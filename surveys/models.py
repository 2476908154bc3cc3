"""What customers answered when asked."""

from django.db import models

from tickets.models import Ticket


class Response(models.Model):
    """The answer that stands for one ticket. The scale belongs to the question; scales are never pooled raw."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="response")
    responded_at = models.DateTimeField()
    day = models.DateField(db_index=True)
    score = models.FloatField()
    scale_low = models.FloatField()
    scale_high = models.FloatField()
    is_positive = models.BooleanField()
