"""The comparison as the API shows it, its rows in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence

from api.graphql.errors import ApiError, Code
from api.graphql.selections import Selected
from metrics import portfolio
from metrics.portfolio import Position

from .clients import clients_of
from .context import AgencyContext
from .types.catalogue import kpi_of
from .types.comparison import Column, ComparisonOrder, ComparisonOrderBy, PortfolioComparison
from .types.figures import cell_of, figure_of, spread_of


def shown(context: AgencyContext, found: portfolio.PortfolioComparison, order: ComparisonOrder | None, wanted: Selected) -> PortfolioComparison:
    """A comparison; of its cells only what is selected is made."""
    rows = ordered(found, order or ComparisonOrder())
    with_split = "split" in wanted.get("columns", {}).get("cells", {})
    columns = [_column(context, column, rows, with_cells="cells" in wanted.get("columns", {}), with_split=with_split) for column in found.columns]
    return PortfolioComparison(
        period=found.period,  # type: ignore[arg-type]  # these have the attributes already
        previous_period=found.previous,  # type: ignore[arg-type]
        clients=clients_of(context, rows) if "clients" in wanted else [],
        columns=columns if "columns" in wanted else [],
    )


def _column(context: AgencyContext, column: portfolio.Column, rows: Sequence[portfolio.Client], *, with_cells: bool, with_split: bool) -> Column:
    return Column(
        kpi=kpi_of(context, column.kpi),
        rollup=figure_of(column),
        spread=spread_of(column.spread) if column.spread else None,
        cells=[cell_of(context, column.cells[row.id], with_split=with_split) for row in rows] if with_cells else [],
    )


def ordered(found: portfolio.PortfolioComparison, order: ComparisonOrder) -> list[portfolio.Client]:
    """The clients in this order: those without the figure last, equals by name."""
    rows = sorted(found.clients, key=lambda row: (row.name.casefold(), row.slug))
    if order.by is ComparisonOrderBy.NAME:
        return rows[::-1] if order.descending else rows
    key = order.kpi or (found.columns[0].kpi.key if found.columns else "")
    column = next((each for each in found.columns if each.kpi.key == key), None)
    if column is None:
        raise ApiError(Code.BAD_USER_INPUT, f"{key!r} is none of the KPIs compared.", reason="UNKNOWN_KPI")
    figures = {row.id: _figure(column.cells[row.id], order.by) for row in rows}
    sign = -1 if order.descending else 1
    return sorted(rows, key=lambda row: (figures[row.id] is None, sign * (figures[row.id] or 0.0)))


def _figure(cell: portfolio.Cell, by: ComparisonOrderBy) -> float | None:
    if by is ComparisonOrderBy.N:
        return float(cell.number.n)
    if cell.position is Position.NOT_ENOUGH_DATA:
        return None
    return {ComparisonOrderBy.VALUE: cell.number.value, ComparisonOrderBy.CHANGE: cell.change.change, ComparisonOrderBy.DISTANCE: cell.distance}[by]
