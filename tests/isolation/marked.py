"""Two accounts filled with values that name their account, and how to see whether one has left a trace in the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from metrics.snapshots import recompute
from tenants import schemas
from tenants.models import Account
from tests.isolation.filling import send, settle
from tests.tickets.histories import created, escalated, rated, reply, solved, ticket
from tickets import facts
from tickets.models import Ticket


def fill(account: Account, *, marker: str, factor: int) -> None:
    """Tickets and rows of every kind, definitions, goals and numbers; wherever the account may choose the text, it holds the marker."""
    with schemas.inside(account):
        for number in range(4 * factor):
            named: dict[str, Any] = {name: f"{marker}-{name}-{number % 2}" for name in ("channel", "priority", "topic", "team", "agent")}
            start = datetime(2026, 3, factor + number, 8, 7 * factor, tzinfo=UTC)
            ticket(
                created(start),
                reply(start + timedelta(minutes=5 + number)),
                *([escalated(start + timedelta(minutes=20 + number), reason=f"{marker} reason")] if number % 3 == 0 else []),
                solved(start + timedelta(hours=1 + number)),
                rated(start + timedelta(hours=2 + number), 1 + number % 5),
                **named,
                customer=f"{marker}-customer-{number % 3}",
            )
        facts.derive(list(Ticket.objects.values_list("pk", flat=True)))
        send(marker, factor)
        settle(account, marker, factor)
        recompute()


def contents(account: Account) -> dict[str, str]:
    """A checksum of each table of the account's schema, and of what tables of the public schema hold of it."""
    with schemas.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY 1", [account.schema_name])
        own = [(sql.Identifier(account.schema_name, name), sql.SQL("")) for (name,) in cursor.fetchall()]
        told = [(sql.Identifier("public", table), sql.SQL("WHERE {} = {}").format(sql.Identifier(column), account.pk)) for table, column in pointing()]
        return {repr(table): checksum(cursor, table, where) for table, where in [*own, *told]}


def pointing() -> Iterator[tuple[str, str]]:
    """The tables of the public schema that refer to accounts, each with the column that does."""
    shared = {name.rpartition(".")[2] for name in settings.SHARED_APPS}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields if model._meta.app_label in shared and model is not Account else ():
            if field.column and (field.related_model is Account or field.column == "account_id"):
                yield model._meta.db_table, field.column


def checksum(cursor: Any, table: sql.Composable, where: sql.Composable) -> str:
    query = sql.SQL("SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t {}").format(table, where)
    cursor.execute(query)
    return str(cursor.fetchone()[0])


def traces(account: Account, foreign: str) -> list[str]:
    """The account's tables in which the foreign marker stands, in text or in bytes."""
    with schemas.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY 1", [account.schema_name])
        found = []
        for (name,) in cursor.fetchall():
            table = sql.Identifier(account.schema_name, name)
            words = [f"%{foreign}%", f"%{foreign.encode().hex()}%"]
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {} t WHERE t::text LIKE ANY(%s))").format(table), [words])
            if cursor.fetchone()[0]:
                found.append(name)
        return found
