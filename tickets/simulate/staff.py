"""Who answers: an account's teams and agents as numbers, and each team's shift."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from .arrivals import Span
from .characters import Character
from .log import Ints
from .shifts import Shift

Floats = NDArray[np.float64]

FIRST_NAMES = (
    "Mira", "Tove", "Anouk", "Benno", "Carys", "Dilan", "Edda", "Farid", "Greta", "Hanno", "Iwona", "Jory", "Kaja", "Linus", "Maite", "Nilo",
    "Odile", "Pim", "Runa", "Sefa", "Tarek", "Ulla", "Veit", "Wanda", "Yara", "Zeno",
)  # fmt: skip


class Staff:
    """Teams by position; agents numbered through all teams. Each agent has a pace (1 is usual, above is slower)."""

    def __init__(self, character: Character, span: Span, rng: np.random.Generator) -> None:
        self.teams = character.teams
        sizes = np.array([team.agents for team in character.teams])
        self.sizes, self.starts = sizes, np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.agents = self._names(int(sizes.sum()), character)
        self.pace = rng.lognormal(0, 0.25, int(sizes.sum()))
        first, last = span.first_day - timedelta(days=1), span.until.date() + timedelta(days=120)
        self.shifts = [
            Shift(team.hours, timezone=team.zone or character.timezone, first=first, last=last, holidays=character.holidays) for team in character.teams
        ]
        self.generalists = np.array([number for number, team in enumerate(self.teams) if not team.is_specialist])
        specialists = [number for number, team in enumerate(self.teams) if team.is_specialist]
        self.specialist = specialists[0] if specialists else None
        self.follows_the_sun = any(team.zone for team in self.teams)

    @staticmethod
    def _names(count: int, character: Character) -> list[str]:
        shift = sum(character.slug.encode()) % len(FIRST_NAMES)
        names = FIRST_NAMES[shift:] + FIRST_NAMES[:shift]
        return [names[number] if number < min(len(names), 12) else f"Agent {number + 1}" for number in range(count)]

    def route(self, at: Ints, wanted: Ints) -> Ints:
        """The team that takes each ticket: by topic, or the first one at work when the account follows the sun."""
        if not self.follows_the_sun:
            return self.generalists[np.minimum(wanted, len(self.generalists) - 1)].astype(np.int64)
        instants = np.stack([self.shifts[team].after(at, np.full(len(at), 60.0)) for team in self.generalists])
        first: Ints = self.generalists[np.argmin(instants, axis=0)].astype(np.int64)
        return first

    def agent(self, team: Ints, draw: Floats) -> Ints:
        """One agent of each team; the first ones take more."""
        picked: Ints = (self.starts[team] + (draw**1.4 * self.sizes[team]).astype(np.int64)).astype(np.int64)
        return picked

    def after(self, team: Ints, at: Ints, seconds: Floats) -> Ints:
        """The instants by which each team has worked so many seconds since `at`."""
        later = np.empty(len(at), dtype=np.int64)
        for number, shift in enumerate(self.shifts):
            mine = np.flatnonzero(team == number)
            if len(mine):
                later[mine] = shift.after(at[mine], seconds[mine])
        return later
