"""Forming a quarter's cohorts, once: a month after its end, from what those publish who share on that day.

Afterwards nothing of a quarter is computed again. Were cohorts formed anew whenever somebody joins, leaves or corrects a ticket, what is
shown before and after would tell of that one (differencing over time). Two quarters differ in everybody's values at once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from metrics.readings import Period

from .cohorts import cohorts
from .contributions import BENCHMARKED, contributed, sharers
from .models import Cohort, Member, Quarter

SETTLED = timedelta(days=31)
"""So long after its end a quarter's numbers are final: the longest window of a KPI has closed."""
TENS = 10


def freeze(*, now: datetime | None = None) -> Quarter | None:
    """Form the cohorts of the last quarter that is settled, unless that has been done. The quarter, or None if there was nothing to do."""
    quarter = settled((now or timezone.now()).date())
    with transaction.atomic():
        frozen, is_new = Quarter.objects.get_or_create(start=quarter.start)  # a second run waits here, and finds it done
        if not is_new:
            return None
        found = contributed(sharers(), quarter)
        Member.objects.bulk_create([Member(quarter=frozen, account_id=account, node=list(node)) for account, node in found.nodes.items()], batch_size=1000)
        Cohort.objects.bulk_create(
            Cohort(
                quarter=frozen,
                kpi=key,
                version=BENCHMARKED[key].version,
                node=list(node),
                accounts=shown.contributors // TENS * TENS,
                p25=shown.p25,
                p50=shown.p50,
                p75=shown.p75,
            )
            for key, values in found.values.items()
            for node, shown in cohorts(values).items()
        )
        return frozen


def settled(today: date) -> Period:
    """The last quarter of the calendar that ended at least `SETTLED` before."""
    end = quarter_of(today - SETTLED).start - timedelta(days=1)
    return quarter_of(end)


def quarter_of(day: date) -> Period:
    """The quarter of the calendar that a day lies in."""
    start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    following = (start + timedelta(days=93)).replace(day=1)
    return Period(start, following - timedelta(days=1))


def next_freeze(today: date) -> date:
    """The day on which the next quarter's cohorts are formed."""
    following = quarter_of(settled(today).end + timedelta(days=1))
    return following.end + SETTLED + timedelta(days=1)
