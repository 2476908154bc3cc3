"""One row per event: an activity says what happened, and the row's attributes what is known of the ticket at that instant."""

from collections.abc import Sequence
from datetime import datetime

from tickets.ingest import EventRecord, TicketRecord, event_key
from tickets.kinds import Author, Kind

from .actions import ENDS, WORDS
from .cells import Cells, Rejected
from .model import Action, Policy

DEFAULT_AUTHORS = {Kind.CREATED: Author.CUSTOMER, Kind.REOPENED: Author.CUSTOMER, Kind.RATED: Author.CUSTOMER}
STATUS_KINDS = {"solved": Kind.SOLVED, "closed": Kind.CLOSED, "reopened": Kind.REOPENED, "spam": Kind.SPAM, "merged": Kind.MERGED}
IDENTIFYING = ("at", "activity", "author", "agent", "to_status", "csat")


class EventRows:
    """Reads rows of an event log into canonical records."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.mapping = cells.mapping
        self.source = cells.mapping.source
        self.identifying = cells.identity or [places[0] for name in IDENTIFYING if (places := cells.places.get(name))]

    def read(self, row: Sequence[str]) -> tuple[TicketRecord, list[EventRecord]]:
        """The ticket as the row shows it, and its events: none for an ignored activity. Raises Rejected."""
        cells = self.cells
        ticket = cells.required(row, "id")
        activity = cells.text(row, "activity") or self.mapping.constants.get("activity") or cells.required(row, "activity")
        cells.required(row, "at")
        moment = cells.moment(row, "at")
        assert moment is not None
        attributes = cells.attributes(row)
        agent = attributes.pop("agent", None)
        listed = cells.named_author(agent)
        stated = cells.author(row, "author")
        actions = cells.recall("activity", activity, lambda: self._actions(activity))
        identity = self._identity(row, ticket)
        made = []
        for place, action in enumerate(actions):
            action = self._with_status(action, row)
            author = _author(action, stated=stated, listed=listed)
            made.append(self._event(row, ticket, moment.at, action, author=author, agent=agent, team=attributes.get("team"), identity=identity, place=place))
        if agent is not None and any(event.author in (Author.HUMAN, Author.AI) and event.kind is not Kind.RATED for event in made):
            attributes["agent"] = agent
        return TicketRecord(self.source, ticket, **attributes, known_at=moment.at), made

    def _identity(self, row: Sequence[str], ticket: str) -> tuple[str, ...]:
        """What makes this row's events the same when it comes again: its id, else the cells that tell it apart, as they are written."""
        given = self.cells.text(row, "event_id")
        return ("id", given) if given is not None else ("log", *(row[place].strip() for place in self.identifying))

    def _event(
        self, row: Sequence[str], ticket: str, at: datetime, action: Action, *,
        author: int | None, agent: str | None, team: str | None, identity: tuple[str, ...], place: int,
    ) -> EventRecord:  # fmt: skip
        cells = self.cells
        stated = cells.public(row)
        public = action.public if action.public is not None else True if stated is None else stated
        key = event_key(self.source, ticket, *identity, *((place,) if place else ()))
        event = EventRecord(
            self.source, ticket, at, action.kind, author, agent, team, public, self._reopens(row, action, author, public=public),
            action.detail or cells.text(row, "detail"), key=key,
        )  # fmt: skip
        return self._rated(row, event) if action.kind is Kind.RATED else event

    def _rated(self, row: Sequence[str], event: EventRecord) -> EventRecord:
        score, scale = self.cells.score(row), self.mapping.csat
        if score is None:
            raise Rejected(self.cells.column("csat"), self.cells.text(row, "csat") or "", "is missing: a rating needs a score")
        return event._replace(score=score, scale_low=scale.low, scale_high=scale.high, positive_from=scale.positive_from)

    def _actions(self, activity: str) -> tuple[Action, ...]:
        """What the activity means; under "keep" an unknown one is a change of status by its own name."""
        mapped = self.mapping.activities.get(activity.lower())
        if mapped is not None:
            return mapped
        word = activity.lower().replace(" ", "_").replace("-", "_")
        if word == "ignore":
            return ()
        if word in WORDS:
            kind, author, public = WORDS[word]
            return (Action(kind, author, public),)
        policy = self.cells.policies["activity"]
        if policy is Policy.REJECT:
            raise Rejected(self.cells.column("activity"), activity, "is not among the mapping's activities")
        return (Action(Kind.STATUS_CHANGED, detail=activity),) if policy is Policy.KEEP else ()

    def _with_status(self, action: Action, row: Sequence[str]) -> Action:
        """A change of status becomes what its new status means, where the log tells it."""
        if action.kind is not Kind.STATUS_CHANGED or not self.cells.has("to_status"):
            return action
        status = self.cells.status(row, "to_status", otherwise=Policy.REJECT)
        kind = STATUS_KINDS.get(status or "", Kind.STATUS_CHANGED)
        return Action(kind, action.author, action.public, action.reopens, status if kind is Kind.STATUS_CHANGED else action.detail)

    def _reopens(self, row: Sequence[str], action: Action, author: int | None, *, public: bool) -> bool:
        rule = self.mapping.reopening
        if action.reopens:
            return True
        if rule.by == "explicit" or action.kind in ENDS:
            return False
        if rule.by == "customer":
            return action.kind is Kind.MESSAGE and author == Author.CUSTOMER and public
        return (self.cells.text(row, "activity") or self.mapping.constants.get("activity", "")).lower() not in rule.excepted


def _author(action: Action, *, stated: int | None, listed: int | None) -> int:
    """By the activity, else the author column, else what the mapping says of the agent, else by what usually is so."""
    if action.author is not None:
        return int(action.author)
    if stated is not None:
        return stated
    return listed or int(DEFAULT_AUTHORS.get(action.kind, Author.HUMAN))
