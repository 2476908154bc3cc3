"""Who may do what in an account: a person through a membership, a program through an API key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from django.http import HttpRequest

from tenants import keys
from tenants.models import Account, ApiKey, Membership, Role, Scope, User


class Ability(Enum):
    """What can be done in an account. `UPLOAD` is importing files, `IMPORT` all else of the import page, `INGEST` facts sent by a program."""

    READ = auto()
    IMPORT = auto()
    INGEST = auto()
    UPLOAD = auto()
    CONFIGURE = auto()
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


@dataclass(frozen=True, kw_only=True)
class Access:
    """An account, and the one who has come to it: either `user` with a `role`, or `key` with a `scope`."""

    account: Account
    user: User | None = None
    role: Role | None = None
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


def find_access(request: HttpRequest, slug: str) -> Access | None:
    """The access this request has to the account `slug`, or None: no such account, or none of the asker's business.

    A request with a bearer key is judged by the key alone, never by a cookie beside it. Either way it is one query
    that finds the account as well, so a foreign account costs exactly what a missing one costs.
    """
    secret = bearer(request)
    if not SLUG.fullmatch(slug):
        return None
    if secret is not None:
        return _by_key(secret, slug)
    if request.user.is_authenticated and request.user.is_active:
        return _by_membership(request.user, slug)
    return None


def bearer(request: HttpRequest) -> str | None:
    """The key in `Authorization: Bearer …`, or None when the request carries no such header."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _by_key(secret: str, slug: str) -> Access | None:
    key = keys.authenticate(secret)
    if key is None or key.account is None or key.account.slug != slug:
        return None
    return Access(account=key.account, key=key, scope=Scope(key.scope))


def _by_membership(user: User, slug: str) -> Access | None:
    membership = Membership.objects.select_related("account").filter(user=user, account__slug=slug).first()
    if membership is None:
        return None
    return Access(account=membership.account, user=user, role=Role(membership.role))
