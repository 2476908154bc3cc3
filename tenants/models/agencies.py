"""Agencies: who looks after other people's accounts, what they may see there, and how they show themselves."""

from __future__ import annotations

from django.db import models
from django_tenants.models import DomainMixin

from .accounts import Account, Role
from .people import User


class Agency(models.Model):
    """A firm that looks after several client accounts. It has no schema: what it knows of its clients, they publish."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name; its portfolio reports are sent by it.")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.slug


class AgencyRole(models.TextChoices):
    """What a member of an agency may do: an owner everything, a manager look after clients, reports and views, an analyst read."""

    OWNER = "owner"
    MANAGER = "manager"
    ANALYST = "analyst"


class AgencyMembership(models.Model):
    """A person's place in an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="agency_memberships")
    role = models.CharField(max_length=10, choices=AgencyRole.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "user"), name="agency_membership_once_per_person"),)


class Grant(models.Model):
    """What an account lets an agency do, as the account's owner sees and may revoke it at once. Never deleted, only revoked."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=10, choices=Role.choices, help_text="The most that any of the agency's people may do in the account.")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "agency"), condition=models.Q(revoked_at=None), name="grant_once_at_a_time"),)


class Invitation(models.Model):
    """A letter that lets its reader in, once and for a while: kept as the digest of the token in its link.

    MEMBER: into the account. STAFF: into the agency. CLIENT: the agency asks an account's owner to become its client (`account` is
    theirs to choose). AGENCY: the account asks an agency's owner to look after it (`agency` is theirs to choose).
    """

    class Kind(models.TextChoices):
        MEMBER = "member"
        STAFF = "staff"
        CLIENT = "client"
        AGENCY = "agency"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.EmailField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="invitations")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=10, help_text="A Role, or an AgencyRole for STAFF.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hexadecimal.")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=("member", "agency"), account__isnull=False) | models.Q(kind__in=("staff", "client"), agency__isnull=False),
                name="invitation_of_somebody",
            ),
        )


class Domain(DomainMixin, models.Model):  # the mixin is a model already, but only the second says so to a type checker
    """A host name of an agency's own, under which its clients log in, once a DNS record has shown that it is theirs.

    `tenant`, which django-tenants asks for, names an account where a host is one account's alone.
    """

    tenant = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, db_index=True, related_name="hosts")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="hosts")
    token = models.CharField(max_length=64, default="", help_text="What the TXT record must say.")
    checked_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)


class Brand(models.Model):
    """How an agency shows itself to its clients. Nothing in it is markup: a name, checked colours and a redrawn picture."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, primary_key=True, related_name="brand")
    name = models.CharField(max_length=60, default="")
    accent = models.CharField(max_length=7, default="", help_text="#rrggbb on light ground; its contrast is checked.")
    accent_dark = models.CharField(max_length=7, default="", help_text="#rrggbb on dark ground; its contrast is checked.")
    logo = models.BinaryField(null=True, help_text="A PNG that we drew anew from what was uploaded.")
    logo_digest = models.CharField(max_length=64, default="", help_text="SHA-256 of the logo: the version in its address.")
    sender_name = models.CharField(max_length=60, default="", help_text="The name that letters to clients come from.")
    reply_to = models.EmailField(default="")
    updated_at = models.DateTimeField(auto_now=True)


class SavedView(models.Model):
    """A view of the portfolio that somebody named: the search of its address."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    search = models.TextField(help_text="The query string of the page, as the application writes it.")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="saved_view_once_per_name"),)
