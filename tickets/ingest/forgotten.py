"""Customers who were erased and come again: known by a salted digest, they stay the nameless customer they were made, and bring no text along.

Everything here costs one small query per batch in an account that has erased nobody.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

from tenants import schemas
from tickets.kinds import Kind

if TYPE_CHECKING:
    from .rows.declare import RowKind

TELLING = (Kind.STATUS_CHANGED, Kind.MERGED)
"""Kinds of event whose detail facts are derived from; that of all others is text."""

OF_ERASED = "(s.customer_id = ANY(%(ids)s) OR EXISTS (SELECT FROM tickets_ticket t WHERE t.{} AND t.customer_id = ANY(%(ids)s)))"
SAME_TICKET = "source = s.source AND t.external_id = s.external_id"
COUNTED_TAGS = "coalesce((SELECT array_agg(tag ORDER BY place) FROM unnest({0}.tags) WITH ORDINALITY u (tag, place) WHERE tag = ANY(%(tags)s)), '{{}}')"
COUNTED_CUSTOM = "coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each({0}.custom) WHERE key = ANY(%(fields)s)), '{{}}')"
HUSH_TICKETS = f"""
    UPDATE ingest_ticket s SET subject = NULL,
        tags = CASE WHEN tags IS NOT NULL THEN {COUNTED_TAGS.format("s")} END,
        custom = CASE WHEN jsonb_typeof(custom) = 'object' THEN {COUNTED_CUSTOM.format("s")} END
    WHERE {OF_ERASED.format(SAME_TICKET)}"""
HUSH_EVENTS = """
    UPDATE ingest_event s SET detail = NULL FROM tickets_ticket t
    WHERE t.id = s.ticket_id AND t.customer_id = ANY(%(ids)s) AND s.detail IS NOT NULL AND s.kind <> ALL(%(telling)s)"""


def digest(salt: bytes, source: str, external_id: str) -> str:
    """What is kept of a customer's identifier: HMAC-SHA256, hexadecimal."""
    return hmac.new(salt, f"{source}\x1f{external_id}".encode("utf-8", "replace"), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The erased customers of an account, by the digests of the identifiers they had."""

    salt: bytes
    by_digest: Mapping[str, int]

    @property
    def ids(self) -> list[int]:
        return sorted(set(self.by_digest.values()))

    def find(self, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Those of the customers, by (source, external id), who were erased, and the rows they are now."""
        return {pair: found for pair in named if (found := self.by_digest.get(digest(self.salt, *pair))) is not None}

    def values(self) -> dict[str, Any]:
        """What the statements here ask for."""
        tags, fields = counted()
        return {"ids": self.ids, "tags": sorted(tags), "fields": sorted(fields), "telling": [int(kind) for kind in TELLING]}


def forgotten(cursor: Any) -> Forgotten | None:
    """The erased customers of the current account; None if there are none."""
    cursor.execute("SELECT digest, customer_id FROM tickets_erasedcustomer")
    known = dict(cursor.fetchall())
    if not known:
        return None
    cursor.execute("SELECT erasure_salt FROM public.tenants_account WHERE id = %s", [schemas.current().pk])
    return Forgotten(bytes(cursor.fetchone()[0]), known)


def counted() -> tuple[frozenset[str], frozenset[str]]:
    """The tags and the custom fields that the account's own KPIs count by: without these the numbers would change."""
    found: tuple[frozenset[str], frozenset[str]] = import_string(settings.COUNTED_ATTRIBUTES)()
    return found


def hush_tickets(cursor: Any, known: Forgotten) -> None:
    """Take the text out of staged tickets of erased customers."""
    cursor.execute(HUSH_TICKETS, known.values())


def hush_events(cursor: Any, known: Forgotten) -> None:
    """Take the text out of staged events of their tickets."""
    cursor.execute(HUSH_EVENTS, known.values())


def hush_rows(cursor: Any, known: Forgotten, kind: RowKind) -> None:
    """Take the customer's own words out of staged rows."""
    texts = free_text().get(kind.model._meta.label, ())
    ways = [f"s.{column} {found}" for column, found in WAYS.items() if column in kind.columns]
    if texts and ways:
        cursor.execute(f"UPDATE rows_in s SET {', '.join(f'{column} = NULL' for column in texts)} WHERE {' OR '.join(ways)}", {"ids": known.ids})


WAYS = {
    "customer_id": "= ANY(%(ids)s)",
    "ticket_id": "IN (SELECT id FROM tickets_ticket WHERE customer_id = ANY(%(ids)s))",
}
"""How a row belongs to a customer, by its column."""


def free_text() -> dict[str, tuple[str, ...]]:
    """The columns that hold customers' own words, by model."""
    return {label: columns for path in settings.FREE_TEXT for label, columns in import_string(path).items()}


def hushed(attributes: Mapping[str, Any], alias: str | None) -> dict[str, Any]:
    """A ticket's attributes as snapshots keep them, without what names its customer, who is `alias` from now on."""
    tags, fields = counted()
    kept = {name: value for name, value in attributes.items() if name != "subject"}
    if "tags" in kept:
        kept["tags"] = type(kept["tags"])(tag for tag in kept["tags"] if tag in tags)
    if "custom" in kept:
        kept["custom"] = {name: value for name, value in (kept["custom"] or {}).items() if name in fields}
    if "customer" in kept and alias is not None:
        kept["customer"] = alias
    return kept


def aliases(cursor: Any, known: Forgotten, *, source: str, tickets: Sequence[str]) -> dict[str, str]:
    """Tickets of erased customers among these, by identifier, with what their customer is called now."""
    cursor.execute(
        "SELECT t.external_id, c.external_id FROM tickets_ticket t JOIN tickets_customer c ON c.id = t.customer_id"
        " WHERE t.source = %s AND t.external_id = ANY(%s) AND c.id = ANY(%s)",
        [source, list(tickets), known.ids],
    )
    return dict(cursor.fetchall())


def names(cursor: Any, known: Forgotten) -> dict[int, str]:
    """What erased customers are called now, by the row's id."""
    cursor.execute("SELECT id, external_id FROM tickets_customer WHERE id = ANY(%s)", [known.ids])
    return dict(cursor.fetchall())
