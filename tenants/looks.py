"""What others see of an agency, or of Plumbline where no agency is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from tenants import contrast
from tenants.models import Agency, Brand, Domain


@dataclass(frozen=True, kw_only=True)
class Look:
    """What others see of an agency, or of Plumbline: `accent`s are "" where ours are used, `logo` is a path or "", `host` a verified name or ""."""

    name: str
    agency_slug: str = ""
    accent: str = ""
    accent_dark: str = ""
    logo: str = ""
    sender_name: str = ""
    reply_to: str = ""
    host: str = ""

    @property
    def accent_ink(self) -> str:
        """The colour of writing on the accent: black or white."""
        return self.accent and contrast.ink_on(self.accent)

    @property
    def accent_dark_ink(self) -> str:
        """The colour of writing on the dark ground's accent: black or white."""
        return self.accent_dark and contrast.ink_on(self.accent_dark)

    @property
    def is_ours(self) -> bool:
        return not self.agency_slug

    def origin(self) -> str:
        """`https://host[:port]` of this look, without a path: the agency's verified host, else ours."""
        site = urlsplit(str(settings.SITE_URL) or "http://localhost:8000")
        if not self.host:
            return site.geturl()
        return f"{site.scheme}://{self.host}" + (f":{site.port}" if site.port else "")

    def logo_url(self) -> str:
        """The logo's absolute address, or ""."""
        return self.origin() + self.logo if self.logo else ""


PLUMBLINE = Look(name="Plumbline")


def look(agency: Agency | None) -> Look:
    """How this agency shows itself, in two queries; Plumbline's own look for None."""
    if agency is None:
        return PLUMBLINE
    brand = Brand.objects.defer("logo").filter(agency=agency).first() or Brand(agency=agency)
    host = Domain.objects.filter(agency=agency, verified_at__isnull=False).order_by("verified_at", "pk").values_list("domain", flat=True).first()
    return Look(
        agency_slug=agency.slug,
        name=brand.name or agency.name,
        accent=brand.accent,
        accent_dark=brand.accent_dark,
        logo=logo_path(agency, brand.logo_digest),
        sender_name=brand.sender_name,
        reply_to=brand.reply_to,
        host=host or "",
    )


def logo_path(agency: Agency, digest: str) -> str:
    return f"/brand/{agency.slug}/{digest}.png" if digest else ""


def logo_png(agency: Agency) -> bytes | None:
    """The logo as a PNG of at most 512×160 pixels, or None."""
    found = Brand.objects.filter(agency=agency).values_list("logo", flat=True).first()
    return bytes(found) if found else None
