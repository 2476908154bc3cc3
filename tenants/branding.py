"""Letters in an agency's name: the same words as ours, from its sender, with its logo. The address they come from stays ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any

from allauth.headless.adapter import DefaultHeadlessAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string

from tenants.hosts import agency_of
from tenants.looks import PLUMBLINE, Look, look

LINK = re.compile(r"https?://\S+")


def look_of(request: HttpRequest | None) -> Look:
    """How the host of this request shows itself; Plumbline's look on hosts of ours and outside of requests."""
    return look(agency_of(request)) if request is not None else PLUMBLINE


def message(look: Look, *, subject: str, text: str, to: Sequence[str], html: str | None = None) -> EmailMultiAlternatives:
    """A letter as plain text and as HTML; without `html` it is made from the text, every word of it escaped."""
    subject = " ".join(subject.split())
    text = text.strip() + "\n"
    letter = EmailMultiAlternatives(subject, text, sender(look), list(to), reply_to=[look.reply_to] if look.reply_to else None)
    letter.attach_alternative(html if html is not None else as_html(look, subject=subject, text=text), "text/html")
    return letter


def sender(look: Look) -> str:
    """`Plumb & Partners <letters@our.host>`: the agency's name before our address, encoded as mail headers ask for."""
    if look.is_ours:
        return str(settings.DEFAULT_FROM_EMAIL)
    name = look.sender_name or "".join(letter for letter in look.name if letter.isprintable())
    return str(Address(display_name=name, addr_spec=parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def as_html(look: Look, *, subject: str, text: str) -> str:
    """The text's paragraphs on a page for mail readers; a line that is an address alone becomes a link."""
    return render_to_string(
        "tenants/email/letter.html", {"look": look, "subject": subject, "paragraphs": [list(lines(part)) for part in text.strip().split("\n\n")]}
    )


def lines(paragraph: str) -> Iterator[dict[str, Any]]:
    """Each line with `is_link` where it is nothing but an address."""
    for line in paragraph.splitlines():
        yield {"text": line, "is_link": bool(LINK.fullmatch(line.strip()))}


class FrontendAddresses(DefaultHeadlessAdapter):
    """Links in allauth's letters lead to the host that the reader knows: the agency's where it was asked there."""

    def get_frontend_url(self, urlname: str, **kwargs: Any) -> str | None:
        address: str | None = super().get_frontend_url(urlname, **kwargs)
        site = str(settings.SITE_URL)
        if address and site and agency_of(self.request) and address.startswith(site):
            return str(self.request.build_absolute_uri(address.removeprefix(site)))
        return address


class BrandedLetters:
    """For allauth's adapter: renders its letters with `look`, and sends them as `message` does."""

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        shown = look_of(context.get("request"))
        words = {**context, "look": shown}
        subject = render_to_string(f"{template_prefix}_subject.txt", words)
        text = render_to_string(f"{template_prefix}_message.txt", words)
        letter = message(shown, subject=subject, text=text, to=[email] if isinstance(email, str) else email)
        letter.extra_headers.update(headers or {})
        return letter
