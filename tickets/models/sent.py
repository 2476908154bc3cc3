"""What an account sends beside tickets: AI conversations, self-service, work time, reviews, costs, shifts, customers.

Each row is known by its source's own identifier, so sending it again changes nothing. `day` is the account's local day of the
row's instant, kept by tickets.ingest; every write touches the days it leaves and enters.
"""

from typing import Any

from django.db import models

from tickets.kinds import AiOutcome, CostKind, Resolver, ReviewMethod

from .history import Customer, Ticket, label


def linked_ticket() -> "models.ForeignKey[Any, Any]":
    """The ticket a row belongs to, if any."""
    return models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="+")


def linked_customer() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+")


class Sent(models.Model):
    """A row known by its source's identifier, on one local day."""

    source = models.TextField(help_text="Which tool it came from.")
    external_id = models.TextField(help_text="The row's identifier there.")
    at = models.DateTimeField(help_text="When it happened, or began.")
    day = models.DateField(db_index=True, help_text="Local day of `at`.")

    class Meta:
        abstract = True
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="%(class)s_once_per_source"),)


class OfTicket(Sent):
    """A row that may name a ticket. The name is kept, so that the row is linked when the ticket arrives after it."""

    ticket = linked_ticket()
    ticket_source = models.TextField(null=True, help_text="Which tool's ticket it names.")
    ticket_ref = models.TextField(null=True, help_text="The ticket's identifier there, known to us or not yet.")

    class Meta(Sent.Meta):
        abstract = True
        indexes = (models.Index(fields=("ticket_source", "ticket_ref"), condition=models.Q(ticket=None, ticket_ref__isnull=False), name="%(class)s_unlinked"),)


class AiSession(OfTicket):
    """One conversation with the AI agent, whether or not it became a ticket. `topic` is its intent."""

    channel = label()
    topic = label()
    customer = linked_customer()
    outcome = models.SmallIntegerField(choices=AiOutcome.choices)
    fallbacks = models.IntegerField(default=0, help_text="How often it said that it did not know.")
    answer_seconds = models.FloatField(null=True, help_text="How long its first answer took.")


class SelfServiceSession(OfTicket):
    """One visit to the help centre. Deflected: answered, and no ticket came of it."""

    channel = label()
    topic = label()
    customer = linked_customer()
    views = models.IntegerField(default=0, help_text="Articles read.")
    is_answered = models.BooleanField(help_text="The visitor found the answer, as the source judges it.")


class Search(Sent):
    """One search in the help centre. Failed: no result, or none that was opened."""

    topic = label()
    query = models.TextField()
    results = models.IntegerField()
    is_clicked = models.BooleanField()
    is_failed = models.BooleanField(help_text="No result or no click, kept for the measures.")


class WorkItem(OfTicket):
    """What one person worked on one interaction. Waiting is no work."""

    agent = label()
    team = label()
    channel = label()
    topic = label()
    talk_seconds = models.FloatField(default=0)
    hold_seconds = models.FloatField(default=0)
    follow_up_seconds = models.FloatField(default=0)
    handle_seconds = models.FloatField(help_text="The sum of the three, kept for the measures.")


class QaReview(OfTicket):
    """An audit of one answer or ticket against the rubric. Scores are fractions of 1."""

    agent = label()
    about = models.SmallIntegerField(choices=Resolver.choices, help_text="Whose work was reviewed.")
    method = models.SmallIntegerField(choices=ReviewMethod.choices)
    score = models.FloatField()
    tone = models.FloatField(null=True)
    accuracy = models.FloatField(null=True)
    completeness = models.FloatField(null=True)
    policy = models.FloatField(null=True)
    is_passed = models.BooleanField()
    is_correct = models.BooleanField(null=True, help_text="Whether the answer was right; NULL where that was not judged.")
    is_avoidable = models.BooleanField(null=True, help_text="Whether the escalation could have been avoided; NULL where there was none or it was not judged.")


class Cost(models.Model):
    """What one kind of cost came to over some days, both included. `borne_by`: for people's work or the AI agent's; NULL for both alike."""

    source = models.TextField()
    external_id = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    kind = models.SmallIntegerField(choices=CostKind.choices)
    borne_by = models.SmallIntegerField(choices=Resolver.choices, null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, help_text="One for the whole account.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="cost_once_per_source"),)


class CostDay(models.Model):
    """A cost's part of one day: its amount spread evenly over its days."""

    cost = models.ForeignKey(Cost, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    kind = models.SmallIntegerField(choices=CostKind.choices)
    borne_by = models.SmallIntegerField(choices=Resolver.choices, null=True)
    amount = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cost", "day"), name="cost_day_once"),)


class Shift(Sent):
    """One person's time on duty. `available_seconds` leaves breaks out."""

    agent = label()
    team = label()
    ends_at = models.DateTimeField()
    available_seconds = models.FloatField()
    is_first_of_day = models.BooleanField(help_text="The agent's first shift that starts on this day, so that agents on duty count once a day.")


class Employment(models.Model):
    """When one agent joined and left the team."""

    source = models.TextField()
    external_id = models.TextField()
    agent = label()
    team = label()
    joined_day = models.DateField(db_index=True)
    left_day = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="employment_once_per_source"),)


class Subscription(models.Model):
    """A customer's time with the business: from sign-up until departure, what it pays, and why it left."""

    source = models.TextField()
    external_id = models.TextField()
    customer = linked_customer()
    started_day = models.DateField(db_index=True)
    ended_day = models.DateField(null=True, db_index=True)
    plan = models.TextField(null=True)
    value = models.FloatField(null=True, help_text="What it pays a month, in the account's currency.")
    currency = models.CharField(max_length=3, null=True, help_text="As the source states it: that of the account.")
    lifespan_days = models.IntegerField(help_text="From start to end; 0 while it lasts.", default=0)
    reason = models.TextField(null=True, help_text="Why it left, in the customer's words.")
    names_support = models.BooleanField(null=True, help_text="Whether the reason is support; NULL while it stays or where none was given.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="subscription_once_per_source"),)


class Sentiment(OfTicket):
    """The tone of one customer message or comment, -1 to 1, as the source judged it."""

    value = models.FloatField()
