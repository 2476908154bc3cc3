"""What was done to access, settings and data, by whom: appended to, never changed."""

from __future__ import annotations

from django.db import models

from .accounts import Account, ApiKey
from .agencies import Agency
from .people import User


class AuditEntry(models.Model):
    """One thing that somebody did. Owners of the account, or of the agency, read it; of a grant both do."""

    at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="audit")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, related_name="audit")
    action = models.CharField(max_length=60, help_text="What was done, as `tenants.audit.ACTIONS` lists it: member.invited, grant.revoked …")
    subject = models.TextField(default="", help_text="To whom or what, for people: an address, a key's name, a KPI.")
    details = models.JSONField(default=dict, help_text="What it was before and is now. Never a secret, never customers' data.")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.ForeignKey(ApiKey, on_delete=models.SET_NULL, null=True, related_name="+")
    actor = models.TextField(help_text="Who did it, as it read then: an address, a key's name and prefix, or Plumbline.")
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = (models.Index(fields=("account", "-id"), name="audit_of_account"), models.Index(fields=("agency", "-id"), name="audit_of_agency"))


class KeyUse(models.Model):
    """How often a key was used from one address within one hour."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="uses", db_index=False)
    hour = models.DateTimeField()
    address = models.GenericIPAddressField(default="0.0.0.0")
    requests = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "hour", "address"), name="key_use_once_per_hour"),)
