"""Relay connections over a total order: pages that neither repeat nor lose a row, whatever ties there are.

A row's place is its value in the order's column and, among equals, its primary key. A cursor is that pair, with a
checksum over account and order, so that a cursor of another account, another order or another maker is refused.
Unknown values come last in both directions of reading.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, Any, TypeVar

import strawberry
from django.db.models import F, Q, QuerySet

from .costs import PAGE
from .errors import ApiError, Code
from .limits import PAGE_SIZE

T = TypeVar("T")
CHECKSUM = 6
LONGEST = 1_000
NEVER_NULL = frozenset({"created_at", "id", "account__name", "start"})
"""Columns that an index serves as they are; `NULLS LAST` would keep PostgreSQL from using it."""

FIRST = Annotated[int | None, strawberry.argument(description="How many rows from the beginning, 1 to 100; 25 when neither `first` nor `last` is given.")]
AFTER = Annotated[str | None, strawberry.argument(description="Only rows after this cursor.")]
LAST = Annotated[int | None, strawberry.argument(description="How many rows from the end, 1 to 100.")]
BEFORE = Annotated[str | None, strawberry.argument(description="Only rows before this cursor.")]


@strawberry.type(description="Where a page lies in its connection.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether rows follow the last one.")
    has_previous_page: bool = strawberry.field(description="Whether rows precede the first one.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row; null on an empty page.")


@dataclass(frozen=True)
class Order:
    """A column and a direction; the primary key decides among equals, in the same direction."""

    name: str
    column: str
    descending: bool = True

    def sorted(self, rows: QuerySet[Any], *, reverse: bool = False) -> QuerySet[Any]:
        """The rows in this order, unknown values last; all of it the other way round with `reverse`."""
        downwards = self.descending != reverse
        nulls = {} if self.column in NEVER_NULL else {"nulls_first" if reverse else "nulls_last": True}
        place = F(self.column).desc(**nulls) if downwards else F(self.column).asc(**nulls)
        return rows.order_by(place, "-pk" if downwards else "pk")

    def beyond(self, place: tuple[Any, int], *, forward: bool) -> Q:
        """Rows after (`forward`) or before a place."""
        value, key = place
        upwards = self.descending != forward
        nearer = Q(pk__gt=key) if upwards else Q(pk__lt=key)
        if value is None:
            same = Q(**{f"{self.column}__isnull": True}) & nearer
            return same if forward else same | Q(**{f"{self.column}__isnull": False})
        sign = "gt" if upwards else "lt"
        further = Q(**{f"{self.column}__{sign}e": value}) & (Q(**{f"{self.column}__{sign}": value}) | nearer)
        if forward and self.column not in NEVER_NULL:
            return further | Q(**{f"{self.column}__isnull": True})
        return further


@dataclass(frozen=True)
class Slice:
    """Which page is asked for. `size` rows from the beginning, or from the end with `backward`."""

    size: int
    backward: bool
    after: tuple[Any, int] | None
    before: tuple[Any, int] | None


class Cursors:
    """Writes and reads the cursors of one account or agency and order."""

    def __init__(self, order: Order, *, realm: int) -> None:
        self.order = order
        self.salt = realm.to_bytes(8, "big")

    def write(self, value: Any, key: int) -> str:
        payload = json.dumps([_plain(value), key], separators=(",", ":"), ensure_ascii=False).encode()
        return urlsafe_b64encode(self._checksum(payload) + payload).rstrip(b"=").decode()

    def read(self, cursor: str | None) -> tuple[Any, int] | None:
        """The place that a cursor stands for; `INVALID_CURSOR` unless `write` made it."""
        if cursor is None:
            return None
        try:
            raw = urlsafe_b64decode(cursor.encode("ascii")[:LONGEST] + b"=" * (-len(cursor) % 4))
            payload = raw[CHECKSUM:]
            if raw[:CHECKSUM] == self._checksum(payload):
                value, key = json.loads(payload)
                return _read(value), key
        except (NotBase64, ValueError):
            raise _invalid() from None
        raise _invalid()

    def _checksum(self, payload: bytes) -> bytes:
        return blake2b(payload, digest_size=CHECKSUM, salt=self.salt, person=self.order.name.encode()[:16]).digest()


def _plain(value: Any) -> Any:
    """A value as JSON: an instant as text, a text as a list of one, a day as a list of two."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return [value.isoformat(), "day"]
    return [value] if isinstance(value, str) else value


def _read(value: Any) -> Any:
    if isinstance(value, str):
        return datetime.fromisoformat(value)
    if isinstance(value, list):
        return value[0] if len(value) == 1 else date.fromisoformat(value[0])
    return value


def _invalid() -> ApiError:
    return ApiError(Code.INVALID_CURSOR, "This cursor was not made by this connection in this order.")


def sliced(cursors: Cursors, *, first: int | None, after: str | None, last: int | None, before: str | None) -> Slice:
    """The page asked for by Relay's four arguments; `PAGE_SIZE_LIMIT` and `INVALID_CURSOR` when they cannot be."""
    if first is not None and last is not None:
        raise ApiError(Code.PAGE_SIZE_LIMIT, "Give `first` or `last`, not both.", limit=PAGE_SIZE)
    size = first if first is not None else last if last is not None else PAGE
    if not 1 <= size <= PAGE_SIZE:
        raise ApiError(Code.PAGE_SIZE_LIMIT, f"`{'last' if last is not None else 'first'}` is a number from 1 to {PAGE_SIZE}.", limit=PAGE_SIZE)
    return Slice(size=size, backward=last is not None, after=cursors.read(after), before=cursors.read(before))


class Page:
    """One page of a queryset. Rows are fetched when first looked at, one statement for all of them."""

    def __init__(self, rows: QuerySet[Any], order: Order, cut: Slice, columns: Sequence[str]) -> None:
        self.all = rows
        self.order = order
        self.cut = cut
        self.columns = (*columns, "pk", order.column) if order.column not in columns else (*columns, "pk")

    @cached_property
    def _fetched(self) -> list[dict[str, Any]]:
        rows = self.all
        if self.cut.after is not None:
            rows = rows.filter(self.order.beyond(self.cut.after, forward=True))
        if self.cut.before is not None:
            rows = rows.filter(self.order.beyond(self.cut.before, forward=False))
        return list(self.order.sorted(rows, reverse=self.cut.backward).values(*self.columns)[: self.cut.size + 1])

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The page's rows in the connection's order."""
        rows = self._fetched[: self.cut.size]
        return rows[::-1] if self.cut.backward else rows

    def place(self, row: dict[str, Any]) -> tuple[Any, int]:
        return row[self.order.column], row["pk"]

    def has_more(self, *, forward: bool) -> bool:
        """Whether rows lie beyond the page's last (`forward`) or first row. One statement where the fetch did not tell."""
        if forward != self.cut.backward and len(self._fetched) > self.cut.size:
            return True
        bound = self.cut.before if forward else self.cut.after
        if bound is None:
            return False
        if not self.rows:
            return self.all.filter(self.order.beyond(bound, forward=forward) | Q(pk=bound[1])).exists()
        return self.all.filter(self.order.beyond(self.place(self.rows[-1 if forward else 0]), forward=forward)).exists()

    @cached_property
    def total(self) -> int:
        return self.all.count()


def listed(
    things: Sequence[T], keys: Sequence[int], *, name: str, realm: int, first: int | None, after: str | None, last: int | None, before: str | None
) -> tuple[list[T], list[str], PageInfo]:
    """A page of a list that is at hand, with its cursors; `keys` tell its members apart. What a cursor named may be gone: its page is empty then."""
    cursors = Cursors(Order(name, "pk"), realm=realm)
    cut = sliced(cursors, first=first, after=after, last=last, before=before)
    begin = keys.index(cut.after[1]) + 1 if cut.after and cut.after[1] in keys else len(keys) if cut.after else 0
    end = keys.index(cut.before[1]) if cut.before and cut.before[1] in keys else 0 if cut.before else len(keys)
    low, high = (max(begin, end - cut.size), end) if cut.backward else (begin, min(end, begin + cut.size))
    chosen = list(things[low:high]) if low < high else []
    told = [cursors.write(0, key) for key in keys[low:high]] if low < high else []
    return (
        chosen,
        told,
        PageInfo(has_next_page=high < len(keys), has_previous_page=low > 0, start_cursor=told[0] if told else None, end_cursor=told[-1] if told else None),
    )
