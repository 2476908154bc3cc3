"""How fresh an account's numbers are, and how much there is behind them."""

from __future__ import annotations

from datetime import date, datetime

from metrics.models import Recompute
from tickets.models import Ticket, TicketFact, TouchedDay, TouchedTicket


def as_of() -> datetime | None:
    """When the last computation ended."""
    return Recompute.objects.filter(finished_at__isnull=False).order_by("-finished_at").values_list("finished_at", flat=True).first()


def first_day() -> date | None:
    return TicketFact.objects.order_by("created_day").values_list("created_day", flat=True).first()


def last_day() -> date | None:
    return TicketFact.objects.order_by("-created_day").values_list("created_day", flat=True).first()


def tickets() -> int:
    return Ticket.objects.count()


def is_computing() -> bool:
    """Whether tickets or days wait for their turn, or a computation has begun and not ended."""
    return TouchedTicket.objects.exists() or TouchedDay.objects.exists() or _running() is not None


def progress() -> float | None:
    """How far the running computation is, 0 to 1."""
    running = _running()
    return running.days_done / running.days_total if running and running.days_total else None


def _running() -> Recompute | None:
    latest = Recompute.objects.order_by("-started_at").first()
    return latest if latest is not None and latest.finished_at is None else None
