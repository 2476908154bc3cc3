"""The sentences on a ticket's page: each derived fact with the rule that made it. Reads what is stored; derives nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from tenants import schemas
from tickets.durations import duration, opening_hours
from tickets.facts import CONFIRMATION_WINDOW, LIVE_CHANNELS
from tickets.kinds import Author, Exclusion, HandledBy, Kind, Resolver
from tickets.models import Event, SlaTarget, TicketFact

WHO = {None: "somebody", Author.HUMAN: "a human", Author.AI: "the AI", Author.CUSTOMER: "the customer", Author.AUTOMATIC: "an automatic rule"}
WINDOW = f"{CONFIRMATION_WINDOW.days} days"


@dataclass(frozen=True)
class Explained:
    """One fact of a ticket: its name and value in words, the rule that made it, and the value as seconds or instant if it is one."""

    name: str
    value: str
    rule: str
    seconds: float | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """A ticket's stored facts and events, and what one needs to put them into words."""

    fact: TicketFact
    events: Sequence[Event]
    target: SlaTarget | None
    zone: tzinfo

    def clock(self, at: datetime | None) -> str:
        """10:12 on the day of creation, 3 March 2026 at 10:12 on another."""
        if at is None:
            return "an unknown time"
        local = at.astimezone(self.zone)
        if local.date() == self.fact.created_day:
            return f"{local:%H:%M}"
        return f"{local.day} {local:%B %Y} at {local:%H:%M}"

    def when(self, at: datetime | None) -> str:
        """The clock with its preposition: at 10:12, on 3 March 2026 at 10:12."""
        clock = self.clock(at)
        return f"at {clock}" if len(clock) == 5 else f"on {clock}"

    def at(self, at: datetime | None, *kinds: Kind, by: int | None = None) -> Event | None:
        """The first event of these kinds at an instant, by a given author if one is given."""
        return next((event for event in self.events if event.at == at and event.kind in kinds and by in (None, event.author)), None)

    def of(self, *kinds: Kind) -> list[Event]:
        return [event for event in self.events if event.kind in kinds]

    def messages(self, author: Author) -> list[Event]:
        return [event for event in self.of(Kind.MESSAGE) if event.is_public and event.author == author]


def explain(ticket_ids: Sequence[int]) -> Mapping[int, list[Explained]]:
    """The facts of these tickets in the order of a page, in three queries however many they are. Tickets without facts have none."""
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(ticket_id__in=ticket_ids).select_related("agent", "team").order_by("at", "kind", "key"):
        events[event.ticket_id].append(event)
    targets = {target.priority: target for target in SlaTarget.objects.all()}
    zone = ZoneInfo(schemas.current().timezone)
    found: dict[int, list[Explained]] = {ticket: [] for ticket in ticket_ids}
    for fact in TicketFact.objects.filter(pk__in=ticket_ids).select_related("channel", "priority", "topic"):
        target = targets.get(fact.priority.key if fact.priority else "") or targets.get("")
        told = Told(fact, events[fact.pk], target, zone)
        found[fact.pk] = [explained for sentence in SENTENCES for explained in sentence(told)]
    return found


def _who(event: Event | None) -> str:
    if event is None:
        return "somebody"
    named = event.agent.name if event.agent and event.author in (Author.HUMAN, Author.AI) else None
    return named or WHO[None if event.author is None else Author(event.author)]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _creation(told: Told) -> Iterator[Explained]:
    is_named = told.at(told.fact.created_at, Kind.CREATED) is not None
    rule = "Its earliest “created” event" if is_named else "No event says that it was created, so its earliest event counts as creation"
    yield Explained("Created", f"{told.fact.created_day:%-d %B %Y} at {told.clock(told.fact.created_at)}", f"{rule}.", at=told.fact.created_at)


def _exclusion(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.exclusion is None:
        return
    kind = {Exclusion.SPAM: Kind.SPAM, Exclusion.MERGED: Kind.MERGED}.get(Exclusion(fact.exclusion))
    at = next((event.at for event in told.of(kind)), None) if kind else None
    reasons = {
        Exclusion.SPAM: f"Marked as spam {told.when(at)}",
        Exclusion.MERGED: f"Merged into another ticket {told.when(at)}",
        Exclusion.OUTBOUND: "We wrote first, so nobody waited for us",
    }
    reason = reasons[Exclusion(fact.exclusion)]
    yield Explained("Counted", "No", f"{reason}: it is in no KPI, only in the count of excluded tickets.", at=at)


def _first_reply(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.first_reply_at is None:
        yield Explained("First reply", "None", "No public reply by a human or the AI before the first reopening" + _not_replies(told, None) + ".")
        return
    who = _who(told.at(fact.first_reply_at, Kind.MESSAGE, by=fact.first_reply_by))
    rule = _sentence(f"{who}’s public reply {told.when(fact.first_reply_at)}" + _not_replies(told, fact.first_reply_at))
    yield Explained(
        "First reply",
        f"{duration(fact.first_reply_seconds)} after creation",
        rule + _in_business(fact.first_reply_business),
        fact.first_reply_seconds,
        fact.first_reply_at,
    )
    if fact.first_human_reply_at and fact.first_ai_reply_at:
        yield from _first_by(told, "First human reply", fact.first_human_reply_at, fact.first_human_reply_seconds, Resolver.HUMAN)
        yield from _first_by(told, "First AI reply", fact.first_ai_reply_at, fact.first_ai_reply_seconds, Resolver.AI)


def _first_by(told: Told, name: str, at: datetime, seconds: float | None, author: Resolver) -> Iterator[Explained]:
    who = _who(told.at(at, Kind.MESSAGE, by=author))
    yield Explained(name, f"{duration(seconds)} after creation", _sentence(f"{who}’s public reply {told.when(at)}"), seconds, at)


def _not_replies(told: Told, until: datetime | None) -> str:
    """What came first and looks like a reply, but is none."""
    early = [event for event in told.of(Kind.MESSAGE) if until is None or event.at <= until]
    automatic = next((event for event in early if event.author == Author.AUTOMATIC and event.is_public), None)
    note = next((event for event in early if not event.is_public), None)
    parts = [f"the automatic message {told.when(automatic.at)}"] if automatic else []
    parts += [f"the internal note {told.when(note.at)}"] if note else []
    return f"; {' and '.join(parts)} {'does' if len(parts) == 1 else 'do'} not count" if parts else ""


def _in_business(seconds: float | None) -> str:
    return "" if seconds is None else f" In opening hours: {opening_hours(seconds)}."


def _handling(told: Told) -> Iterator[Explained]:
    words = {None: "Nobody", HandledBy.HUMAN: "Humans", HandledBy.AI: "The AI", HandledBy.MIXED: "The AI and humans"}
    handled = None if told.fact.handled_by is None else HandledBy(told.fact.handled_by)
    yield Explained("Handled by", words[handled], "Everybody on our side who wrote, noted, assigned, escalated or solved.")


def _resolution(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.first_resolved_at is None:
        yield from _unresolved(told)
        return
    name = "Resolution" if fact.resolved_at == fact.first_resolved_at else "First resolution"
    yield _resolved(told, name, fact.first_resolved_at, fact.first_resolver, fact.first_resolution_seconds, fact.first_resolution_business)
    if fact.resolved_at is None:
        yield Explained("Final resolution", "None", "It was reopened after that and has not been resolved since.")
    elif fact.resolved_at != fact.first_resolved_at:
        yield _resolved(told, "Final resolution", fact.resolved_at, fact.resolver, fact.resolution_seconds, fact.resolution_business)


def _resolved(told: Told, name: str, at: datetime, resolver: int | None, seconds: float | None, business: float | None) -> Explained:
    event = told.at(at, Kind.SOLVED, Kind.CLOSED)
    verb = "closed" if event and event.kind == Kind.CLOSED else "solved"
    rule = _sentence(f"{verb} by {_who(event)} {told.when(at)}")
    if event and event.author not in (Author.HUMAN, Author.AI):
        credit = {None: "nobody had replied", Resolver.HUMAN: "a human replied last", Resolver.AI: "the AI replied last"}
        rule += f" {credit[None if resolver is None else Resolver(resolver)].capitalize()}, which decides who resolved it."
    if seconds is None:
        return Explained(name, "Before creation", f"{rule} A duration below zero is not counted.", at=at)
    return Explained(name, f"{duration(seconds)} after creation", rule + _in_business(business), seconds, at)


def _unresolved(told: Told) -> Iterator[Explained]:
    if told.fact.is_open:
        yield Explained("Resolution", "None", "It is still open.")
        return
    ending = next(iter(told.of(Kind.SOLVED, Kind.CLOSED)), None)
    if ending and told.fact.exclusion is None:
        rule = f"Ended by an automatic rule {told.when(ending.at)} without a human having replied last: silence is not success."
        yield Explained("Resolution", "None", rule, at=ending.at)


def _course(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.reopens:
        rule = f"First reopened by the customer {told.when(fact.reopened_at)}, after it had been resolved or closed."
        yield Explained("Reopened", _times(fact.reopens), rule, at=fact.reopened_at)
    if fact.escalated_at:
        event = told.at(fact.escalated_at, Kind.ESCALATED)
        reason = f" ({event.detail})" if event and event.detail else ""
        yield Explained("Escalated", "Yes", _sentence(f"escalated by {_who(event)} {told.when(fact.escalated_at)}{reason}"), at=fact.escalated_at)
    if fact.transfers:
        yield Explained("Transferred", _times(fact.transfers), "Each time it went to another agent or team. The first assignment is no transfer.")


def _times(count: int) -> str:
    return "Once" if count == 1 else f"{count} times"


def _first_contact(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.is_first_contact is None or fact.exclusion is not None:
        return
    confirmed = f"No escalation, no reopening and no further message from the customer up to {WINDOW} after the first resolution."
    rule = confirmed if fact.is_first_contact else _second_contact(told)
    yield Explained("Resolved at first contact", "Yes" if fact.is_first_contact else "No", rule)


def _second_contact(told: Told) -> str:
    resolved = told.fact.first_resolved_at
    if resolved is None:
        return ""
    end = resolved + CONFIRMATION_WINDOW
    asked = [event.at for event in told.messages(Author.CUSTOMER)]
    if told.fact.escalated_at and told.fact.escalated_at <= end:
        return _sentence(f"it was escalated {told.when(told.fact.escalated_at)}")
    later = next((at for at in asked if resolved < at <= end), None)
    if later:
        return _sentence(f"the customer wrote again {told.when(later)}, within {WINDOW} of the first resolution")
    replied = told.fact.first_reply_at
    between = next((at for at in asked if replied and replied <= at <= resolved), None)
    if between and not (told.fact.channel and told.fact.channel.key.lower() in LIVE_CHANNELS):
        return _sentence(f"the customer had to write again {told.when(between)}, between first reply and resolution")
    return f"The customer reopened it within {WINDOW} of the first resolution."


def _outcome(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.exclusion is not None:
        return
    if fact.is_durable:
        rule = f"Within {WINDOW} of the first resolution, no reopening by the customer, no escalation and no new ticket of theirs on {_topic(told)}."
        yield Explained("Resolution held", "Yes", rule)
    elif fact.is_durable is False:
        yield Explained("Resolution held", "No", _lapse(told))
    if fact.is_repeated is not None:
        came = "opened another ticket" if fact.is_repeated else "opened no other ticket"
        yield Explained("Customer came back", "Yes" if fact.is_repeated else "No", f"The customer {came} on {_topic(told)} within {WINDOW} of this one.")


def _topic(told: Told) -> str:
    return told.fact.topic.name if told.fact.topic else "the topic"


def _lapse(told: Told) -> str:
    """Why a resolution did not hold."""
    fact, resolved = told.fact, told.fact.first_resolved_at
    if resolved is None:
        return ""
    end = resolved + CONFIRMATION_WINDOW
    escalated = next((event.at for event in told.of(Kind.ESCALATED) if resolved < event.at <= end), None)
    if escalated:
        return _sentence(f"it was escalated after the first resolution, {told.when(escalated)}")
    if fact.reopened_at and resolved <= fact.reopened_at <= end:
        return _sentence(f"the customer reopened it {told.when(fact.reopened_at)}")
    if fact.reopens:
        return f"Within {WINDOW} of the first resolution, the customer reopened it or opened a new ticket on {_topic(told)}."
    return f"Within {WINDOW} of the first resolution, the customer opened a new ticket on {_topic(told)}."


def _promises(told: Told) -> Iterator[Explained]:
    fact, target = told.fact, told.target
    if target is None or fact.exclusion is not None:
        return
    is_business = target.in_business_time
    first = fact.first_reply_business if is_business else fact.first_reply_seconds
    final = fact.resolution_business if is_business else fact.resolution_seconds
    yield from _promise(told, "First reply SLA", target.first_reply_seconds, fact.first_reply_sla_met, first)
    yield from _promise(told, "Resolution SLA", target.resolution_seconds, fact.resolution_sla_met, final)


def _promise(told: Told, name: str, promised: float | None, met: bool | None, taken: float | None) -> Iterator[Explained]:
    if promised is None or told.target is None:
        return
    is_business = told.target.in_business_time
    outcome = {None: "Undecided", True: "Met", False: "Missed"}[met]
    within = f"{opening_hours(promised)} of opening hours" if is_business else duration(promised)
    missing = "it has not happened yet" if told.fact.is_open else "it never happened"
    took = missing if taken is None else f"it took {opening_hours(taken) if is_business else duration(taken)}"
    yield Explained(name, outcome, f"Promised within {within}; {took}.", taken)


SENTENCES: tuple[Callable[[Told], Iterator[Explained]], ...] = (
    _creation,
    _exclusion,
    _first_reply,
    _handling,
    _resolution,
    _course,
    _first_contact,
    _outcome,
    _promises,
)
