"""API keys: made once, shown once, kept as a digest."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.utils import timezone

from tenants.errors import Invalid, Missing
from tenants.models import Account, ApiKey, Scope, User

PREFIX = "plk_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 43
"""Characters after the prefix: 62**43 is just above 2**256."""
SHOWN = 12
"""Characters that are kept readable, so that a person recognises the key."""


def create(account: Account, *, name: str, scope: Scope | str, by: User | None) -> tuple[ApiKey, str]:
    """A new key and its secret, which is not kept and cannot be shown again. `Invalid` for a bad name or scope."""
    name = name.strip()
    if not name or len(name) > 80:
        raise Invalid("Give the key a name of at most 80 characters.", field="name")
    if scope not in Scope.values:
        raise Invalid(f"A key's scope is one of {', '.join(Scope.values)}.", field="scope")
    secret = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    key = ApiKey.objects.create(account=account, name=name, scope=scope, created_by=by, prefix=secret[:SHOWN], digest=digest(secret))
    return key, secret


def revoke(account: Account, *, key_id: int) -> ApiKey:
    """The key, refused from now on. Revoking twice keeps the first time. `Missing` if the account has no such key."""
    ApiKey.objects.filter(account=account, pk=key_id, revoked_at=None).update(revoked_at=timezone.now())
    key = ApiKey.objects.filter(account=account, pk=key_id).first()
    if key is None:
        raise Missing("There is no such key in this account.", field="id")
    return key


def authenticate(secret: str) -> ApiKey | None:
    """The key with this secret and its account (one query), or None if it is unknown or revoked."""
    return ApiKey.objects.select_related("account").filter(digest=digest(secret), revoked_at=None).first()


def digest(secret: str) -> str:
    """SHA-256, hexadecimal. A key is random in all its bits, so a slow password hash would add nothing."""
    return sha256(secret.encode()).hexdigest()
