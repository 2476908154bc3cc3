"""Events and calendar become facts, in sets: one statement per step for a whole batch of tickets, and no second implementation.

`derive` does it for given tickets; `derive_touched` for all whose news has come in; `touch`, `touch_all` and `sweep_undecided`
say which those are. What each fact means is told in docs/adr/0022 to 0024.
"""

from .deriving import CONFIRMATION_WINDOW, LIVE_CHANNELS, MAX_WINDOW, OPEN_STATUSES, Derived, derive
from .queue import derive_touched, sweep_undecided, touch, touch_all

__all__ = [
    "CONFIRMATION_WINDOW",
    "LIVE_CHANNELS",
    "MAX_WINDOW",
    "OPEN_STATUSES",
    "Derived",
    "derive",
    "derive_touched",
    "sweep_undecided",
    "touch",
    "touch_all",
]
