"""Values as they come, from JSON or from a file's cells, into typed ones; every refusal names the field and the reason."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tickets.ingest.copying import printable
from tickets.mapping.model import NULLS, UNITS
from tickets.mapping.times import EARLIEST, LATEST, BadTime, TimeReader
from tickets.mapping.words import FLAGS, plain

from .declare import BadRow, RowField, RowKind, Value, Values

LONGEST_NAME = 500
"""Characters in an identifier or label: what an index can hold in any alphabet."""

LONGEST_TEXT = 20_000
LARGEST_COUNT = 2**31 - 1
LARGEST = 1e9
CLOCK = re.compile(r"(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)")
POINT = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?")
COMMA = re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?")
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
NAMES = frozenset({Value.LABEL, Value.CUSTOMER, Value.TICKET, Value.SOURCE})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How values are written. `zone` is the account's; `times` reads instants. `decimal` is "." or ","; "" decides number by number.

    `nulls` stand for no value; `units` says in which unit a file gives a duration, by field; `maps` give values other names, by field.
    """

    zone: str
    times: TimeReader
    decimal: str = ""
    nulls: frozenset[str] = frozenset(NULLS)
    units: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def plainly(cls, zone: str) -> "Reading":
        """As the fields' descriptions say, times without an offset in the account's zone."""
        return cls(zone=zone, times=TimeReader(ZoneInfo(zone)))


def read(kind: RowKind, row: Any, how: Reading) -> Values:
    """The row's values by field name; `deleted` rows have their id alone. Raises BadRow."""
    if not isinstance(row, Mapping):
        raise BadRow("row", row, "is not an object of fields")
    for name in row:
        if name not in kind.by_name:
            raise BadRow(str(name), row[name], f"is no field of {kind.key}; there are {', '.join(kind.by_name)}")
    if _value(kind.by_name["deleted"], row.get("deleted"), how):
        return {"id": _value(kind.by_name["id"], row.get("id"), how), "deleted": True}
    return kind.complete({each.name: _value(each, row.get(each.name), how) for each in kind.fields})


def _value(each: RowField, given: Any, how: Reading) -> Any:
    said = _said(given, how)
    if said is None:
        if each.required:
            raise BadRow(each.name, given, "is required")
        return each.default
    if isinstance(said, str) and each.name in how.maps:
        said = how.maps[each.name].get(said.lower(), said)
    try:
        value = READERS[each.kind](each, said, how)
    except ValueError as error:
        raise BadRow(each.name, given, str(error)) from error
    if (each.low is not None and value < each.low) or (each.high is not None and value > each.high):
        raise BadRow(each.name, given, _bounds(each))
    return value


def _said(given: Any, how: Reading) -> Any:
    if isinstance(given, str):
        text = printable(given).strip()
        return None if text in how.nulls else text
    return given


def _bounds(each: RowField) -> str:
    if each.low is not None and each.high is not None:
        hint = "; write 85 % as 0.85 or with its percent sign" if each.kind is Value.FRACTION else ""
        return f"lies outside {each.low:g} to {each.high:g}{hint}"
    return f"is below {each.low:g}" if each.low is not None else f"is above {each.high:g}"


def _text(each: RowField, said: Any, how: Reading) -> str:
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if not isinstance(said, str):
        raise ValueError("is not text")
    longest = LONGEST_NAME if each.kind in NAMES or each.column in ("external_id", "invitation") else LONGEST_TEXT
    if len(said) > longest:
        raise ValueError(f"has more than {longest:,} characters")
    return said


def _time(each: RowField, said: Any, how: Reading) -> datetime:
    if isinstance(said, datetime) and said.tzinfo is not None and EARLIEST <= said < LATEST:
        return said
    if not isinstance(said, str):
        raise ValueError("is not a time such as 2026-03-02T14:30:00Z")
    try:
        return how.times.read(said).at.astimezone(UTC)
    except BadTime as error:
        raise ValueError(str(error)) from error


def _day(each: RowField, said: Any, how: Reading) -> date:
    """A day as written; an instant's day is that of the account's zone."""
    if isinstance(said, date) and not isinstance(said, datetime):
        return said
    if not isinstance(said, str):
        raise ValueError("is not a day such as 2026-03-02")
    try:
        moment = how.times.read(said)
    except BadTime as error:
        raise ValueError(str(error).replace("a time", "a day")) from error
    return moment.at.astimezone(how.times.zone if moment.is_day else ZoneInfo(how.zone)).date()


def number(said: Any, decimal: str) -> float:
    """A finite number, from JSON or from text with a decimal point or comma. Raises ValueError, also for one that can be read both ways."""
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        raise ValueError("is not a number")
    if isinstance(said, str):
        return float(_digits(said, decimal))
    if not math.isfinite(said):
        raise ValueError("is not a number")
    return float(said)


def _digits(text: str, decimal: str) -> str:
    text = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("'", "")
    if not decimal and "," in text and GROUPED.fullmatch(text):
        raise ValueError("can be read with a decimal or a thousands comma: say which by file.decimal")
    for mark, other, pattern in ((".", ",", POINT), (",", ".", COMMA)):
        if decimal in ("", mark) and re.search(r"\d", text) and pattern.fullmatch(text):
            return text.replace(other, "").replace(mark, ".")
    raise ValueError("is not a number")


def _number(each: RowField, said: Any, how: Reading) -> float:
    value = number(said, how.decimal)
    if abs(value) > LARGEST:
        raise ValueError("is too large")
    return value


def _count(each: RowField, said: Any, how: Reading) -> int:
    value = number(said, how.decimal)
    if value != int(value):
        raise ValueError("is not a whole number")
    if value < 0:
        raise ValueError("is negative")
    if value > LARGEST_COUNT:
        raise ValueError("is too large")
    return int(value)


def _seconds(each: RowField, said: Any, how: Reading) -> float:
    """A duration in the field's seconds, in the unit a file says, or as H:MM:SS."""
    if isinstance(said, str) and (clock := CLOCK.fullmatch(said)):
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3])
    value = number(said, how.decimal) * UNITS[how.units.get(each.name, "seconds")]
    if value < 0:
        raise ValueError("is negative: a duration is 0 or more")
    if value > LARGEST:
        raise ValueError("is too large")
    return value


def _fraction(each: RowField, said: Any, how: Reading) -> float:
    if isinstance(said, str) and said.endswith("%"):
        return number(said.removesuffix("%"), how.decimal) / 100
    return number(said, how.decimal)


def _money(each: RowField, said: Any, how: Reading) -> Decimal:
    """To the cent: what is finer is refused, for rounding it would change a sum."""
    amount = Decimal(_digits(said, how.decimal) if isinstance(said, str) else repr(number(said, how.decimal)))
    if abs(amount) >= 10**12:
        raise ValueError("is too large")
    if amount != round(amount, 2):
        raise ValueError("has more than two decimals")
    return round(amount, 2)


def _currency(each: RowField, said: Any, how: Reading) -> str:
    if not isinstance(said, str) or not re.fullmatch(r"[A-Za-z]{3}", said):
        raise ValueError("is not a currency's three letters, such as EUR")
    return said.upper()


def _flag(each: RowField, said: Any, how: Reading) -> bool:
    if isinstance(said, bool):
        return said
    word = FLAGS.get(plain(str(said))) if isinstance(said, str | int) else None
    if word is None:
        raise ValueError("is neither yes nor no")
    return word


def _choice(each: RowField, said: Any, how: Reading) -> int:
    found = each.choices.get(plain(said).replace(" ", "_")) if isinstance(said, str) else None
    if found is None:
        raise ValueError(f"is not one of {', '.join(each.choices)}")
    return found


READERS: Mapping[Value, Callable[[RowField, Any, Reading], Any]] = {
    Value.TEXT: _text,
    Value.TIME: _time,
    Value.DAY: _day,
    Value.NUMBER: _number,
    Value.COUNT: _count,
    Value.SECONDS: _seconds,
    Value.FRACTION: _fraction,
    Value.MONEY: _money,
    Value.CURRENCY: _currency,
    Value.FLAG: _flag,
    Value.CHOICE: _choice,
    Value.LABEL: _text,
    Value.CUSTOMER: _text,
    Value.TICKET: _text,
    Value.SOURCE: _text,
}


def decimal_mark(texts: Iterable[str]) -> str:
    """ "," or ".", by the first number among these that can only be read so; "" if none decides."""
    for text in texts:
        bare = text.strip().removesuffix("%").strip()
        if re.search(r"\d", bare) and ("," in bare or "." in bare) and not GROUPED.fullmatch(bare):
            if COMMA.fullmatch(bare) and not POINT.fullmatch(bare):
                return ","
            if POINT.fullmatch(bare) and not COMMA.fullmatch(bare):
                return "."
    return ""
