"""JSON for the web application before it is inside an account or agency: who is logged in, new accounts and agencies, invitations."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tenants import accepting, hosts, ways
from tenants.accepting import InvitationView
from tenants.errors import Forbidden, Gone, Invalid, Missing, NotVerified, Refused, TooMany
from tenants.models import Account, Agency, AgencyMembership, User
from tenants.signing_up import open_account, open_agency

STATUS: dict[type[Refused], int] = {NotVerified: 403, TooMany: 429, Forbidden: 403, Missing: 404, Gone: 410}


@require_GET
@never_cache
@ensure_csrf_cookie
def session(request: HttpRequest) -> JsonResponse:
    """Who is logged in, the accounts the person gets into and the agencies the person belongs to, by name; sets the CSRF cookie.

    `{"user": {"email"} | null, "accounts": [{"slug", "name", "timezone", "role", "via"}], "agencies": [{"slug", "name", "timezone", "role"}]}`;
    `via` is the agency through which the person comes, by its slug, or null.
    """
    user = request.user
    if not isinstance(user, User):
        return JsonResponse({"user": None, "accounts": [], "agencies": []})
    shown = hosts.is_shown(request)
    best = [way for way in ways.best_of_each(ways.of_person(user)) if shown(way.account)]
    accounts = [{**described(way.account), "role": way.role, "via": way.agency.slug if way.agency else None} for way in best]
    memberships = AgencyMembership.objects.filter(user=user).select_related("agency").order_by("agency__name", "agency__slug")
    agencies = [{**described(membership.agency), "role": membership.role} for membership in memberships if shown(membership.agency)]
    return JsonResponse({"user": {"email": user.email}, "accounts": accounts, "agencies": agencies})


@require_POST
def accounts(request: HttpRequest) -> JsonResponse:
    """`{"name", "timezone"}` → 201 `{"slug", "name", "timezone"}`, owned by the caller; errors as `{"errors": [{"field", "code", "message"}]}`."""
    try:
        user = logged_in(request)
        wanted = strings(request.body, "name", "timezone")
        account = open_account(user, name=wanted["name"], timezone=wanted["timezone"])
    except Refused as error:
        return refused(error)
    return JsonResponse(described(account), status=201)


@require_POST
def agencies(request: HttpRequest) -> JsonResponse:
    """`{"name", "timezone"}` → 201 `{"slug", "name", "timezone"}`, owned by the caller; errors as those of `accounts`."""
    try:
        user = logged_in(request)
        wanted = strings(request.body, "name", "timezone")
        agency = open_agency(user, name=wanted["name"], timezone=wanted["timezone"])
    except Refused as error:
        return refused(error)
    return JsonResponse(described(agency), status=201)


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> JsonResponse:
    """GET says what the letter invites to, for anybody who holds its link; POST accepts it, for who has verified the address invited.

    POST takes `{"account": slug}` or `{"newAccount": {"name", "timezone"}}` from a client, `{"agency": slug}` from an agency, else
    `{}`, and answers `{"kind": "account" | "agency", "slug", "name"}`: where the person may go now. 404 for an unknown token, 410
    ACCEPTED, EXPIRED or REVOKED, 403 OTHER_ADDRESS, 401 without a log-in, 400 for a choice that is none.
    """
    try:
        if request.method == "GET":
            return JsonResponse(invited(accepting.look(token, request.user if isinstance(request.user, User) else None)))
        target = accepting.accept(token, logged_in(request), **choice(json_object(request.body)))
    except Refused as error:
        return refused(error)
    return JsonResponse({"kind": "account" if isinstance(target, Account) else "agency", "slug": target.slug, "name": target.name})


def invited(view: InvitationView) -> dict[str, Any]:
    """An invitation as the page that the letter leads to shows it."""
    return {
        "kind": view.kind,
        "email": view.email,
        "role": view.role,
        "by": view.invited_by,
        "account": named(view.account) if view.account else None,
        "agency": named(view.agency) if view.agency else None,
        "expiresAt": view.expires_at.isoformat(),
        "fits": view.fits,
        "accounts": [named(account) for account in view.accounts],
        "agencies": [named(agency) for agency in view.agencies],
    }


def choice(given: dict[str, Any]) -> dict[str, Any]:
    """What the body of an acceptance chooses, as arguments of `accepting.accept`. `Invalid` names what is not as it should be."""
    chosen: dict[str, Any] = {}
    for field in ("account", "agency"):
        if given.get(field) is not None:
            chosen[f"{field}_slug"] = texts(given, field)[field]
    if given.get("newAccount") is not None:
        if not isinstance(given["newAccount"], dict):
            raise Invalid("newAccount is an object with name and timezone.", field="newAccount")
        wanted = texts(given["newAccount"], "name", "timezone")
        chosen["new_account"] = (wanted["name"], wanted["timezone"])
    return chosen


def logged_in(request: HttpRequest) -> User:
    """Who calls; `Refused` NOT_LOGGED_IN if nobody is logged in."""
    if not isinstance(request.user, User):
        raise Refused("Log in first.", code="NOT_LOGGED_IN")
    return request.user


def strings(body: bytes, *fields: str) -> dict[str, str]:
    """These fields of a JSON object, all of them text. `Invalid` names the first that is not."""
    return texts(json_object(body), *fields)


def texts(given: dict[str, Any], *fields: str) -> dict[str, str]:
    """These fields, all of them text. `Invalid` names the first that is not."""
    for field in fields:
        if not isinstance(given.get(field), str):
            raise Invalid(f"{field} is required, as text.", field=field, code="REQUIRED")
    return {field: given[field] for field in fields}


def json_object(body: bytes) -> dict[str, Any]:
    """The body as a JSON object; `Invalid` BAD_JSON if it is none."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Invalid("The body of the request is not JSON.", code="BAD_JSON") from error
    if not isinstance(given, dict):
        raise Invalid("The body of the request is not a JSON object.", code="BAD_JSON")
    return given


def described(place: Account | Agency) -> dict[str, str]:
    return {**named(place), "timezone": place.timezone}


def named(place: Account | Agency) -> dict[str, str]:
    return {"slug": place.slug, "name": place.name}


def refused(error: Refused) -> JsonResponse:
    status = 401 if error.code == "NOT_LOGGED_IN" else STATUS.get(type(error), 400)
    return JsonResponse({"errors": [error.as_dict()]}, status=status)
