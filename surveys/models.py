"""What customers answered when asked."""

from django.db import models

from tickets.models import Ticket
from tickets.models.history import label
from tickets.models.sent import OfTicket, linked_customer


class Response(models.Model):
    """The answer that stands for one ticket. The scale belongs to the question; scales are never pooled raw."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="response")
    responded_at = models.DateTimeField()
    day = models.DateField(db_index=True)
    score = models.FloatField()
    scale_low = models.FloatField()
    scale_high = models.FloatField()
    is_positive = models.BooleanField()


class SurveyKind(models.IntegerChoices):
    """What was asked. A 0-10 question is an NPS only if it says so."""

    CSAT = 1
    CES = 2
    NPS = 3
    EXIT = 4
    AGENT_ENPS = 5
    COMPLAINT = 6


class Polarity(models.IntegerChoices):
    """What a high score means on an effort question."""

    EASE = 1
    EFFORT = 2


class Invitation(OfTicket):
    """A question that was delivered. `is_answered` is kept when its answer arrives."""

    kind = models.SmallIntegerField(choices=SurveyKind.choices)
    channel = label()
    is_answered = models.BooleanField(default=False)


class Answer(OfTicket):
    """An answer that is not a ticket's satisfaction rating (those are events of the ticket, and become responses)."""

    kind = models.SmallIntegerField(choices=SurveyKind.choices)
    customer = linked_customer()
    channel = label()
    topic = label()
    agent = label()
    invitation = models.TextField(null=True, help_text="The external id of the invitation it answers.")
    score = models.FloatField()
    scale_low = models.FloatField()
    scale_high = models.FloatField()
    polarity = models.SmallIntegerField(choices=Polarity.choices, default=Polarity.EASE)
    positive_from = models.FloatField(null=True, help_text="The lowest satisfied score, where the question states its own.")
    is_positive = models.BooleanField(null=True, help_text="For satisfaction: the score reaches its scale's threshold.")
    ease = models.FloatField(null=True, help_text="For effort questions: the score, turned round where a high score means effort.")
    net = models.SmallIntegerField(null=True, help_text="For NPS and eNPS: 1 promoter (9-10), 0 passive, -1 detractor (0-6).")
    scale = models.SmallIntegerField(help_text="low * 100 + high, so that scales are never pooled.")
    comment = models.TextField(null=True)


class Answered(models.Model):
    """Which invitation an answer names, whatever became of the answer and whether or not the invitation has arrived."""

    source = models.TextField()
    answer = models.TextField(help_text="The answer's external id.")
    invitation = models.TextField(help_text="The invitation's external id.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "answer"), name="answered_once_per_answer"),)
        indexes = (models.Index(fields=("source", "invitation"), name="answered_invitation"),)
