"""Changes that are sent twice: with a `clientMutationId` the second one makes nothing and answers with what the first one made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from tenants.errors import Invalid
from tickets.models import IdempotentRequest

KEPT = timedelta(days=7)
LONGEST = 100


def once(client_id: str | None, *, mutation: str, arguments: str, make: Callable[[], int]) -> tuple[int, bool]:
    """The primary key of what was made, and whether that was before. Of two at the same time the second waits for the first.

    `Invalid` for an id that cannot be, or that came with other arguments before. An id is remembered for seven days; what is
    kept with it is the primary key and a digest of the arguments.
    """
    if client_id is None:
        return make(), False
    if not 1 <= len(client_id) <= LONGEST or not client_id.isprintable():
        raise Invalid(f"A clientMutationId has 1 to {LONGEST} printable characters.", field="clientMutationId")
    key, fingerprint = f"graphql {mutation} {client_id}", sha256(arguments.encode()).hexdigest()
    IdempotentRequest.objects.filter(created_at__lt=datetime.now(UTC) - KEPT).delete()
    try:
        with transaction.atomic():
            note = IdempotentRequest.objects.create(key=key, fingerprint=fingerprint, status=200, answer={})
            made = make()
            IdempotentRequest.objects.filter(pk=note.pk).update(answer={"made": made})
            return made, False
    except IntegrityError:
        return _before(key, fingerprint), True


def _before(key: str, fingerprint: str) -> int:
    note = IdempotentRequest.objects.filter(key=key).first()
    if note is None:
        raise Invalid("The first mutation with this clientMutationId failed: send it again.", field="clientMutationId")
    if note.fingerprint != fingerprint:
        raise Invalid("This clientMutationId came with other arguments before.", field="clientMutationId")
    made: int = note.answer["made"]
    return made
