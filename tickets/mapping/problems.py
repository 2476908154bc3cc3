"""Collects what is wrong with a mapping, each problem under the name of the part it is in."""

from collections.abc import Iterable
from typing import Any


class BadMapping(ValueError):
    """A mapping that cannot be used. `problems` is a list of (part, message)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{part}: {message}" for part, message in problems))

    @classmethod
    def single(cls, part: str, message: str) -> "BadMapping":
        return cls([(part, message)])


class Problems:
    """A list of problems, and checks of single values that add to it and answer something harmless instead."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, part: str, message: str) -> None:
        self.found.append((part, message))

    def stop(self) -> None:
        """Raise BadMapping if there are any."""
        if self.found:
            raise BadMapping(self.found)

    def known(self, part: str, table: dict[str, Any], names: Iterable[str]) -> None:
        names = list(names)
        for name in table:
            if name not in names:
                self.add(f"{part}.{name}", f"is not known here; there are {', '.join(names)}")

    def table(self, part: str, value: Any, *, keys: Iterable[str] | None = None) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.add(part, f"must be a table, not {value!r}")
            return {}
        if keys is not None:
            self.known(part, value, keys)
        return value

    def text(self, part: str, value: Any, *, required: bool = False) -> str:
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            self.add(part, "is required" if value in (None, "") else f"must be text, not {value!r}")
            return ""
        return value.strip() if required else value

    def texts(self, part: str, value: Any) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.add(part, f"must be a list of texts, not {value!r}")
            return []
        return value

    def choice(self, part: str, value: Any, choices: Iterable[str], *, required: bool = False) -> str:
        allowed = [str(one) for one in choices]
        if value is None and required:
            self.add(part, f"is required: one of {', '.join(allowed)}")
        elif value not in allowed:
            self.add(part, f"must be one of {', '.join(repr(one) for one in allowed)}, not {value!r}")
        else:
            return str(value)
        return allowed[0]

    def boolean(self, part: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.add(part, f"must be true or false, not {value!r}")
        return bool(value)

    def count(self, part: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.add(part, f"must be a whole number from 0 on, not {value!r}")
            return 0
        return value
