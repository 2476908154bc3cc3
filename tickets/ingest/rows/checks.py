"""What a row's values must agree on, and what follows from them, kind by kind."""

from datetime import date
from typing import Any

from tickets.kinds import CostKind, Resolver

from .declare import BadRow, Values

LONGEST_COST = 3_660
"""Days: ten years. A cost over more is a slip."""

WORK_SECONDS = ("talk_seconds", "hold_seconds", "follow_up_seconds")
BEARERS = {CostKind.PEOPLE: Resolver.HUMAN, CostKind.AI: Resolver.AI}


def search(values: Values) -> Values:
    """A search failed if it had no result or none was opened."""
    if values["clicked"] and not values["results"]:
        raise BadRow("clicked", "yes", "cannot be where there was no result to open")
    return {**values, "is_failed": not values["results"] or not values["clicked"]}


def work(values: Values) -> Values:
    """Handle time is talk, hold and follow-up together."""
    if all(values[name] is None for name in WORK_SECONDS):
        raise BadRow("talk_seconds", None, "or hold_seconds or follow_up_seconds is required")
    said = {name: values[name] or 0.0 for name in WORK_SECONDS}
    return {**values, **said, "handle_seconds": sum(said.values())}


def cost(values: Values) -> Values:
    """The days in order, and costs of people and of the AI agent borne by these."""
    _in_order(values, "first_day", "last_day")
    if (values["last_day"] - values["first_day"]).days >= LONGEST_COST:
        raise BadRow("last_day", values["last_day"].isoformat(), "lies more than ten years after first_day")
    bearer = BEARERS.get(CostKind(values["kind"]))
    return {**values, "borne_by": values["borne_by"] if values["borne_by"] is not None or bearer is None else int(bearer)}


def shift(values: Values) -> Values:
    """A shift ends after it begins, and nobody is available longer than on duty."""
    length = (values["ends_at"] - values["at"]).total_seconds()
    if length <= 0:
        raise BadRow("ends_at", values["ends_at"].isoformat(), "is not after the beginning")
    available = values["available_seconds"]
    if available is not None and available > length:
        raise BadRow("available_seconds", available, f"is longer than the shift's {length:g} seconds")
    return {**values, "available_seconds": length if available is None else available}


def employment(values: Values) -> Values:
    _in_order(values, "joined_day", "left_day")
    return values


def subscription(values: Values) -> Values:
    """What it lasted, once it has ended; who stays gave no reason for leaving."""
    _in_order(values, "started_day", "ended_day")
    ended: date | None = values["ended_day"]
    if ended is None and values["names_support"] is not None:
        raise BadRow("names_support", values["names_support"], "is only of a subscription that has ended")
    return {**values, "lifespan_days": 0 if ended is None else (ended - values["started_day"]).days}


def _in_order(values: dict[str, Any], first: str, last: str) -> None:
    if values[last] is not None and values[last] < values[first]:
        raise BadRow(last, values[last].isoformat(), f"lies before {first} {values[first].isoformat()}")
