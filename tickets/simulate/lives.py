"""What happens to tickets: acknowledgement, AI, people, resolution, reopening, rating. A block of tickets at a time, in columns."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tickets.kinds import Author, Kind

from .characters import Ai, Character
from .log import NOBODY, Events, Ints, Log
from .rates import AI_REASONS, CHANNELS, DAY, DUPLICATE, HOUR, JUNK, PRIORITY_PACE, REOPENED, SPECIALIST_REASONS
from .staff import Floats, Staff


class Lives:
    """One block. The columns of its tickets come in, `play` writes their events, the outcome can be read afterwards.

    `channel` and `topic` are positions in the character's tuples, `priority` in PRIORITIES; `elapsed` and `load` are as in `arrivals`.
    """

    def __init__(
        self, character: Character, staff: Staff, rng: np.random.Generator, *,
        created: Ints, channel: Ints, topic: Ints, priority: Ints, elapsed: Floats, load: Floats,
    ) -> None:  # fmt: skip
        self.character, self.staff, self.rng, self.log = character, staff, rng, Log()
        self.created, self.topic, self.elapsed = created, topic, elapsed
        count = len(created)
        rates = np.array([CHANNELS[key] for key, _, _ in character.channels])
        self.human_pace, self.customer_pace, self.ai_pace, self.ai_share, self.rates = rates[channel].T
        self.is_typed = self.human_pace > 0.05
        topics = character.topics
        self.effort, self.ease = np.array([t.effort for t in topics])[topic], np.array([t.ease for t in topics])[topic]
        self.wanted = np.array([t.team for t in topics])[topic]
        self.pace = PRIORITY_PACE[priority] * self.human_pace * self.effort**0.6 * load**0.9 * character.slows ** (elapsed**1.3)
        self.team, self.agent = np.full(count, NOBODY), np.full(count, NOBODY)
        self.answered, self.resolved = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        self.first_resolved = np.zeros(count, dtype=np.int64)
        self.by_ai, self.trouble = np.zeros(count, dtype=bool), np.zeros(count)
        self.is_outbound, self.is_excluded = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)

    def play(self, end: int) -> Events:
        """Lives all tickets and returns what had happened by `end`."""
        fate, everyone = self.rng.random(len(self.created)), np.arange(len(self.created))
        spam, merged, outbound = fate < 0.018, (fate >= 0.018) & (fate < 0.03), (fate >= 0.03) & (fate < 0.06)
        outbound &= self.staff.shifts[0].is_open(self.created)
        self.is_outbound, self.is_excluded = outbound, spam | merged | outbound
        self.log.add(everyone[~outbound], self.created[~outbound], Kind.CREATED, Author.CUSTOMER)
        self._set_aside(everyone[spam], everyone[merged])
        self._write_first(everyone[outbound])
        inbound = everyone[~self.is_excluded]
        if self.character.acknowledges:
            typed = inbound[self.customer_pace[inbound] > 300]
            self.log.add(typed, self.created[typed] + self.rng.integers(1, 15, len(typed)), Kind.MESSAGE, Author.AUTOMATIC)
        left, since = self._ai(inbound)
        left, since = self._keep(left, since, self.rng.random(len(left)) >= self.character.forgets)
        self._people(left, since)
        again = inbound
        for _ in range(3):
            again = self._reopen(again)
        self._rate(inbound)
        return self.log.until(end)

    # Small tools

    def _wait(self, medians: Any, spread: float, count: int) -> Floats:
        drawn: Floats = medians * self.rng.lognormal(0, spread, count)
        return drawn

    def _chance(self, probability: Any, count: int) -> NDArray[np.bool_]:
        lucky: NDArray[np.bool_] = self.rng.random(count) < probability
        return lucky

    def _reason(self, reasons: tuple[int, ...], count: int) -> Ints:
        return np.array(reasons)[(self.rng.random(count) ** 1.5 * len(reasons)).astype(np.int64)]

    @staticmethod
    def _keep(who: Ints, at: Ints, chosen: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        return who[chosen], at[chosen]

    def _work(self, who: Ints, at: Ints, hours: float, spread: float = 0.75) -> Ints:
        """When the agents get round to it: a median of so many working hours, scaled by all that makes this ticket slow."""
        seconds = self._wait(hours * HOUR * self.pace[who] * self.staff.pace[self.agent[who]], spread, len(who))
        return self.staff.after(self.team[who], at, seconds + 12)

    def _lag(self, who: Ints, at: Ints) -> Ints:
        """When the customers write again."""
        return at + 5 + self._wait(self.customer_pace[who], 0.9, len(who)).astype(np.int64)

    def _by_agent(self, who: Ints, at: Ints, kind: Kind, **others: Any) -> None:
        self.log.add(who, at, kind, Author.HUMAN, agent=self.agent[who], team=self.team[who], **others)

    def _solve(self, who: Ints, at: Ints, *, by_ai: bool) -> None:
        self.resolved[who], self.by_ai[who] = at, by_ai
        self.first_resolved[who] = np.where(self.first_resolved[who] == 0, at, self.first_resolved[who])

    # Tickets that are no cases

    def _set_aside(self, spam: Ints, merged: Ints) -> None:
        self._assign(merged, self.created[merged])
        self._by_agent(merged, self._work(merged, self.created[merged], 1.0), Kind.MERGED, detail=DUPLICATE)
        self.log.add(spam, self.created[spam] + 60 + self._wait(2 * HOUR, 1.0, len(spam)).astype(np.int64), Kind.SPAM, Author.AUTOMATIC, detail=JUNK)

    def _write_first(self, who: Ints) -> None:
        """Outbound: we write, some answer, and somebody closes it."""
        self._place(who, self.created[who])
        at = self.created[who]
        self._by_agent(who, at, Kind.CREATED)
        self._by_agent(who, at + 1, Kind.MESSAGE)
        chosen = self._chance(0.4, len(who))
        who, at = who[chosen], self._lag(who[chosen], at[chosen] + HOUR)
        self.log.add(who, at, Kind.MESSAGE, Author.CUSTOMER)
        self._by_agent(who, self._work(who, at, 1.5), Kind.SOLVED)

    # The AI agent

    def _ai(self, who: Ints) -> tuple[Ints, Ints]:
        """The AI's part. Returns who is left for people, and since when."""
        ai = self.character.ai
        if ai is None:
            return who, self.created[who]
        launched = self.elapsed[who] >= ai.since
        chosen = launched & self._chance(np.minimum(ai.share * self.ai_share[who], 0.97), len(who))
        mine, others = who[chosen], who[~chosen]
        at = self.created[mine] + 2 + self._wait(self.ai_pace[mine], 0.6, len(mine)).astype(np.int64)
        self.log.add(mine, at, Kind.MESSAGE, Author.AI)
        self.answered[mine] = at
        at = self._talk_to_ai(mine, at)
        skill = np.clip((ai.resolves + ai.learns * (self.elapsed[mine] - ai.since)) * self.ease[mine] ** 0.6, 0.03, 0.96)
        fate = self.rng.random(len(mine))
        is_silent, passes_on = fate < ai.goes_silent, fate >= ai.goes_silent + skill * (1 - ai.goes_silent)
        self._go_silent(mine[is_silent], at[is_silent])
        settles = ~is_silent & ~passes_on
        self._settle(ai, mine[settles], at[settles])
        handed, when = mine[passes_on], at[passes_on] + 3 + self._wait(20, 0.7, int(passes_on.sum())).astype(np.int64)
        self._place(handed, when)
        self.log.add(handed, when, Kind.ESCALATED, Author.AI, team=self.team[handed], detail=self._reason(AI_REASONS, len(handed)))
        return np.concatenate([handed, others]), np.concatenate([when, self.created[others]])

    def _talk_to_ai(self, who: Ints, at: Ints) -> Ints:
        """Up to three more questions; returns the time of each ticket's last answer."""
        at, place = at.copy(), np.arange(len(who))
        for _ in range(3):
            place = place[self._chance(0.36, len(place))]
            asks = self._lag(who[place], at[place])
            self.log.add(who[place], asks, Kind.MESSAGE, Author.CUSTOMER)
            at[place] = asks + 2 + self._wait(self.ai_pace[who[place]], 0.6, len(place)).astype(np.int64)
            self.log.add(who[place], at[place], Kind.MESSAGE, Author.AI)
        return at

    def _settle(self, ai: Ai, who: Ints, at: Ints) -> None:
        solved = at + 4 + self._wait(ai.closes_after * np.where(self.is_typed[who], 1.0, 0.5), 0.8, len(who)).astype(np.int64)
        self.log.add(who, solved, Kind.SOLVED, Author.AI)
        self._solve(who, solved, by_ai=True)

    def _go_silent(self, who: Ints, at: Ints) -> None:
        """Nobody says that it helped; three days later a rule closes the ticket."""
        self.log.add(who, at + 3 * DAY, Kind.CLOSED, Author.AUTOMATIC)
        self.trouble[who] += 1.5

    # People

    def _place(self, who: Ints, at: Ints) -> None:
        """Finds a team and an agent for those who have none."""
        new = self.agent[who] == NOBODY
        mine = who[new]
        self.team[mine] = self.staff.route(at[new], self.wanted[mine])
        self.agent[mine] = self.staff.agent(self.team[mine], self.rng.random(len(mine)))

    def _assign(self, who: Ints, at: Ints) -> None:
        self._place(who, at)
        self.log.add(who, at + self.rng.integers(5, 120, len(who)), Kind.ASSIGNED, Author.AUTOMATIC, agent=self.agent[who], team=self.team[who])

    def _people(self, who: Ints, at: Ints) -> None:
        """A human life: assignment, perhaps a transfer or a specialist, answers, resolution."""
        character = self.character
        self._assign(who, at)
        at = self._transfer(who, at)
        replied = self._work(who, at, character.reply_hours)
        noted = self._chance(0.22, len(who))
        self._by_agent(who[noted], (at[noted] + 130 + (replied[noted] - at[noted]) * 7 // 10), Kind.MESSAGE, is_public=False)
        replied = np.maximum(replied, at + 140 * noted)
        self._by_agent(who, replied, Kind.MESSAGE)
        self.answered[who] = np.where(self.answered[who] == 0, replied, self.answered[who])
        at = self._converse(who, self._specialist(who, replied))
        self._finish(who, at)

    def _transfer(self, who: Ints, at: Ints) -> Ints:
        """Some change hands before they are answered; those wait again."""
        moved = np.flatnonzero(self._chance(self.character.transfers * self.is_typed[who], len(who)))
        mine = who[moved]
        later = self._work(mine, at[moved] + 120, self.character.reply_hours * 0.7)
        others = self.staff.generalists[self.rng.integers(0, len(self.staff.generalists), len(mine))]
        self.team[mine] = np.where(self._chance(0.6, len(mine)), others, self.team[mine])
        self.agent[mine] = self.staff.agent(self.team[mine], self.rng.random(len(mine)))
        self._by_agent(mine, later, Kind.TRANSFERRED)
        at = at.copy()
        at[moved] = later
        self.trouble[mine] += 0.3
        return at

    def _specialist(self, who: Ints, at: Ints) -> Ints:
        """Escalations by people: to the specialists, or within the team where there are none."""
        taken = np.flatnonzero(self._chance(np.minimum(self.character.escalates * self.effort[who], 0.6), len(who)))
        mine = who[taken]
        later = self._work(mine, at[taken], 0.3)
        if self.staff.specialist is not None:
            self.team[mine] = self.staff.specialist
        self.agent[mine] = self.staff.agent(self.team[mine], self.rng.random(len(mine)))
        self._by_agent(mine, later, Kind.ESCALATED, detail=self._reason(SPECIALIST_REASONS, len(mine)))
        at = at.copy()
        at[taken] = self._work(mine, later, self.character.reply_hours * 2.5)
        self._by_agent(mine, at[taken], Kind.MESSAGE)
        self.trouble[mine] += 0.4
        return at

    def _converse(self, who: Ints, at: Ints) -> Ints:
        """Up to five further questions and answers; returns the time of each ticket's last answer."""
        at, place = at.copy(), np.arange(len(who))
        for _ in range(5):
            place = place[self._chance(np.minimum(self.character.exchanges * self.effort[who[place]] ** 0.5, 0.8), len(place))]
            asks = self._lag(who[place], at[place])
            self.log.add(who[place], asks, Kind.MESSAGE, Author.CUSTOMER)
            at[place] = self._work(who[place], asks, self.character.reply_hours * 0.8)
            self._by_agent(who[place], at[place], Kind.MESSAGE)
            self.trouble[who[place]] += 0.15
        return at

    def _finish(self, who: Ints, at: Ints) -> None:
        """Most are solved by the agent, some by the customer's own word, some by a rule after silence."""
        fate = self.rng.random(len(who))
        asked, quiet = fate < 0.05, (fate >= 0.05) & (fate < 0.14)
        plain = ~asked & ~quiet
        when = np.empty(len(who), dtype=np.int64)
        when[plain] = self._work(who[plain], at[plain], self.character.reply_hours * 0.35)
        when[asked] = self._lag(who[asked], at[asked])
        when[quiet] = at[quiet] + 4 * DAY
        self._by_agent(who[plain], when[plain], Kind.SOLVED)
        self.log.add(who[asked], when[asked], Kind.CLOSED, Author.CUSTOMER)
        self.log.add(who[quiet], when[quiet], Kind.SOLVED, Author.AUTOMATIC)
        self._solve(who, when, by_ai=False)

    # Afterwards

    def _reopen(self, who: Ints) -> Ints:
        """Some customers come back to a resolved ticket, which lives again. Returns those tickets."""
        mine = who[self.resolved[who] > 0]
        chance = self.character.reopened * self.effort[mine] ** 0.5
        if self.character.ai:
            chance = np.where(self.by_ai[mine], self.character.ai.reopened * (2 - np.minimum(self.ease[mine], 1.3)), chance)
        again = self._chance(np.minimum(chance, 0.6) * (self.trouble[mine] < 2.5), len(mine))
        who, at = mine[again], self.resolved[mine[again]]
        at = at + 600 + np.minimum(self._wait(14 * HOUR, 1.2, len(who)), 20 * DAY).astype(np.int64)
        says_so = self._chance(0.4, len(who))
        self.log.add(who[says_so], at[says_so], Kind.REOPENED, Author.CUSTOMER)
        self.log.add(who[says_so], at[says_so], Kind.MESSAGE, Author.CUSTOMER)
        self.log.add(who[~says_so], at[~says_so], Kind.MESSAGE, Author.CUSTOMER, reopens=True)
        self.trouble[who] += 1.0
        passed_on = self.by_ai[who]
        mine, when = who[passed_on], at[passed_on] + 30
        self._place(mine, when)
        self.log.add(mine, when, Kind.ESCALATED, Author.AI, team=self.team[mine], detail=REOPENED)
        self._people(mine, when)
        others, when = who[~passed_on], self._work(who[~passed_on], at[~passed_on], self.character.reply_hours)
        self._by_agent(others, when, Kind.MESSAGE)
        self._finish(others, self._converse(others, when))
        return who

    def _rate(self, who: Ints) -> None:
        """Closings by rule a week after the last resolution, and ratings: worse after long waits, reopenings and transfers."""
        mine = who[self.resolved[who] > 0]
        if self.character.auto_closes:
            self.log.add(mine, self.resolved[mine] + 7 * DAY, Kind.CLOSED, Author.AUTOMATIC)
        answers = self._chance(self.character.response_rate * self.rates[mine], len(mine))
        who = mine[answers]
        waited = (self.answered[who] - self.created[who]) / HOUR
        taken = (self.resolved[who] - self.created[who]) / DAY
        joy = self.character.contentment - 0.40 * np.log1p(waited / 5) - 0.18 * np.log1p(taken) - 0.75 * self.trouble[who]
        joy -= np.where(self.by_ai[who], 0.5 * np.maximum(0.9 - self.ease[who], 0), 0)
        score = np.clip(np.rint(joy + self.rng.normal(0, 0.85, len(who))), 1, 5)
        at = self.resolved[who] + 120 + self._wait(3 * HOUR, 1.3, len(who)).astype(np.int64)
        self.log.add(who, at, Kind.RATED, Author.CUSTOMER, score=score)

    def returning(self) -> tuple[Ints, Ints]:
        """Whose customers write again about the same topic, and when."""
        mine = np.flatnonzero((self.first_resolved > 0) & ~self.is_excluded)
        chance: Any = self.character.returns
        if self.character.ai:
            chance = np.where(self.by_ai[mine], self.character.ai.returns, chance)
        mine = mine[self._chance(chance, len(mine))]
        delay = 1800 + np.minimum(self._wait(20 * HOUR, 1.0, len(mine)), 6.5 * DAY)
        return mine, self.first_resolved[mine] + delay.astype(np.int64)
