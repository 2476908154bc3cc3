"""Questions of the API in the words of metrics, and refusals of metrics in the words of the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from metrics.readings import types as said

from .errors import ApiError, Code
from .types.inputs import BehindInput, FilterInput, PeriodInput

MOST_DAYS = 366 * 5
EARLIEST_YEAR, LATEST_YEAR = 1970, 2200


@contextmanager
def refusing() -> Iterator[None]:
    """A question that metrics cannot answer becomes `BAD_USER_INPUT`, with its own code as `reason`."""
    try:
        yield
    except said.ReadingError as error:
        raise ApiError(Code.BAD_USER_INPUT, str(error), reason=error.code) from error


def period(wanted: PeriodInput) -> said.Period:
    """The period; `BAD_USER_INPUT` if it ends before it begins, is longer than five years, or lies in no time of ours."""
    if wanted.from_.year < EARLIEST_YEAR or wanted.to.year > LATEST_YEAR:
        raise ApiError(Code.BAD_USER_INPUT, f"A period lies between {EARLIEST_YEAR} and {LATEST_YEAR}.", reason="BAD_PERIOD")
    with refusing():
        found = said.Period(wanted.from_, wanted.to)
    if found.days > MOST_DAYS:
        raise ApiError(Code.BAD_USER_INPUT, f"A period may have {MOST_DAYS:,} days.", reason="BAD_PERIOD")
    return found


def filters(wanted: Sequence[FilterInput] | None) -> tuple[said.Filter, ...]:
    return tuple(said.Filter(one.dimension.cut, tuple(one.values)) for one in wanted or ())


def request_behind(wanted: BehindInput) -> said.Request:
    """The reading whose tickets are asked for."""
    return said.Request(
        kpi=wanted.kpi,
        period=period(wanted.period),
        filter=filters(wanted.filter),
        compare_with=said.Comparison.NONE,
        clock=wanted.clock or said.Clock.CALENDAR,
        balancing=False,
    )
