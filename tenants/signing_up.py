"""How people come to Plumbline: allauth's steps, with ours in between."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils import timezone as clock

from tenants import members, provisioning
from tenants.branding import BrandedLetters
from tenants.errors import Refused
from tenants.models import Account, Membership, Role, User

ACCOUNTS_A_DAY = 10


class NotVerified(Refused):
    code = "NOT_VERIFIED"


class TooMany(Refused):
    code = "TOO_MANY"


class Adapter(BrandedLetters, DefaultAccountAdapter):
    """Writes letters in the name of the host that was asked, and gives people the memberships that wait for them once they have verified their address."""

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            members.attach(email_address.user)
        return confirmed


def open_account(person: User, *, name: str, timezone: str) -> Account:
    """A new account of this person's, at an address made from its name. Raises `NotVerified`, `TooMany` or `Invalid`."""
    if not EmailAddress.objects.filter(user=person, verified=True).exists():
        raise NotVerified("Follow the link in our letter to verify your e-mail address first.")
    today = clock.now() - timedelta(days=1)
    if Membership.objects.filter(user=person, role=Role.OWNER, account__created_at__gt=today).count() >= ACCOUNTS_A_DAY:
        raise TooMany(f"You have made {ACCOUNTS_A_DAY} accounts within a day. Try again tomorrow.")
    return provisioning.create_account(slug=None, name=name, timezone=timezone, owner=person)
