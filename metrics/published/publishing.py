"""Publishing: what has changed in an account's states goes up to the public schema, and all of it comes down with the last reader.

`recompute` notes the days it has written in `UnpublishedDay`, in the transaction of the states; `publish` takes them off and writes the
blocks they lie in, in one transaction too. So nothing is lost in a crash between the two, and publishing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from metrics.declare import Dimension, Measure
from metrics.kpis import KPIS
from metrics.models import UnpublishedDay
from metrics.readings.numbers import ADDED
from metrics.readings.standing import Standing, standing
from metrics.readings.types import TargetValue
from metrics.readings.wants import next_month
from metrics.snapshots import store
from metrics.snapshots.binary import binary_cursor
from metrics.snapshots.cells import Cells
from tenants import schemas
from tenants.models import Account
from tenants.tasks import schedule_or_leave
from tickets.models import Label

from .channels import canonical, number
from .kpis import PUBLISHED_KPIS, PUBLISHED_MEASURES
from .layout import LAYOUT
from .models import PublishedAccount, PublishedBlock
from .pack import DAY, MONTH, Block, Key, block_of, packed
from .readers import has_readers

LOCK = 7_301_004
BLOCKS = PublishedBlock._meta.db_table
KPIS_PUBLISHED = [KPIS[key] for key in PUBLISHED_KPIS]
SNAPSHOTS = f"SELECT series_id, dimension, day, cells, hist FROM {store.TABLE} WHERE series_id = ANY(%s) AND grain = %s AND dimension IN (0, 1)"


def publish() -> int:
    """Bring what the current account has published in step with its states; all of it if nothing is, or another layout or definition.
    Without a reader it is withdrawn. Returns how many blocks were written. Waits for another run in the same account."""
    account = schemas.current()
    with transaction.atomic():
        _alone(account)
        if not has_readers(account):
            _remove(account)
            UnpublishedDay.objects.all().delete()
            return 0
        state = standing(KPIS_PUBLISHED)
        marks = {key: mark for key, mark in state.fingerprints.items() if key in PUBLISHED_MEASURES}
        known = PublishedAccount.objects.filter(account=account).first()
        everything = known is None or known.layout != LAYOUT or known.marks != marks
        days = _drained()
        series = {state.series[key]: PUBLISHED_MEASURES[key] for key in marks}
        written = _written(account, series, None if everything else days) if everything or days else 0
        PublishedAccount.objects.update_or_create(account=account, defaults={"layout": LAYOUT, "marks": marks, **_told(state)})
        return written


def withdraw(account: Account) -> None:
    """Remove everything the account has published, at once."""
    with transaction.atomic():
        _alone(account)
        _remove(account)


def readers_changed(account: Account) -> None:
    """Called in the transaction of every change of grants, sharing or suspension: with the last reader everything is withdrawn at once;
    for the first one everything is published, by a task, once the transaction is committed."""
    if not has_readers(account):
        withdraw(account)
    elif not PublishedAccount.objects.filter(account=account).exists():
        transaction.on_commit(lambda: _publish_soon(account))


def _publish_soon(account: Account) -> None:
    """By a task of the account, whose schema whoever changed the grant need not have entered."""
    with schemas.inside(account):
        schedule_or_leave("metrics.publish")


def _alone(account: Account) -> None:
    """Until the end of the transaction. Whoever ends the last grant waits for a publication that has begun, and then removes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, account.pk])


def _remove(account: Account) -> None:
    PublishedBlock.objects.filter(account=account)._raw_delete("default")
    PublishedAccount.objects.filter(account=account).delete()


def _drained() -> list[date]:
    """Take all news off the queue. News of a day that comes in meanwhile waits until this transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {UnpublishedDay._meta.db_table} RETURNING day")
        return sorted(day for (day,) in cursor.fetchall())


def _told(state: Standing) -> dict[str, Any]:
    """How the account stands, as it is published."""
    needed = {each.key: each for kpi in KPIS_PUBLISHED for each in kpi.needs}
    missing = {said for kpi in KPIS_PUBLISHED for said in state.missing(kpi)}
    began = {kpi.key: since.isoformat() for kpi in KPIS_PUBLISHED if kpi.reads.how in ADDED and (since := state.known_from(kpi))}
    return {
        "stale": sorted(key for key, measure in PUBLISHED_MEASURES.items() if state.fingerprints.get(key, measure.fingerprint) != measure.fingerprint),
        "lacking": sorted(key for key, each in needed.items() if each.missing in missing),
        "began": began,
        "targets": _targets(state),
        "currency": state.currency,
        "as_of": state.as_of,
    }


def _targets(state: Standing) -> list[list[Any]]:
    """Targets overall, and of canonical channels that just one of the account's channels makes up."""
    keys = list(Label.objects.filter(dimension=int(Dimension.CHANNEL)).values_list("key", flat=True))
    alone = {key: canonical(key) for key in keys if [canonical(each) for each in keys].count(canonical(key)) == 1 and canonical(key) != "other"}
    own = [target for key in PUBLISHED_KPIS for target in state.targets.get(key, ())]
    kept = [(each, "") for each in own if each.dimension is None]
    kept += [(each, alone[each.key]) for each in own if each.dimension is Dimension.CHANNEL and each.key in alone]
    return sorted(_target(target, key) for target, key in kept)


def _target(target: TargetValue, key: str) -> list[Any]:
    since, due = (day.isoformat() if day else None for day in (target.since, target.due))
    return [target.kpi, target.value, target.upper, int(target.dimension or 0), key, since, target.start, due]


def _written(account: Account, series: Mapping[int, Measure], days: Sequence[date] | None) -> int:
    """Write the blocks of these days (None: of all), a year at a time, so that memory stays flat."""
    months = _months(series) if days is None else sorted({block_of(day, DAY) for day in days})
    channels = {pk: number(canonical(key)) for pk, key in Label.objects.filter(dimension=int(Dimension.CHANNEL)).values_list("pk", "key")}
    written = 0
    for year, group in groupby(months, key=lambda month: block_of(month, MONTH)):
        own = list(group)
        written += _synchronised(account, DAY, own, packed(_cells(series, DAY, own[0], own[-1]), PUBLISHED_MEASURES, channels, grain=DAY))
        cells = _cells(series, MONTH, year, year.replace(month=12))
        written += _synchronised(account, MONTH, [year], packed(cells, PUBLISHED_MEASURES, channels, grain=MONTH))
    if days is None:
        kept = [(DAY, month) for month in months] + [(MONTH, block_of(month, MONTH)) for month in months]
        _drop_all_but(account, kept)
    return written


def _months(series: Collection[int]) -> list[date]:
    """The first of every month that has states."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT day FROM {store.TABLE} WHERE series_id = ANY(%s) AND grain = %s AND dimension = 0", [list(series), store.MONTH])
        return sorted(day for (day,) in cursor.fetchall())


def _cells(series: Mapping[int, Measure], grain: int, first: date, last: date) -> dict[str, Cells]:
    """The stored cells, of all tickets and by channel, from the first of one month to the end of another (or month by month)."""
    end = next_month(last) if grain == DAY else None
    found: dict[int, list[store.Packed]] = {}
    with binary_cursor() as cursor:
        cursor.execute(f"{SNAPSHOTS} AND day >= %s AND day < %s", [list(series), grain, first, end or last.replace(year=last.year + 1, month=1)])
        for each, dimension, day, cells, hist in cursor.fetchall():
            found.setdefault(each, []).append((dimension, day, cells, hist))
    return {series[each].key: store.unpacked(series[each].keep, rows) for each, rows in found.items()}


def _synchronised(account: Account, grain: int, blocks: Sequence[date], wanted: Mapping[Key, Block]) -> int:
    """Make the account's rows of these blocks the wanted ones; those that are equal stay. Returns how many were written."""
    stored = {
        (channel, block): Block(bytes(counts), bytes(sums), bytes(hist))
        for channel, block, counts, sums, hist in PublishedBlock.objects.filter(account=account, grain=grain, block__in=blocks).values_list(
            "channel", "block", "counts", "sums", "hist"
        )
    }
    wanted = {key: block for key, block in wanted.items() if key[1] in set(blocks)}
    gone = [key for key, block in stored.items() if wanted.get(key) != block]
    new = {key: block for key, block in wanted.items() if stored.get(key) != block}
    with connection.cursor() as cursor:
        if gone:
            cursor.execute(
                f"DELETE FROM {BLOCKS} WHERE account_id = %s AND grain = %s AND (channel, block) IN (SELECT * FROM unnest(%s::smallint[], %s::date[]))",
                [account.pk, grain, *(list(column) for column in zip(*gone, strict=True))],
            )
        write(cursor, account.pk, grain, new)
    return len(new)


def write(cursor: Any, account_id: int, grain: int, blocks: Mapping[Key, Block]) -> None:
    """Add rows whose places are empty."""
    with cursor.copy(f"COPY {BLOCKS} (account_id, grain, channel, block, counts, sums, hist) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(("int8", "int2", "int2", "date", "bytea", "bytea", "bytea"))
        for (channel, block), row in sorted(blocks.items()):
            copy.write_row((account_id, grain, channel, block, *row))


def _drop_all_but(account: Account, kept: Sequence[tuple[int, date]]) -> None:
    """Remove the rows of blocks that have no states any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {BLOCKS} WHERE account_id = %s AND (grain, block) NOT IN (SELECT * FROM unnest(%s::smallint[], %s::date[]))",
            [account.pk, [grain for grain, _ in kept], [block for _, block in kept]],
        )
