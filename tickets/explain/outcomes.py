"""What came of a ticket: whether one contact was enough, whether it lasted, how it ended for the AI, and what was promised."""

from collections.abc import Iterator
from datetime import datetime

from tickets.durations import duration, opening_hours
from tickets.facts import CONFIRMATION_WINDOW, LIVE_CHANNELS
from tickets.kinds import AiOutcome, Author, Kind

from .told import WINDOW, Explained, Told, later, sentence

AI_OUTCOMES = {
    AiOutcome.RESOLVED: ("Resolved", "The AI resolved it, without an escalation and without a human taking part."),
    AiOutcome.ESCALATED: ("Escalated", "It was escalated, or a human took part."),
    AiOutcome.SILENT: ("Silent", "It ended without a resolution, an escalation or a human: nobody knows whether the customer was helped."),
    AiOutcome.OPEN: ("Open", "It is open, without an escalation and without a human taking part."),
}


def ai_outcome(told: Told) -> Iterator[Explained]:
    if told.fact.ai_outcome is not None and told.fact.exclusion is None:
        value, rule = AI_OUTCOMES[AiOutcome(told.fact.ai_outcome)]
        yield Explained("Outcome for the AI", value, rule)


def first_contact(told: Told) -> Iterator[Explained]:
    fact = told.fact
    if fact.is_first_contact is None or fact.exclusion is not None:
        return
    if not fact.is_first_contact:
        yield Explained("Resolved at first contact", "No", _second_contact(told))
        return
    rule = f"No escalation, no reopening and no further message from the customer up to {WINDOW} after the first resolution."
    yield Explained("Resolved at first contact", *_so_far(told, "Yes", rule, fact.first_resolved_at))


def _so_far(told: Told, value: str, rule: str, since: datetime | None) -> tuple[str, str]:
    """A value and its rule; while the window since an instant is open, both say that they are provisional."""
    if since is None or told.is_settled(since):
        return value, rule
    return f"{value}, so far", f"{rule} The {WINDOW} end {told.when(since + CONFIRMATION_WINDOW)}."


def _second_contact(told: Told) -> str:
    resolved = told.fact.first_resolved_at
    if resolved is None:
        return ""
    end = resolved + CONFIRMATION_WINDOW
    asked = [event.at for event in told.messages(Author.CUSTOMER)]
    if told.fact.escalated_at and told.fact.escalated_at <= end:
        return sentence(f"it was escalated {told.when(told.fact.escalated_at)}")
    later = next((at for at in asked if resolved < at <= end), None)
    if later:
        return sentence(f"the customer wrote again {told.when(later)}, within {WINDOW} of the first resolution")
    replied = told.fact.first_reply_at
    between = next((at for at in asked if replied and replied <= at <= resolved), None)
    if between and not (told.fact.channel and told.fact.channel.key.lower() in LIVE_CHANNELS):
        return sentence(f"the customer had to write again {told.when(between)}, between first reply and resolution")
    return f"The customer reopened it within {WINDOW} of the first resolution."


def lasting(told: Told) -> Iterator[Explained]:
    """Whether the first resolution held."""
    fact = told.fact
    if fact.exclusion is not None or fact.is_durable is None:
        return
    if not fact.is_durable:
        yield Explained("Resolution held", "No", _lapse(told), fact.durability_broken_after)
        return
    against = f"no reopening by the customer, no escalation, no failed review and no new ticket of theirs on {_topic(told)}"
    rule = f"Within {WINDOW} of the first resolution, {against}."
    if fact.durability_broken_after is not None:
        rule += f" For windows of more than {duration(fact.durability_broken_after)} it did not hold. {_lapse(told)}"
    yield Explained("Resolution held", *_so_far(told, "Yes", rule, fact.first_resolved_at))


def returning(told: Told) -> Iterator[Explained]:
    """Whether the customer came back on the topic."""
    fact = told.fact
    if fact.exclusion is not None or fact.is_repeated is None:
        return
    after = fact.repeated_after
    if fact.is_repeated and after is not None:
        rule = f"The customer opened another ticket on {_topic(told)} within {WINDOW} of this one, {duration(after)} after it."
        yield Explained("Customer came back", "Yes", rule, after)
        return
    rule = f"The customer opened no other ticket on {_topic(told)} within {WINDOW} of this one."
    if after is not None:
        rule += f" The next one came {duration(after)} after it."
    yield Explained("Customer came back", *_so_far(told, "No", rule, fact.created_at))


def _topic(told: Told) -> str:
    return told.fact.topic.name if told.fact.topic else "the topic"


def _lapse(told: Told) -> str:
    """What spoke first against a resolution, up to the longest window after it."""
    fact, resolved = told.fact, told.fact.first_resolved_at
    if resolved is None or fact.durability_broken_after is None:
        return ""
    at = later(resolved, fact.durability_broken_after)
    if told.review and not told.review.is_passed and max(told.review.at, resolved) == at:
        return f"It failed its review {told.when(told.review.at)}."
    if told.at(at, Kind.ESCALATED):
        return f"It was escalated after the first resolution, {told.when(at)}."
    if any(event.at == at and (event.reopens or event.kind in (Kind.REOPENED, Kind.STATUS_CHANGED)) for event in told.events):
        return f"The customer reopened it {told.when(at)}."
    if fact.is_durable:
        return f"The customer opened a new ticket on {_topic(told)} {told.when(at)}."
    return f"Within {WINDOW} of the first resolution, the customer opened a new ticket on {_topic(told)}."


def promises(told: Told) -> Iterator[Explained]:
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
    within = f"{opening_hours(promised)} of {told.hours}" if is_business else duration(promised)
    missing = "it has not happened yet" if told.fact.is_open else "it never happened"
    took = missing if taken is None else f"it took {opening_hours(taken) if is_business else duration(taken)}"
    yield Explained(name, outcome, f"Promised within {within}; {took}.", taken)
