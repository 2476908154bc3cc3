"""Which columns of an account's schema are searched for a person's words, and which are the account's own vocabulary and are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

VOCABULARY = {
    "tickets.Label": "channels, priorities, topics, teams and people of the account's own",
    "tickets.SlaTarget": "priorities",
    "tickets.Erasure": "the request itself, which forgets what was asked for when it is done",
    "tickets.ErasedCustomer": "digests",
    "tickets.Export": "who asked for a file, and where it lies",
    "metrics.Series": "names of measures",
    "metrics.Target": "KPIs and segments",
    "metrics.Pin": "KPIs",
    "metrics.Definition": "the account's own KPIs",
}
"""Models without customers' text, and what their texts are."""

WORDS_OF_OURS = frozenset({"source", "ticket_source", "customer_source", "kind", "status", "path", "rejects_path", "currency", "fingerprint"})
"""Columns of other models whose texts are a tool's name, a choice or a place on our disks."""

IDENTITIES = frozenset({"external_id", "ticket_ref", "invitation", "answer", "key"})
"""Columns by which rows are found again; the same text must become the same text in all of them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text, JSON or several texts."""

    table: str
    key: str
    name: str
    kind: str  # "text", "json" or "texts"

    @property
    def is_identity(self) -> bool:
        return self.kind == "text" and self.name in IDENTITIES


def searched() -> Iterator[Column]:
    """Every column of the account's schema that is searched."""
    for model in models_with_text():
        for each in model._meta.concrete_fields:
            if (kind := kind_of(each)) is not None and each.name not in WORDS_OF_OURS:
                yield Column(model._meta.db_table, str(model._meta.pk.column), str(each.column), kind)


def models_with_text() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.app_config.name in settings.TENANT_APPS and model._meta.label not in VOCABULARY and any(map(kind_of, model._meta.concrete_fields)):
            yield model


def kind_of(field: models.Field[object, object]) -> str | None:
    """How text is kept in a field; None where there is none."""
    if isinstance(field, ArrayField):
        return "texts"
    if isinstance(field, models.JSONField):
        return "json"
    return "text" if isinstance(field, models.CharField | models.TextField) else None
