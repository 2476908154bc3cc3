"""Which schema is at which address."""

from __future__ import annotations

from django.http import HttpRequest

from .agency.context import AgencyContext, realm_of_agency
from .agency.schema import api as agency_api
from .apis import Api
from .context import Context, realm_of_account
from .schema import api as account_api
from .view import endpoint


def context_of_account(request: HttpRequest, api: Api) -> Context:
    access = request.access  # type: ignore[attr-defined]
    return Context(access, realm_of_account(access.account), api.plain_attributes, api.prices)


def context_of_agency(request: HttpRequest, api: Api) -> AgencyContext:
    access = request.agency_access  # type: ignore[attr-defined]
    return AgencyContext(access, realm_of_agency(access.agency), api.plain_attributes, api.prices)


account = endpoint(account_api, context_of_account)
agency = endpoint(agency_api, context_of_agency)
