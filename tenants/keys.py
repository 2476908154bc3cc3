"""API keys: made once, shown once, kept as a digest."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.utils import timezone

from tenants.errors import Invalid, Missing
from tenants.models import Account, Agency, ApiKey, Scope, User

PREFIX = "plk_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 43
"""Characters after the prefix: 62**43 is just above 2**256."""
SHOWN = 12
"""Characters that are kept readable, so that a person recognises the key."""


def create(holder: Account | Agency, *, name: str, scope: Scope | str, by: User | None) -> tuple[ApiKey, str]:
    """A new key of an account or agency, and its secret, which is not kept and cannot be shown again. `Invalid` for a bad name or scope.

    An agency takes in no facts, so its keys read or administer.
    """
    name = name.strip()
    if not name or len(name) > 80:
        raise Invalid("Give the key a name of at most 80 characters.", field="name")
    allowed = [each for each in Scope.values if isinstance(holder, Account) or each != Scope.INGEST]
    if scope not in allowed:
        raise Invalid(f"A key's scope is one of {', '.join(allowed)}.", field="scope")
    secret = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    key = holder.api_keys.create(name=name, scope=scope, created_by=by, prefix=secret[:SHOWN], digest=digest(secret))
    return key, secret


def revoke(holder: Account | Agency, *, key_id: int) -> ApiKey:
    """The key, refused from now on. Revoking twice keeps the first time. `Missing` if the account or agency has no such key."""
    holder.api_keys.filter(pk=key_id, revoked_at=None).update(revoked_at=timezone.now())
    key = holder.api_keys.filter(pk=key_id).first()
    if key is None:
        raise Missing(f"There is no such key in this {holder._meta.verbose_name}.", field="id")
    return key


def authenticate(secret: str) -> ApiKey | None:
    """The key with this secret and its account or agency (one query), or None if it is unknown or revoked."""
    key = find(secret)
    return key if key and key.revoked_at is None else None


def find(secret: str) -> ApiKey | None:
    """The key with this secret, revoked or not, and its account or agency (one query)."""
    return ApiKey.objects.select_related("account", "agency").filter(digest=digest(secret)).first()


def digest(secret: str) -> str:
    """SHA-256, hexadecimal. A key is random in all its bits, so a slow password hash would add nothing."""
    return sha256(secret.encode()).hexdigest()
