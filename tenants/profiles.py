"""What kind of business an account is, and whether it takes part in peer benchmarks: its owner says so, and may take it back at any time."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone as clock

from tenants import audit, grants
from tenants.callers import Actor
from tenants.errors import Invalid
from tenants.models import Account, Profile

INDUSTRIES: Mapping[str, str] = {
    "software": "Software",
    "retail": "Retail and consumer goods",
    "finance": "Finance and insurance",
    "travel": "Travel and hospitality",
    "health": "Health",
    "education": "Education",
    "media": "Media, games and entertainment",
    "telecom": "Telecommunications and utilities",
    "logistics": "Logistics and transport",
    "manufacturing": "Manufacturing",
    "services": "Professional services",
    "public": "Public and non-profit",
    "other": "Something else",
}
BUSINESS_MODELS: Mapping[str, str] = {
    "ecommerce": "E-commerce",
    "saas": "SaaS and subscriptions",
    "marketplace": "Marketplace",
    "agency": "Agency or service provider",
    "in_person": "Shops, branches or visits",
    "other": "Something else",
}
SUPPORT_MODELS: Mapping[str, str] = {"in_house": "In-house", "outsourced": "Outsourced", "hybrid": "Both in-house and outsourced"}
CHOICES: Mapping[str, Mapping[str, str]] = {"industry": INDUSTRIES, "business_model": BUSINESS_MODELS, "support_model": SUPPORT_MODELS}
"""Each field's choices, with their names for people; "" is for not said."""


def profile(account: Account) -> Profile:
    """What the account has said of itself; an empty profile that is not stored if it has said nothing."""
    return Profile.objects.filter(account=account).first() or Profile(account=account)


@transaction.atomic
def set_profile(account: Account, *, by: Actor | None, **given: str | None) -> Profile:
    """Change `industry`, `business_model`, `support_model`: None leaves a field as it is, "" takes it back. `Invalid` names the field.

    Cohorts are formed by it from the next quarter on, so trying others shows no other numbers.
    """
    for field, value in given.items():
        if value and value not in CHOICES[field]:
            raise Invalid(f"{value!r} is none of {', '.join(CHOICES[field])}.", field=field)
    own = _locked(account)
    changed = {field: value for field, value in given.items() if value is not None and value != getattr(own, field)}
    if changed:
        before = {field: getattr(own, field) for field in changed}
        for field, value in changed.items():
            setattr(own, field, value)
        own.save()
        audit.record("profile.set", account=account, by=by, subject=account.name, before=before, after=changed)
    return own


@transaction.atomic
def share(account: Account, *, by: Actor | None) -> Profile:
    """Take part in peer benchmarks, from the next quarter's cohorts on. Taking part already changes nothing."""
    own = _locked(account)
    if own.shares_since is None:
        own.shares_since = clock.now()
        own.save()
        audit.record("sharing.started", account=account, by=by, subject=account.name)
        grants.readers_changed(account)
    return own


@transaction.atomic
def stop_sharing(account: Account, *, by: Actor | None) -> Profile:
    """Take no part any more: what was published for peers is gone at once, the next quarter's cohorts are formed without the account."""
    own = _locked(account)
    if own.shares_since is not None:
        own.shares_since = None
        own.save()
        audit.record("sharing.stopped", account=account, by=by, subject=account.name)
        grants.readers_changed(account)
    return own


def _locked(account: Account) -> Profile:
    Account.objects.select_for_update().get(pk=account.pk)
    return profile(account)
