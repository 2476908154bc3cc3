"""Make the current account's numbers fresh: facts of touched tickets first, then the states of touched days."""

from __future__ import annotations

from collections.abc import Callable

from tickets import facts

from .recompute import Recomputed, recompute

Tell = Callable[[str, int, int], None]


def catch_up(*, everything: bool = False, tell: Tell | None = None) -> Recomputed:
    """Derive what is queued, then recompute. `tell(what, done, total)` is called as it goes."""
    told = tell or (lambda what, done, total: None)
    facts.derive_touched(progress=lambda done, total: told("tickets derived", done, total))
    return recompute(everything=everything, progress=lambda done, total: told("days computed", done, total))
