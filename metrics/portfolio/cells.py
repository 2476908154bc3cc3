"""One KPI of one client, as the client's own reading says it, made when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from metrics.declare import AI, HUMAN, Dimension, Kpi, SplitRule, Unit
from metrics.published.channels import CHANNELS
from metrics.readings import Change, Filter, Number, Period, Split
from metrics.readings.build import UNKNOWN, Parts, split_of
from metrics.readings.judge import change, status
from metrics.readings.numbers import ADDED, ALL
from metrics.readings.targets import fitting

from .clients import Standing
from .figures import Figures
from .places import Places
from .types import Cell


@dataclass(frozen=True, slots=True)
class Question:
    """One KPI over a period and the one it is compared with, perhaps in one canonical channel (its number; 0 for all)."""

    kpi: Kpi
    period: Period
    previous: Period | None
    channel: int = 0

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (Filter(Dimension.CHANNEL, (CHANNELS[self.channel - 1],)),) if self.channel else ()


def whole(kpi: Kpi, figures: Figures, subject: int, window: int) -> Number:
    """A number. Of a KPI whose parts are never blended, it only says how many."""
    found = figures.number(subject, window, ALL)
    return Number(None, None, None, found.n) if kpi.split is SplitRule.APART else found


def parts(kpi: Kpi, figures: Figures, subject: int, window: int) -> Parts:
    """A number and its parts."""
    found = whole(kpi, figures, subject, window)
    if kpi.split is SplitRule.NEVER:
        return Parts(found, Number(), Number())
    return Parts(found, figures.number(subject, window, AI), figures.number(subject, window, HUMAN))


def is_known(kpi: Kpi, period: Period, since: date | None, today: date) -> bool:
    """Nothing is known of a time before the first fact or after today: a count is missing there, not 0."""
    return kpi.reads.how not in ADDED or (since is not None and period.end >= since and period.start <= today)


class Compared(NamedTuple):
    """A number and what came before it; the split is only worked out when somebody asks for it."""

    number: Number
    previous: Number | None
    change: Change
    split: Callable[[], Split]


def compared(question: Question, figures: Figures, subject: int, since: date | None, today: date) -> Compared:
    """The first window is the period, the second the one before."""
    kpi, previous = question.kpi, question.previous
    told = [previous is not None and is_known(kpi, previous, since, today), is_known(kpi, question.period, since, today)]

    def split() -> Split:
        now = parts(kpi, figures, subject, 0) if told[1] else UNKNOWN
        if previous is None:
            return split_of(kpi, now)
        return split_of(kpi, now, parts(kpi, figures, subject, 1) if told[0] else UNKNOWN)

    now = whole(kpi, figures, subject, 0) if told[1] else Number()
    if previous is None:
        return Compared(now, None, Change(), split)
    before = whole(kpi, figures, subject, 1) if told[0] else Number()
    return Compared(now, before, change(kpi, now, before, is_partial=question.period.end >= today), split)


class Cells(Mapping[int, Cell]):
    """The cells of a column by account id, each made the first time it is looked at."""

    def __init__(self, question: Question, standings: Sequence[Standing], missing: Sequence[tuple[str, ...]], figures: Figures, places: Places) -> None:
        self.question, self.standings, self.missing, self.figures, self.places = question, standings, missing, figures, places
        self._subjects = {each.client.id: place for place, each in enumerate(standings)}
        self._made: dict[int, Cell] = {}

    def __iter__(self) -> Iterator[int]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def __getitem__(self, account: int) -> Cell:
        subject = self._subjects[account]
        if account not in self._made:
            self._made[account] = self._cell(subject)
        return self._made[account]

    def _cell(self, subject: int) -> Cell:
        standing, kpi = self.standings[subject], self.question.kpi
        client = standing.client
        currency = client.currency if kpi.unit is Unit.MONEY else None
        is_partial = self.question.period.end >= client.today
        target = fitting(standing.targets.get(kpi.key, ()), self.question.filters)
        if self.missing[subject]:
            nothing = Number()
            return Cell(
                client,
                kpi,
                nothing,
                target=target,
                status=status(kpi, nothing, target),
                is_partial=is_partial,
                currency=currency,
                missing=self.missing[subject],
            )
        found = compared(self.question, self.figures, subject, standing.known_from(kpi), client.today)
        return Cell(
            client,
            kpi,
            found.number,
            found.previous,
            found.change,
            self.places.position(subject),
            self.places.away(subject),
            self.places.ranks(subject),
            target,
            status(kpi, found.number, target),
            is_partial,
            currency,
            told=found.split,
        )
