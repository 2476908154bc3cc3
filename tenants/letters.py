"""E-mails that Plumbline writes by itself; those about passwords and addresses are allauth's, with our templates."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.core import context as current
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from tenants import branding
from tenants.hosts import agency_of
from tenants.looks import look
from tenants.models import Agency


def send(template: str, *, to: str, agency: Agency | None = None, **words: Any) -> None:
    """Send `tenants/email/<template>_subject.txt` and `_message.txt` once the transaction is committed, as text and as HTML.

    The letter is in the name of `agency`, else of the host that the current request came to; templates find it as `look`. A mail
    server that is down is logged, and does not undo what the letter tells of.
    """
    shown = look(agency) if agency else branding.look_of(current.request)
    subject, text = (render_to_string(f"tenants/email/{template}_{part}.txt", {**words, "look": shown}) for part in ("subject", "message"))
    message = branding.message(shown, subject=subject, text=text, to=[to])
    transaction.on_commit(partial(message.send), robust=True)


def absolute(path: str, *, agency: Agency | None = None) -> str:
    """The path with an address before it: the agency's host, else the agency's host that the request came to, else SITE_URL, else the request's."""
    if agency and (shown := look(agency)).host:
        return shown.origin() + path
    if current.request is not None and (agency_of(current.request) or not settings.SITE_URL):
        return str(current.request.build_absolute_uri(path))
    return (str(settings.SITE_URL) or "http://localhost:8000") + path
