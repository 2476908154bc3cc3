"""The ways by which people come into accounts: memberships of their own, and grants to agencies that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tenants.models import Account, Agency, AgencyRole, Role, User

RANKS = {Role.VIEWER: 1, Role.ANALYST: 2, Role.OWNER: 3}
MOST: dict[str, Role] = {AgencyRole.OWNER: Role.OWNER, AgencyRole.MANAGER: Role.ANALYST, AgencyRole.ANALYST: Role.VIEWER}
"""The most that a grant gives to an agency's people, by their role there."""

# One row for each way in. An account is ownerless while no person of its own owns it; then the agency that made it is its owner.
WAYS = """
    SELECT account.*, way.own, way.granted, way.within,
           agency.id AS agency_id, agency.slug AS agency_slug, agency.name AS agency_name, agency.timezone AS agency_timezone,
           NOT EXISTS (SELECT FROM tenants_membership owner WHERE owner.account_id = account.id AND owner.role = 'owner' AND owner.user_id IS NOT NULL)
               AS is_ownerless
    FROM (
        SELECT account_id, role AS own, NULL AS granted, NULL AS within, NULL::bigint AS agency_id
        FROM tenants_membership WHERE user_id = %(user)s
        UNION ALL
        SELECT given.account_id, NULL, given.role, staff.role, given.agency_id
        FROM tenants_agencymembership staff JOIN tenants_grant given ON given.agency_id = staff.agency_id AND given.revoked_at IS NULL
        WHERE staff.user_id = %(user)s
    ) way
    JOIN tenants_account account ON account.id = way.account_id
    LEFT JOIN tenants_agency agency ON agency.id = way.agency_id
    WHERE %(slug)s::text IS NULL OR account.slug = %(slug)s
    ORDER BY account.name, account.slug, way.agency_id NULLS FIRST
"""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way in, and what it lets the person do; `agency` is None for a membership of the person's own."""

    account: Account
    role: Role
    agency: Agency | None


def of_person(user: User, *, slug: str | None = None) -> list[Way]:
    """The person's ways into the account `slug`, or into all accounts by name; one query. Closed ways are left out."""
    found = Account.objects.raw(WAYS, {"user": user.pk, "slug": slug})
    return [way for way in map(_read, found) if way is not None]


def best(ways: Iterable[Way]) -> Way | None:
    """The way that lets its person do most; a membership of one's own before an agency's that gives the same."""
    return max(ways, key=lambda way: (RANKS[way.role], way.agency is None), default=None)


def best_of_each(ways: Iterable[Way]) -> list[Way]:
    """For each account the best way into it, in the order of the accounts."""
    by_account: dict[int, list[Way]] = {}
    for way in ways:
        by_account.setdefault(way.account.pk, []).append(way)
    return [found for each in by_account.values() if (found := best(each))]


def through(*, granted: Role | str, within: AgencyRole | str) -> Role:
    """What a grant gives to a person of the agency: the lesser of what was granted and what the person's role there allows."""
    return min(Role(granted), MOST[within], key=RANKS.__getitem__)


def _read(row: Account) -> Way | None:
    """The way that this row of `WAYS` describes. Into a suspended account only its owners have one."""
    extra = vars(row)
    if extra["own"]:
        role, agency, is_owner = Role(extra["own"]), None, extra["own"] == Role.OWNER
    else:
        role = through(granted=extra["granted"], within=extra["within"])
        columns = ("id", "slug", "name", "timezone")
        agency = Agency.from_db("default", columns, [extra[f"agency_{column}"] for column in columns])
        is_owner = role == Role.OWNER and extra["is_ownerless"]
    return Way(account=row, role=role, agency=agency) if is_owner or row.suspended_at is None else None
