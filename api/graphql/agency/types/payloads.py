"""What mutations of the agency's schema answer: what was changed, or why not."""

from __future__ import annotations

import strawberry

from api.graphql.types.payloads import UserError

from .agency import Agency, AgencyMember, Brand, Domain, SavedView
from .clients import Client
from .reports import Edition, Report

WHY = "Why nothing was done; empty when it was."


@strawberry.type(description="The agency after a change.")
class AgencyPayload:
    agency: Agency | None = strawberry.field(description="The agency as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="One of the agency's people after a change.")
class AgencyMemberPayload:
    member: AgencyMember | None = strawberry.field(description="The person as the agency has them now, or had them when removed; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="A client after a change.")
class ClientPayload:
    client: Client | None = strawberry.field(description="The client as it is now, or as it was when given up; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="The brand after a change.")
class BrandPayload:
    brand: Brand | None = strawberry.field(description="The brand as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="A host name after a change.")
class DomainPayload:
    domain: Domain | None = strawberry.field(description="The name as it is now, or as it was when given back; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="A saved view after a change.")
class SavedViewPayload:
    saved_view: SavedView | None = strawberry.field(description="The view as it is now, or as it was when removed; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="A report after a change.")
class ReportPayload:
    report: Report | None = strawberry.field(description="The report as it is now, or as it was when removed; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)


@strawberry.type(description="An edition after a change.")
class EditionPayload:
    edition: Edition | None = strawberry.field(description="The edition as it is now; null with errors.")
    errors: list[UserError] = strawberry.field(description=WHY)
