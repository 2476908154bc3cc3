"""What a ticket's facts should be, in slow and obvious Python: one walk through a ticket's events at a time.

Written from the definitions in words (docs/adr/0022 to 0025), not from the SQL, and compared with it on random histories.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from tests.tickets.world import US, Happening, Subject, World
from tickets.kinds import AiOutcome, Author, Exclusion, HandledBy, Kind, Resolver

WINDOW = timedelta(days=7)
REACH = timedelta(days=30)
LIVE = {"chat", "phone", "voice", "messaging", "whatsapp"}
OPEN = {"open", "new", "reopened", "in_progress"}
SATISFIED: dict[tuple[float, float], float] = {(1, 5): 4, (0, 10): 7, (0, 1): 1}


@dataclass
class Story:
    """What one walk through a ticket's events finds."""

    created: datetime
    replies: list[dict[str, Any]] = field(default_factory=list)
    openings: list[datetime] = field(default_factory=list)
    endings: list[datetime] = field(default_factory=list)
    resolutions: list[tuple[datetime, Resolver | None, int]] = field(default_factory=list)
    comebacks: list[tuple[datetime, int]] = field(default_factory=list)
    first_life: list[tuple[Happening, int]] = field(default_factory=list)
    first_word: datetime | None = None
    waits: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    state: str = "open"


def ordered(subject: Subject) -> list[Happening]:
    return sorted(subject.happenings, key=lambda it: (it.at, it.kind, it.key))


def walk(world: World, subject: Subject) -> Story:
    """Read the events in order, keeping state: is it open, who spoke last, is the customer waiting since when."""
    told = ordered(subject)
    created = next((it.at for it in told if it.kind == Kind.CREATED), told[0].at)
    story = Story(created, openings=[created])
    last_reply: Happening | None = None
    waiting: datetime | None = None if subject.is_outbound else created
    queued = waiting
    has_reopened, is_aside = False, False

    for position, it in enumerate(told):
        counts = it.at >= created
        is_ending = it.kind in (Kind.SOLVED, Kind.CLOSED, Kind.MERGED, Kind.SPAM)
        asks_to_open = it.kind == Kind.REOPENED or it.reopens or (it.kind == Kind.STATUS_CHANGED and (it.detail or "").lower() in OPEN)

        if story.state != "open" and asks_to_open and not is_ending and not is_aside:
            story.state, has_reopened = "open", True
            story.openings.append(it.at)
            named = it.author in (None, Author.CUSTOMER)
            if named or (it.reopens and it.kind != Kind.REOPENED):
                story.comebacks.append((it.at, position))
            if counts and (named or it.kind == Kind.REOPENED):
                waiting = waiting or it.at
                queued = queued or it.at

        if it.is_inquiry and counts:
            waiting = waiting or it.at
            queued = queued or (it.at if story.state == "open" else None)
        if it.is_word and counts and not has_reopened:
            story.first_word = story.first_word or it.at
        if it.is_reply:
            last_reply = it
            if counts and not has_reopened:
                story.first_life.append((it, position))
            if counts and waiting is not None:
                calendar, business = world.taken(subject, waiting, it.at)
                waited = {"hour": world.hour_of_week(waiting), "wait_seconds": calendar, "wait_business": business}
                story.replies.append({"event_id": it.id, "replied_at": it.at, "day": world.day(it.at), "replied_by": it.author, **waited})
                waiting = None
            if counts and queued is not None:
                story.waits.append((queued, max(queued, it.at)))
                queued = None

        if is_ending and story.state == "open":
            story.endings.append(it.at)
            story.state = "ended"
            if queued is not None:
                story.waits.append((queued, max(queued, it.at)))
                queued = None
            by_silence = it.author == Author.AUTOMATIC and not (last_reply and last_reply.author == Author.HUMAN)
            if it.kind in (Kind.SOLVED, Kind.CLOSED) and not by_silence:
                story.state = "resolved"
                spoke_last = None if last_reply is None else last_reply.author
                resolver = it.author if it.author in US else spoke_last
                story.resolutions.append((it.at, None if resolver is None else Resolver(resolver), position))
        is_aside = is_aside or it.kind in (Kind.MERGED, Kind.SPAM)
    if queued is not None:
        story.waits.append((queued, None))
    return story


def transfers(subject: Subject) -> int:
    """Hand-overs: every transfer, and every assignment to somebody else that is not part of a transfer or an escalation."""
    count, agent, team = 0, None, None
    told = [it for it in ordered(subject) if it.kind in (Kind.ASSIGNED, Kind.TRANSFERRED, Kind.ESCALATED)]
    for it in told:
        if it.kind == Kind.TRANSFERRED:
            count += 1
        elif it.kind == Kind.ASSIGNED and not any(other.at == it.at and other.kind != Kind.ASSIGNED for other in told):
            if it.agent is not None and agent is not None:
                count += it.agent != agent
            elif it.team is not None and team is not None:
                count += it.team != team
        agent, team = (agent if it.agent is None else it.agent), (team if it.team is None else it.team)
    return count


def exclusion(subject: Subject) -> Exclusion | None:
    kinds = {it.kind for it in subject.happenings}
    if Kind.SPAM in kinds:
        return Exclusion.SPAM
    if Kind.MERGED in kinds:
        return Exclusion.MERGED
    return Exclusion.OUTBOUND if subject.is_outbound else None


def handled_by(subject: Subject) -> HandledBy | None:
    ours = {it.author for it in subject.happenings if it.author in US and it.kind != Kind.RATED and (it.kind != Kind.CREATED or subject.is_outbound)}
    if len(ours) == 2:
        return HandledBy.MIXED
    return HandledBy(ours.pop()) if ours else None


def first(moments: list[datetime]) -> datetime | None:
    return min(moments, default=None)


def soonest(since: datetime, moments: list[datetime]) -> float | None:
    """Seconds from an instant to the first of some moments within the longest window; 0 if it was before."""
    return min((max(moment - since, timedelta(0)).total_seconds() for moment in moments if moment <= since + REACH), default=None)


def holds(resolved: datetime | None, broken_after: float | None) -> bool | None:
    """Whether nothing speaks against a resolution within seven days."""
    return None if resolved is None else broken_after is None or broken_after > WINDOW.total_seconds()


def contact_broken(subject: Subject, story: Story) -> float | None:
    """After what time the first resolution proved not to be the first contact."""
    if not story.resolutions:
        return None
    resolved, _, at_position = story.resolutions[0]
    replied_position = story.first_life[0][1] if story.first_life else None
    against = [at for at, position in story.comebacks if position > at_position]
    for position, it in enumerate(ordered(subject)):
        between = replied_position is not None and replied_position < position < at_position
        is_second = it.is_inquiry and between and (subject.channel or "").lower() not in LIVE
        if it.kind == Kind.ESCALATED or (it.is_inquiry and resolved < it.at):
            against.append(it.at)
        elif is_second:
            against.append(resolved)
    return soonest(resolved, against)


def durability_broken(subject: Subject, story: Story, others: list[tuple[Subject, Story]]) -> float | None:
    """After what time the first resolution proved not to last."""
    if not story.resolutions:
        return None
    resolved, _, at_position = story.resolutions[0]
    escalations = [it.at for position, it in enumerate(ordered(subject)) if it.kind == Kind.ESCALATED and position > at_position]
    comebacks = [at for at, position in story.comebacks if position > at_position]
    contacts = [other.created for _, other in others if other.created > resolved]
    latest = max(subject.reviews, default=None)
    failed = [latest.at] if latest and not latest.is_passed else []
    return soonest(resolved, [*escalations, *comebacks, *contacts, *failed])


def repeated(subject: Subject, story: Story, others: list[tuple[Subject, Story]]) -> float | None:
    """After what time the customer came back on the topic."""
    return soonest(story.created, [it.created for other, it in others if (it.created, other.id) > (story.created, subject.id)])


def ai_outcome(subject: Subject, story: Story) -> AiOutcome | None:
    """How it ended for the AI agent, of the tickets it took part in."""
    handled = handled_by(subject)
    if handled not in (HandledBy.AI, HandledBy.MIXED):
        return None
    if handled == HandledBy.MIXED or any(it.kind == Kind.ESCALATED for it in subject.happenings):
        return AiOutcome.ESCALATED
    if story.state == "open":
        return AiOutcome.OPEN
    return AiOutcome.RESOLVED if story.state == "resolved" and story.resolutions[-1][1] in (None, Resolver.AI) else AiOutcome.SILENT


def met(*, target: float | None, taken: float | None, open_for: float | None) -> bool | None:
    if target is None:
        return None
    if taken is not None:
        return taken <= target
    return False if open_for is not None and open_for > target else None


def sla(world: World, subject: Subject, story: Story, reply: datetime | None, resolved: datetime | None) -> tuple[bool | None, bool | None]:
    """Whether first reply and resolution kept their promise, undecided while there is time left."""
    promise = world.promises.get(subject.priority or "") or world.promises.get("")
    if promise is None:
        return None, None
    clock = int(promise.in_business_time)
    open_for = world.taken(subject, story.created, world.as_of)[clock] if story.state == "open" else None
    return (
        met(target=promise.first_reply, taken=world.taken(subject, story.created, reply)[clock], open_for=None if reply else open_for),
        met(target=promise.resolution, taken=world.taken(subject, story.created, resolved)[clock], open_for=open_for),
    )


def fact(world: World, subject: Subject, story: Story, others: list[tuple[Subject, Story]]) -> dict[str, Any]:
    """The ticket's row of facts, with the keys of its labels."""
    replies = [it for it, _ in story.first_life]
    by_human, by_ai = ([it for it in replies if it.author == author] for author in US)
    reply = replies[0] if replies else None
    replied, human, ai = (first([it.at for it in some]) for some in (replies, by_human, by_ai))
    first_resolved, first_resolver, _ = story.resolutions[0] if story.resolutions else (None, None, None)
    resolved, resolver, _ = story.resolutions[-1] if story.state == "resolved" else (None, None, None)
    reply_met, resolution_met = sla(world, subject, story, replied, resolved)
    escalated = first([it.at for it in subject.happenings if it.kind == Kind.ESCALATED])
    contact, durability, repeat = contact_broken(subject, story), durability_broken(subject, story, others), repeated(subject, story, others)
    is_known = None not in (subject.customer, subject.topic)
    row: dict[str, Any] = {
        "channel": subject.channel, "priority": subject.priority, "topic": subject.topic, "customer": subject.customer,
        "created_at": story.created, "created_day": world.day(story.created), "created_hour": story.created.astimezone(ZoneInfo(world.zone)).hour,
        "exclusion": exclusion(subject), "handled_by": handled_by(subject), "is_open": story.state == "open",
        "first_reply_at": replied, "first_reply_by": reply and reply.author, "first_human_reply_at": human, "first_ai_reply_at": ai,
        "replies": sum(it.is_reply for it in subject.happenings),
        "first_resolved_at": first_resolved, "first_resolved_day": world.day(first_resolved), "first_resolver": first_resolver,
        "resolved_at": resolved, "resolved_day": world.day(resolved), "resolver": resolver,
        "reopened_at": first([at for at, _ in story.comebacks]), "reopens": len(story.comebacks),
        "escalated_at": escalated, "escalated_day": world.day(escalated), "transfers": transfers(subject),
        "contact_broken_after": contact, "is_first_contact": holds(first_resolved, contact),
        "durability_broken_after": durability, "is_durable": holds(first_resolved, durability),
        "repeated_after": repeat, "is_repeated": (repeat is not None and repeat <= WINDOW.total_seconds()) if is_known else None,
        "ai_outcome": ai_outcome(subject, story), "first_reply_sla_met": reply_met, "resolution_sla_met": resolution_met,
    }  # fmt: skip
    measured = {"first_reply": replied, "first_human_reply": human, "first_ai_reply": ai, "first_resolution": first_resolved, "resolution": resolved}
    measured["first_any_reply"] = story.first_word
    for name, end in measured.items():
        row[f"{name}_seconds"], row[f"{name}_business"] = world.taken(subject, story.created, end)
    taken_care_of = (None, None) if escalated is None else world.taken(subject, escalated, resolved)
    row["escalation_resolution_seconds"], row["escalation_resolution_business"] = taken_care_of
    return row


def response(world: World, subject: Subject) -> dict[str, Any] | None:
    """The last rating that stands."""
    for it in reversed(ordered(subject)):
        if it.kind == Kind.RATED and it.score is not None and it.scale is not None:
            low, high = it.scale
            positive_from = SATISFIED[it.scale] if it.positive_from is None else it.positive_from
            return {
                "responded_at": it.at, "day": world.day(it.at), "score": it.score, "scale_low": low, "scale_high": high,
                "is_positive": it.score >= positive_from,
            }  # fmt: skip
    return None


def lives(world: World, story: Story) -> Iterator[dict[str, Any]]:
    """Each stretch in which the ticket was open; one that ends before it begins is empty."""
    for number, (opened, end) in enumerate(zip_longest(story.openings, story.endings), 1):
        ended = None if end is None else max(opened, end)
        yield {"number": number, "opened_at": opened, "opened_day": world.day(opened), "ended_at": ended, "ended_day": world.day(ended)}


def waits(world: World, story: Story) -> Iterator[dict[str, Any]]:
    """Each stretch in which the customer waited while the ticket was open."""
    for number, (started, ended) in enumerate(story.waits, 1):
        yield {"number": number, "started_at": started, "started_day": world.day(started), "ended_at": ended, "ended_day": world.day(ended)}


@dataclass(frozen=True)
class Truth:
    """All that should be stored about one ticket."""

    fact: dict[str, Any]
    replies: tuple[dict[str, Any], ...]
    lives: tuple[dict[str, Any], ...]
    waits: tuple[dict[str, Any], ...]
    response: dict[str, Any] | None

    @property
    def fact_days(self) -> set[date]:
        days = [self.fact[name] for name in ("created_day", "first_resolved_day", "resolved_day", "escalated_day")]
        days += [reply["day"] for reply in self.replies] + [life[name] for life in self.lives for name in ("opened_day", "ended_day")]
        days += [wait[name] for wait in self.waits for name in ("started_day", "ended_day")]
        return {day for day in days if day is not None}

    @property
    def response_days(self) -> set[date]:
        return {self.response["day"]} if self.response else set()


def truths(world: World, subjects: list[Subject]) -> dict[int, Truth]:
    """By ticket id, for every ticket to which anything has happened."""
    stories = [(subject, walk(world, subject)) for subject in subjects if subject.happenings]
    found = {}
    for subject, story in stories:
        others = [
            (other, it)
            for other, it in stories
            if other.id != subject.id and exclusion(other) is None and None not in (subject.customer, subject.topic)
            if (other.customer, other.topic) == (subject.customer, subject.topic)
        ]
        found[subject.id] = Truth(
            fact(world, subject, story, others), tuple(story.replies), tuple(lives(world, story)), tuple(waits(world, story)), response(world, subject)
        )
    return found


def days_touched(world: World, subjects: list[Subject], before: dict[int, Truth], after: dict[int, Truth]) -> set[date]:
    """Every day a ticket that changed is or was counted on, its reviews' among them; of one whose answer alone changed, the answer's days."""
    reviewed = {subject.id: {review.at.astimezone(ZoneInfo(world.zone)).date() for review in subject.reviews} for subject in subjects}
    days: set[date] = set()
    for ticket in before.keys() | after.keys():
        old, new = before.get(ticket), after.get(ticket)
        if old == new:
            continue
        both = [truth for truth in (old, new) if truth]
        days.update(*(truth.response_days for truth in both))
        if not (old and new and replace(old, response=None) == replace(new, response=None)):
            days.update(reviewed[ticket], *(truth.fact_days for truth in both))
    return days
