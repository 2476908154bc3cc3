"""Conditions of an account's definition in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Condition = Mapping[str, Any]


def in_words(population: Sequence[Condition]) -> str:
    """One sentence, such as "Only where channel is email or chat, and tag is vip."; empty without conditions."""
    return f"Only where {', and '.join(map(_told, population))}." if population else ""


def _told(condition: Condition) -> str:
    field = str(condition["field"]).removeprefix("custom.").replace("_", " ")
    for test, words in (("is", "is"), ("is_not", "is not"), ("at_least", "is at least"), ("at_most", "is at most")):
        if test in condition:
            return f"{field} {words} {_listed(condition[test])}"
    return f"{field} is {'known' if condition.get('known', True) else 'unknown'}"


def _listed(told: Any) -> str:
    values = [str(value) or "nothing" for value in told] if isinstance(told, list | tuple) else [f"{told:g}" if isinstance(told, float) else str(told)]
    return " or ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else values[0]
