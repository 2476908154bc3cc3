"""What happened to a ticket, in the order of its page: creation, replies, resolutions, escalation, transfers."""

from collections.abc import Iterator
from datetime import datetime

from tickets.durations import duration
from tickets.kinds import Author, Exclusion, HandledBy, Kind, Resolver

from .told import Explained, Told, later, sentence, who


def creation(told: Told) -> Iterator[Explained]:
    is_named = told.at(told.fact.created_at, Kind.CREATED) is not None
    rule = "Its earliest “created” event" if is_named else "No event says that it was created, so its earliest event counts as creation"
    yield Explained("Created", f"{told.fact.created_day:%-d %B %Y} at {told.clock(told.fact.created_at)}", f"{rule}.", at=told.fact.created_at)


def exclusion(told: Told) -> Iterator[Explained]:
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


def first_reply(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.first_reply_at is None:
        yield Explained("First reply", "None", "No public reply by a human or the AI before the first reopening" + _not_replies(told, None) + ".")
        return
    writer = who(told.at(fact.first_reply_at, Kind.MESSAGE, by=fact.first_reply_by))
    rule = sentence(f"{writer}’s public reply {told.when(fact.first_reply_at)}" + _not_replies(told, fact.first_reply_at))
    yield Explained(
        "First reply",
        f"{duration(fact.first_reply_seconds)} after creation",
        rule + told.in_business(fact.first_reply_business),
        fact.first_reply_seconds,
        fact.first_reply_at,
    )
    if fact.first_human_reply_at and fact.first_ai_reply_at:
        yield from _first_by(told, "First human reply", fact.first_human_reply_at, fact.first_human_reply_seconds, Resolver.HUMAN)
        yield from _first_by(told, "First AI reply", fact.first_ai_reply_at, fact.first_ai_reply_seconds, Resolver.AI)


def acknowledgement(told: Told) -> Iterator[Explained]:
    """The first public word of ours, where it was no reply."""
    fact, taken = told.fact, told.fact.first_any_reply_seconds
    if taken is None or taken == fact.first_reply_seconds:
        return
    at = later(fact.created_at, taken)
    rule = f"The automatic message {told.when(at)}: a first sign of us, but no reply." + told.in_business(fact.first_any_reply_business)
    yield Explained("First sign of us", f"{duration(taken)} after creation", rule, taken, at)


def waiting(told: Told) -> Iterator[Explained]:
    """That the customer waits for a reply now."""
    if told.wait is None or told.fact.exclusion is not None:
        return
    first = told.wait.number == 1 and told.wait.started_at == told.fact.created_at
    began = "it was created" if first else "the customer wrote or reopened it, and nobody has replied since"
    yield Explained("Waits for a reply", "Yes", f"Since {told.clock(told.wait.started_at)}, when {began}.", at=told.wait.started_at)


def _first_by(told: Told, name: str, at: datetime, seconds: float | None, author: Resolver) -> Iterator[Explained]:
    writer = who(told.at(at, Kind.MESSAGE, by=author))
    yield Explained(name, f"{duration(seconds)} after creation", sentence(f"{writer}’s public reply {told.when(at)}"), seconds, at)


def _not_replies(told: Told, until: datetime | None) -> str:
    """What came first and looks like a reply, but is none."""
    early = [event for event in told.of(Kind.MESSAGE) if until is None or event.at <= until]
    automatic = next((event for event in early if event.author == Author.AUTOMATIC and event.is_public), None)
    note = next((event for event in early if not event.is_public), None)
    parts = [f"the automatic message {told.when(automatic.at)}"] if automatic else []
    parts += [f"the internal note {told.when(note.at)}"] if note else []
    return f"; {' and '.join(parts)} {'does' if len(parts) == 1 else 'do'} not count" if parts else ""


def handling(told: Told) -> Iterator[Explained]:
    words = {None: "Nobody", HandledBy.HUMAN: "Humans", HandledBy.AI: "The AI", HandledBy.MIXED: "The AI and humans"}
    handled = None if told.fact.handled_by is None else HandledBy(told.fact.handled_by)
    yield Explained("Handled by", words[handled], "Everybody on our side who wrote, noted, assigned, escalated or solved.")


def resolution(told: Told) -> Iterator[Explained]:
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
    rule = sentence(f"{verb} by {who(event)} {told.when(at)}")
    if event and event.author not in (Author.HUMAN, Author.AI):
        credit = {None: "nobody had replied", Resolver.HUMAN: "a human replied last", Resolver.AI: "the AI replied last"}
        rule += f" {credit[None if resolver is None else Resolver(resolver)].capitalize()}, which decides who resolved it."
    if seconds is None:
        return Explained(name, "Before creation", f"{rule} A duration below zero is not counted.", at=at)
    return Explained(name, f"{duration(seconds)} after creation", rule + told.in_business(business), seconds, at)


def _unresolved(told: Told) -> Iterator[Explained]:
    if told.fact.is_open:
        yield Explained("Resolution", "None", "It is still open.")
        return
    ending = next(iter(told.of(Kind.SOLVED, Kind.CLOSED)), None)
    if ending and told.fact.exclusion is None:
        rule = f"Ended by an automatic rule {told.when(ending.at)} without a human having replied last: silence is not success."
        yield Explained("Resolution", "None", rule, at=ending.at)


def course(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.reopens:
        rule = f"First reopened by the customer {told.when(fact.reopened_at)}, after it had been resolved or closed."
        yield Explained("Reopened", _times(fact.reopens), rule, at=fact.reopened_at)
    if fact.escalated_at:
        event = told.at(fact.escalated_at, Kind.ESCALATED)
        reason = f" ({event.detail})" if event and event.detail else ""
        yield Explained("Escalated", "Yes", sentence(f"escalated by {who(event)} {told.when(fact.escalated_at)}{reason}"), at=fact.escalated_at)
    if fact.escalated_at and fact.resolved_at and fact.escalation_resolution_seconds is not None:
        rule = f"From the first escalation {told.when(fact.escalated_at)} to the resolution that stands, {told.when(fact.resolved_at)}."
        rule += told.in_business(fact.escalation_resolution_business)
        taken = fact.escalation_resolution_seconds
        yield Explained("Escalation resolved", f"{duration(taken)} after the escalation", rule, taken, fact.resolved_at)
    if fact.transfers:
        yield Explained("Transferred", _times(fact.transfers), "Each time it went to another agent or team. The first assignment is no transfer.")


def _times(count: int) -> str:
    return "Once" if count == 1 else f"{count} times"
