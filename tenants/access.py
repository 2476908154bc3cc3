"""Who may do what in an account or agency: a person through a membership or through an agency, a program through an API key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from django.http import HttpRequest

from tenants import tokens, ways
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, ApiKey, Role, Scope, User


class Ability(Enum):
    """What can be done in an account. `UPLOAD` is importing files, `IMPORT` all else of the import page, `INGEST` facts sent by a program."""

    READ = auto()
    IMPORT = auto()
    INGEST = auto()
    UPLOAD = auto()
    CONFIGURE = auto()
    ADMINISTER = auto()


class AgencyAbility(Enum):
    """What can be done in an agency: see its clients' numbers, manage clients, reports and views, administer people, keys, brand and hosts."""

    READ = auto()
    MANAGE = auto()
    ADMINISTER = auto()


SLUG = re.compile(r"[a-z0-9-]+")
EVERYTHING = frozenset(Ability)
ABILITIES: dict[str, frozenset[Ability]] = {
    Role.OWNER: EVERYTHING,
    Role.ANALYST: EVERYTHING - {Ability.ADMINISTER},
    Role.VIEWER: frozenset({Ability.READ}),
    Scope.READ: frozenset({Ability.READ}),
    Scope.INGEST: frozenset({Ability.INGEST, Ability.UPLOAD}),
    Scope.ADMIN: EVERYTHING,
}
AGENCY_ABILITIES: dict[str, frozenset[AgencyAbility]] = {
    AgencyRole.OWNER: frozenset(AgencyAbility),
    AgencyRole.MANAGER: frozenset({AgencyAbility.READ, AgencyAbility.MANAGE}),
    AgencyRole.ANALYST: frozenset({AgencyAbility.READ}),
    Scope.READ: frozenset({AgencyAbility.READ}),
    Scope.ADMIN: frozenset(AgencyAbility),
}


@dataclass(frozen=True, kw_only=True)
class Access:
    """An account, and the one who has come to it: either `user` with a `role`, or `key` with a `scope`.

    `agency` is the one through which the person comes; None for a member of the account's own.
    """

    account: Account
    user: User | None = None
    role: Role | None = None
    agency: Agency | None = None
    key: ApiKey | None = None
    scope: Scope | None = None

    def may(self, ability: Ability) -> bool:
        granted = self.role or self.scope
        return granted is not None and ability in ABILITIES[granted]

    @property
    def can_read(self) -> bool:
        """See numbers, tickets, members' addresses and settings."""
        return self.may(Ability.READ)

    @property
    def can_import(self) -> bool:
        """Upload files and import them."""
        return self.may(Ability.IMPORT)

    @property
    def can_ingest(self) -> bool:
        """Send events and rows through the REST API."""
        return self.may(Ability.INGEST)

    @property
    def can_configure(self) -> bool:
        """Set targets, commitments and the business calendar."""
        return self.may(Ability.CONFIGURE)

    @property
    def can_administer(self) -> bool:
        """Change members, keys, the account's name and its time zone."""
        return self.may(Ability.ADMINISTER)


@dataclass(frozen=True, kw_only=True)
class AgencyAccess:
    """An agency, and the one who has come to it: either `user` with a `role`, or `key` with a `scope`."""

    agency: Agency
    user: User | None = None
    role: AgencyRole | None = None
    key: ApiKey | None = None
    scope: Scope | None = None

    def may(self, ability: AgencyAbility) -> bool:
        granted = self.role or self.scope
        return granted is not None and ability in AGENCY_ABILITIES.get(granted, ())


def find_access(request: HttpRequest, slug: str) -> Access | None:
    """The access this request has to the account `slug`, or None: no such account, or none of the asker's business.

    A request with a bearer key is judged by the key alone, never by a cookie beside it. Either way it is one query
    that finds the account as well, so a foreign account costs exactly what a missing one costs. A suspended account
    is missing for everybody but its owners.
    """
    if not SLUG.fullmatch(slug):
        return None
    if bearer(request) is not None:
        return _by_key(known_key(request), slug)
    if request.user.is_authenticated and request.user.is_active:
        return of_person(request.user, slug)
    return None


def find_agency_access(request: HttpRequest, slug: str) -> AgencyAccess | None:
    """The access this request has to the agency `slug`, or None; found as `find_access` finds an account's."""
    if not SLUG.fullmatch(slug):
        return None
    if bearer(request) is not None:
        return _by_agency_key(known_key(request), slug)
    if request.user.is_authenticated and request.user.is_active:
        return of_agency_person(request.user, slug)
    return None


def bearer(request: HttpRequest) -> str | None:
    """The key in `Authorization: Bearer …`, or None when the request carries no such header."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def known_key(request: HttpRequest) -> ApiKey | None:
    """The key that the request carries, revoked or not; None without one, or with one that we never made. Looked up once for each request."""
    if not hasattr(request, "bearer_key"):
        secret = bearer(request)
        request.bearer_key = _known(secret) if secret is not None else None  # type: ignore[attr-defined]
    found: ApiKey | None = request.bearer_key  # type: ignore[attr-defined]
    return found


def authenticate(secret: str) -> ApiKey | None:
    """The key with this secret and its account or agency (one query), or None if it is unknown or revoked."""
    key = _known(secret)
    return key if key and key.revoked_at is None else None


def of_person(user: User, slug: str) -> Access | None:
    """What this person may do in the account `slug`, by the best of all ways in; None if there is none."""
    best = ways.best(ways.of_person(user, slug=slug))
    return Access(account=best.account, user=user, role=best.role, agency=best.agency) if best else None


def of_agency_person(user: User, slug: str) -> AgencyAccess | None:
    """What this person may do in the agency `slug`; None if it is none of theirs."""
    membership = AgencyMembership.objects.select_related("agency").filter(user=user, agency__slug=slug).first()
    return AgencyAccess(agency=membership.agency, user=user, role=AgencyRole(membership.role)) if membership else None


def _known(secret: str) -> ApiKey | None:
    return ApiKey.objects.select_related("account", "agency").filter(digest=tokens.digest(secret)).first()


def _by_key(key: ApiKey | None, slug: str) -> Access | None:
    if key is None or key.revoked_at is not None or key.account is None or key.account.slug != slug or key.account.suspended_at is not None:
        return None
    return Access(account=key.account, key=key, scope=Scope(key.scope))


def _by_agency_key(key: ApiKey | None, slug: str) -> AgencyAccess | None:
    if key is None or key.revoked_at is not None or key.agency is None or key.agency.slug != slug:
        return None
    return AgencyAccess(agency=key.agency, key=key, scope=Scope(key.scope))
