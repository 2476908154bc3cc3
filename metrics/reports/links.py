"""What the reader of a letter may do without logging in: open the edition for a while, and ask for no more letters.

A link's token is a keyed hash (256 bits) of a random salt that is kept with the edition and of SECRET_KEY, which is not in the
database; looked up by its digest. So the agency can be shown the link again, and a copy of the database opens nothing.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from django.core import signing
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tenants import audit, letters
from tenants.agencies import agency_clients
from tenants.models import Agency

from .models import Edition, Recipient, State

LIFE = timedelta(days=30)
PURPOSE = "metrics.reports.links"
STOPPING = signing.Signer(salt="metrics.reports.stop")


def issue(edition: Edition, *, now: datetime) -> None:
    """Give the edition a new link, not yet saved."""
    edition.salt = secrets.token_hex(16)
    edition.digest = digest_of(token_of(edition))
    edition.expires_at, edition.revoked_at = now + LIFE, None


def token_of(edition: Edition) -> str:
    """43 letters, digits, hyphens and underscores."""
    made = salted_hmac(PURPOSE, f"{edition.pk}:{edition.salt}", algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def address(edition: Edition) -> str:
    """The link, on the agency's own host if it has one; "" for an edition without one, or whose key has changed since."""
    token = token_of(edition)
    return letters.absolute(f"/reports/{token}", agency=edition.report.agency) if edition.salt and digest_of(token) == edition.digest else ""


def find(token: str, *, host: Agency | None = None) -> Edition | None:
    """The edition that the link opens; None alike for one that never was, expired, was revoked, came to another agency's host, or
    shows a client that has left or is suspended."""
    edition = (
        Edition.objects.select_related("report__agency", "report__account")
        .filter(digest=digest_of(token), revoked_at=None, expires_at__gt=timezone.now(), state__in=(State.READY, State.DONE), document__isnull=False)
        .first()
    )
    if edition is None or (host is not None and host.pk != edition.report.agency_id) or not is_served(edition):
        return None
    return edition


def opened(edition: Edition) -> None:
    """Count that somebody opened the page; the first time is told in the audit log."""
    now = timezone.now()
    was_first = edition.opened_at is None
    Edition.objects.filter(pk=edition.pk).update(opened=F("opened") + 1, opened_at=Coalesce("opened_at", now))
    if was_first:
        report = edition.report
        audit.record("link.opened", agency=report.agency, account=report.account, subject=report.name, period=f"{edition.start} to {edition.end}")


def is_served(edition: Edition) -> bool:
    """Whether everybody whose numbers are in it is a client of the agency still, and not suspended."""
    wanted = set(edition.accounts) or ({edition.report.account_id} if edition.report.account_id else set())
    return wanted <= set(agency_clients(edition.report.agency).filter(pk__in=wanted).values_list("pk", flat=True))


def stop_address(recipient: Recipient, agency: Agency) -> str:
    """Where this recipient asks for no more letters. It does not expire: a letter is read when it is read."""
    return letters.absolute(f"/reports/stop/{STOPPING.sign(str(recipient.pk))}", agency=agency)


def recipient_of(token: str) -> Recipient | None:
    """Whom a stopping link is about; None for a forged one, or one who is no recipient any more."""
    try:
        key = int(STOPPING.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Recipient.objects.select_related("report__agency").filter(pk=key).first()


def stop(recipient: Recipient) -> None:
    """Send no more letters of this report to this address; the agency cannot undo it."""
    Recipient.objects.filter(pk=recipient.pk, stopped_at=None).update(stopped_at=timezone.now())
