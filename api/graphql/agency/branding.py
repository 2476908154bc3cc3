"""Changes of how an agency shows itself."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from typing import Annotated

import strawberry

from api.graphql.changing import PRICE, Id, attempted, known
from api.graphql.ids import Kind
from tenants import brands, domains
from tenants.errors import Invalid, Missing
from tenants.models import Domain as StoredDomain

from .context import AgencyContext, AgencyInfo
from .types.agency import brand_of, domain_of
from .types.payloads import BrandPayload, DomainPayload

IMAGE = {"logo": "image"}


@strawberry.type
class Branding:
    """Fields of `Mutation`."""

    @strawberry.field(description="Changes the brand; what is left out stays, an empty text gives Plumbline's own back. Owners.", directives=PRICE)
    def brand_set(
        self,
        info: AgencyInfo,
        name: Annotated[str | None, strawberry.argument(description="The name shown, at most 60 letters.")] = None,
        accent: Annotated[str | None, strawberry.argument(description="`#rrggbb`, with a contrast of 4.5:1 on light ground.")] = None,
        accent_dark: Annotated[str | None, strawberry.argument(description="`#rrggbb`, with a contrast of 4.5:1 on dark ground.")] = None,
        sender_name: Annotated[str | None, strawberry.argument(description="The name that letters to clients come from.")] = None,
        reply_to: Annotated[str | None, strawberry.argument(description="Where answers to them go.")] = None,
    ) -> BrandPayload:
        context = info.context
        context.need_administer()
        given = {"name": name, "accent": accent, "accent_dark": accent_dark, "sender_name": sender_name, "reply_to": reply_to}
        _, errors = attempted(lambda: brands.set_brand(context.agency, by=context.access, **given))
        return BrandPayload(brand=None if errors else brand_of(context), errors=errors)

    @strawberry.field(description="Keeps a picture as the logo; it is drawn anew as a PNG. Owners.", directives=PRICE)
    def logo_set(
        self, info: AgencyInfo, image: Annotated[str, strawberry.argument(description="A PNG, JPEG or WebP in base64, within the 256 KiB of a request.")]
    ) -> BrandPayload:
        context = info.context
        context.need_administer()
        _, errors = attempted(lambda: brands.set_logo(context.agency, decoded(image), by=context.access), renamed=IMAGE)
        return BrandPayload(brand=None if errors else brand_of(context), errors=errors)

    @strawberry.field(description="Removes the logo. Owners.", directives=PRICE)
    def logo_remove(self, info: AgencyInfo) -> BrandPayload:
        context = info.context
        context.need_administer()
        _, errors = attempted(lambda: brands.remove_logo(context.agency, by=context.access))
        return BrandPayload(brand=None if errors else brand_of(context), errors=errors)

    @strawberry.field(description="Asks for a host name; it serves once its TXT record is found. Owners.", directives=PRICE)
    def domain_add(self, info: AgencyInfo, host: Annotated[str, strawberry.argument(description="Such as `numbers.example.com`.")]) -> DomainPayload:
        context = info.context
        context.need_administer()
        domain, errors = attempted(lambda: domain_of(context, domains.add(context.agency, host=host, by=context.access)))
        return DomainPayload(domain=domain, errors=errors)

    @strawberry.field(description="Looks for a host name's TXT record, and lets the name serve if it is there. Owners.", directives=PRICE)
    def domain_verify(self, info: AgencyInfo, id: Id) -> DomainPayload:
        context = info.context
        context.need_administer()
        domain, errors = attempted(lambda: domain_of(context, domains.verify(context.agency, domain_id=known(context, id, Kind.DOMAIN), by=context.access)))
        return DomainPayload(domain=domain, errors=errors)

    @strawberry.field(description="Gives a host name back; it serves nothing from then on. Owners.", directives=PRICE)
    def domain_remove(self, info: AgencyInfo, id: Id) -> DomainPayload:
        context = info.context
        context.need_administer()
        domain, errors = attempted(lambda: removed(context, known(context, id, Kind.DOMAIN)))
        return DomainPayload(domain=domain_of(context, domain) if domain else None, errors=errors)


def removed(context: AgencyContext, number: int) -> StoredDomain:
    """The host name, as it was."""
    stored = StoredDomain.objects.filter(agency=context.agency, pk=number).first()
    if stored is None:
        raise Missing("There is no such host name in this agency.", field="id")
    domains.remove(context.agency, domain_id=number, by=context.access)
    return stored


def decoded(image: str) -> bytes:
    """The picture behind base64, with or without `data:…;base64,` before it. `Invalid` for anything else."""
    try:
        return b64decode(image.rpartition(",")[2], validate=True)
    except (NotBase64, ValueError) as error:
        raise Invalid("Send the picture in base64.", field="image") from error
