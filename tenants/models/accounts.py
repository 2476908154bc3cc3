"""Accounts, and what lets people and programs into them."""

from __future__ import annotations

from django.db import models
from django_tenants.models import TenantMixin

from .people import User


class Account(TenantMixin):
    """One customer of ours: a PostgreSQL schema, a time zone, and people who may see it."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name; the account's days are local days in it.")
    created_at = models.DateTimeField(auto_now_add=True)
    suspended_at = models.DateTimeField(null=True, help_text="Since then only owners get in, and nothing is taken in or sent.")
    is_held = models.BooleanField(default=False, db_default=False, help_text="Suspended by the operator, so that its owners cannot resume it.")
    closed_at = models.DateTimeField(null=True, help_text="When an owner asked for its deletion.")
    erase_after = models.DateTimeField(null=True, help_text="The end of the grace period, when all of it is erased.")
    erasure_salt = models.BinaryField(null=True, help_text="What the identifiers of erased customers are hashed with; made with the first.")

    # Schemas are made by tenants.provisioning, which clones the template.
    auto_create_schema = False
    auto_drop_schema = False

    def __str__(self) -> str:
        return self.slug


class Role(models.TextChoices):
    """What a member may do: an owner everything, an analyst import and configure KPIs, a viewer read."""

    OWNER = "owner"
    ANALYST = "analyst"
    VIEWER = "viewer"


class Membership(models.Model):
    """A person's access to an account.

    The user may still be NULL, for a process of the release before, which let memberships wait for somebody; nothing makes or counts such
    rows any more, and a later release requires the user.
    """

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
    """A key of an account or of an agency: shown once, kept as a digest."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="api_keys")
    agency = models.ForeignKey("tenants.Agency", on_delete=models.CASCADE, null=True, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16, help_text="The key's first characters, to recognise it by.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hexadecimal.")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, agency__isnull=True) | models.Q(account__isnull=True, agency__isnull=False),
                name="key_of_account_or_agency",
            ),
        )


class Profile(models.Model):
    """What kind of business an account is, in its own words, and whether it takes part in peer benchmarks.

    The choices of the texts are those of `tenants.profiles`; "" for not said.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    industry = models.CharField(max_length=30, default="")
    business_model = models.CharField(max_length=30, default="")
    support_model = models.CharField(max_length=30, default="")
    shares_since = models.DateTimeField(null=True, help_text="Since when it takes part in peer benchmarks; NULL while it does not.")
    updated_at = models.DateTimeField(auto_now=True)
