"""API keys: made once, shown once, kept as a digest."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from tenants import audit, tokens
from tenants.callers import Actor, person
from tenants.errors import Invalid, Missing
from tenants.models import Account, Agency, ApiKey, Scope

PREFIX = "plk_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 43
"""Characters after the prefix: 62**43 is just above 2**256."""
SHOWN = 12
"""Characters that are kept readable, so that a person recognises the key."""


@transaction.atomic
def create(holder: Account | Agency, *, name: str, scope: Scope | str, by: Actor | None) -> tuple[ApiKey, str]:
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
    key = holder.api_keys.create(name=name, scope=scope, created_by=person(by), prefix=secret[:SHOWN], digest=tokens.digest(secret))
    audit.record("key.made", **_whose(holder), by=by, subject=_named(key), scope=scope)
    return key, secret


@transaction.atomic
def revoke(holder: Account | Agency, *, key_id: int, by: Actor | None = None) -> ApiKey:
    """The key, refused from now on. Revoking twice keeps the first time. `Missing` if the account or agency has no such key."""
    is_new = holder.api_keys.filter(pk=key_id, revoked_at=None).update(revoked_at=timezone.now())
    key: ApiKey | None = holder.api_keys.filter(pk=key_id).first()
    if key is None:
        raise Missing(f"There is no such key in this {holder._meta.verbose_name}.", field="id")
    if is_new:
        audit.record("key.revoked", **_whose(holder), by=by, subject=_named(key), scope=key.scope)
    return key


def _named(key: ApiKey) -> str:
    return f"{key.name} ({key.prefix}…)"


def _whose(holder: Account | Agency) -> dict[str, Any]:
    return {"account" if isinstance(holder, Account) else "agency": holder}
