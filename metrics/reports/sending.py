"""One letter, sent once: claimed by a conditional UPDATE, tried again at growing distances, given up after five times.

A worker that dies while it hands a letter over leaves it undecided; it is then told as failed rather than sent twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.db.models import F
from django.utils import timezone

from . import letters, links
from .making import readers
from .models import Delivery, Edition, State

ATTEMPTS = 5
FIRST_PAUSE, FACTOR = timedelta(minutes=5), 4
STALLED = timedelta(minutes=15)
UNDECIDED = "A worker stopped while it handed the letter over: it may have arrived or not."
UNWRITTEN = "The letter could not be written; the log of the worker says why."
UNWANTED = "The address receives no letters of this report any more."
WITHDRAWN = "A client in it has left the agency or is suspended, or the link was taken back."


def deliver(delivery_id: int) -> None:
    """Send the letter if it is time and nobody else does."""
    now = timezone.now()
    waiting = Delivery.objects.filter(pk=delivery_id, state=Delivery.State.PENDING, try_at__lte=now)
    if not waiting.update(state=Delivery.State.SENDING, tried_at=now, attempts=F("attempts") + 1):
        return
    delivery = Delivery.objects.select_related("edition__report__agency", "edition__report__account").get(pk=delivery_id)
    if why := refusal(delivery):
        decide(delivery, Delivery.State.STOPPED, error=why)
    else:
        _try(delivery, now)
    finish(delivery.edition)


def refusal(delivery: Delivery) -> str:
    """Why the letter may not be sent now; "" if it may."""
    edition = delivery.edition
    if edition.revoked_at is not None or not links.is_served(edition):
        return WITHDRAWN
    return "" if delivery.email in readers(edition.report) else UNWANTED


def _try(delivery: Delivery, now: datetime) -> None:
    try:
        letter = letters.compose(delivery)
    except Exception:
        decide(delivery, Delivery.State.FAILED, error=UNWRITTEN)
        raise
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        _failed(delivery, error, now)
    else:
        decide(delivery, Delivery.State.SENT, sent_at=timezone.now(), error="")


def _failed(delivery: Delivery, error: Exception, now: datetime) -> None:
    """Again later, unless the server says that it will never do or it has been tried often enough."""
    why = f"{type(error).__name__}: {error}"[:500]
    if is_final(error) or delivery.attempts >= ATTEMPTS:
        decide(delivery, Delivery.State.FAILED, error=why)
    else:
        decide(delivery, Delivery.State.PENDING, error=why, try_at=now + FIRST_PAUSE * FACTOR ** (delivery.attempts - 1))


def is_final(error: Exception) -> bool:
    """Whether the mail server refused for good: a 5xx answer to the letter or to its recipient."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500


def decide(delivery: Delivery, state: Delivery.State, **fields: object) -> None:
    """What became of a letter that is being sent."""
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENDING).update(state=state, **fields)


def finish(edition: Edition) -> None:
    """An edition all of whose letters are decided is done."""
    open_letters = Delivery.objects.filter(edition=edition, state__in=(Delivery.State.PENDING, Delivery.State.SENDING))
    if not open_letters.exists():
        Edition.objects.filter(pk=edition.pk, state=State.READY).update(state=State.DONE)


def give_up_stalled(now: datetime) -> int:
    """Letters whose worker died. Returns how many."""
    stalled = Delivery.objects.filter(state=Delivery.State.SENDING, tried_at__lt=now - STALLED)
    editions = list(Edition.objects.filter(deliveries__in=stalled).distinct())
    given_up = stalled.update(state=Delivery.State.FAILED, error=UNDECIDED)
    for edition in editions:
        finish(edition)
    return given_up
