"""Who uses Plumbline: people, accounts, and what lets one into the other. All of it lives in the public schema."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin


class PersonManager(UserManager["User"]):
    """Creates people by e-mail address; there are no user names."""

    def _create(self, email: str, password: str | None, **fields: Any) -> User:
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:  # type: ignore[override]
        return self._create(email, password, **fields)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:  # type: ignore[override]
        return self._create(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person, known by e-mail address; may belong to several accounts."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        db_table = "tenants_user"


class Account(TenantMixin):
    """One customer of ours: a PostgreSQL schema, a time zone, and people who may see it."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name; the account's days are local days in it.")
    created_at = models.DateTimeField(auto_now_add=True)

    # Schemas are made by tenants.provisioning, which clones the template.
    auto_create_schema = False
    auto_drop_schema = False

    def __str__(self) -> str:
        return self.slug


class Domain(DomainMixin):
    """A host name of an account; required by django-tenants, used from white labels on."""


class Role(models.TextChoices):
    """What a member may do: an owner everything, an analyst import and configure KPIs, a viewer read."""

    OWNER = "owner"
    ANALYST = "analyst"
    VIEWER = "viewer"


class Membership(models.Model):
    """A person's access to an account. Without a user it waits for the person who verifies this address."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="memberships")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "email"), name="membership_once_per_address"),
            models.UniqueConstraint(fields=("account", "user"), name="membership_once_per_person"),
        )


class Scope(models.TextChoices):
    """What an API key may do: read numbers, send facts, or change configuration as well."""

    READ = "read"
    INGEST = "ingest"
    ADMIN = "admin"


class ApiKey(models.Model):
    """A key of an account: shown once, kept as a digest."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16, help_text="The key's first characters, to recognise it by.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hexadecimal.")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)


def office_hours() -> dict[str, list[list[str]]]:
    """Monday to Friday, nine to five: what an account has until it says otherwise."""
    return {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class CalendarScope(models.TextChoices):
    """Whose opening hours a calendar holds: everybody's, or those of one team or channel."""

    DEFAULT = "default"
    TEAM = "team"
    CHANNEL = "channel"


class BusinessCalendar(models.Model):
    """One version of a calendar: weekly hours in local time, and days on which it is closed, from a local day on.

    Each account has a default calendar; a team or channel may have its own. A version ends where the next one begins.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="calendars")
    scope = models.CharField(max_length=10, choices=CalendarScope.choices, default=CalendarScope.DEFAULT, db_default=CalendarScope.DEFAULT)
    key = models.TextField(default="", db_default="", help_text="The team's or channel's key as the source writes it; '' for the default.")
    valid_from = models.DateField(null=True, help_text="The local day on which this version begins; NULL for since ever.")
    weekly_hours = models.JSONField(default=office_hours, help_text='{"mon": [["09:00", "17:00"]], …}')
    holidays = models.JSONField(default=list, help_text='["2026-12-25", …]')
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "scope", "key", "valid_from"), nulls_distinct=False, name="calendar_version_once"),
            models.CheckConstraint(
                condition=models.Q(scope=CalendarScope.DEFAULT, key="") | ~models.Q(scope=CalendarScope.DEFAULT) & ~models.Q(key=""),
                name="calendar_scope_has_key",
            ),
        )
