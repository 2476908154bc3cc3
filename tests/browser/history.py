"""A small helpdesk history as a CSV file, and its numbers worked out from the rows by hand, without the product's code."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

FIRST = datetime(2026, 3, 2, 9, 0)
TICKETS = 48
CHANNELS = ("Email", "Chat", "Phone")
HEADER = ("Ticket ID", "Created at", "First response at", "Resolved at", "Reopened", "Channel", "Topic")
LOCAL = "%d/%m/%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket; times are local to the account."""

    number: int
    created: datetime
    replied: datetime
    resolved: datetime
    reopened: bool
    channel: str

    def cells(self) -> tuple[str, ...]:
        times = (self.created, self.replied, self.resolved)
        return (f"T-{self.number}", *(time.strftime(LOCAL) for time in times), "yes" if self.reopened else "no", self.channel, f"Topic {self.number % 4}")


def rows() -> list[Row]:
    """Two tickets a day for 24 days; waits and outcomes vary by a fixed rule."""
    return [_row(number) for number in range(TICKETS)]


def _row(number: int) -> Row:
    created = FIRST + timedelta(days=number // 2, hours=(number * 5) % 8)
    replied = created + timedelta(minutes=5 + (number * 37) % 180)
    return Row(number, created, replied, replied + timedelta(hours=1 + number % 20), number % 6 == 0, CHANNELS[number % 3])


def as_csv(tickets: list[Row]) -> bytes:
    """With semicolons, days before months, a byte-order mark, and one row at the end whose date does not exist."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADER)
    writer.writerows(ticket.cells() for ticket in tickets)
    writer.writerow(("T-bad", "31/02/2026 10:00", "", "", "no", "Email", "Topic 0"))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def reopen_rate(tickets: list[Row]) -> float:
    """Reopened tickets as a share of resolved ones; every ticket of the file was resolved."""
    return sum(ticket.reopened for ticket in tickets) / len(tickets)


def median_first_reply_minutes(tickets: list[Row]) -> float:
    return median((ticket.replied - ticket.created).total_seconds() / 60 for ticket in tickets)


def days(tickets: list[Row]) -> tuple[str, str]:
    """The first and the last day on which a ticket was created or resolved."""
    return min(ticket.created for ticket in tickets).date().isoformat(), max(ticket.resolved for ticket in tickets).date().isoformat()
