"""Conditions as people write them, and as measures need them: `{"field": "channel", "is": ["email"]}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from metrics.declare import Facts, Where
from metrics.snapshots.attributes import Attribute
from metrics.snapshots.facts import LABEL_COLUMNS, SOURCES
from tickets.models import Label

from .fields import LABELS, choices_of, columns_of
from .problems import Problem

TESTS = ("is", "is_not", "at_least", "at_most", "known")
TESTS_OF = {
    "choice": ("is", "is_not", "known"),
    "flag": ("is", "is_not", "known"),
    "number": ("at_least", "at_most", "known"),
    "duration": ("at_least", "at_most", "known"),
    "day": ("known",),
    "tag": ("is", "is_not"),
    "custom": ("is", "is_not", "at_least", "at_most"),
}
CUSTOM = "custom."
FLAGS = {"true": 1, "false": 0}
MOST_CONDITIONS, MOST_VALUES, LONGEST = 20, 100, 200

Condition = Mapping[str, Any]
LabelIds = Mapping[tuple[int, str], int]


def label_ids() -> dict[tuple[int, str], int]:
    """The account's labels by dimension and key."""
    return {(dimension, key): label for label, dimension, key in Label.objects.values_list("id", "dimension", "key")}


class Conditions:
    """Reads conditions on facts of some kinds, and collects what is wrong with them."""

    def __init__(self, facts: Sequence[Facts], ids: LabelIds) -> None:
        self.facts = facts
        self.ids = ids
        self.problems: list[Problem] = []

    def read(self, told: Any, part: str) -> tuple[Where, ...]:
        """All conditions of one part, without those that are wrong."""
        if not isinstance(told, Sequence) or isinstance(told, str):
            self._wrong(part, 'A list of conditions, such as [{"field": "channel", "is": ["email"]}].')
            return ()
        if len(told) > MOST_CONDITIONS:
            self._wrong(part, f"At most {MOST_CONDITIONS} conditions, not {len(told)}.")
            return ()
        found = (self._condition(each, f"{part}[{place}]") for place, each in enumerate(told))
        return tuple(where for where in found if where)

    def _wrong(self, part: str, message: str) -> Any | None:
        """Note a problem; what could not be read is None."""
        self.problems.append(Problem(part, message))
        return None

    def _condition(self, told: Any, part: str) -> Where | None:
        if not isinstance(told, Mapping):
            return self._wrong(part, 'A condition, such as {"field": "channel", "is": ["email"]}.')
        for unknown in sorted(set(told) - {"field", *TESTS}):
            self._wrong(f"{part}.{unknown}", f"A condition has a field and one of {', '.join(TESTS)}.")
        tests = [test for test in TESTS if told.get(test) is not None]
        kind = self._kind(told.get("field"), f"{part}.field")
        if kind is None:
            return None
        if len(tests) != 1:
            return self._wrong(part, f"Exactly one of {', '.join(TESTS_OF[kind])}; there {'are' if tests else 'is'} {' and '.join(tests) or 'none'}.")
        test = tests[0]
        if test not in TESTS_OF[kind]:
            return self._wrong(f"{part}.{test}", f"{told['field']} can be asked for {', '.join(TESTS_OF[kind])}.")
        return self._where(told["field"], kind, test, told[test], f"{part}.{test}")

    def _kind(self, name: Any, part: str) -> str | None:
        """What kind of field it is on every kind of facts; None, and told, where it is none of some."""
        if not isinstance(name, str) or not name or len(name) > LONGEST:
            return self._wrong(part, "The name of a field.")
        for facts in self.facts:
            if name == "tag" or (name.startswith(CUSTOM) and len(name) > len(CUSTOM)):
                if not SOURCES[facts].ticket:
                    return self._wrong(part, f"{_plural(facts)} belong to no ticket, so they have no tags and no custom fields.")
            elif name not in columns_of(facts):
                ticket = ("tag", "custom.<name>") if SOURCES[facts].ticket else ()
                return self._wrong(part, f"{_plural(facts)} have no field {name!r}; they have {', '.join([*sorted(columns_of(facts)), *ticket])}.")
        if name == "tag" or name.startswith(CUSTOM):
            return "tag" if name == "tag" else "custom"
        return columns_of(self.facts[0])[name].kind

    def _where(self, name: str, kind: str, test: str, told: Any, part: str) -> Where | None:
        if test == "known":
            return Where(name, negated=not told) if isinstance(told, bool) else self._wrong(part, "true or false.")
        column = Attribute(field=name.removeprefix(CUSTOM)).column if kind == "custom" else name
        if test in ("at_least", "at_most"):
            if isinstance(told, bool) or not isinstance(told, int | float) or not isfinite(told):
                return self._wrong(part, "A number.")
            return Where(column, at_least=float(told)) if test == "at_least" else Where(column, at_most=float(told))
        return self._among(name, kind, told, part, negated=test == "is_not")

    def _among(self, name: str, kind: str, told: Any, part: str, *, negated: bool) -> Where | None:
        values = [told] if isinstance(told, str | bool) else told
        if not isinstance(values, Sequence) or not values or len(values) > MOST_VALUES or not all(isinstance(value, str | bool) for value in values):
            return self._wrong(part, f"A list of 1 to {MOST_VALUES} values.")
        texts = [str(value).lower() if isinstance(value, bool) else value for value in values]
        if kind == "tag":
            return Where(Attribute(tags=tuple(texts)).column, one_of=(1,), negated=negated)
        if kind == "custom":
            return Where(Attribute(field=name.removeprefix(CUSTOM), values=tuple(texts)).column, one_of=(1,), negated=negated)
        known = self._numbers(name, kind)
        for place, text in enumerate(texts):
            if text not in known:
                return self._wrong(f"{part}[{place}]", f"{name} is never {text!r}; it can be {_some(known)}.")
        return Where(name, one_of=tuple(sorted({known[text] for text in texts})), negated=negated)

    def _numbers(self, name: str, kind: str) -> Mapping[str, int]:
        """What the values of a field are stored as. The empty text stands for a missing label."""
        if kind == "flag":
            return FLAGS
        if name in LABELS:
            named = {key: label for (dimension, key), label in self.ids.items() if dimension == LABELS[name]}
            return {**named, "": 0} if name in LABEL_COLUMNS.values() else named
        return choices_of(self.facts[0], name)


def _plural(facts: Facts) -> str:
    told = {"work": "Work items", "self_service": "Self-service sessions", "ai_sessions": "AI sessions"}.get(str(facts), str(facts))
    return told[:1].upper() + told[1:]


def _some(known: Mapping[str, int]) -> str:
    named = sorted(key for key in known if key)
    return ", ".join(named[:20]) + (f" and {len(named) - 20} more" if len(named) > 20 else "") or "nothing yet"
