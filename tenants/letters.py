"""E-mails that Plumbline writes by itself; those about passwords and addresses are allauth's, with our templates."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.core import context as current
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string


def send(template: str, *, to: str, **words: Any) -> None:
    """Send `tenants/email/<template>_subject.txt` and `_message.txt` once the transaction is committed.

    A mail server that is down is logged, and does not undo what the letter tells of.
    """
    subject = " ".join(render_to_string(f"tenants/email/{template}_subject.txt", words).split())
    message = EmailMessage(subject, render_to_string(f"tenants/email/{template}_message.txt", words).strip() + "\n", to=[to])
    transaction.on_commit(partial(message.send), robust=True)


def absolute(path: str) -> str:
    """The path with the site's address before it: SITE_URL, or where the current request came to."""
    if settings.SITE_URL:
        return str(settings.SITE_URL) + path
    if current.request is not None:
        return str(current.request.build_absolute_uri(path))
    return f"http://localhost:8000{path}"
