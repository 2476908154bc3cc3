"""Questions of the agency's schema in the words of metrics.portfolio, each asked once per request whoever asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from api.graphql.asking import period as checked_period
from api.graphql.asking import refusing
from api.graphql.errors import ApiError, Code
from api.graphql.limits import ITEMS
from api.graphql.overview import DAYS_OF, MOST_POINTS
from api.graphql.types.inputs import PeriodInput
from metrics import portfolio
from metrics.readings.types import Comparison, Period, Step

from .context import AgencyContext

if TYPE_CHECKING:
    from .types.catalogue import PublishedKpi
    from .types.clients import Mover, OffTarget
    from .types.figures import Cell, ChannelPart, Figure, Point

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """What is asked of several KPIs at once."""

    kpis: tuple[str, ...]
    period: Period
    compare_with: Comparison = Comparison.PREVIOUS_PERIOD
    channel: str | None = None
    percentile: float | None = None


def asked(kpis: Sequence[str], period: PeriodInput, *, compare_with: Comparison | None, channel: str | None, percentile: float | None) -> Asked:
    """The question, each KPI once; `ApiError` for what cannot be asked."""
    if len(kpis) > ITEMS:
        raise ApiError(Code.ID_LIMIT, f"At most {ITEMS} KPIs at a time.", limit=ITEMS)
    return Asked(tuple(dict.fromkeys(kpis)), checked_period(period), compare_with or Comparison.PREVIOUS_PERIOD, channel, percentile)


def once(context: AgencyContext, key: Any, ask: Callable[[], T]) -> T:
    """The answer to a question, asked once per request."""
    answers: dict[Any, Any] = context.memory.setdefault(portfolio, {})
    if key not in answers:
        with refusing():
            answers[key] = ask()
    answer: T = answers[key]
    return answer


def compared(context: AgencyContext, question: Asked, *, accounts: Sequence[int] | None = None) -> portfolio.PortfolioComparison:
    """These KPIs of all clients, or of some."""
    only = tuple(accounts) if accounts is not None else None
    return once(
        context,
        ("compare", question, only),
        lambda: portfolio.compare(
            context.agency,
            question.kpis,
            question.period,
            compare_with=question.compare_with,
            accounts=only,
            channel=question.channel,
            percentile=question.percentile,
        ),
    )


def read(context: AgencyContext, question: Asked, account: int) -> list[tuple[PublishedKpi, Cell, Figure]]:
    """One client's cells among all clients', with the roll-ups."""
    from .types.catalogue import kpi_of
    from .types.figures import cell_of, figure_of

    columns = {column.kpi.key: column for column in compared(context, question).columns}
    return [(kpi_of(context, columns[key].kpi), cell_of(context, columns[key].cells[account]), figure_of(columns[key])) for key in question.kpis]


def over_time(
    context: AgencyContext, kpi: str, period: Period, step: Step, *, accounts: Sequence[int] | None, channel: str | None, percentile: float | None = None
) -> portfolio.PortfolioSeries:
    """One KPI over the steps of a period, client by client."""
    if period.days / DAYS_OF[step] > MOST_POINTS:
        raise ApiError(Code.BAD_USER_INPUT, f"A series may have {MOST_POINTS} points; ask for a longer interval or a shorter period.", reason="BAD_PERIOD")
    only = tuple(accounts) if accounts is not None else None
    return once(
        context,
        ("series", kpi, period, step, only, channel, percentile),
        lambda: portfolio.series(context.agency, kpi, period, step, accounts=only, channel=channel, percentile=percentile),
    )


def points(context: AgencyContext, question: Asked, kpi: str, step: Step, *, account: int, page: Sequence[int]) -> list[Point]:
    """One client's series; asked for all clients of its page at once."""
    from .types.figures import point_of

    found = over_time(context, kpi, question.period, step, accounts=page, channel=question.channel, percentile=question.percentile)
    return [point_of(point) for each in found.clients if each.client.id == account for point in each.points]


def parts(context: AgencyContext, account: int, kpi: str, period: Period, *, compare_with: Comparison) -> list[ChannelPart]:
    """One client's number by channel."""
    from .types.figures import part_of

    found = once(
        context,
        ("segments", account, kpi, period, compare_with),
        lambda: portfolio.segments(context.agency, account, kpi, period, compare_with=compare_with),
    )
    return [part_of(row) for row in found.rows]


def days_of(context: AgencyContext, accounts: Sequence[int]) -> Mapping[int, tuple[date | None, date | None]]:
    """The first and last day that each of these clients has published."""
    from .clients import days_of as read_days

    return once(context, ("days", tuple(accounts)), lambda: read_days(accounts))


def movers(context: AgencyContext, period: PeriodInput, kpis: Sequence[str] | None, *, compare_with: Comparison | None, limit: int) -> list[Mover]:
    """Changes that are more than chance."""
    from .clients import clients_of
    from .types.catalogue import kpi_of
    from .types.clients import Mover

    days = checked_period(period)
    with refusing():
        found = portfolio.movers(context.agency, days, kpis, compare_with=compare_with or Comparison.PREVIOUS_PERIOD, limit=limit)
    rows = clients_of(context, [each.client for each in found])
    return [
        Mover(
            client=row,
            kpi=kpi_of(context, each.kpi),
            value=each.number.value,
            previous_value=each.previous.value,
            change=each.change.change,
            relative_change=each.change.relative,
            direction=each.change.direction,
            standardised=each.size,
            n=each.number.n,
            interval=each.number.interval,  # type: ignore[arg-type]  # it has the attributes already
            currency=each.currency,
        )
        for row, each in zip(rows, found, strict=True)
    ]


def off_target(context: AgencyContext, period: PeriodInput, *, accounts: Sequence[int] | None, limit: int) -> list[OffTarget]:
    """KPIs that miss the client's own target."""
    from .clients import clients_of
    from .types.catalogue import kpi_of
    from .types.clients import OffTarget

    days = checked_period(period)
    with refusing():
        found = portfolio.off_target(context.agency, days, accounts=accounts)[:limit]
    rows = clients_of(context, [each.client for each in found])
    return [
        OffTarget(
            client=row,
            kpi=kpi_of(context, each.kpi),
            value=each.number.value,
            n=each.number.n,
            interval=each.number.interval,  # type: ignore[arg-type]  # it has the attributes already
            target=each.target,  # type: ignore[arg-type]
            status=each.status,
            distance=_half_intervals(each),
            gap=each.gap,
            currency=each.currency,
        )
        for row, each in zip(rows, found, strict=True)
    ]


def _half_intervals(missed: portfolio.OffTarget) -> float | None:
    """The gap in half-widths of the interval on the target's side; None without an interval that has a width there."""
    value, interval = missed.number.value, missed.number.interval
    if value is None or interval is None:
        return None
    half = value - interval.low if value > missed.target.value else interval.high - value
    return missed.gap / half if half > 0 else None
