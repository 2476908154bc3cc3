"""Letters of an edition: text and HTML with its charts inside, the files that were asked for beside it, from the agency's sender."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from email.message import Message
from email.mime.image import MIMEImage
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart

from tenants import branding
from tenants.looks import logo_png, look
from tenants.models import Agency

from . import rendering, words
from .document import Document
from .files import content, pictures, shown
from .links import address, stop_address
from .models import Delivery, Edition, Recipient

LOGO = "logo@report"


class Illustrated(EmailMultiAlternatives):
    """A letter whose HTML has its pictures with it: multipart/related within multipart/alternative, as mail readers expect it."""

    pictures: Mapping[str, bytes]

    def message(self, *args: Any, **kwargs: Any) -> Any:
        made = super().message(*args, **kwargs)
        if self.pictures:
            _put_pictures_beside_the_html(made, self.pictures)
        return made


def compose(delivery: Delivery) -> Illustrated:
    """The letter of one delivery. Its Message-ID stays the same however often it is tried."""
    edition = delivery.edition
    report, document = edition.report, shown(edition)
    sent_as, link, stop = look(report.agency), address(edition), _stop(edition, delivery.email)
    expires = words.day(edition.expires_at.date()) if edition.expires_at else ""
    drawn, logo = pictures(edition), logo_png(report.agency)
    subject = rendering.subject(document)
    made = Illustrated(
        subject,
        rendering.text(document, link=link, expires=expires, stop=stop),
        branding.sender(sent_as),
        [delivery.email],
        reply_to=[sent_as.reply_to] if sent_as.reply_to else None,
        headers=_headers(delivery, stop),
    )
    cids = {place: f"cid:{cid(place)}" for place in drawn}
    html = rendering.html(document, subject=subject, logo=f"cid:{LOGO}" if logo else "", pictures=cids, link=link, expires=expires, stop=stop)
    made.attach_alternative(html, "text/html")
    made.pictures = {**{cid(place): png for place, png in drawn.items()}, **({LOGO: logo} if logo else {})}
    for form in report.formats:
        made.attach(f"{file_name(document)}.{form}", content(edition, form), "application/pdf" if form == "pdf" else "text/csv")
    return made


def cid(place: int) -> str:
    return f"chart-{place}@report"


def file_name(document: Document) -> str:
    """ "fernglass-2026-11-16-2026-11-22": letters, digits and hyphens alone."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in document["subject"].lower())
    named = "-".join(part for part in plain.split("-") if part) or "report"
    return f"{named}-{document['period']['start']}-{document['period']['end']}"


def as_data(agency: Agency, drawn: Mapping[int, bytes]) -> tuple[str, dict[int, str]]:
    """Logo and charts as data: addresses, for a page that loads nothing."""
    logo = logo_png(agency)
    return (_data(logo) if logo else ""), {place: _data(png) for place, png in drawn.items()}


def _data(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"


def _stop(edition: Edition, email: str) -> str:
    recipient = Recipient.objects.filter(report_id=edition.report_id, email=email).first()
    return stop_address(recipient, edition.report.agency) if recipient else ""


def _headers(delivery: Delivery, stop: str) -> dict[str, str]:
    """RFC 8058 asks for both List-Unsubscribe headers; Auto-Submitted keeps absence notes from answering."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<report-{delivery.edition_id}-{delivery.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return {**headers, "List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else headers


def _put_pictures_beside_the_html(made: Message, pictures: Mapping[str, bytes]) -> None:
    for part in made.walk():
        inner = part.get_payload()
        if part.get_content_type() == "multipart/alternative" and isinstance(inner, list):
            part.set_payload([_related(each, pictures) if _is_html(each) else each for each in inner])
            return


def _is_html(part: Any) -> bool:
    return isinstance(part, Message) and part.get_content_type() == "text/html"


def _related(html: Any, pictures: Mapping[str, bytes]) -> SafeMIMEMultipart:
    related = SafeMIMEMultipart(_subtype="related", encoding="utf-8")
    related.attach(html)
    for name, png in pictures.items():
        picture = MIMEImage(png, "png")
        picture.add_header("Content-ID", f"<{name}>")
        picture.add_header("Content-Disposition", "inline", filename=f"{name.partition('@')[0]}.png")
        related.attach(picture)
    return related
