"""People, memberships, keys and accounts for tests. Schemas come from the fixtures `account` and `other_account`."""

from __future__ import annotations

from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from tenants import keys, schemas
from tenants.models import Account, ApiKey, BusinessCalendar, Membership, Role, Scope, User

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


class ApiKeyFactory(DjangoModelFactory[ApiKey]):
    """A key whose secret is at hand as `key.secret`."""

    class Meta:
        model = ApiKey

    account = factory.SubFactory(AccountFactory)
    name = "Warehouse"
    scope = Scope.READ

    @classmethod
    def _create(cls, model_class: type[ApiKey], *args: Any, **kwargs: Any) -> ApiKey:
        revoked_at = kwargs.pop("revoked_at", None)
        key, secret = keys.create(kwargs["account"], name=kwargs["name"], scope=kwargs["scope"], by=kwargs.get("created_by"))
        if revoked_at:
            key = keys.revoke(key.account, key_id=key.pk)
        key.secret = secret  # type: ignore[attr-defined]
        return key
