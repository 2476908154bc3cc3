"""How an agency shows itself: a name, checked colours, a redrawn logo, and whom its letters come from.

Nothing of it is markup and nothing of it runs: names are text that every template escapes, colours are six hexadecimal digits
whose contrast was measured, the logo is a PNG that we drew (`tenants.logos`). The address letters come from stays ours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from tenants import audit, contrast, logos
from tenants.errors import Invalid
from tenants.models import Agency, Brand

LIGHT_GROUNDS = ("#ffffff", "#f5f7f9", "#eef1f4")
DARK_GROUNDS = ("#0e1318", "#161c22", "#1f272f")
"""What the interface's text stands on: --surface, --page and --sunken of frontend/src/app/theme.css."""
MAX_NAME = 60
ADDRESS_MARKS = frozenset('<>"@,;:\\()[]')
"""Marks that have a meaning in a mail header, or would let a sender's name pass for an address."""


@transaction.atomic
def set_brand(agency: Agency, *, by: Any, **given: str | None) -> Brand:
    """Change `name`, `accent`, `accent_dark`, `sender_name`, `reply_to`: None leaves a field as it is, "" gives ours back.

    `Invalid` names the field. A colour must have a contrast of 4.5:1 with the grounds that text stands on; as a button it carries
    black or white, one of which always reads.
    """
    checked = {field: CHECKS[field](value) for field, value in given.items() if value is not None}
    brand = _locked(agency)
    before = {field: getattr(brand, field) for field in checked}
    changed = {field: value for field, value in checked.items() if value != before[field]}
    for field, value in changed.items():
        setattr(brand, field, value)
    if changed:
        brand.save()
        audit.record("brand.changed", agency=agency, by=by, subject=agency.name, before={field: before[field] for field in changed}, after=changed)
    return brand


def set_logo(agency: Agency, data: bytes, *, by: Any) -> Brand:
    """Keep this picture's pixels as the logo. `Invalid` (field `logo`) for what is no picture, or too large a one."""
    return _keep(agency, logos.redrawn(data), by=by)


def remove_logo(agency: Agency, *, by: Any) -> Brand:
    """The agency shows its name alone."""
    return _keep(agency, None, by=by)


@transaction.atomic
def _keep(agency: Agency, png: bytes | None, *, by: Any) -> Brand:
    brand = _locked(agency)
    digest = sha256(png).hexdigest() if png else ""
    if digest != brand.logo_digest:
        audit.record("brand.changed", agency=agency, by=by, subject=agency.name, before={"logo": brand.logo_digest}, after={"logo": digest})
        brand.logo, brand.logo_digest = png, digest
        brand.save()
    return brand


def _locked(agency: Agency) -> Brand:
    Agency.objects.select_for_update().get(pk=agency.pk)
    return Brand.objects.filter(agency=agency).first() or Brand(agency=agency)


def checked_name(name: str, *, field: str = "name") -> str:
    """The name without surrounding space: at most 60 letters, no control, direction or invisible characters. `Invalid` otherwise."""
    name = " ".join(name.split(" ")).strip(" ")
    if len(name) > MAX_NAME:
        raise Invalid(f"The name has {len(name)} letters; at most {MAX_NAME} are taken.", field=field)
    for letter in name:
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            raise Invalid(f"The name holds an invisible character (U+{ord(letter):04X}).", field=field)
    return name


def checked_sender(name: str) -> str:
    """A name that a letter may come from: as `checked_name`, and without marks that belong to addresses."""
    name = checked_name(name, field="sender_name")
    marks = sorted(ADDRESS_MARKS.intersection(name))
    if marks:
        raise Invalid(f"A sender's name may not contain {' '.join(marks)}.", field="sender_name")
    return name


def checked_reply_to(address: str) -> str:
    """One address, or "". `Invalid` for anything else, line breaks included."""
    address = address.strip(" ")
    if not address:
        return ""
    try:
        validate_email(address)
        MaxLengthValidator(254)(address)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.", field="reply_to") from error
    return address


def checked_accent(colour: str) -> str:
    """`#rrggbb` in small letters, readable as text on light ground; "" stays. `Invalid` names the ratio and the nearest that passes."""
    return _checked_colour(colour, LIGHT_GROUNDS, towards=contrast.BLACK, field="accent", ground="light")


def checked_accent_dark(colour: str) -> str:
    """As `checked_accent`, on dark ground."""
    return _checked_colour(colour, DARK_GROUNDS, towards=contrast.WHITE, field="accent_dark", ground="dark")


def _checked_colour(colour: str, grounds: tuple[str, ...], *, towards: str, field: str, ground: str) -> str:
    colour = colour.lower()
    if not colour:
        return ""
    if not contrast.HEX.fullmatch(colour):
        raise Invalid("A colour is # and six hexadecimal digits, such as #1a4f86.", field=field)
    found = contrast.worst(colour, grounds)
    if found < contrast.ENOUGH:
        better = contrast.nearest(colour, grounds, towards=towards)
        raise Invalid(
            f"{colour} has a contrast of {int(found * 100) / 100:.2f}:1 with our {ground} ground; text needs {contrast.ENOUGH}:1. "
            f"The nearest that has it is {better}.",
            field=field,
            code="LOW_CONTRAST",
        )
    return colour


CHECKS: dict[str, Callable[[str], str]] = {
    "name": checked_name,
    "accent": checked_accent,
    "accent_dark": checked_accent_dark,
    "sender_name": checked_sender,
    "reply_to": checked_reply_to,
}
