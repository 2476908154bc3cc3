"""Events as columns: stages of a simulation append to a log, which sorts and cuts it at the end."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tickets.kinds import Author, Kind

Ints = NDArray[np.int64]
NOBODY = -1

COLUMNS: dict[str, Any] = {
    "who": np.int64, "at": np.int64, "kind": np.int8, "author": np.int8, "agent": np.int32, "team": np.int32,
    "is_public": np.bool_, "reopens": np.bool_, "detail": np.int16, "score": np.int8,
}  # fmt: skip
"""`who` is a ticket's position in its block, `at` epoch seconds; -1 (score: 0) means none in the others."""


@dataclass(frozen=True)
class Events:
    """Events of a block, sorted by ticket and time. `number` counts within the ticket from 1."""

    who: Ints
    at: Ints
    kind: NDArray[np.int8]
    author: NDArray[np.int8]
    agent: NDArray[np.int32]
    team: NDArray[np.int32]
    is_public: NDArray[np.bool_]
    reopens: NDArray[np.bool_]
    detail: NDArray[np.int16]
    score: NDArray[np.int8]
    number: Ints

    def __len__(self) -> int:
        return len(self.who)


class Log:
    """Collects events in any order."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in COLUMNS}

    def add(self, who: Ints, at: Ints, kind: Kind, author: Author | NDArray[np.int8] | None, **others: Any) -> None:
        """Appends one event per ticket. `others` (agent, team, is_public, reopens, detail, score) may be arrays or single values."""
        given = {"who": who, "at": at, "kind": kind, "author": 0 if author is None else author, **others}
        absent = {"agent": NOBODY, "team": NOBODY, "is_public": True, "reopens": False, "detail": NOBODY, "score": 0}
        for name, dtype in COLUMNS.items():
            value = given.get(name, absent.get(name))
            self._parts[name].append(np.broadcast_to(np.asarray(value, dtype=dtype), who.shape))

    def until(self, end: int) -> Events:
        """Everything that had happened by `end` (epoch seconds), in order."""
        columns = {name: np.concatenate(parts) for name, parts in self._parts.items()}
        kept = np.flatnonzero(columns["at"] <= end)
        order = kept[np.lexsort((columns["kind"][kept], columns["at"][kept], columns["who"][kept]))]
        columns = {name: column[order] for name, column in columns.items()}
        who = columns["who"]
        starts = np.flatnonzero(np.concatenate([[True], who[1:] != who[:-1]])) if len(who) else np.array([], dtype=np.int64)
        lengths = np.diff(np.append(starts, len(who)))
        number = np.arange(1, len(who) + 1) - np.repeat(starts, lengths)
        return Events(**columns, number=number)
