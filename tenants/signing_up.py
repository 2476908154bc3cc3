"""How people come to Plumbline: allauth's steps, with ours in between."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.utils import timezone as clock

from tenants import agencies, provisioning
from tenants.branding import BrandedLetters
from tenants.errors import NotVerified, TooMany
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, Membership, Role, User

ACCOUNTS_A_DAY = 10


class Adapter(BrandedLetters, DefaultAccountAdapter):
    """Writes letters in the name of the host that was asked."""


def open_account(person: User, *, name: str, timezone: str) -> Account:
    """A new account of this person's, at an address made from its name. Raises `NotVerified`, `TooMany` or `Invalid`."""
    _refuse_unverified(person)
    made = Membership.objects.filter(user=person, role=Role.OWNER, account__created_at__gt=_yesterday())
    if made.count() >= ACCOUNTS_A_DAY:
        raise TooMany(f"You have made {ACCOUNTS_A_DAY} accounts within a day. Try again tomorrow.")
    return provisioning.create_account(slug=None, name=name, timezone=timezone, owner=person)


def open_agency(person: User, *, name: str, timezone: str) -> Agency:
    """A new agency of this person's, at an address made from its name. Raises `NotVerified`, `TooMany` or `Invalid`."""
    _refuse_unverified(person)
    made = AgencyMembership.objects.filter(user=person, role=AgencyRole.OWNER, agency__created_at__gt=_yesterday())
    if made.count() >= ACCOUNTS_A_DAY:
        raise TooMany(f"You have made {ACCOUNTS_A_DAY} agencies within a day. Try again tomorrow.")
    return agencies.create_agency(name=name, timezone=timezone, owner=person)


def _refuse_unverified(person: User) -> None:
    if not EmailAddress.objects.filter(user=person, verified=True).exists():
        raise NotVerified("Follow the link in our letter to verify your e-mail address first.")


def _yesterday() -> datetime:
    return clock.now() - timedelta(days=1)
