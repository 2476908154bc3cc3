"""The overview as one would write it without snapshots: grouped SQL over the facts, with the best indexes, and in DuckDB."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from django.db import connection

from . import world

LABELS = ("channel_id", "priority_id", "topic_id", "team_id")
COVERED = ", ".join((*LABELS, "exclusion"))

INDEXES = {
    "rival_created": f"tickets_ticketfact (created_day) INCLUDE ({COVERED}, resolver, escalated_at, handled_by, resolved_day, transfers, is_repeated,"
    " first_reply_by, first_reply_seconds)",
    "rival_first_resolved": f"tickets_ticketfact (first_resolved_day) INCLUDE ({COVERED}, first_resolver, is_first_contact, reopened_at, is_durable)",
    "rival_resolved": f"tickets_ticketfact (resolved_day) INCLUDE ({COVERED}, resolver, resolution_seconds)",
    "rival_ticket": f"tickets_ticketfact (ticket_id) INCLUDE ({COVERED}, resolver)",
    "rival_reply": "tickets_reply (day) INCLUDE (ticket_id, replied_by, wait_seconds)",
    "rival_response": "surveys_response (day) INCLUDE (ticket_id, is_positive)",
}


@dataclass(frozen=True)
class Population:
    """Facts of one local day column, by whom they are split, and what is read from them. `{median x}` is filled in per engine."""

    table: str
    day: str
    resolver: str
    columns: tuple[str, ...]
    where: str = "TRUE"


POPULATIONS = (
    Population(
        "tickets_ticketfact", "created_day", "coalesce(resolver, 0)",
        (
            "count(*)", "count(*) FILTER (WHERE escalated_at IS NOT NULL)",
            "count(*) FILTER (WHERE resolved_day IS NOT NULL AND resolver = 2 AND handled_by = 2 AND escalated_at IS NULL)",
            "count(*) FILTER (WHERE handled_by IS DISTINCT FROM 2)", "count(*) FILTER (WHERE handled_by IS DISTINCT FROM 2 AND transfers > 0)",
            "count(is_repeated)", "count(*) FILTER (WHERE is_repeated)",
        ),
    ),
    Population("tickets_ticketfact", "created_day", "first_reply_by", ("count(*)", "{median first_reply_seconds}"), "first_reply_seconds IS NOT NULL"),
    Population(
        "tickets_ticketfact", "first_resolved_day", "coalesce(first_resolver, 0)",
        (
            "count(*)", "count(*) FILTER (WHERE is_first_contact)", "count(is_first_contact)", "count(*) FILTER (WHERE reopened_at IS NOT NULL)",
            "count(is_durable)", "count(*) FILTER (WHERE is_durable)",
        ),
    ),
    Population("tickets_ticketfact", "resolved_day", "coalesce(resolver, 0)", ("count(*)", "{median resolution_seconds}"), "resolution_seconds IS NOT NULL"),
    Population("tickets_reply", "day", "replied_by", ("count(*)", "{median wait_seconds}")),
    Population("surveys_response", "day", "coalesce(resolver, 0)", ("count(*)", "count(*) FILTER (WHERE is_positive)")),
)  # fmt: skip
"""The twelve KPIs of the overview, from six populations."""


@dataclass(frozen=True)
class Period:
    """Two adjoining periods of local days: the earlier one and the one asked for."""

    earlier: date
    start: date
    end: date


def queries(population: Population, period: Period, *, median: str, join: bool, at_once: bool) -> list[str]:
    """Totals and four breakdowns, each also by resolver: in one statement of grouping sets, or in one per dimension."""
    sets = [[f"p, {label}" if label else "p", f"p, {label}, r" if label else "p, r"] for label in ("", *LABELS)]
    columns = ", ".join(_filled(column, median) for column in population.columns)
    source = _source(population, period, join=join)
    groups = [[one for pair in sets for one in pair]] if at_once else sets
    return [
        f"SELECT {columns}, p, r, {', '.join(LABELS)} FROM ({source}) s GROUP BY GROUPING SETS ({', '.join(f'({one})' for one in group)})"
        if at_once
        else f"SELECT {columns}, {group[1]} FROM ({source}) s GROUP BY GROUPING SETS (({group[0]}), ({group[1]}))"
        for group in groups
    ]


def _filled(column: str, median: str) -> str:
    return median.format(column[8:-1]) if column.startswith("{median") else column


def _source(population: Population, period: Period, *, join: bool) -> str:
    table = population.table
    if join and table != "tickets_ticketfact":
        table += " JOIN tickets_ticketfact USING (ticket_id)"
    return (
        f"SELECT *, {population.day} >= DATE '{period.start}' AS p, {population.resolver} AS r FROM {table}"
        f" WHERE {population.day} BETWEEN DATE '{period.earlier}' AND DATE '{period.end}' AND exclusion IS NULL AND {population.where}"
    )


PERCENTILE_CONT = "percentile_cont(0.5) WITHIN GROUP (ORDER BY {0})"
QUANTILE_CONT = "quantile_cont({0}, 0.5)"


def postgres(period: Period, *, at_once: bool) -> None:
    """The overview in PostgreSQL, every row fetched."""
    for population in POPULATIONS:
        for query in queries(population, period, median=PERCENTILE_CONT, join=True, at_once=at_once):
            world.execute(query)


def cases(population: Population, period: Period) -> int:
    """How many facts of the population lie in the period asked for."""
    ((counted,),) = world.execute(f"SELECT count(*) FROM ({_source(population, period, join=True)}) s WHERE p")
    return int(counted)


def index() -> None:
    """The rival's covering indexes on the entered account's facts, and fresh statistics."""
    for name, columns in INDEXES.items():
        world.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
    world.analyze()


def unindex() -> None:
    for name in INDEXES:
        world.execute(f"DROP INDEX IF EXISTS {name}")


class Duck:
    """The same facts in DuckDB's own file, replies and responses with the labels they need beside them."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect(str(folder / "facts.duckdb"))
        labels = ", ".join(f"f.{column}" for column in (*LABELS, "exclusion", "resolver"))
        tables = {
            "tickets_ticketfact": "SELECT * FROM tickets_ticketfact ORDER BY created_day",
            "tickets_reply": f"SELECT r.*, {labels} FROM tickets_reply r JOIN tickets_ticketfact f USING (ticket_id) ORDER BY day",
            "surveys_response": f"SELECT r.*, {labels} FROM surveys_response r JOIN tickets_ticketfact f USING (ticket_id) ORDER BY day",
        }
        for table, query in tables.items():
            self._take_over(table, query, folder / f"{table}.csv")

    def _take_over(self, table: str, query: str, path: Path) -> None:
        with connection.cursor() as cursor, path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy:
            for chunk in copy:
                file.write(chunk)
        self.connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', sample_size = -1)")
        path.unlink()

    def overview(self, period: Period) -> None:
        for population in POPULATIONS:
            for query in queries(population, period, median=QUANTILE_CONT, join=False, at_once=True):
                self.connection.execute(query).fetchall()

    def close(self) -> None:
        self.connection.close()
