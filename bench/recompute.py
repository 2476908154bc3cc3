"""Snapshots: computing all of them against one scan of the facts, one day against all, and what they take up."""

from metrics.kpis import MEASURES
from metrics.models import Snapshot
from metrics.readings.standing import ANCHOR
from metrics.snapshots import recompute
from metrics.snapshots.facts import SOURCES
from tenants import schemas
from tickets.models import Ticket, TicketFact, TouchedDay

from . import measure, world
from .overview import JUDGED
from .report import Report, at_most, seconds

DAY = world.LAST_DAY.replace(day=10)


def run(report: Report, *, sizes: list[int], runs: int) -> None:
    """Every line of this section, on the filled account of each size. The bars judge the largest."""
    for tickets in sizes:
        last = tickets == max(sizes)
        with schemas.inside(world.filled(tickets)):
            report.title(f"Snapshots of {tickets:,} tickets, median of {runs}")
            full, scan = measure.alternately([lambda: recompute(everything=True), touch_scan], runs=runs, warm=int(tickets < 500_000))
            report.add("full recompute, of a touch-scan", full / scan, f"{seconds(full)} against {seconds(scan)}", at_most(15) if last else None)
            before = fingerprint()
            one = measure.median(_one_day, runs=max(runs, 3))
            report.add("one touched day, of a full recompute", one / full, f"{seconds(one)} against {seconds(full)}", at_most(0.01) if last else None)
            report.add("states that differ afterwards", float(before != fingerprint()), "0 is identical bytes", at_most(0), unit="")
            _by_measures(report, judged=last)
            _size(report, judged=tickets >= JUDGED)
            _business_seconds(report, runs=runs, last=last)


def _by_measures(report: Report, *, judged: bool) -> None:
    """What a measure costs among all of them, against what it costs among every second one: linear in their number, or better."""
    some = {key: each for place, (key, each) in enumerate(MEASURES.items()) if place % 2 == 0 or key == ANCHOR}
    half = measure.once(lambda: recompute(everything=True, measures=some))
    whole = measure.once(lambda: recompute(everything=True))
    told = f"{len(MEASURES)} in {seconds(whole)} against {len(some)} in {seconds(half)}"
    report.add("a measure among all, of one among half of them", (whole / len(MEASURES)) / (half / len(some)), told, at_most(1.1) if judged else None)


def touch_scan() -> None:
    """One worker aggregates every column that a measure uses, once."""
    world.execute("SET max_parallel_workers_per_gather = 0")
    for facts in dict.fromkeys(each.facts for each in MEASURES.values()):
        source = SOURCES[facts]
        names = sorted({name for each in MEASURES.values() if each.facts is facts for name in _columns(each)})
        world.execute(f"SELECT {', '.join(_touch(source[name].sql, source[name].kind) for name in names)} FROM {source.rows}")
    world.execute("RESET max_parallel_workers_per_gather")


def _columns(each: object) -> set[str]:
    wheres = (*each.population, *each.condition)  # type: ignore[attr-defined]
    named = (each.day, each.ended, each.value, each.resolver, *(where.column for where in wheres), "channel", "priority", "topic", "team")  # type: ignore[attr-defined]
    return {name for name in named if name}


def _touch(column: str, kind: str) -> str:
    return {"seconds": "sum({})", "day": "max({})", "moment": "max({})", "flag": "count({})"}.get(kind, "sum({})").format(column)


def _one_day() -> None:
    TouchedDay.objects.create(day=DAY)
    recompute()


def fingerprint() -> str:
    """A digest of every state in the table."""
    ((digest,),) = world.execute(f"SELECT md5(string_agg(md5(s::text), '' ORDER BY md5(s::text))) FROM {Snapshot._meta.db_table} s")
    return str(digest)


def _size(report: Report, *, judged: bool) -> None:
    for model in (Snapshot, Ticket):  # what many recomputes in a row have left behind is no part of it
        world.execute(f"VACUUM (FULL, ANALYZE) {model._meta.db_table}")
    ((snapshots, tickets, history),) = world.execute(
        "SELECT pg_total_relation_size(%s), pg_total_relation_size(%s), pg_total_relation_size('tickets_event') + pg_total_relation_size(%s)",
        [Snapshot._meta.db_table, Ticket._meta.db_table, TicketFact._meta.db_table],
    )
    told = f"{snapshots / 1e6:.0f} MB against {tickets / 1e6:.0f} MB; events and facts {history / 1e6:.0f} MB"
    report.add("snapshots' size, of the ticket table's", snapshots / tickets, told, at_most(0.2) if judged else None)


B = "({0}.opened + {0}.is_open * (extract(epoch FROM {1})::bigint %% 900))"


def _business_seconds(report: Report, *, runs: int, last: bool) -> None:
    """The business seconds of every resolution by two look-ups, against reading the two instants."""
    slot = "LEFT JOIN tickets_businessslot {0} ON {0}.slot = (extract(epoch FROM {1})::bigint / 900)::int"
    business = (
        f"SELECT sum({B.format('b', 'resolved_at')} - {B.format('a', 'created_at')}) FROM tickets_ticketfact"
        f" {slot.format('a', 'created_at')} {slot.format('b', 'resolved_at')}"
    )
    plain = "SELECT sum(extract(epoch FROM resolved_at)::bigint - extract(epoch FROM created_at)::bigint) FROM tickets_ticketfact"
    ours, rival = measure.alternately([lambda: world.execute(business, []), lambda: world.execute(plain)], runs=runs)
    report.add("business seconds, of a scan of both instants", ours / rival, f"{seconds(ours)} against {seconds(rival)}", at_most(5) if last else None)
