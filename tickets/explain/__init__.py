"""The sentences on a ticket's page: each derived fact with the rule that made it. Reads what is stored; derives nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tenants import schemas
from tenants.models import CalendarScope
from tickets import business_time
from tickets.models import Event, QaReview, SlaTarget, TicketFact, Wait

from . import course, outcomes
from .told import Explained, Told

__all__ = ["Explained", "explain"]

SENTENCES: tuple[Callable[[Told], Iterator[Explained]], ...] = (
    course.creation,
    course.exclusion,
    course.acknowledgement,
    course.first_reply,
    course.waiting,
    course.handling,
    course.resolution,
    course.course,
    outcomes.ai_outcome,
    outcomes.first_contact,
    outcomes.lasting,
    outcomes.returning,
    outcomes.promises,
)


def explain(ticket_ids: Sequence[int], *, as_of: datetime | None = None) -> Mapping[int, list[Explained]]:
    """The facts of these tickets in the order of a page, in as many queries however many they are. Tickets without facts have none.

    `as_of` (now by default) decides what is still provisional.
    """
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(ticket_id__in=ticket_ids).select_related("agent", "team").order_by("at", "kind", "key"):
        events[event.ticket_id].append(event)
    targets = {target.priority: target for target in SlaTarget.objects.all()}
    reviews = {review.ticket_id: review for review in QaReview.objects.filter(ticket_id__in=ticket_ids).order_by("at", "source", "external_id")}
    waits = {wait.ticket_id: wait for wait in Wait.objects.filter(ticket_id__in=ticket_ids, ended_at=None)}
    clocks = business_time.clocks()
    zone, now = ZoneInfo(schemas.current().timezone), as_of or datetime.now(UTC)
    found: dict[int, list[Explained]] = {ticket: [] for ticket in ticket_ids}
    for fact in TicketFact.objects.filter(pk__in=ticket_ids).select_related("channel", "priority", "topic", "team"):
        target = targets.get(fact.priority.key if fact.priority else "") or targets.get("")
        told = Told(fact, events[fact.pk], target, reviews.get(fact.pk), waits.get(fact.pk), _hours(clocks, fact), zone, now)
        found[fact.pk] = [explained for sentence in SENTENCES for explained in sentence(told)]
    return found


def _hours(clocks: business_time.Clocks, fact: TicketFact) -> str:
    """Whose opening hours the ticket is measured by."""
    whose = clocks.whose(team=fact.team.key if fact.team else None, channel=fact.channel.key if fact.channel else None)
    label = fact.team if whose == CalendarScope.TEAM else fact.channel
    return f"{label.name}’s opening hours" if whose and label else "opening hours"
