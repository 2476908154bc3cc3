"""An account too large to be simulated in an hour: the facts of a smaller one, several times over.

Tickets, facts, replies, lives, waits and responses are copied with new ids; every copy's durations are drawn anew around those of the
original, so that histograms fill as many buckets as a real account of that size would. Events are left out: readings, snapshots and
rivals look at facts only.
"""

from django.db import connection, models, transaction

from surveys.models import Response
from tenants import schemas
from tenants.models import Account
from tickets.models import Reply, Ticket, TicketFact, TicketLife, Wait

from . import world

BASE = 250_000
SPREAD = 0.35
SETTINGS = ("SET LOCAL session_replication_role = replica", "SET LOCAL maintenance_work_mem = '512MB'", "SET LOCAL synchronous_commit = off")
COPIED: tuple[type[models.Model], ...] = (Ticket, TicketFact, Reply, TicketLife, Wait, Response)


def fill(account: Account, tickets: int) -> None:
    """Fill the empty account with `tickets` tickets, a multiple of BASE."""
    base = world.filled(BASE)
    times, rest = divmod(tickets, BASE)
    if rest:
        raise SystemExit(f"An account of {tickets:,} tickets is no multiple of {BASE:,}.")
    with schemas.inside(account), transaction.atomic():
        for statement in SETTINGS:
            world.execute(statement)
        world.execute(f'INSERT INTO tickets_label SELECT * FROM "{base.schema_name}".tickets_label')
        world.execute(f'INSERT INTO tickets_customer SELECT * FROM "{base.schema_name}".tickets_customer')
        world.execute(f'INSERT INTO tickets_slatarget SELECT * FROM "{base.schema_name}".tickets_slatarget')
        world.execute(f'INSERT INTO tickets_businessslot SELECT * FROM "{base.schema_name}".tickets_businessslot')
        for model in COPIED:
            _copy(model, base.schema_name, times)
            print(f"    {model._meta.db_table} {times} times", flush=True)
    with schemas.inside(account):
        world.analyze()


def _copy(model: type[models.Model], schema: str, times: int) -> None:
    """One table's rows, once per copy. Ids move up by the copy's number times a billion."""
    table = model._meta.db_table
    fields = list(model._meta.concrete_fields)
    columns = ", ".join(str(field.column) for field in fields)
    values = ", ".join(_value(field) for field in fields)
    indexes = _drop_indexes(table)
    world.execute(f'INSERT INTO {table} ({columns}) SELECT {values} FROM generate_series(0, {times - 1}) copy, "{schema}".{table} o')
    for definition in indexes:
        world.execute(definition)


def _value(field: "models.Field[object, object]") -> str:
    column = f"o.{field.column}"
    if field.primary_key or field.name in ("ticket", "event_id"):
        return f"{column} + copy * 1000000000::bigint"
    if field.name == "external_id":
        return f"{column} || '-' || copy"
    if isinstance(field, models.FloatField) and (field.name.endswith("_seconds") or field.name.endswith("_business")):
        return f"CASE WHEN copy = 0 THEN {column} ELSE {column} * exp({SPREAD} * (random() - 0.5)) END"
    return column


def _drop_indexes(table: str) -> list[str]:
    """Drop what is no constraint's, and say how to make it again: a bulk load with indexes takes several times as long."""
    found = world.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = current_schema() AND i.tablename = %s"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)",
        [table],
    )
    with connection.cursor() as cursor:
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]
