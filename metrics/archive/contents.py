"""What is in an export, table by table, and what is left out and why. Every model of an account has a line in one of the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from psycopg import sql

from tenants.models import Account

INSIDE = (
    "tickets.Label",
    "tickets.Customer",
    "tickets.Ticket",
    "tickets.Event",
    "tickets.Snapshot",
    "tickets.TicketFact",
    "tickets.Reply",
    "tickets.Wait",
    "tickets.TicketLife",
    "tickets.AiSession",
    "tickets.SelfServiceSession",
    "tickets.Search",
    "tickets.WorkItem",
    "tickets.QaReview",
    "tickets.Cost",
    "tickets.CostDay",
    "tickets.Shift",
    "tickets.Employment",
    "tickets.Subscription",
    "tickets.Sentiment",
    "tickets.SlaTarget",
    "tickets.Import",
    "tickets.Export",
    "tickets.Erasure",
    "surveys.Response",
    "surveys.Invitation",
    "surveys.Answer",
    "surveys.Answered",
    "metrics.Target",
    "metrics.Pin",
    "metrics.Scorecard",
    "metrics.Definition",
)
"""Models of the account's own schema, in the order of the archive."""

OF_KEY = "key_id IN (SELECT id FROM public.tenants_apikey WHERE account_id = {account})"
OUTSIDE = {
    "tenants.Account": "id = {account}",
    "tenants.Profile": "account_id = {account}",
    "tenants.Membership": "account_id = {account}",
    "tenants.Invitation": "account_id = {account}",
    "tenants.Grant": "account_id = {account}",
    "tenants.ApiKey": "account_id = {account}",
    "tenants.KeyUse": OF_KEY,
    "tenants.BusinessCalendar": "account_id = {account}",
    "tenants.Domain": "tenant_id = {account}",
    "tenants.AuditEntry": "account_id = {account}",
    "benchmarks.Member": "account_id = {account}",
}
"""Models of the public schema, and which of their rows are the account's."""

HIDDEN = {
    "tenants.Account": ("erasure_salt",),
    "tenants.ApiKey": ("digest",),
    "tenants.Invitation": ("digest",),
    "tenants.Domain": ("token",),
    "tickets.Import": ("path", "rejects_path"),
    "tickets.Export": ("path",),
    "tickets.Erasure": ("asked",),
}
"""Columns that would open something, or say where on our disks a file lies, or whom an unfinished erasure is about."""

LEFT_OUT = {
    "tickets.TouchedTicket": "a queue of work to be done",
    "tickets.TouchedDay": "a queue of work to be done",
    "tickets.BusinessSlot": "computed from the calendars",
    "tickets.IdempotentRequest": "answers to requests, kept for repetitions of them",
    "tickets.ErasedCustomer": "says only that somebody is to stay forgotten, and means nothing without our salt",
    "metrics.Series": "which states are computed",
    "metrics.Snapshot": "states in a binary form of our own, computed from the facts in this archive",
    "metrics.FilledDay": "which states are computed",
    "metrics.Recompute": "how long computing took",
    "metrics.UnpublishedDay": "a queue of work to be done",
    "published.PublishedAccount": "copied from the states, for agencies and peers to read",
    "published.PublishedBlock": "copied from the states, for agencies and peers to read",
    "reports.Report": "an agency's report on the account: the agency's own",
    "reports.Recipient": "to whom an agency sends its report",
    "reports.Edition": "an agency's report on the account: the agency's own",
    "reports.EditionFile": "an agency's report on the account: the agency's own",
    "reports.Delivery": "to whom an agency sent its report",
}
"""Models of an account that no export has, and why, in words for its reader."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the archive: where its rows are, and which of them and of its columns are written."""

    model: type[models.Model]
    schema: str
    condition: sql.Composable

    @property
    def name(self) -> str:
        """That of its files."""
        return self.model._meta.db_table

    @property
    def fields(self) -> list[models.Field[object, object]]:
        hidden = HIDDEN.get(self.model._meta.label, ())
        return [each for each in self.model._meta.concrete_fields if each.name not in hidden]

    @property
    def columns(self) -> list[str]:
        return [str(each.column) for each in self.fields]


def tables(account: Account) -> list[Table]:
    """Every table of an export of this account, those of the public schema first."""
    outside = [(label, "public", sql.SQL(where).format(account=sql.Literal(account.pk))) for label, where in OUTSIDE.items()]
    inside = [(label, account.schema_name, sql.SQL("true")) for label in INSIDE]
    return [Table(apps.get_model(label), schema, where) for label, schema, where in (*outside, *inside)]


def models_of_accounts() -> Iterator[type[models.Model]]:
    """Every model with rows of accounts: all of the accounts' schemas, and those of the public one that lead to an account."""
    for model in apps.get_models():
        name = model._meta.app_config.name
        if name in settings.TENANT_APPS or (name in settings.SHARED_APPS and leads_to_account(model)):
            yield model


def leads_to_account(model: type[models.Model], *, seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    """Whether a row of this model may belong to an account, by a foreign key, by that of a row it belongs to, or by the account's bare number."""
    if model is Account or any(each.column in ("account", "account_id") for each in model._meta.concrete_fields):
        return True
    owners = [each.related_model for each in model._meta.concrete_fields if each.is_relation and _belongs(each)]
    return any(owner not in seen and isinstance(owner, type) and leads_to_account(owner, seen=seen | {model}) for owner in owners)


def _belongs(field: models.Field[object, object]) -> bool:
    """Whether the row goes when that which the field names goes."""
    return getattr(field.remote_field, "on_delete", None) is models.CASCADE
