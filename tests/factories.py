"""People, accounts, agencies, and what lets one into the other, for tests. Schemas come from the fixtures `account` and `other_account`."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from tenants import keys, schemas
from tenants.models import (
    Account,
    Agency,
    AgencyMembership,
    AgencyRole,
    ApiKey,
    BusinessCalendar,
    Grant,
    Invitation,
    Membership,
    Role,
    Scope,
    User,
)

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory[User]):
    """Someone who has signed up and verified the address; `verified=False` for someone who has not."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@people.test")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=extracted is not False, primary=True)


class AccountFactory(DjangoModelFactory[Account]):
    """An account without a schema of its own: good for everything that happens in the public schema."""

    class Meta:
        model = Account

    slug = factory.Sequence(lambda number: f"account-{number}")
    name = factory.LazyAttribute(lambda account: account.slug.title())
    schema_name = factory.LazyAttribute(lambda account: "a_" + account.slug.replace("-", "_"))
    timezone = "Europe/Berlin"

    @classmethod
    def _create(cls, model_class: type[Account], *args: Any, **kwargs: Any) -> Account:
        with schemas.outside():
            account: Account = super()._create(model_class, *args, **kwargs)
            BusinessCalendar.objects.create(account=account)
        return account


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    account = factory.SubFactory(AccountFactory)
    user = factory.SubFactory(UserFactory)
    email = factory.LazyAttribute(lambda membership: membership.user.email)
    role = Role.VIEWER


class AgencyFactory(DjangoModelFactory[Agency]):
    class Meta:
        model = Agency

    slug = factory.Sequence(lambda number: f"agency-{number}")
    name = factory.LazyAttribute(lambda agency: agency.slug.title())
    timezone = "Europe/Berlin"


class AgencyMembershipFactory(DjangoModelFactory[AgencyMembership]):
    class Meta:
        model = AgencyMembership

    agency = factory.SubFactory(AgencyFactory)
    user = factory.SubFactory(UserFactory)
    role = AgencyRole.ANALYST


class GrantFactory(DjangoModelFactory[Grant]):
    """What an account lets an agency do; `revoked_at=True` for what it no longer does."""

    class Meta:
        model = Grant

    account = factory.SubFactory(AccountFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = Role.ANALYST

    @classmethod
    def _create(cls, model_class: type[Grant], *args: Any, **kwargs: Any) -> Grant:
        if kwargs.get("revoked_at") is True:
            kwargs["revoked_at"] = timezone.now()
        made: Grant = super()._create(model_class, *args, **kwargs)
        return made


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An invitation whose token is at hand as `invitation.token`; of an account (kinds MEMBER, AGENCY) unless an `agency` is named."""

    class Meta:
        model = Invitation

    kind = Invitation.Kind.MEMBER
    email = factory.Sequence(lambda number: f"invited{number}@people.test")
    role = Role.VIEWER
    account = factory.Maybe("agency", None, factory.SubFactory(AccountFactory))
    agency = None
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    @classmethod
    def _create(cls, model_class: type[Invitation], *args: Any, **kwargs: Any) -> Invitation:
        token = secrets.token_urlsafe(32)
        invitation: Invitation = super()._create(model_class, *args, digest=sha256(token.encode()).hexdigest(), **kwargs)
        invitation.token = token  # type: ignore[attr-defined]
        return invitation


class ApiKeyFactory(DjangoModelFactory[ApiKey]):
    """A key of an account, or of the `agency` named, whose secret is at hand as `key.secret`."""

    class Meta:
        model = ApiKey

    account = factory.Maybe("agency", None, factory.SubFactory(AccountFactory))
    agency = None
    name = "Warehouse"
    scope = Scope.READ

    @classmethod
    def _create(cls, model_class: type[ApiKey], *args: Any, **kwargs: Any) -> ApiKey:
        revoked_at = kwargs.pop("revoked_at", None)
        holder = kwargs["account"] or kwargs["agency"]
        key, secret = keys.create(holder, name=kwargs["name"], scope=kwargs["scope"], by=kwargs.get("created_by"))
        if revoked_at:
            key = keys.revoke(holder, key_id=key.pk)
        key.secret = secret  # type: ignore[attr-defined]
        return key
