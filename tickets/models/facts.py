"""One row per ticket, reply and life of a ticket, derived by tickets.facts; and the queues that carry the news upward."""

from django.db import models

from tickets.kinds import AiOutcome, Exclusion, HandledBy, Resolver

from .history import Customer, Ticket, label


class TicketFact(models.Model):
    """What is true of one ticket. Durations in seconds; `_business` counts opening hours only. NULL means not (yet) so."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="fact")
    created_at = models.DateTimeField()
    created_day = models.DateField(help_text="Local day, like every _day.")
    created_hour = models.SmallIntegerField(help_text="Local hour, 0-23.")
    channel = label()
    priority = label()
    topic = label()
    team = label()
    agent = label()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    exclusion = models.SmallIntegerField(choices=Exclusion.choices, null=True)
    handled_by = models.SmallIntegerField(choices=HandledBy.choices, null=True)
    is_open = models.BooleanField()

    first_reply_at = models.DateTimeField(null=True)
    first_reply_by = models.SmallIntegerField(choices=Resolver.choices, null=True)
    first_reply_seconds = models.FloatField(null=True)
    first_reply_business = models.FloatField(null=True)
    first_human_reply_at = models.DateTimeField(null=True)
    first_human_reply_seconds = models.FloatField(null=True)
    first_human_reply_business = models.FloatField(null=True)
    first_ai_reply_at = models.DateTimeField(null=True)
    first_ai_reply_seconds = models.FloatField(null=True)
    first_ai_reply_business = models.FloatField(null=True)
    first_any_reply_seconds = models.FloatField(null=True, help_text="To the first public reply, automatic acknowledgements included.")
    first_any_reply_business = models.FloatField(null=True)
    replies = models.IntegerField(help_text="Public replies by a human or AI.")

    first_resolved_at = models.DateTimeField(null=True)
    first_resolved_day = models.DateField(null=True)
    first_resolver = models.SmallIntegerField(choices=Resolver.choices, null=True)
    first_resolution_seconds = models.FloatField(null=True)
    first_resolution_business = models.FloatField(null=True)
    resolved_at = models.DateTimeField(null=True, help_text="The resolution that stands; NULL while reopened.")
    resolved_day = models.DateField(null=True)
    resolver = models.SmallIntegerField(choices=Resolver.choices, null=True)
    resolution_seconds = models.FloatField(null=True)
    resolution_business = models.FloatField(null=True)

    reopened_at = models.DateTimeField(null=True, help_text="First reopening by the customer.")
    reopens = models.IntegerField()
    escalated_at = models.DateTimeField(null=True)
    escalated_day = models.DateField(null=True, db_index=True)
    escalation_resolution_seconds = models.FloatField(null=True, help_text="From the first escalation to the resolution that stands.")
    escalation_resolution_business = models.FloatField(null=True)
    transfers = models.IntegerField()
    is_first_contact = models.BooleanField(null=True, help_text="Resolved in one interaction; NULL if never resolved.")
    is_repeated = models.BooleanField(null=True, help_text="The customer came back on the topic; NULL if either is unknown.")
    is_durable = models.BooleanField(null=True, help_text="The first resolution held; NULL if never resolved.")
    contact_broken_after = models.FloatField(
        null=True, help_text="Seconds from the first resolution to what makes it no first contact (0: before it); NULL if nothing did within 30 days."
    )
    durability_broken_after = models.FloatField(
        null=True, help_text="Seconds from the first resolution to a reopening, escalation or new contact; NULL if there was none within 30 days."
    )
    repeated_after = models.FloatField(null=True, help_text="Seconds from creation to the customer's next ticket on the topic; NULL if none within 30 days.")
    ai_outcome = models.SmallIntegerField(
        choices=AiOutcome.choices, null=True, help_text="How it ended for the AI agent; NULL if that took no part. A partition of the AI-touched."
    )
    first_reply_sla_met = models.BooleanField(null=True, help_text="NULL without a commitment or while undecided.")
    resolution_sla_met = models.BooleanField(null=True, help_text="NULL without a commitment or while undecided.")

    class Meta:
        indexes = (
            models.Index(fields=("created_day", "ticket"), name="fact_created_day"),
            models.Index(fields=("created_at", "ticket"), name="fact_created_at"),
            models.Index(fields=("first_resolved_day",), name="fact_first_resolved_day"),
            models.Index(fields=("resolved_day",), name="fact_resolved_day"),
            models.Index(fields=("customer", "topic", "created_at"), name="fact_customer_topic"),
            models.Index(
                fields=("ticket",),
                condition=models.Q(is_open=True) & (models.Q(first_reply_sla_met=None) | models.Q(resolution_sla_met=None)),
                name="fact_undecided",
            ),
        )


class Reply(models.Model):
    """One public reply to a waiting customer, and how long that customer had waited."""

    event_id = models.BigIntegerField(primary_key=True)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="replies")
    replied_at = models.DateTimeField()
    day = models.DateField(db_index=True)
    replied_by = models.SmallIntegerField(choices=Resolver.choices)
    hour = models.SmallIntegerField(null=True, help_text="Local hour of the week in which the customer began to wait, 0 = Monday 00:00.")
    wait_seconds = models.FloatField()
    wait_business = models.FloatField()


class Wait(models.Model):
    """One stretch in which a customer waited for a reply: ended by one, by the end of the ticket's life, or not yet."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="waits", db_index=False)
    number = models.IntegerField(help_text="1 for the first wait.")
    started_at = models.DateTimeField()
    started_day = models.DateField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_day = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ticket", "number"), name="wait_once"),)


class TicketLife(models.Model):
    """One stretch in which a ticket was open: from creation or reopening until it was solved, closed or set aside."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="lives")
    number = models.IntegerField(help_text="1 for the first life.")
    opened_at = models.DateTimeField()
    opened_day = models.DateField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_day = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ticket", "number"), name="life_once"),)


class BusinessSlot(models.Model):
    """Cumulative opening time: B(t) = opened + open * (t mod 900), slot = epoch // 900 + 2**22 times the calendar's number; 0 is the default one."""

    slot = models.IntegerField(primary_key=True)
    opened = models.IntegerField(help_text="Open seconds from an origin of the clock's own to the start of this slot.")
    is_open = models.SmallIntegerField(help_text="1 if open during this slot, else 0.")


class TouchedTicket(models.Model):
    """A ticket whose facts are out of date. Append-only; drained by tickets.facts."""

    ticket_id = models.BigIntegerField(db_index=True)


class TouchedDay(models.Model):
    """A local day whose snapshots are out of date. Append-only; drained by metrics.snapshots."""

    day = models.DateField()
