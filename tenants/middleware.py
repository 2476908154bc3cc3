"""Every request below /a/<account>/ and /agencies/<agency>/: checked, then run, an account's inside its schema, then out of it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.template.loader import render_to_string

from tenants import key_uses, schemas
from tenants.access import Access, AgencyAccess, bearer, find_access, find_agency_access
from tenants.models import Account

ACCOUNT_PATH = re.compile(r"/a/(?P<slug>[^/]*)/?(?P<rest>.*)", re.DOTALL)
AGENCY_PATH = re.compile(r"/agencies/(?!new$)(?P<slug>[^/]*)/?(?P<rest>.*)", re.DOTALL)
"""`/agencies/new` is where one makes an agency; no agency has that address."""
PROGRAM_PATH = re.compile(r"graphql(/|$)|api/v\d+/")
"""Paths that programs talk to; everything else below an account or agency is a page for people."""


class AccountMiddleware:
    """Sets `request.access` and `request.account`, and the connection to the account's schema, or answers as if there were no such account.

    Below an agency it sets `request.agency_access`, and stays in the public schema. Access is looked up on every request,
    in one query that fetches the account or agency as well; nothing is cached, so a revoked key or grant or a removed
    member is out with the next request. Cookie sessions must pass the CSRF check whatever the view says; keys need not,
    since no browser sends them by itself. Needs the session and authentication middleware before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.csrf = AccountCsrf(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if found := ACCOUNT_PATH.fullmatch(request.path_info):
            access = find_access(request, found["slug"])
            response = self.inside(request, access) if access else refusal(request, rest=found["rest"])
        elif found := AGENCY_PATH.fullmatch(request.path_info):
            agency_access = find_agency_access(request, found["slug"])
            response = self.at_agency(request, agency_access) if agency_access else refusal(request, rest=found["rest"])
        else:
            return self.get_response(request)
        key_uses.count(request, response)
        return response

    def inside(self, request: HttpRequest, access: Access) -> HttpResponseBase:
        request.access = access  # type: ignore[attr-defined]
        request.account = access.account  # type: ignore[attr-defined]
        if access.key is not None:
            by_key(request)
        schemas.enter(access.account)
        try:
            response = self.get_response(request)
        finally:
            schemas.leave()
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse) and not response.is_async:
            response.streaming_content = streamed_inside(access.account, iter(response))
        return response

    def at_agency(self, request: HttpRequest, access: AgencyAccess) -> HttpResponseBase:
        request.agency_access = access  # type: ignore[attr-defined]
        if access.key is not None:
            by_key(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        access: Access | None = getattr(request, "access", None)
        agency_access: AgencyAccess | None = getattr(request, "agency_access", None)
        if "account" in kwargs and (access is None or access.account.slug != kwargs["account"]):
            return refusal(request, rest="graphql")
        if "agency" in kwargs and (agency_access is None or agency_access.agency.slug != kwargs["agency"]):
            return refusal(request, rest="graphql")
        return self.csrf.check(request) if access or agency_access else None


def by_key(request: HttpRequest) -> None:
    """Nobody is logged in by a key, and no browser sends one by itself."""
    request.user = AnonymousUser()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]


class AccountCsrf(CsrfViewMiddleware):
    """Django's CSRF check, without its exception for views marked exempt."""

    def check(self, request: HttpRequest) -> HttpResponseBase | None:
        self.process_request(request)
        return self.process_view(request, lambda: HttpResponse(), (), {})


def refusal(request: HttpRequest, *, rest: str) -> HttpResponse:
    """The answer to everybody without access, the same whether the account or agency is missing or foreign."""
    if PROGRAM_PATH.match(rest) or bearer(request) is not None:
        return JsonResponse({"errors": [{"field": None, "code": "NOT_FOUND", "message": "Not found.", "extensions": {"code": "NOT_FOUND"}}]}, status=404)
    if not request.user.is_authenticated:
        return redirect("/log-in?" + urlencode({"next": request.get_full_path()}))
    return HttpResponse(render_to_string("404.html"), status=404)


def streamed_inside(account: Account, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks of a streamed answer, each made inside the account's schema: they are read after the middleware is done."""
    while True:
        schemas.enter(account)
        try:
            chunk = next(chunks, None)
        finally:
            schemas.leave()
        if chunk is None:
            return
        yield chunk
