"""Tickets and their events, as they came in."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tickets.kinds import Author, Dimension, Kind


class Label(models.Model):
    """One value of a dimension: a channel, priority, topic, team or agent. Deactivated, never deleted."""

    dimension = models.SmallIntegerField(choices=Dimension.choices)
    key = models.TextField(help_text="As the source writes it, trimmed.")
    name = models.TextField(help_text="As people read it.")
    is_active = models.BooleanField(default=True)

    id = models.AutoField(primary_key=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("dimension", "key"), name="label_once_per_dimension"),)


class Customer(models.Model):
    """Someone who writes in, known by the source's own identifier."""

    source = models.TextField()
    external_id = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="customer_once_per_source"),)


def label(**options: Any) -> "models.ForeignKey[Any, Any]":
    """A nullable link to a Label, without an index: nothing looks tickets up by label alone."""
    return models.ForeignKey(Label, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, **options)


class Ticket(models.Model):
    """A ticket's attributes, the latest known. Its history is in Event, its derived figures in TicketFact."""

    source = models.TextField(help_text="Which helpdesk or tool it came from.")
    external_id = models.TextField(help_text="The ticket's identifier there.")
    subject = models.TextField(null=True)
    channel = label()
    priority = label()
    topic = label()
    team = label()
    agent = label()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="tickets", db_index=False)
    tags = ArrayField(models.TextField(), default=list)
    custom = models.JSONField(default=dict)
    is_outbound = models.BooleanField(default=False)
    known_at = models.DateTimeField(null=True, help_text="The instant at which the attributes were as they are here; NULL if the source does not say.")
    stamps = models.JSONField(null=True, help_text="Instants of attributes that differ from known_at: {attribute: instant}.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "external_id"), name="ticket_once_per_source"),)


class Snapshot(models.Model):
    """The state of a ticket at an instant, from a source that sends states and not events. Events are what differs between two."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="snapshots", db_index=False)
    at = models.DateTimeField()
    position = models.BigIntegerField(default=0, help_text="Order among snapshots of the same instant, where the source numbers them.")
    state = models.JSONField()
    digest = models.UUIDField(help_text="MD5 of the row as it was sent, so that the same snapshot is one row, however it is read.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ticket", "digest"), name="snapshot_once"),)


class Event(models.Model):
    """Something that happened to a ticket. `key` makes it idempotent: the same event sent twice is one row."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events", db_index=False)
    at = models.DateTimeField()
    kind = models.SmallIntegerField(choices=Kind.choices)
    author = models.SmallIntegerField(choices=Author.choices, null=True)
    agent = label()
    team = label()
    is_public = models.BooleanField(default=True, help_text="False for an internal note.")
    reopens = models.BooleanField(default=False, help_text="If the ticket is resolved when this happens, it reopens.")
    detail = models.TextField(null=True, help_text="Reason of an escalation, name of a status, target of a merge.")
    score = models.FloatField(null=True, help_text="The raw answer of a RATED event.")
    scale_low = models.FloatField(null=True)
    scale_high = models.FloatField(null=True)
    positive_from = models.FloatField(null=True, help_text="The lowest score that counts as satisfied on this scale.")
    key = models.UUIDField(unique=True, help_text="MD5 of source and external id, or of the content when the source has none.")

    class Meta:
        indexes = (models.Index(fields=("ticket", "at"), name="event_ticket_at"),)
