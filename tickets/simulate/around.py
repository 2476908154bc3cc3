"""What tickets leave behind beside their own history: AI conversations, work, reviews, tone, surveys. A block at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tickets.kinds import Author, Kind

from .history import Block, History
from .log import Events, Ints
from .rates import CHANNELS, DAY
from .records import Names, external_id
from .staff import Floats

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows as an integrator would send them, by kind."""

NEVER = np.iinfo(np.int64).max
HUMAN_SAMPLE = 0.05
"""The share of people's tickets that somebody reviews; of the AI agent's a rule reviews all."""
TONED = 0.2
SURVEYED = 0.18
MONTHS = 14


@dataclass
class Tally:
    """What the company's own rows depend on: work and AI conversations by month since the first, and how each customer fared."""

    customers: int
    handle_seconds: Floats = field(default_factory=lambda: np.zeros(MONTHS))
    ai_sessions: Floats = field(default_factory=lambda: np.zeros(MONTHS))
    tickets: Ints = field(init=False)
    trouble: Floats = field(init=False)
    first_seen: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.tickets = np.zeros(self.customers + 1, dtype=np.int64)
        self.trouble = np.zeros(self.customers + 1)
        self.first_seen = np.full(self.customers + 1, NEVER)


@dataclass(frozen=True)
class Course:
    """How each ticket of a block went, in columns. Instants are epoch seconds, NEVER for what did not happen."""

    ai_at: Ints
    human_at: Ints
    human_messages: Ints
    handed_at: Ints
    escalated_at: Ints
    solved_at: Ints
    solved_by_ai: NDArray[np.bool_]
    is_silent: NDArray[np.bool_]
    reopens: Ints
    score: Ints

    @classmethod
    def of(cls, events: Events, count: int) -> "Course":
        human, ai = events.author == Author.HUMAN, events.author == Author.AI
        message, solved = events.kind == Kind.MESSAGE, np.isin(events.kind, (Kind.SOLVED, Kind.CLOSED))
        solved_at = _first(events, solved, count)
        answers = message & events.is_public
        score = np.zeros(count, dtype=np.int64)
        score[events.who[events.score > 0]] = events.score[events.score > 0]
        ai_at, human_at = _first(events, answers & ai, count), _first(events, answers & human, count)
        return cls(
            ai_at=ai_at,
            human_at=human_at,
            human_messages=_count(events, answers & human, count),
            handed_at=_first(events, (events.kind == Kind.ESCALATED) & ai, count),
            escalated_at=_first(events, events.kind == Kind.ESCALATED, count),
            solved_at=solved_at,
            solved_by_ai=_first(events, solved & ai, count) == np.minimum(solved_at, NEVER - 1),
            is_silent=(ai_at < NEVER)
            & (human_at == NEVER)
            & (_first(events, solved & (events.author == Author.AUTOMATIC), count) == solved_at)
            & (solved_at < NEVER),
            reopens=_count(events, events.reopens | (events.kind == Kind.REOPENED), count),
            score=score,
        )


def _first(events: Events, chosen: NDArray[np.bool_], count: int) -> Ints:
    found = np.full(count, NEVER)
    np.minimum.at(found, events.who[chosen], events.at[chosen])
    return found


def _count(events: Events, chosen: NDArray[np.bool_], count: int) -> Ints:
    return np.bincount(events.who[chosen], minlength=count).astype(np.int64)


def moment(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


class Around:
    """The rows around a history's tickets. The same history gives the same rows."""

    def __init__(self, history: History) -> None:
        self.history, self.names = history, Names(history.character, history.staff)
        self.effort = np.array([topic.effort for topic in history.character.topics])
        self.ease = np.array([topic.ease for topic in history.character.topics])
        self.is_spoken = np.array([CHANNELS[key][0] < 0.05 for key, _, _ in history.character.channels])
        self.tally = Tally(customers=max(history.tickets, 5) + 1)

    def rows(self, block: Block) -> Rows:
        count = len(block.tickets.number)
        course, rng = Course.of(block.events, count), self.history._rng("around", int(block.tickets.number[0]))
        self._remember(block, course)
        chosen = ~block.tickets.is_outbound
        return {
            "ai_sessions": list(self._ai_sessions(block, course, rng, chosen)),
            "work": list(self._work(block, course, rng)),
            "reviews": list(self._reviews(block, course, rng)),
            "sentiments": list(self._sentiments(block, course, rng, chosen)),
            **self._surveys(block, course, rng, chosen),
        }

    def month(self, at: Ints) -> Ints:
        """Months of thirty and a half days since the first day; good enough to share costs by."""
        return np.clip((at - self.history.span.since) // int(30.5 * DAY), 0, MONTHS - 1)

    def _remember(self, block: Block, course: Course) -> None:
        who = np.clip(block.tickets.customer, 0, self.tally.customers)
        trouble = course.reopens + 0.5 * (course.escalated_at < NEVER) + np.where(course.score > 0, np.maximum(3 - course.score, 0), 0)
        np.add.at(self.tally.tickets, who, 1)
        np.add.at(self.tally.trouble, who, trouble)
        np.minimum.at(self.tally.first_seen, who, block.tickets.created)
        np.add.at(self.tally.ai_sessions, self.month(block.tickets.created[course.ai_at < NEVER]), 1)

    def _named(self, block: Block, place: int) -> Row:
        """The labels and the identity of a ticket, as every row about it says them."""
        columns = block.tickets
        return {
            "ticket": external_id(int(columns.number[place])),
            "topic": self.names.topics[columns.topic[place]],
            "channel": self.names.channels[columns.channel[place]],
        }

    def _ai_sessions(self, block: Block, course: Course, rng: np.random.Generator, chosen: NDArray[np.bool_]) -> Iterator[Row]:
        places = np.flatnonzero(chosen & (course.ai_at < NEVER))
        fallbacks = rng.poisson(0.25 / np.maximum(self.ease[block.tickets.topic[places]], 0.2) * np.where(course.handed_at[places] < NEVER, 2.2, 0.6))
        for place, failed in zip(places.tolist(), fallbacks.tolist(), strict=True):
            yield {
                "id": f"ai-{external_id(int(block.tickets.number[place]))}",
                "at": moment(int(block.tickets.created[place])),
                "outcome": self._outcome(course, place),
                "fallbacks": failed,
                "answer_seconds": int(course.ai_at[place] - block.tickets.created[place]),
                **self._named(block, place),
            }

    @staticmethod
    def _outcome(course: Course, place: int) -> str:
        if course.handed_at[place] < NEVER or course.human_at[place] < NEVER:
            return "escalated"
        if course.solved_by_ai[place]:
            return "resolved"
        return "silent" if course.is_silent[place] else "open"

    def _work(self, block: Block, course: Course, rng: np.random.Generator) -> Iterator[Row]:
        places = np.flatnonzero((course.human_messages > 0) & (block.tickets.agent >= 0))
        effort = self.effort[block.tickets.topic[places]] ** 0.7
        spoken = self.is_spoken[block.tickets.channel[places]]
        talk = rng.lognormal(5.25, 0.45, len(places)) * effort * (0.6 + 0.4 * course.human_messages[places])
        hold = np.where(spoken, rng.lognormal(3.6, 0.7, len(places)), 0)
        follow_up = rng.lognormal(4.1, 0.6, len(places)) * effort
        np.add.at(self.tally.handle_seconds, self.month(course.human_at[places]), talk + hold + follow_up)
        for place, talked, held, followed in zip(places.tolist(), talk.tolist(), hold.tolist(), follow_up.tolist(), strict=True):
            yield {
                "id": f"work-{external_id(int(block.tickets.number[place]))}",
                "at": moment(int(course.human_at[place])),
                "agent": self.names.agents[block.tickets.agent[place]],
                "team": self.names.teams[block.tickets.team[place]],
                "talk_seconds": round(talked),
                "hold_seconds": round(held),
                "follow_up_seconds": round(followed),
                **self._named(block, place),
            }

    def _reviews(self, block: Block, course: Course, rng: np.random.Generator) -> Iterator[Row]:
        """A rule reads every conversation that the AI agent resolved; people read a sample of their own, and of escalations."""
        count, end = len(course.ai_at), self.history.span.end
        by_ai = course.solved_by_ai & (course.solved_at < NEVER)
        sampled = ~by_ai & (course.human_at < NEVER) & (course.solved_at < NEVER) & (rng.random(count) < HUMAN_SAMPLE + 0.1 * (course.escalated_at < NEVER))
        places = np.flatnonzero(by_ai | sampled)
        at = course.solved_at[places] + rng.integers(600, 2 * DAY, len(places))
        marks = np.clip(
            rng.normal(0.9, 0.07, (len(places), 4))
            - 0.04 * course.reopens[places, None]
            - np.where(by_ai[places], 0.05 / self.ease[block.tickets.topic[places]], 0)[:, None],
            0,
            1,
        )
        correct, avoidable = rng.random(len(places)) < np.clip(marks[:, 1] + 0.04, 0, 1), rng.random(len(places)) < 0.12
        for number, place in enumerate(places.tolist()):
            if at[number] <= end:
                yield self._review(
                    block, course, place, int(at[number]), marks[number], bool(by_ai[place]), correct=bool(correct[number]), avoidable=bool(avoidable[number])
                )

    def _review(self, block: Block, course: Course, place: int, at: int, marks: Floats, by_ai: bool, *, correct: bool, avoidable: bool) -> Row:
        ticket = external_id(int(block.tickets.number[place]))
        score = round(float(marks.mean()), 3)
        names = ("tone", "accuracy", "completeness", "policy")
        row: Row = {
            "id": f"review-{ticket}",
            "at": moment(at),
            "ticket": ticket,
            "score": score,
            "passed": score >= 0.75,
            **dict(zip(names, marks.round(3).tolist(), strict=True)),
        }
        if by_ai:
            return row | {"about": "ai", "method": "automated", "correct": correct}
        escalated = {"avoidable": avoidable} if course.escalated_at[place] < NEVER else {}
        return row | {"about": "human", "method": "human_sample", "agent": self.names.agents[block.tickets.agent[place]]} | escalated

    def _sentiments(self, block: Block, course: Course, rng: np.random.Generator, chosen: NDArray[np.bool_]) -> Iterator[Row]:
        places = np.flatnonzero(chosen & (rng.random(len(chosen)) < TONED))
        mood = np.where(course.score[places] > 0, (course.score[places] - 3) * 0.3, 0.1) - 0.15 * course.reopens[places]
        for place, value in zip(places.tolist(), np.clip(mood + rng.normal(0, 0.25, len(places)), -1, 1).round(3).tolist(), strict=True):
            ticket = external_id(int(block.tickets.number[place]))
            yield {"id": f"tone-{ticket}", "at": moment(int(block.tickets.created[place])), "ticket": ticket, "value": value}

    def _surveys(self, block: Block, course: Course, rng: np.random.Generator, chosen: NDArray[np.bool_]) -> Rows:
        """After a resolution the customer is asked how easy it was; one in six or so answers."""
        asked = np.flatnonzero(chosen & (course.solved_at < self.history.span.end - 3 * DAY) & ~course.is_silent & (rng.random(len(chosen)) < SURVEYED))
        answered = rng.random(len(asked)) < self.history.character.response_rate
        centre = self.history.character.contentment - 0.3 - 0.7 * course.reopens[asked] - 0.6 * (course.escalated_at[asked] < NEVER)
        ease = np.clip(np.rint(centre + rng.normal(0, 0.8, len(asked))), 1, 5).astype(int)
        at = course.solved_at[asked] + 3600
        invitations, answers = [], []
        for place, when, score, said in zip(asked.tolist(), at.tolist(), ease.tolist(), answered.tolist(), strict=True):
            named = self._named(block, place)
            key = f"ces-{named['ticket']}"
            invitations.append({"id": key, "at": moment(when), "kind": "ces", "ticket": named["ticket"], "channel": named["channel"]})
            if said:
                answers.append(
                    {"id": key, "at": moment(when + 5400), "kind": "ces", "invitation": key, "score": score, "scale_low": 1, "scale_high": 5, **named}
                    | ({"comment": COMMENTS[(place + score) % len(COMMENTS)]} if score <= 2 else {})
                )
        return {"survey_invitations": invitations, "survey_answers": [*answers, *self._complaints(block, course, rng)]}

    def _complaints(self, block: Block, course: Course, rng: np.random.Generator) -> Iterator[Row]:
        """Who was not satisfied is called back, and half of them say how that went."""
        places = np.flatnonzero(
            (course.score > 0) & (course.score <= 2) & (course.solved_at < self.history.span.end - 9 * DAY) & (rng.random(len(course.score)) < 0.5)
        )
        scores = np.clip(np.rint(self.history.character.contentment - 0.9 + rng.normal(0, 1, len(places))), 1, 5).astype(int)
        for place, score in zip(places.tolist(), scores.tolist(), strict=True):
            named = self._named(block, place)
            yield {
                "id": f"complaint-{named['ticket']}",
                "at": moment(int(course.solved_at[place]) + 6 * DAY),
                "kind": "complaint",
                "score": score,
                "scale_low": 1,
                "scale_high": 5,
                **named,
            }


COMMENTS = (
    "I had to explain it twice.", "Too many steps for a small thing.", "The bot kept asking what I had told it.", "Nobody knew who had my case.",
    "It took three tries to get through.", "I only found the form by chance.",
)  # fmt: skip
