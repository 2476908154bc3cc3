"""What an account sends that belongs to no ticket: its help centre, its AI agent's other conversations, its roster, costs and customers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from .around import COMMENTS, NEVER, Around, Row, moment
from .history import PLANS, History
from .log import Ints
from .rates import DAY, HOUR
from .records import SOURCE

CURRENCIES = {"Europe/London": "GBP", "America/New_York": "USD", "America/Chicago": "USD", "Asia/Singapore": "SGD", "Australia/Sydney": "AUD"}
HOURLY, AI_SESSION, SOFTWARE = 31.0, 0.85, 0.35
"""What an hour of a person costs, a conversation of the AI agent, and the helpdesk per ticket."""
OCCUPIED = 0.68
VISITS, ALONE = 0.8, 0.4
"""Visits to the help centre, and AI conversations that never become a ticket, per ticket."""
PRICES = {"free": 0.0, "plus": 19.0, "business": 79.0}
ENDINGS = ("Too expensive", "No longer needed", "Waited too long for help", "Moved to a competitor", "Help never solved it")
SUPPORT = (2, 4)
MISSPELT = 0.12


class Company:
    """Rows of one account, after all its blocks have passed through `around`. The same history gives the same rows."""

    def __init__(self, around: Around) -> None:
        self.around, self.history = around, around.history
        self.character, self.span = self.history.character, self.history.span
        self.topics = self.character.topics
        self.currency = CURRENCIES.get(self.character.timezone, "EUR")

    def _rng(self, purpose: str) -> np.random.Generator:
        return self.history._rng(purpose)

    def _topics(self, rng: np.random.Generator, count: int) -> Ints:
        shares = np.array([topic.share for topic in self.topics])
        return rng.choice(len(self.topics), count, p=shares / shares.sum())

    def visits(self) -> Iterator[Row]:
        """Visits to the help centre, answered as easily as their topic is."""
        rng = self._rng("visits")
        count = round(self.history.tickets * VISITS)
        at, topic = self.history.arrivals.moments(np.sort(rng.random(count))), self._topics(rng, count)
        ease = np.array([each.ease for each in self.topics])[topic]
        answered, views = rng.random(count) < np.clip(0.55 * ease, 0.1, 0.9), rng.poisson(1.6, count) + 1
        for number, when in enumerate(at.tolist()):
            yield {
                "id": f"visit-{number}", "at": moment(when), "answered": bool(answered[number]), "channel": "help-centre",
                "topic": self.topics[int(topic[number])].key, "views": int(views[number]),
            }  # fmt: skip

    def searches(self) -> Iterator[Row]:
        """Searches in the help centre; what is hard to answer is hard to find, too."""
        rng = self._rng("searches")
        count = round(self.history.tickets * VISITS * 0.6)
        at, topic = self.history.arrivals.moments(np.sort(rng.random(count))), self._topics(rng, count)
        ease = np.array([each.ease for each in self.topics])[topic]
        empty = rng.random(count) < np.clip(0.32 - 0.2 * ease, 0.02, 0.4)
        clicked, wording = ~empty & (rng.random(count) < np.clip(0.6 + 0.15 * ease, 0.3, 0.9)), rng.integers(0, 6, count)
        misspelt = rng.random(count) < MISSPELT
        for number, when in enumerate(at.tolist()):
            about = self.topics[int(topic[number])]
            yield {
                "id": f"search-{number}", "at": moment(when), "query": _query(about.key, about.subjects, int(wording[number]), misspelt=bool(misspelt[number])),
                "results": 0 if empty[number] else 1 + int(wording[number]), "clicked": bool(clicked[number]), "topic": about.key,
            }  # fmt: skip

    def conversations(self) -> Iterator[Row]:
        """The AI agent's conversations on the site that never became a ticket."""
        ai = self.character.ai
        if ai is None:
            return
        rng = self._rng("conversations")
        count = round(self.history.tickets * ALONE)
        at, topic = self.history.arrivals.moments(np.sort(rng.random(count))), self._topics(rng, count)
        launched = self.span.elapsed(at) >= ai.since
        ease = np.array([each.ease for each in self.topics])[topic]
        resolved, fallbacks = rng.random(count) < np.clip((ai.resolves + 0.1) * ease**0.5, 0.05, 0.95), rng.poisson(0.15 / ease)
        for number in np.flatnonzero(launched).tolist():
            yield {
                "id": f"site-{number}", "at": moment(int(at[number])), "outcome": "resolved" if resolved[number] else "silent", "channel": "site",
                "topic": self.topics[int(topic[number])].key, "fallbacks": int(fallbacks[number]) + int(not resolved[number]), "answer_seconds": 3,
            }  # fmt: skip

    def ratings(self) -> Iterator[Row]:
        """Some who found their answer without a ticket say whether it helped."""
        rng = self._rng("ratings")
        count = round(self.history.tickets * VISITS * 0.05)
        at, topic = self.history.arrivals.moments(np.sort(rng.random(count))), self._topics(rng, count)
        ease = np.array([each.ease for each in self.topics])[topic]
        scores = np.clip(np.rint(3.4 + ease + rng.normal(0, 0.9, count)), 1, 5).astype(int)
        for number, when in enumerate(at.tolist()):
            yield {
                "id": f"helped-{number}", "at": moment(when), "kind": "csat", "score": int(scores[number]), "scale_low": 1, "scale_high": 5,
                "channel": "help-centre", "topic": self.topics[int(topic[number])].key,
            }  # fmt: skip

    def costs(self) -> Iterator[Row]:
        """A bill of each kind for every calendar month: people by the hours they must be there, the AI agent by conversation."""
        tally = self.around.tally
        tickets, first = self.history.tickets, self.span.first_day.replace(day=1)
        for number, month in enumerate(_months(first, self._today())):
            place = min(max((month - self.span.first_day).days + 15, 0) * DAY // int(30.5 * DAY), len(tally.handle_seconds) - 1)
            last = _month_end(month)
            alone = (
                tickets * ALONE / 12
                if self.character.ai and self.span.elapsed(np.array([self.span.since + number * 30 * DAY]))[0] >= self.character.ai.since
                else 0
            )
            ai = (float(tally.ai_sessions[place]) + alone) * AI_SESSION
            amounts = {"people": float(tally.handle_seconds[place]) / 3600 / OCCUPIED * HOURLY, "ai": ai, "software": tickets / 12 * SOFTWARE}
            for kind, amount in amounts.items():
                if amount > 0:
                    yield {
                        "id": f"{kind}-{month:%Y-%m}", "first_day": month.isoformat(), "last_day": last.isoformat(), "kind": kind,
                        "amount": f"{amount:.2f}", "currency": self.currency,
                    }  # fmt: skip

    def shifts(self) -> Iterator[Row]:
        """As many people on duty as the work of the month asks for, turn by turn, on working days."""
        zone, agents, turn = ZoneInfo(self.character.timezone), self.history.staff.agents, 0
        for day in _days(self.span.first_day, self._today()):
            if day.weekday() >= 5 or f"{day:%m-%d}" in self.character.holidays:
                continue
            place = min((day - self.span.first_day).days * DAY // int(30.5 * DAY), len(self.around.tally.handle_seconds) - 1)
            needed = float(self.around.tally.handle_seconds[place]) / OCCUPIED / 21
            people = max(1, round(needed / (7 * HOUR)))
            available = min(max(round(needed / people / 60) * 60, HOUR), 8 * HOUR)
            for number in range(min(people, len(agents))):
                starts = datetime.combine(day, datetime.min.time(), zone) + timedelta(hours=9)
                who = (turn + number) % len(agents)
                yield {
                    "id": f"shift-{day}-{number}", "at": starts.isoformat(), "ends_at": (starts + timedelta(seconds=available + HOUR)).isoformat(),
                    "agent": agents[who], "team": self._team(who), "available_seconds": available,
                }  # fmt: skip
            turn += people

    def employments(self) -> Iterator[Row]:
        """Who was in the team and since when; about one in seven leaves in the course of the year."""
        rng, days = self._rng("employments"), (self._today() - self.span.first_day).days
        for number, name in enumerate(self.history.staff.agents):
            joined = self.span.first_day - timedelta(days=int(rng.integers(5, 180)))
            leaves = rng.random() < 0.15
            left = (self.span.first_day + timedelta(days=int(rng.integers(30, max(days, 31))))).isoformat() if leaves else None
            yield {"id": f"employment-{number}", "agent": name, "team": self._team(number), "joined_day": joined.isoformat(), "left_day": left}

    def subscriptions(self) -> Iterator[Row]:
        """The customers who wrote and as many who never did. Trouble makes leaving likelier, and then the reason names support."""
        rng, tally = self._rng("subscriptions"), self.around.tally
        wrote = np.flatnonzero(tally.tickets > 0)
        customers = np.concatenate([wrote[wrote > 0], np.arange(1, len(wrote) // 2) + len(tally.tickets)])
        for customer in customers.tolist():
            trouble = float(tally.trouble[customer]) if customer < len(tally.trouble) else 0.0
            seen = int(tally.first_seen[customer]) if customer < len(tally.first_seen) else NEVER
            first = self._local(seen) if seen < NEVER else self.span.first_day + timedelta(days=int(rng.integers(0, 300)))
            started = max(first - timedelta(days=int(rng.integers(1, 700))), self.span.first_day - timedelta(days=int(rng.integers(1, 120))))
            plan = PLANS[customer * 2654435761 % 2**32 % 10 // 4] if customer % 3 else PLANS[0]
            yield self._subscription(rng, customer, started, first, plan, trouble)

    def _subscription(self, rng: np.random.Generator, customer: int, started: date, first: date, plan: str, trouble: float) -> Row:
        row: Row = {
            "id": f"subscription-{customer}", "customer": f"C-{customer:05d}", "customer_source": SOURCE,
            "started_day": started.isoformat(), "plan": plan, "value": PRICES[plan],
        }  # fmt: skip
        ended = first + timedelta(days=int(rng.integers(5, 200)))
        if rng.random() >= min(0.09 + 0.07 * trouble, 0.6) or ended > self._today():
            return row
        because = SUPPORT[customer % 2] if rng.random() < min(0.1 + 0.2 * trouble, 0.8) else (0, 1, 3)[customer % 3]
        return row | {"ended_day": ended.isoformat(), "reason": ENDINGS[because], "names_support": because in SUPPORT}

    def recommendations(self) -> tuple[list[Row], list[Row]]:
        """Twice a year some customers are asked whether they would recommend the company, and every agent whether the job."""
        rng, invitations, answers = self._rng("recommendations"), [], []
        wrote = np.flatnonzero(self.around.tally.tickets > 0)
        for number in range(1, 5):
            at = self.span.since + (self.span.end - self.span.since) * number // 5
            for customer in wrote[(wrote > 0) & (rng.random(len(wrote)) < 0.12)].tolist():
                key = f"nps-{number}-{customer}"
                invitations.append({"id": key, "at": moment(at), "kind": "nps"})
                if rng.random() < self.character.response_rate:
                    centre = 2.0 * self.character.contentment - 0.8 - 1.4 * float(self.around.tally.trouble[customer])
                    score = int(np.clip(np.rint(centre + rng.normal(0, 1.6)), 0, 10))
                    remark = {"comment": COMMENTS[customer % len(COMMENTS)]} if score <= 4 else {}
                    answers.append(
                        {
                            "id": key,
                            "at": moment(at + DAY),
                            "kind": "nps",
                            "invitation": key,
                            "score": score,
                            "customer": f"C-{customer:05d}",
                            "customer_source": SOURCE,
                        }
                        | remark
                    )
            for agent in range(len(self.history.staff.agents)):
                centre = 8.4 - 0.25 * min(self.character.slows, 9)
                score = int(np.clip(np.rint(centre + rng.normal(0, 1.5)), 0, 10))
                answers.append({"id": f"enps-{number}-{agent}", "at": moment(at), "kind": "agent_enps", "score": score})
        return invitations, answers

    def _team(self, agent: int) -> str:
        return self.character.teams[int(np.searchsorted(self.history.staff.starts, agent, side="right")) - 1].key

    def _today(self) -> date:
        return self._local(self.span.end)

    def _local(self, at: int) -> date:
        return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.character.timezone)).date()


def rows_of(history: History, around: Around) -> Iterator[tuple[str, Iterator[Row]]]:
    """Everything that is no ticket's, by kind, once every block has been remembered."""
    company = Company(around)
    yield "self_service_sessions", company.visits()
    yield "searches", company.searches()
    yield "ai_sessions", company.conversations()
    yield "survey_answers", company.ratings()
    yield "costs", company.costs()
    yield "shifts", company.shifts()
    yield "employments", company.employments()
    yield "subscriptions", company.subscriptions()
    invitations, answers = company.recommendations()
    yield "survey_invitations", iter(invitations)
    yield "survey_answers", iter(answers)


def _query(key: str, subjects: tuple[str, ...], wording: int, *, misspelt: bool) -> str:
    words = [key.replace("-", " "), *(subject.rstrip("?").lower() for subject in subjects), f"how to {key.replace('-', ' ')}", key.split("-")[0]]
    query = words[wording % len(words)]
    return query[:-2] + query[-1] if misspelt and len(query) > 4 else query.upper() if wording == 5 else query


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _month_end(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
