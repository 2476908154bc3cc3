"""The demo agency: eight invented accounts with a year of history each, their targets, the people who may look at them, and the agency
whose clients they are."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from time import perf_counter

import django
from allauth.account.models import EmailAddress
from django.db import connections

from metrics import published, snapshots
from metrics.declare import Dimension
from metrics.models import FilledDay, Target
from tenants import provisioning, schemas
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, BusinessCalendar, Grant, Membership, Role, User
from tickets.models import Ticket
from tickets.simulate import BY_SLUG, CHARACTERS, SOURCE, Character, fill
from tickets.simulate.shifts import holidays_between

OWNER, VIEWER, ANALYST = "demo@plumbline.test", "viewer@plumbline.test", "analyst@plumbline.test"
AGENCY, AGENCY_NAME = "plumbpartners", "Plumb & Partners"
PASSWORD = "plumb-the-line"

TARGETS = {
    "first_response_time": 3600.0,
    "resolution_time": 24 * 3600.0,
    "first_contact_resolution": 0.70,
    "reopen_rate": 0.05,
    "csat": 0.80,
    "first_reply_sla": 0.90,
    "resolution_sla": 0.90,
    "quality_adjusted_resolution_rate": 0.90,
}
OWN_TARGETS: dict[str, dict[str, float]] = {
    "fernglass": {"ai_resolution_rate": 0.60, "first_response_time": 300.0},
    "zilverpond": {"backlog_size": 250.0, "first_response_time": 4 * 3600.0},
    "plinthworks": {"escalation_rate": 0.25, "resolution_time": 48 * 3600.0},
    "quietharbor": {"csat": 0.90, "first_contact_resolution": 0.80},
    "snapfennel": {"ai_resolution_rate": 0.40, "ai_autonomous_resolution_rate": 0.60},
    "threeclocks": {"transfer_rate": 0.15},
}
SEGMENTS: tuple[tuple[str, Dimension, str, float, float | None], ...] = (
    ("first_response_time", Dimension.PRIORITY, "urgent", 300.0, None),
    ("first_response_time", Dimension.PRIORITY, "high", 900.0, None),
    ("first_response_time", Dimension.CHANNEL, "chat", 120.0, None),
    ("resolution_time", Dimension.CHANNEL, "chat", 4 * 3600.0, None),
    ("escalation_rate", Dimension.TOPIC, "billing", 0.0, 0.05),
    ("escalation_rate", Dimension.TOPIC, "how-to", 0.0, 0.02),
)
"""The guides' tiers: first replies by priority and channel, resolutions by channel, escalations by topic."""


@dataclass(frozen=True)
class Made:
    """What became of one demo account. `tickets` is 0 for one that was there before and was left as it is."""

    name: str
    tickets: int
    events: int
    seconds: float


def make(*, size: int, seed: int, until: datetime, password: str = PASSWORD, processes: int = 2) -> Iterator[Made]:
    """Makes whatever is missing of the demo agency, `size` tickets in all, and yields each account when its numbers are ready.

    Accounts that are complete stay as they are. One whose making was interrupted is completed.
    """
    owner, viewer = _person(OWNER, password), _person(VIEWER, password)
    for character in CHARACTERS:
        _account(character, owner=owner, viewer=viewer, until=until)
    _agency(owner=owner, analyst=_person(ANALYST, password))
    jobs = sorted(sizes(size).items(), key=lambda job: -job[1])
    if processes == 1 or all(is_complete(slug) for slug, _ in jobs):
        yield from (furnish(slug, tickets=tickets, seed=seed, until=until) for slug, tickets in jobs)
        return
    connections.close_all()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        waiting = [pool.submit(furnish, slug, tickets=tickets, seed=seed, until=until) for slug, tickets in jobs]
        yield from (done.result() for done in as_completed(waiting))


def sizes(total: int) -> dict[str, int]:
    """Each account's part of all tickets, by its weight; they add up to the total."""
    ends = [0.0]
    for character in CHARACTERS:
        ends.append(ends[-1] + character.weight)
    return {character.slug: round(end * total) - round(start * total) for character, start, end in zip(CHARACTERS, ends, ends[1:], strict=False)}


def furnish(slug: str, *, tickets: int, seed: int, until: datetime) -> Made:
    """History, facts, targets and snapshots of one demo account, unless it has them; and what it publishes."""
    account, character, started = Account.objects.get(slug=slug), BY_SLUG[slug], perf_counter()
    if is_complete(slug):
        with schemas.inside(account):
            published.publish()
        return Made(account.name, 0, 0, 0.0)
    with schemas.inside(account):
        begun = Ticket.objects.filter(source=SOURCE).values_list("known_at", flat=True).first()
        filled = fill(account, tickets=tickets, character=character, seed=seed, until=begun or until)
        aim(slug)
        snapshots.recompute()
        published.publish()
    return Made(account.name, filled.tickets, filled.events, perf_counter() - started)


def aim(slug: str) -> None:
    """The account's targets, where it has set none itself."""
    wanted = {**TARGETS, **OWN_TARGETS.get(slug, {})}
    overall = [Target(kpi=kpi, value=value) for kpi, value in wanted.items()]
    segments = [Target(kpi=kpi, dimension=int(by), key=key, value=value, upper=upper) for kpi, by, key, value, upper in SEGMENTS]
    Target.objects.bulk_create([*overall, *segments], ignore_conflicts=True)


def is_complete(slug: str) -> bool:
    with schemas.inside(Account.objects.get(slug=slug)):
        return FilledDay.objects.exists()


def _person(email: str, password: str) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _account(character: Character, *, owner: User, viewer: User, until: datetime) -> None:
    account = Account.objects.filter(slug=character.slug).first()
    if account is None:
        account = provisioning.create_account(slug=character.slug, name=character.name, timezone=character.timezone, owner=owner)
        first, last = date(until.year - 1, 1, 1), date(until.year + 1, 12, 31)
        holidays = [day.isoformat() for day in holidays_between(first, last, character.holidays)]
        BusinessCalendar.objects.filter(account=account).update(weekly_hours=character.weekly_hours(), holidays=holidays)
    for user, role in ((owner, Role.OWNER), (viewer, Role.VIEWER)):
        Membership.objects.get_or_create(account=account, email=user.email, defaults={"user": user, "role": role})


def _agency(*, owner: User, analyst: User) -> None:
    """The agency, with a grant of each demo account that has never had one."""
    agency, _ = Agency.objects.get_or_create(slug=AGENCY, defaults={"name": AGENCY_NAME, "timezone": "Europe/Berlin"})
    for user, role in ((owner, AgencyRole.OWNER), (analyst, AgencyRole.ANALYST)):
        AgencyMembership.objects.get_or_create(agency=agency, user=user, defaults={"role": role})
    for account in Account.objects.filter(slug__in=[character.slug for character in CHARACTERS]):
        if not Grant.objects.filter(account=account, agency=agency).exists():
            Grant.objects.create(account=account, agency=agency, role=Role.ANALYST, created_by=owner)
