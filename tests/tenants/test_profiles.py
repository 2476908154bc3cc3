"""What an account says of itself, and taking part in peer benchmarks."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tenants import profiles
from tenants.errors import Invalid
from tenants.models import Account, AuditEntry, Profile
from tests.factories import AccountFactory, UserFactory

pytestmark = pytest.mark.django_db
told: list[tuple[str, bool]] = []


def listener(account: Account) -> None:
    """What an app above does when readers change: here, write down that it was told."""
    told.append((account.slug, Profile.objects.filter(account=account, shares_since__isnull=False).exists()))


@pytest.fixture
def shop(settings: Settings) -> Account:
    settings.AFTER_GRANTS = ["tests.tenants.test_profiles.listener"]
    told.clear()
    return AccountFactory(slug="shop")


def actions(account: Account) -> list[str]:
    return list(AuditEntry.objects.filter(account=account).order_by("pk").values_list("action", flat=True))


def test_an_account_has_said_nothing_at_first(shop: Account) -> None:
    own = profiles.profile(shop)
    assert (own.industry, own.business_model, own.support_model, own.shares_since) == ("", "", "", None)
    assert not Profile.objects.exists()


def test_what_is_given_changes_and_the_rest_stays(shop: Account) -> None:
    owner = UserFactory()
    profiles.set_profile(shop, by=owner, industry="retail", support_model="hybrid")
    profiles.set_profile(shop, by=owner, business_model="ecommerce", support_model="", industry=None)
    own = profiles.profile(shop)
    assert (own.industry, own.business_model, own.support_model) == ("retail", "ecommerce", "")
    profiles.set_profile(shop, by=owner, industry="retail")
    entries = AuditEntry.objects.filter(account=shop, action="profile.set").order_by("pk")
    assert [entry.details["after"] for entry in entries] == [
        {"industry": "retail", "support_model": "hybrid"},
        {"business_model": "ecommerce", "support_model": ""},
    ]
    assert not told


@pytest.mark.parametrize("field", list(profiles.CHOICES))
def test_a_field_has_its_choices_and_no_others(shop: Account, field: str) -> None:
    with pytest.raises(Invalid, match="none of") as refused:
        profiles.set_profile(shop, by=None, **{field: "gambling"})
    assert refused.value.field == field
    assert not Profile.objects.exists()


def test_taking_part_and_stopping_are_told_at_once_and_once(shop: Account) -> None:
    profiles.share(shop, by=None)
    first = profiles.share(shop, by=None).shares_since
    assert first is not None
    profiles.stop_sharing(shop, by=None)
    profiles.stop_sharing(shop, by=None)
    assert told == [("shop", True), ("shop", False)]
    assert actions(shop) == ["sharing.started", "sharing.stopped"]
