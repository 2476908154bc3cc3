"""A mapping bound to a file's header: where each column lies, and how its cells are read."""

import re
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from .model import DURATIONS, LABELS, UNITS, Column, Filter, Mapping, Policy
from .model import POLICIES as DEFAULT_POLICIES
from .problems import BadMapping
from .times import BadTime, Moment, TimeReader
from .words import AUTHORS, DIRECTIONS, FLAGS, MIXED, STATUSES, THUMBS, VISIBILITIES, plain

MIXED_AUTHOR = 0
"""What the resolver column says when an AI answered and a human resolved."""

MEMORY = 50_000
CLOCK = re.compile(r"(-?\d+):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?")


class Rejected(ValueError):
    """A row that cannot be accepted: the column, its value, and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(f"{column}: {value!r} {reason}")
        self.column, self.value, self.reason = column, value, reason


def headers(cells: Sequence[str]) -> list[str]:
    """Column names, repeated ones numbered: ["Variant", "Index", "Variant#2"]."""
    seen: dict[str, int] = {}
    names = []
    for cell in cells:
        name = cell.strip().lstrip("\ufeff")
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


class Cells:
    """Reads the cells of one file as its mapping says. Every method answers None for a null marker and may raise Rejected."""

    def __init__(self, mapping: Mapping, header: Sequence[str], *, zone: str) -> None:
        """`header` is the first row, or any row when the file has none; `zone` the account's. Raises BadMapping for columns that are not there."""
        self.mapping = mapping
        self.width = len(header)
        self.names = headers(header) if mapping.file.header else [str(place) for place in range(1, self.width + 1)]
        self.warnings: list[str] = []
        self.missing: list[tuple[str, str]] = []
        self.places = {name: tuple(self._place(f"columns.{name}", one) for one in columns) for name, columns in mapping.columns.items()}
        self.custom = {name: self._place(f"custom.{name}", column) for name, column in mapping.custom.items()}
        self.identity = [self._place(f"identity[{place}]", column) for place, column in enumerate(mapping.identity)]
        self.filters = [(self._place(f"filters[{place}].column", one.column), one) for place, one in enumerate(mapping.filters)]
        if self.missing:
            raise BadMapping(self.missing)
        spec = mapping.time
        self.times = TimeReader(ZoneInfo(spec.zone or zone), spec.formats, spec.day_first, spec.repeated_hour, spec.skipped_hour)
        self.nulls = mapping.file.nulls
        self.policies = {**DEFAULT_POLICIES, **mapping.unknown}
        self.maps = {name: _either_case(table) for name, table in mapping.values.items()}
        self.memory: dict[str, dict[str, Any]] = {}

    def _place(self, part: str, column: Column) -> int:
        if isinstance(column, int):
            if column > self.width:
                self.missing.append((part, f"the file has {self.width} columns, not {column}"))
            return column - 1
        if column in self.names:
            if f"{column}#2" in self.names:
                self.warnings.append(f"{part}: several columns are called {column!r}; the first is used. Name another as {column}#2.")
            return self.names.index(column)
        same = [place for place, name in enumerate(self.names) if name.lower() == column.strip().lower()]
        if len(same) == 1:
            return same[0]
        self.missing.append((part, f"the file has no column {column!r}; there are {', '.join(self.names[:40])}"))
        return 0

    def fits(self, cells: Sequence[str]) -> None:
        """Refuses a row with too many or too few cells; empty ones beyond the last column do no harm."""
        if len(cells) < self.width or any(cell.strip() for cell in cells[self.width :]):
            raise Rejected("row", self.mapping.file.delimiter.join(cells) if len(self.mapping.file.delimiter) == 1 else ",".join(cells),
                           f"has {len(cells)} columns where the header has {self.width}")  # fmt: skip

    def keeps(self, cells: Sequence[str]) -> bool:
        """Whether the mapping's filters want the row."""
        return all(_passes(cells[place].strip(), one) for place, one in self.filters)

    def has(self, name: str) -> bool:
        return name in self.places

    def column(self, name: str) -> str:
        """The header of a column, for messages."""
        places = self.places.get(name)
        return self.names[places[0]] if places else name

    def text(self, cells: Sequence[str], name: str) -> str | None:
        places = self.places.get(name)
        if places is None:
            return None
        value = cells[places[0]].strip()
        return None if value in self.nulls else value

    def required(self, cells: Sequence[str], name: str) -> str:
        value = self.text(cells, name)
        if value is None:
            raise Rejected(self.column(name), cells[self.places[name][0]], "is missing")
        return value

    def label(self, cells: Sequence[str], name: str) -> str | None:
        """A label's key after its value map and its policy for unknown values; several columns are joined by " / "."""
        places = self.places.get(name)
        if places is None:
            return self.mapping.constants.get(name)
        value = self._joined(cells, places)
        if value is None:
            return self.mapping.constants.get(name)
        known = self.memory.setdefault(name, {})
        if value not in known:
            if len(known) > MEMORY:
                known.clear()
            known[value] = self._mapped(name, value)
        found: str | None = known[value]
        return found

    def _joined(self, cells: Sequence[str], places: tuple[int, ...]) -> str | None:
        if len(places) == 1:
            value = cells[places[0]].strip()
            return None if value in self.nulls else value
        said = [value for place in places if (value := cells[place].strip()) not in self.nulls]
        return " / ".join(said) or None

    def _mapped(self, name: str, value: str) -> str | None:
        table = self.maps.get(name)
        if table is None:
            return value
        mapped = table.get(value, table.get(value.lower(), table))
        if mapped is not table:
            return str(mapped) or None
        policy = self.policies.get(name, Policy.KEEP)
        if policy is Policy.REJECT:
            raise Rejected(self.column(name), value, f"is not in values.{name}")
        return {Policy.KEEP: value, Policy.OTHER: "other", Policy.NULL: None}[policy]

    def moment(self, cells: Sequence[str], name: str) -> Moment | None:
        value = self.text(cells, name)
        if value is None:
            return None
        try:
            return self.times.read(value)
        except BadTime as error:
            raise Rejected(self.column(name), value, str(error)) from error

    def number(self, cells: Sequence[str], name: str) -> float | None:
        value = self.text(cells, name)
        if value is None:
            return None
        try:
            return self.parsed_number(value)
        except ValueError:
            self._refuse("number", name, value, "is not a number")
            return None

    def parsed_number(self, text: str) -> float:
        """A number with this file's decimal and thousands marks; "1:30:00" is hours, minutes, seconds, given in hours. Raises ValueError."""
        spec = self.mapping.file
        whole, mark, fraction = text.replace("\u00a0", " ").replace("\u202f", " ").removesuffix("%").strip().partition(spec.decimal)
        if spec.thousands and spec.thousands in whole:
            first, *rest = whole.split(spec.thousands)
            if not 1 <= len(first.lstrip("+-")) <= 3 or any(len(group) != 3 for group in rest):
                raise ValueError(text)
            whole = first + "".join(rest)
        number = float(f"{whole}.{fraction}" if mark else whole)
        if "_" in text or number != number or number in (float("inf"), float("-inf")):
            raise ValueError(text)
        return number

    def seconds(self, cells: Sequence[str], target: str) -> float | None:
        """The duration that stands for the time `target`, from whichever unit's column is mapped."""
        for name, stands_for in DURATIONS.items():
            if stands_for != target or name not in self.places:
                continue
            value = self.text(cells, name)
            if value is None:
                continue
            if clock := CLOCK.fullmatch(value):
                hours, minutes, seconds = clock[1], clock[2], clock[3] or "0"
                total = abs(int(hours)) * 3600 + int(minutes) * 60 + float(seconds)
                return -total if hours.startswith("-") else total
            found = self.number(cells, name)
            return None if found is None else found * UNITS[name.rpartition("_")[2]]
        return None

    def flag(self, cells: Sequence[str], name: str, *, words: dict[str, bool] = FLAGS) -> bool | None:
        count = self.count(cells, name, words=words)
        return None if count is None else count > 0

    def count(self, cells: Sequence[str], name: str, *, words: dict[str, bool] = FLAGS) -> int | None:
        """A flag or a number of times: yes is 1, no is 0."""
        value = self.text(cells, name)
        if value is None:
            constant = self.mapping.constants.get(name)
            return None if constant is None else int(words.get(constant, constant == "true"))
        mapped = self.maps.get(name, {}).get(value.lower(), value)
        if isinstance(mapped, bool):
            return int(mapped)
        word = words.get(plain(str(mapped)), FLAGS.get(plain(str(mapped))))
        if word is not None:
            return int(word)
        try:
            return max(0, min(100, int(self.parsed_number(str(mapped)))))
        except ValueError:
            self._refuse("flag", name, value, "is neither yes nor no")
            return None

    def outbound(self, cells: Sequence[str]) -> bool | None:
        return self.flag(cells, "outbound", words={**FLAGS, **DIRECTIONS})

    def author(self, cells: Sequence[str], name: str) -> int | None:
        """Who the cell names, or else the mapping's constant: an author of tickets.kinds, or MIXED_AUTHOR."""
        value = self.text(cells, name) or self.mapping.constants.get(name)
        found: int | None = None if value is None else self.recall(name, value, lambda: self._author(name, value))
        return found

    def _author(self, name: str, value: str) -> int | None:
        mapped = self.maps.get(name, {}).get(value.lower(), value)
        word = plain(str(mapped))
        found = self.mapping.authors.named.get(value.lower(), AUTHORS.get(word))
        if found is not None:
            return int(found)
        if name == "resolver" and word in MIXED:
            return MIXED_AUTHOR
        if self.mapping.authors.otherwise is not None:
            return int(self.mapping.authors.otherwise)
        self._refuse(name, name, value, "names no known author: list it in authors, or set authors.otherwise")
        return None

    def named_author(self, agent: str | None) -> int | None:
        """Who an agent is when the mapping lists the name, else None."""
        return None if agent is None else self.mapping.authors.named.get(agent.lower())

    def status(self, cells: Sequence[str], name: str, *, otherwise: Policy) -> str | None:
        """A canonical status (model.STATUSES); the word itself where unknown ones are kept."""
        value = self.text(cells, name)
        found: str | None = None if value is None else self.recall(name, value, lambda: self._status(name, value, otherwise))
        return found

    def _status(self, name: str, value: str, otherwise: Policy) -> str | None:
        mapped = self.maps.get("status", {}).get(value.lower())
        if mapped is not None:
            return None if mapped == "ignore" else str(mapped)
        if (known := STATUSES.get(plain(value))) is not None:
            return known
        if self.policies.get("status", otherwise) is Policy.REJECT:
            raise Rejected(self.column(name), value, "is not a known status: list it in values.status")
        return None

    def score(self, cells: Sequence[str]) -> float | None:
        """A satisfaction score on the mapping's scale; words such as good and bad are its two ends."""
        value = self.text(cells, "csat")
        if value is None:
            return None
        scale = self.mapping.csat
        mapped = self.maps.get("csat", {}).get(value.lower(), value)
        if mapped == "":
            return None
        if (thumb := THUMBS.get(plain(str(mapped)), "none")) != "none":
            return None if thumb is None else scale.high if thumb else scale.low
        try:
            score = float(mapped) if isinstance(mapped, int | float) else self.parsed_number(str(mapped))
        except ValueError:
            self._refuse("csat", "csat", value, "is not a score")
            return None
        if not scale.low <= score <= scale.high:
            self._refuse("csat", "csat", value, f"lies outside the scale {scale.low:g} to {scale.high:g}")
            return None
        return score

    def public(self, cells: Sequence[str]) -> bool | None:
        return self.flag(cells, "public", words={**FLAGS, **VISIBILITIES})

    def tags(self, cells: Sequence[str]) -> tuple[str, ...] | None:
        value = self.text(cells, "tags")
        if value is None:
            return None
        separated = value.strip("[]{}").split(self.mapping.tag_separator)
        return tuple(dict.fromkeys(tag for one in separated if (tag := one.strip().strip("\"'"))))

    def recall(self, name: str, value: str, find: Callable[[], Any]) -> Any:
        """What `find` answered for this value of this column before: files repeat few values often."""
        known = self.memory.setdefault(f"={name}", {})
        if value not in known:
            if len(known) > MEMORY:
                known.clear()
            known[value] = find()
        return known[value]

    def _refuse(self, policy: str, name: str, value: str, reason: str) -> None:
        if self.policies.get(policy, Policy.REJECT) is Policy.REJECT:
            raise Rejected(self.column(name), value, reason)

    def attributes(self, cells: Sequence[str]) -> dict[str, Any]:
        """The ticket's attributes that the row states, named as in TicketRecord."""
        said: dict[str, Any] = {name: value for name in LABELS if (value := self.label(cells, name)) is not None}
        for name in ("subject", "customer"):
            if (value := self.text(cells, name)) is not None:
                said[name] = str(self.maps.get(name, {}).get(value.lower(), value))
        if (tags := self.tags(cells)) is not None:
            said["tags"] = tags
        if (outbound := self.outbound(cells)) is not None:
            said["is_outbound"] = outbound
        custom = {name: value for name, place in self.custom.items() if (value := cells[place].strip()) not in self.nulls}
        if custom:
            said["custom"] = custom
        return said


def _either_case(table: dict[str, Any] | Any) -> dict[str, Any]:
    return {**{str(text).strip().lower(): value for text, value in table.items()}, **dict(table)}


def _passes(value: str, one: Filter) -> bool:
    return (value in one.values) == one.keeps
