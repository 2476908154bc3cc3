"""Everything an account sends and sets beside tickets, in values that no other account has: for the tests that look for leaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

from metrics import definitions
from metrics.declare import Dimension as Cut
from metrics.readings.targets import set_target
from surveys.models import Answer, SurveyKind
from tenants import opening_hours
from tenants.models import Account, CalendarScope
from tickets.kinds import AiOutcome, CostKind, ReviewMethod
from tickets.models import AiSession, Cost, CostDay, Customer, Label, QaReview, Search, SelfServiceSession, Shift, Subscription, TicketFact, WorkItem

_numbers = count(1)


def known(marker: str, at: datetime) -> dict[str, object]:
    return {"source": f"{marker}-tool", "external_id": f"{marker}-row-{next(_numbers)}", "at": at, "day": at.date()}


def send(marker: str, factor: int) -> None:
    """Rows of every kind in March, as many as the factor says, labelled like the account's tickets."""
    topics = list(Label.objects.filter(dimension=Cut.TOPIC).order_by("id"))
    channels = list(Label.objects.filter(dimension=Cut.CHANNEL).order_by("id"))
    facts = list(TicketFact.objects.filter(exclusion=None).order_by("pk"))
    customers = list(Customer.objects.order_by("pk"))
    start = datetime(2026, 3, 5 + factor, 9, 10 * factor, tzinfo=UTC)
    for number in range(3 * factor):
        at = start + timedelta(hours=number * 7)
        topic, channel, fact = topics[number % 2], channels[number % 2], facts[number % len(facts)]
        for outcome in AiOutcome:
            AiSession.objects.create(**known(marker, at), outcome=outcome, topic=topic, channel=channel, fallbacks=number % 2, ticket_id=fact.pk)
        AiSession.objects.create(**known(marker, at), outcome=AiOutcome.RESOLVED, topic=topic, customer=customers[number % len(customers)])
        SelfServiceSession.objects.create(**known(marker, at), is_answered=number % 3 > 0, topic=topic)
        for failed in (True, False):
            query = f"{marker} words {number % 3}"
            Search.objects.create(
                **known(marker, at), query=query, results=0 if failed else factor, is_clicked=not failed and number % 2 > 0, is_failed=failed, topic=topic
            )
        for _ in range(12):
            seconds = 100.0 * factor + number + (next(_numbers) % 7)
            WorkItem.objects.create(**known(marker, at), talk_seconds=seconds, handle_seconds=seconds, ticket_id=fact.pk, topic=topic, channel=channel)
        WorkItem.objects.create(**known(marker, at), talk_seconds=90_000.0 + factor, handle_seconds=90_000.0 + factor, ticket_id=fact.pk, topic=topic)
        QaReview.objects.create(
            **known(marker, at), ticket_id=fact.pk, about=1 + number % 2, method=ReviewMethod.HUMAN_SAMPLE, score=0.5 + factor / 10, is_passed=True,
            is_correct=True, is_avoidable=number % 2 == 0,
        )  # fmt: skip
        for kind in (SurveyKind.CES, SurveyKind.COMPLAINT):
            comment = f"{marker} comment about trouble {number}"
            Answer.objects.create(
                **known(marker, at), kind=kind, topic=topic, ticket_id=fact.pk, score=1, ease=1 if kind is SurveyKind.CES else None, scale_low=1,
                scale_high=5, scale=105, comment=comment,
            )  # fmt: skip
        agent = Label.objects.filter(dimension=5).order_by("id").first() or topic
        Shift.objects.create(**known(marker, at), agent=agent, ends_at=at + timedelta(hours=4), available_seconds=3600.0 * factor, is_first_of_day=True)
    _costs(marker, factor)
    for number, customer in enumerate(customers):
        ended = date(2026, 3, 10 + factor + number) if number == 0 else None
        Subscription.objects.create(
            source=f"{marker}-tool", external_id=f"{marker}-sub-{number}", customer=customer, started_day=date(2025, 1, 1), ended_day=ended,
            value=20.5 * factor + number, reason=f"{marker} reason" if ended else None, names_support=True if ended else None,
        )  # fmt: skip


def _costs(marker: str, factor: int) -> None:
    currency = "EUR" if factor == 3 else "USD"
    for kind, borne_by, amount in ((CostKind.PEOPLE, None, 1000.5), (CostKind.AI, None, 100.5), (CostKind.SOFTWARE, None, 50.5)):
        told = {"kind": kind, "borne_by": borne_by}
        made = Cost.objects.create(
            source=f"{marker}-tool", external_id=f"{marker}-cost-{kind}", first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), amount=amount * factor,
            currency=currency, **told,
        )  # fmt: skip
        CostDay.objects.bulk_create(CostDay(cost=made, day=date(2026, 3, day), amount=amount * factor / 31, **told) for day in range(1, 32))


def settle(account: Account, marker: str, factor: int) -> None:
    """Definitions, goals and calendars of the account's own."""
    narrow: list[dict[str, object]] = [
        {"field": "tag", "is": [f"{marker}-tag"]},
        {"field": "replies", "at_least": factor - 3.0},
        {"field": "replies", "at_most": 100.0 + factor},
    ]
    share = {
        "key": f"{marker}_share", "name": f"{marker} share", "asks": f"What of {marker}?", "unit": "percent", "better": "higher", "facts": "tickets",
        "reads": "share", "population": narrow, "condition": [{"field": "is_open", "is": ["false"]}, {"field": "resolver", "known": True}],
        "balanced_by": ["csat"], "window_days": factor + 4, "day": "created_day",
    }  # fmt: skip
    definitions.create(share, by=f"{marker}@people.test")
    ratio = {
        "key": f"{marker}_ratio", "name": f"{marker} ratio", "unit": "count", "better": "lower", "facts": "replies", "reads": "ratio",
        "value": "wait_seconds", "denominator": {"facts": "tickets", "reads": "sum", "value": "replies", "population": narrow[:1]},
        "balanced_by": ["csat"],
    }  # fmt: skip
    definitions.create(ratio, by=f"{marker}@people.test")
    median = {"key": f"{marker}_p", "name": f"{marker} percentile", "unit": "duration", "better": "lower", "facts": "tickets", "reads": "percentile"}
    definitions.create({**median, "percentile": 80.0 + factor, "value": "resolution_seconds", "balanced_by": ["csat"]}, by=f"{marker}@people.test")
    other = [{"field": "topic", "is_not": [f"{marker}-topic-0"]}]
    definitions.define("ticket_volume", population=other, by=f"{marker}@people.test")
    set_target("reopen_rate", 0.1 + factor / 100, dimension=Cut.TOPIC, key=f"{marker}-topic-0")
    set_target("reopen_rate", 0.2 + factor / 100, dimension=Cut.CHANNEL, key=f"{marker}-channel-0")
    set_target("csat", 0.7 + factor / 100, due=date(2090 + factor, 1, factor), start=0.4 + factor / 100)
    hours = {"tue": [[f"0{factor}:30", f"1{factor}:00"]]}
    opening_hours.set_version(
        account, weekly_hours=hours, holidays=[f"204{factor}-01-0{factor}"], scope=CalendarScope.TEAM, key=f"{marker}-team-0", valid_from=date(2026, 1, factor)
    )
