"""What is wrong with a definition, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: the part at fault, such as `population[1].field`, and what is allowed there."""

    part: str
    message: str


class DefinitionError(ValueError):
    """A definition that cannot be made, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(f"{each.part}: {each.message}" for each in problems))
        self.problems = list(problems)
