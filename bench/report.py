"""What a benchmark found, line by line: a ratio against a named rival, the bar, and whether it was met."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Bar:
    """What is wanted of a ratio or a figure: at least or at most this."""

    limit: float
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


def at_least(limit: float) -> Bar:
    return Bar(limit, at_least=True)


def at_most(limit: float) -> Bar:
    return Bar(limit)


@dataclass(frozen=True)
class Line:
    """One result. `value` is what the bar judges; `detail` says in words what was measured."""

    what: str
    value: float
    detail: str
    bar: Bar | None = None
    unit: str = "×"

    @property
    def verdict(self) -> str:
        if self.bar is None:
            return ""
        return "pass" if self.bar.is_met(self.value) else "MISS"


@dataclass
class Report:
    """Prints lines as they come, and keeps them."""

    lines: list[Line] = field(default_factory=list)

    def title(self, text: str) -> None:
        print(f"\n{text}", flush=True)

    def add(self, what: str, value: float, detail: str, bar: Bar | None = None, *, unit: str = "×") -> None:
        line = Line(what, value, detail, bar, unit)
        self.lines.append(line)
        wanted = f"{bar!s:>8}" if bar else " " * 8
        print(f"  {line.what:<58} {value:>9.3g} {unit:<3} {wanted}  {line.verdict:<4}  {detail}", flush=True)

    def summary(self) -> str:
        judged = [line for line in self.lines if line.bar]
        missed = [line.what for line in judged if line.verdict != "pass"]
        return f"{len(judged) - len(missed)} of {len(judged)} bars met" + (f"; missed: {', '.join(missed)}" if missed else "")

    def write(self, path: Path) -> None:
        """All lines as JSON, for comparing runs."""
        path.parent.mkdir(parents=True, exist_ok=True)
        found = [{**asdict(line), "bar": str(line.bar) if line.bar else None, "verdict": line.verdict} for line in self.lines]
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def seconds(value: float) -> str:
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
