"""Every request below /a/<account>/: checked, then run inside the account's schema, then out of it again."""

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

from tenants import schemas
from tenants.access import Access, bearer, find_access
from tenants.models import Account

ACCOUNT_PATH = re.compile(r"/a/(?P<slug>[^/]*)/?(?P<rest>.*)", re.DOTALL)
PROGRAM_PATH = re.compile(r"graphql(/|$)|api/v\d+/")
"""Paths that programs talk to; everything else below an account is a page for people."""


class AccountMiddleware:
    """Sets `request.access` and `request.account`, and the connection to the account's schema, or answers as if there were no such account.

    Access is looked up on every request, in one query that fetches the account as well; nothing is cached, so a revoked
    key or a removed member is out with the next request. Cookie sessions must pass the CSRF check whatever the view
    says; keys need not, since no browser sends them by itself. Needs the session and authentication middleware before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.csrf = AccountCsrf(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = ACCOUNT_PATH.fullmatch(request.path_info)
        if found is None:
            return self.get_response(request)
        access = find_access(request, found["slug"])
        if access is None:
            return refusal(request, rest=found["rest"])
        return self.inside(request, access)

    def inside(self, request: HttpRequest, access: Access) -> HttpResponseBase:
        request.access = access  # type: ignore[attr-defined]
        request.account = access.account  # type: ignore[attr-defined]
        if access.key is not None:  # Nobody is logged in by a key, and no browser sends one by itself.
            request.user = AnonymousUser()
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        schemas.enter(access.account)
        try:
            response = self.get_response(request)
        finally:
            schemas.leave()
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse) and not response.is_async:
            response.streaming_content = streamed_inside(access.account, iter(response))
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        access: Access | None = getattr(request, "access", None)
        if "account" in kwargs and (access is None or access.account.slug != kwargs["account"]):
            return refusal(request, rest="graphql")
        return self.csrf.check(request) if access else None


class AccountCsrf(CsrfViewMiddleware):
    """Django's CSRF check, without its exception for views marked exempt."""

    def check(self, request: HttpRequest) -> HttpResponseBase | None:
        self.process_request(request)
        return self.process_view(request, lambda: HttpResponse(), (), {})


def refusal(request: HttpRequest, *, rest: str) -> HttpResponse:
    """The answer to everybody without access, the same whether the account is missing or foreign."""
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
