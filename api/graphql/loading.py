"""Loading for many what is asked of each: one statement for all the things of one page, whoever asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

V = TypeVar("V")


class Together(Generic[V]):
    """Values by key, all loaded by one call when the first is asked for."""

    def __init__(self, keys: Sequence[int], load: Callable[[Sequence[int]], Mapping[int, V]]) -> None:
        self.keys = keys
        self.load = load

    @cached_property
    def _loaded(self) -> Mapping[int, V]:
        return self.load(self.keys)

    def of(self, key: int) -> V | None:
        return self._loaded.get(key)
