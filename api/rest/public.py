"""JSON for the web application before it is inside an account: who is logged in, and a new account."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from tenants.errors import Invalid, Refused
from tenants.models import Account, Membership
from tenants.signing_up import NotVerified, TooMany, open_account

STATUS: dict[type[Refused], int] = {NotVerified: 403, TooMany: 429}


@require_GET
@never_cache
@ensure_csrf_cookie
def session(request: HttpRequest) -> JsonResponse:
    """`{"user": {"email"} | null, "accounts": [{"slug", "name", "role", "timezone"}]}`; sets the CSRF cookie."""
    if not request.user.is_authenticated:
        return JsonResponse({"user": None, "accounts": []})
    memberships = Membership.objects.filter(user=request.user).select_related("account").order_by("account__name", "account__slug")
    accounts = [{**described(membership.account), "role": membership.role} for membership in memberships]
    return JsonResponse({"user": {"email": request.user.email}, "accounts": accounts})


@require_POST
def accounts(request: HttpRequest) -> JsonResponse:
    """`{"name", "timezone"}` → 201 `{"slug", "name", "timezone"}`, owned by the caller; errors as `{"errors": [{"field", "code", "message"}]}`."""
    if not request.user.is_authenticated:
        return refused(Refused("Log in first.", code="NOT_LOGGED_IN"), status=401)
    try:
        wanted = strings(request.body, "name", "timezone")
        account = open_account(request.user, name=wanted["name"], timezone=wanted["timezone"])
    except Refused as error:
        return refused(error, status=STATUS.get(type(error), 400))
    return JsonResponse(described(account), status=201)


def strings(body: bytes, *fields: str) -> dict[str, str]:
    """These fields of a JSON object, all of them text. `Invalid` names the first that is not."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid("The body of the request is not JSON.", code="BAD_JSON") from error
    if not isinstance(given, dict):
        raise Invalid("The body of the request is not a JSON object.", code="BAD_JSON")
    for field in fields:
        if not isinstance(given.get(field), str):
            raise Invalid(f"{field} is required, as text.", field=field, code="REQUIRED")
    return {field: given[field] for field in fields}


def described(account: Account) -> dict[str, str]:
    return {"slug": account.slug, "name": account.name, "timezone": account.timezone}


def refused(error: Refused, *, status: int) -> JsonResponse:
    return JsonResponse({"errors": [error.as_dict()]}, status=status)
