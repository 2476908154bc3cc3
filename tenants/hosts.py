"""Which host a request came to, ours or an agency's, and what is reachable there.

On a host of ours everything is as Django has it, without a query. Another host serves nothing unless an agency has proven that it
is its own; there the same application answers, for that agency and its clients alone: everything else is as if it did not exist.
A log-in belongs to the host where it was made, since whoever owns a name can have its visitors' cookies sent to themselves.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import split_domain_port, validate_host

from tenants.middleware import refusal
from tenants.models import Account, Agency, Domain, Grant

SECONDS = 10.0
"""For so long a process remembers whose a host is; a name that was given back serves no longer than that."""
MOST = 1000
DOOR = "agency_host"
"""In a session: the agency through whose host it was begun; absent in sessions of ours."""
BELOW = re.compile(r"/(?P<kind>a|agencies)/(?P<slug>[^/]*)/?(?P<rest>.*)", re.DOTALL)
FOUNDING = ("/api/accounts", "/api/agencies")

Respond = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Known:
    """Whose a host is, None for nobody's, and until when that is believed (seconds of the process's clock)."""

    agency: Agency | None
    until: float


_known: dict[str, Known] = {}


def owner(host: str) -> Agency | None:
    """The agency that has proven to own this host name, or None; one query at most every ten seconds."""
    now = time.monotonic()
    known = _known.get(host)
    if known is None or known.until < now:
        domain = Domain.objects.select_related("agency").filter(domain=host, agency__isnull=False, verified_at__isnull=False).first()
        known = Known(domain.agency if domain else None, now + SECONDS)
        if len(_known) >= MOST:
            _known.clear()
        _known[host] = known
    return known.agency


def forget(host: str) -> None:
    """Ask anew whose this host is; other processes do so within `SECONDS`."""
    _known.pop(host, None)


def agency_of(request: HttpRequest) -> Agency | None:
    """The agency on whose host the request came; None on a host of ours."""
    return getattr(request, "host_agency", None)


class HostMiddleware:
    """First of all: finds whose host it is, and answers 400 (as Django does) for a host that is nobody's."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        raw = str(request.META.get("HTTP_HOST", ""))
        name, _ = split_domain_port(raw)
        if name and not is_ours(name):
            agency = owner(name)
            if agency is not None:
                request.host_agency = agency  # type: ignore[attr-defined]
                request.get_host = lambda: raw  # type: ignore[method-assign]
        request.get_host()
        return self.get_response(request)


class ReachMiddleware:
    """On an agency's host: that agency and its clients, and nobody else. Needs the session and authentication middleware before it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        agency = agency_of(request)
        keep_to_its_door(request, agency)
        if agency is None:
            return self.get_response(request)
        found = BELOW.fullmatch(request.path_info)
        if found and not is_reachable(agency, kind=found["kind"], slug=found["slug"]):
            return refusal(request, rest=found["rest"])
        if request.method == "POST" and request.path_info in FOUNDING:
            error = {"field": None, "code": "NOT_HERE", "message": "Accounts are made by who runs this site. Ask them for one."}
            return JsonResponse({"errors": [error]}, status=403)
        response = self.get_response(request)
        if not request.session.is_empty():
            request.session.setdefault(DOOR, agency.pk)
        return response


def is_reachable(agency: Agency, *, kind: str, slug: str) -> bool:
    """Whether `/a/<slug>/` or `/agencies/<slug>/` is the agency's own or its client's; one query for an account, missing or foreign."""
    if kind == "agencies":
        return slug == agency.slug
    return Grant.objects.filter(agency_id=agency.pk, account__slug=slug, revoked_at=None).exists()


def is_shown(request: HttpRequest) -> Callable[[Account | Agency], bool]:
    """Which accounts and agencies the host of this request may name: on ours all, on an agency's itself and its clients (one query)."""
    here = agency_of(request)
    if here is None:
        return lambda one: True
    clients = set(Grant.objects.filter(agency_id=here.pk, revoked_at=None).values_list("account_id", flat=True))
    return lambda one: one.pk in clients if isinstance(one, Account) else one.pk == here.pk


def keep_to_its_door(request: HttpRequest, agency: Agency | None) -> None:
    """A session that was begun on another host is none here: nobody is logged in, and its data are not looked at."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    if request.session.get(DOOR) != (agency.pk if agency else None) and not (agency and request.session.is_empty()):
        store: Any = import_module(settings.SESSION_ENGINE)
        request.session = store.SessionStore()
        request.user = AnonymousUser()


def is_ours(name: str) -> bool:
    """Whether ALLOWED_HOSTS names this host; a `*` there lets every host in, but makes none of them ours."""
    return validate_host(name, [pattern for pattern in settings.ALLOWED_HOSTS if pattern != "*"])
