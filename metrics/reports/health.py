"""How clients fare: who moved beyond noise, who is off target, whose data stopped arriving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from metrics import portfolio
from metrics.portfolio import Client, ClientSeries, Mover, OffTarget
from metrics.published.models import PublishedAccount
from metrics.readings import Comparison, Direction, Period, Step
from tenants.models import Agency

from . import periods, words
from .document import Document, Finding

MOST = 25
LOOKED_BACK = 28
SILENT_DAYS = 4
"""A client that works Monday to Friday is silent for two days of every week, and for three after a holiday."""
USUAL_DAYS = 8


def examine(document: Document, agency: Agency, period: Period, clients: Sequence[Client]) -> None:
    """Fill `movers`, `off_target` and `silent`."""
    moved = portfolio.movers(agency, period, compare_with=Comparison.PREVIOUS_PERIOD, limit=MOST)
    document["movers"] = [_moved(each) for each in moved]
    document["off_target"] = [_missed(each) for each in portfolio.off_target(agency, period)[:MOST]]
    document["silent"] = silent(agency, period, clients)


def late(period: Period, clients: Sequence[Client]) -> list[Client]:
    """Whose numbers were not brought up to date since the period was over where they are. What has not changed since is up to date."""
    looked = dict(PublishedAccount.objects.filter(account__in=[client.id for client in clients]).values_list("account_id", "published_at"))
    return [client for client in clients if client.id not in looked or looked[client.id] < periods.midnight_after(period, client.timezone)]


def silent(agency: Agency, period: Period, clients: Sequence[Client]) -> list[Finding]:
    """Clients that never published, whose numbers are older than the period's end, or who have no tickets since some days before it
    though they had them on at least eight days of the four weeks."""
    if not clients:
        return []
    days = Period(period.end - timedelta(days=LOOKED_BACK - 1), period.end)
    drawn = {line.client.id: line for line in portfolio.series(agency, "ticket_volume", days, Step.DAY).clients}
    behind = late(period, clients)
    told = [(client, _silence(client, period, drawn.get(client.id), is_late=client in behind)) for client in clients]
    return [{"client": client.name, "text": text, "tone": "bad"} for client, text in told if text]


def _silence(client: Client, period: Period, line: ClientSeries | None, *, is_late: bool) -> str:
    if client.as_of is None:
        return "has not published any numbers yet."
    if is_late:
        return f"was last computed on {words.moment(client.as_of.astimezone(ZoneInfo(client.timezone)))}, before the period was over."
    busy = [point.period.start for point in line.points if point.number.value] if line else []
    if len(busy) < USUAL_DAYS or (period.end - busy[-1]).days < SILENT_DAYS:
        return ""
    return f"sent no tickets after {words.day(busy[-1])}; before that on {words.counted(len(busy), 'day')} of four weeks."


def _moved(mover: Mover) -> Finding:
    unit = mover.kpi.unit
    now, before = (words.value(unit, number.value, mover.currency) for number in (mover.number, mover.previous))
    text = f"{mover.kpi.name}: {words.change(unit, mover.change)}, from {before} to {now} (n = {words.decimals(mover.number.n, 0)})."
    return {"client": mover.client.name, "text": text, "tone": {Direction.IMPROVED: "good", Direction.WORSENED: "bad"}.get(mover.change.direction, "plain")}


def _missed(each: OffTarget) -> Finding:
    unit = each.kpi.unit
    wanted = words.target(unit, each.kpi.better, each.target, each.currency)
    margin = words.interval(unit, each.number.interval, each.currency)
    text = f"{each.kpi.name}: {words.value(unit, each.number.value, each.currency)}{f' ({margin})' if margin else ''}, target {wanted}."
    return {"client": each.client.name, "text": text, "tone": "bad"}
