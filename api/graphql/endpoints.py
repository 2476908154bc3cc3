"""Which schema is at which address."""

from __future__ import annotations

from django.http import HttpRequest

from .apis import Api
from .context import Context, realm_of_account
from .schema import api as account_api
from .view import endpoint


def context_of_account(request: HttpRequest, api: Api) -> Context:
    access = request.access  # type: ignore[attr-defined]
    return Context(access, realm_of_account(access.account), api.plain_attributes, api.prices)


account = endpoint(account_api, context_of_account)
