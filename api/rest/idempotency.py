"""Idempotency keys: the same key and body give the same answer and change nothing; the same key and another body are refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from tickets.models import IdempotentRequest

from .views import Refusal

Answer = tuple[int, dict[str, Any]]
KEPT = timedelta(days=7)
LONGEST = 255


def once(key: str | None, body: bytes, carry_out: Callable[[], Answer]) -> tuple[Answer, bool]:
    """The answer, and whether it is a repetition. `carry_out` runs in one transaction with the note that it has.

    Of two requests with one key at the same time the second waits for the first and repeats its answer.
    """
    if key is None:
        with transaction.atomic():
            return carry_out(), False
    if not 1 <= len(key) <= LONGEST or not key.isprintable():
        raise Refusal(f"An Idempotency-Key has 1 to {LONGEST} printable characters.", code="BAD_IDEMPOTENCY_KEY", status=400)
    fingerprint = sha256(body).hexdigest()
    IdempotentRequest.objects.filter(created_at__lt=datetime.now(UTC) - KEPT).delete()
    try:
        with transaction.atomic():
            note = IdempotentRequest.objects.create(key=key, fingerprint=fingerprint, status=0, answer={})
            status, answer = carry_out()
            IdempotentRequest.objects.filter(pk=note.pk).update(status=status, answer=answer)
            return (status, answer), False
    except IntegrityError:
        return _repeated(key, fingerprint), True


def _repeated(key: str, fingerprint: str) -> Answer:
    note = IdempotentRequest.objects.filter(key=key).first()
    if note is None:
        raise Refusal("The first request with this Idempotency-Key failed: send it again.", code="CONFLICT", status=409)
    if note.fingerprint != fingerprint:
        raise Refusal("This Idempotency-Key was used with another body.", code="IDEMPOTENCY_KEY_REUSED", status=422, field="Idempotency-Key")
    return note.status, note.answer
