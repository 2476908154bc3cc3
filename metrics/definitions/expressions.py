"""An account's own KPI, as it is written: typed, checked part by part, and compiled to what is stored and read. No SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics.aggregates import Aggregate, Count, Histogram, Level, Mean, Share
from metrics.catalogue import Catalogue, in_words
from metrics.catalogue.compiled import reads_to_json
from metrics.catalogue.load import custom_kpi
from metrics.catalogue.variants import own_key
from metrics.declare import COUNTED, Better, Dimension, Facts, How, Kpi, Measure, Reads, Take, Term, Unit, Where, known
from metrics.snapshots.facts import SOURCES

from .conditions import Conditions, LabelIds
from .fields import columns_of
from .problems import Problem

READS = ("share", "count", "sum", "mean", "median", "percentile", "net", "ratio", "level")
WITH_VALUE = ("sum", "mean", "median", "percentile", "net")
UNITS: Mapping[str, tuple[Unit, ...]] = {
    "share": (Unit.PERCENT,),
    "count": (Unit.COUNT,),
    "level": (Unit.COUNT,),
    "net": (Unit.SCORE,),
    "ratio": tuple(Unit),
}
OF_DURATIONS, OF_NUMBERS = (Unit.DURATION,), (Unit.SCORE, Unit.MONEY, Unit.COUNT)
DAYS: Mapping[Facts, str] = {
    Facts.TICKETS: "created_day",
    Facts.LIVES: "opened_day",
    Facts.WAITS: "started_day",
    Facts.EMPLOYMENTS: "joined_day",
    Facts.SUBSCRIPTIONS: "started_day",
}
ENDS: Mapping[Facts, str] = {Facts.LIVES: "ended_day", Facts.WAITS: "ended_day", Facts.EMPLOYMENTS: "left_day", Facts.SUBSCRIPTIONS: "ended_day"}
RESOLVERS = ("replied_by", "about", "borne_by", "resolver")
NETS = ("net",)
KEEPS: Mapping[str, Aggregate] = {"share": Share(), "count": Count(), "level": Level(), "median": Histogram(), "percentile": Histogram()}
KEY = re.compile(r"[a-z][a-z0-9_]{2,58}[a-z0-9]")
PARTS = (
    *("key", "name", "asks", "unit", "better", "facts", "reads", "percentile", "value", "day"),
    *("population", "condition", "denominator", "window_days", "balanced_by", "target_hint"),
)
LONGEST = 200

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an expression comes to: everything that is stored of it, and the KPI that reads it."""

    json: dict[str, Any]
    kpi: Kpi


class _Expression:
    """Reads one expression, and collects everything that is wrong with it."""

    def __init__(self, told: Json, catalogue: Catalogue, ids: LabelIds, key: str | None) -> None:
        self.told = {name: value for name, value in told.items() if value is not None}
        self.catalogue = catalogue
        self.ids = ids
        self.key = key
        self.problems: list[Problem] = []

    def wrong(self, part: str, message: str) -> Any | None:
        """Note a problem; what could not be read is None."""
        self.problems.append(Problem(part, message))
        return None

    def compile(self) -> Compiled | None:
        self._words()
        better = self._one_of("better", [str(each) for each in Better])
        facts = self._one_of("facts", [str(each) for each in Facts])
        reads = self._one_of("reads", READS)
        self._balance()
        if facts is None or reads is None:
            return None
        read = self._reads(Facts(facts), reads)
        unit = self._unit(Facts(facts), reads)
        if self.problems or read is None or unit is None or better is None:
            return None
        return self._told(read)

    def _words(self) -> None:
        for name in sorted(set(self.told) - set(PARTS)):
            self.wrong(name, f"An expression has no such part; it has {', '.join(PARTS)}.")
        key = self.told.get("key")
        if not isinstance(key, str) or not KEY.fullmatch(key):
            self.wrong("key", "Small letters, digits and underscores, 4 to 60 of them, a letter first: late_vip_replies.")
        elif self.key is not None and key != self.key:
            self.wrong("key", f"A KPI keeps its key: {self.key}.")
        elif self.key is None and (key in self.catalogue.kpis or key in self.catalogue.versions):
            self.wrong("key", f"There is a KPI {key!r} already, or was.")
        for name in ("name", "asks"):
            text = self.told.get(name, "")
            if not isinstance(text, str) or len(text) > LONGEST or (name == "name" and not text.strip()):
                self.wrong(name, f"A text of at most {LONGEST} characters{', not empty' if name == 'name' else ''}.")
        window = self.told.get("window_days")
        if window is not None and (isinstance(window, bool) or not isinstance(window, int) or not 1 <= window <= 365):
            self.wrong("window_days", "A whole number of days from 1 to 365.")

    def _one_of(self, part: str, allowed: Sequence[str]) -> Any:
        told = self.told.get(part)
        return told if isinstance(told, str) and told in allowed else self.wrong(part, f"One of {', '.join(allowed)}{f', not {told!r}' if told else ''}.")

    def _balance(self) -> None:
        told = self.told.get("balanced_by")
        if not isinstance(told, Sequence) or isinstance(told, str) or not told:
            self.wrong("balanced_by", "At least one KPI that would show the harm of driving this one too far, such as csat.")
            return
        for place, key in enumerate(told):
            if key not in self.catalogue.kpis or key == self.told.get("key"):
                self.wrong(f"balanced_by[{place}]", f"{key!r} is no other KPI of the catalogue.")

    def _unit(self, facts: Facts, reads: str) -> Any:
        unit = self._one_of("unit", [str(each) for each in Unit])
        if unit is None:
            return None
        allowed = UNITS.get(reads)
        if allowed is None:
            column = columns_of(facts).get(str(self.told.get("value")))
            allowed = OF_DURATIONS if column and column.kind == "duration" else OF_NUMBERS
        return unit if unit in allowed else self.wrong("unit", f"What is read here is told in {' or '.join(map(str, allowed))}, not in {unit}.")

    def _reads(self, facts: Facts, reads: str) -> Reads | None:
        population = self._conditions([facts], "population")
        condition = self._conditions([facts], "condition")
        if condition and reads not in ("share", "ratio"):
            self.wrong("condition", "Only a share and a ratio have a condition of their numerator; elsewhere it belongs to the population.")
        if reads == "share" and not self.told.get("condition"):
            self.wrong("condition", "A share says which of those counted meet it: at least one condition.")
        if reads != "percentile" and "percentile" in self.told:
            self.wrong("percentile", "Only for what reads a percentile.")
        if reads != "ratio" and "denominator" in self.told:
            self.wrong("denominator", "Only a ratio is divided by something else.")
        day = self._day(facts)
        if reads == "ratio":
            return self._ratio(facts, (*population, *condition), day)
        if reads == "level" and facts not in ENDS:
            return self.wrong("reads", f"Nothing of {facts} lasts, so they have no level; {', '.join(ENDS)} do.")
        value = self._value(self.told, facts, reads, "value")
        measure = self._measure("rows", facts, day, population, condition, value, reads)
        return self._read(measure, reads) if not self.problems else None

    def _conditions(self, facts: Sequence[Facts], part: str, told: Any = None) -> tuple[Where, ...]:
        reader = Conditions(facts, self.ids)
        found = reader.read(self.told.get(part, []) if told is None else told, part)
        self.problems += reader.problems
        return found

    def _day(self, facts: Facts) -> str:
        day = self.told.get("day", DAYS.get(facts, "day"))
        column = SOURCES[facts].columns.get(str(day))
        if column is None or column.kind != "day" or (facts in ENDS and day == ENDS[facts]):
            days = sorted(name for name, each in SOURCES[facts].columns.items() if each.kind == "day")
            self.wrong("day", f"A local day of {facts}: {', '.join(days)}.")
        return str(day)

    def _value(self, told: Json, facts: Facts, reads: str, part: str) -> str | None:
        name = told.get("value")
        if reads not in WITH_VALUE:
            return self.wrong(part, f"A {reads} counts; it reads no value.") if name is not None else None
        numbers = sorted(each.name for each in columns_of(facts).values() if (each.name in NETS if reads == "net" else each.kind in ("number", "duration")))
        if name not in numbers:
            return self.wrong(part, f"A field of {facts} that is {'-1, 0 or 1' if reads == 'net' else 'a number'}: {', '.join(numbers) or 'there is none'}.")
        return str(name)

    def _measure(self, role: str, facts: Facts, day: str, population: Sequence[Where], condition: Sequence[Where], value: str | None, reads: str) -> Measure:
        keep: Aggregate = KEEPS.get(reads, Mean())
        if reads == "mean" and value and columns_of(facts)[value].kind == "duration":
            keep = Histogram()
        all_of = (*(COUNTED if "exclusion" in SOURCES[facts].columns else ()), *population, *((known(value),) if value else ()))
        measure = Measure(
            f"{self.told.get('key')}.{role}",
            facts,
            day,
            keep,
            population=all_of,
            condition=tuple(condition) if reads == "share" else (),
            value=value,
            resolver=None if reads == "level" else resolver_of(facts),
            ended=ENDS.get(facts) if reads == "level" else None,
        )
        return own_key(measure)

    def _read(self, measure: Measure, reads: str) -> Reads | None:
        if reads == "percentile":
            told = self.told.get("percentile")
            if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told < 100:
                return self.wrong("percentile", "A number between 0 and 100, both excluded.")
            return Reads(How.QUANTILE, measure, quantile=told / 100)
        if reads == "median":
            return Reads(How.QUANTILE, measure, quantile=0.5)
        return Reads(How(reads), measure)

    def _ratio(self, facts: Facts, population: tuple[Where, ...], day: str) -> Reads | None:
        below = self.told.get("denominator")
        if not isinstance(below, Mapping):
            return self.wrong("denominator", 'What is divided by: {"facts": …, "reads": "count" or "sum", "value": …, "population": […]}.')
        for name in sorted(set(below) - {"facts", "reads", "value", "population"}):
            self.wrong(f"denominator.{name}", "A denominator has facts, reads, value and population.")
        other = below.get("facts", str(facts))
        if other not in list(Facts):
            return self.wrong("denominator.facts", f"One of {', '.join(Facts)}, not {other!r}.")
        how = below.get("reads", "count")
        if how not in ("count", "sum"):
            return self.wrong("denominator.reads", f"One of count, sum, not {how!r}.")
        narrow = self._conditions([Facts(other)], "denominator.population", below.get("population") or [])
        value = self._value(below, Facts(other), how, "denominator.value")
        over_value = self._value(self.told, facts, "sum" if "value" in self.told else "count", "value")
        if self.problems:
            return None
        over = self._measure("over", facts, day, population, (), over_value, "sum" if over_value else "count")
        other_day = day if facts == other else DAYS.get(Facts(other), "day")
        under = self._measure("under", Facts(other), other_day, narrow, (), value, how)
        is_share = not over_value and how == "count" and facts == other and set(narrow) <= set(population)
        terms = (Term(over, Take.SUM if over_value else Take.ROWS),), (Term(under, Take.SUM if value else Take.ROWS),)
        return Reads(How.RATIO, over, over=terms[0], under=terms[1], is_share=is_share)

    def _told(self, reads: Reads) -> Compiled:
        measures = list(dict.fromkeys((reads.measure, *(term.measure for term in (*reads.over, *reads.under)))))
        is_split = all(measure.resolver for measure in measures)
        labelled = [each for each in Dimension if all(each in SOURCES[measure.facts].dimensions for measure in measures)]
        json = {
            "reads": reads_to_json(reads),
            "definition": self._definition(reads),
            "formula": self._formula(),
            "is_split": is_split,
            "day_of": measures[0].day.removesuffix("_day").replace("_", " "),
            "dimensions": [int(each) for each in (*labelled, *((Dimension.RESOLVER,) if is_split else ()))],
        }
        return Compiled(json, custom_kpi(self.told["key"], 1, self.told, json))

    def _definition(self, reads: Reads) -> list[str]:
        """The population, the numerator, what is left out and the day, in sentences."""
        facts, told = reads.measure.facts, self.told
        rows = str(facts).replace("_", " ")
        found = [f"{rows.capitalize()} of the period." if reads.measure.ended is None else f"{rows.capitalize()} that last at the end of the period."]
        found += [in_words(told["population"])] if told.get("population") else []
        if told.get("condition"):
            found.append(in_words(told["condition"]).replace("Only where", "Met where", 1))
        if told.get("value"):
            found.append(f"Read is {told['value'].replace('_', ' ')}; {rows} of which it is not known are left out.")
        if "denominator" in told:
            below = told["denominator"]
            narrow = in_words(below.get("population") or [])
            found.append(f"Divided by {below.get('facts', facts)}{f' ({narrow[:1].lower()}{narrow[1:-1]})' if narrow else ''}.")
        if "exclusion" in SOURCES[facts].columns:
            found.append("Spam, merged and outbound tickets are left out.")
        return [*found, f"Each belongs to its local day: {reads.measure.day.replace('_', ' ')}."]

    def _formula(self) -> str:
        told, reads = self.told, self.told["reads"]
        value = str(told.get("value", "")).replace("_", " ")
        if reads == "ratio":
            below = told["denominator"]
            over, under = (f"sum({value})" if value else told["facts"]), below.get("value") or below.get("facts", told["facts"])
            return f"{over} ÷ {f'sum({under})' if below.get('reads') == 'sum' else under}".replace("_", " ")
        if reads in ("share", "count", "level"):
            rows = told["facts"].replace("_", " ")
            return {"share": f"{rows} that meet the condition ÷ {rows}", "count": f"number of {rows}", "level": f"{rows} at the end of the day"}[reads]
        return f"{told['percentile']:g}th percentile of {value}" if reads == "percentile" else f"{reads}({value})"


def resolver_of(facts: Facts) -> str | None:
    """The column of whoever answered, resolved or was judged; None where nobody can be named."""
    return next((name for name in RESOLVERS if name in SOURCES[facts].columns), None)


def compile_expression(expression: Json, *, catalogue: Catalogue, ids: LabelIds, key: str | None = None) -> tuple[Compiled | None, list[Problem]]:
    """What an expression comes to, or everything that is wrong with it. `key`: of the KPI it is a new version of."""
    if not isinstance(expression, Mapping):
        return None, [Problem("expression", "An object with a key, a name, facts and what is read of them.")]
    reader = _Expression(expression, catalogue, ids, key)
    compiled = reader.compile()
    return (None, reader.problems) if reader.problems else (compiled, [])


def numbered(compiled: Compiled, expression: Json, number: int) -> Kpi:
    """The compiled KPI as this version."""
    return replace(custom_kpi(compiled.kpi.key, number, expression, compiled.json), number=number)
