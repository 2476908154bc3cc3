"""How the host that one has come to shows itself: before anybody has logged in, for the application and for letters."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from tenants import hosts
from tenants.branding import look_of
from tenants.hosts import agency_of
from tenants.looks import Look
from tenants.models import Brand


@require_GET
@never_cache
def brand(request: HttpRequest) -> JsonResponse:
    """`{}` on a host of ours; on an agency's `described`."""
    shown = look_of(request)
    return JsonResponse({} if shown.is_ours else described(shown))


def described(look: Look) -> dict[str, str]:
    """`{"name", "logo", "accent", "accentInk", "accentDark", "accentDarkInk"}`: a path or "", and `#rrggbb` or "", inks being black or white."""
    return {
        "name": look.name,
        "logo": look.logo,
        "accent": look.accent,
        "accentInk": look.accent_ink,
        "accentDark": look.accent_dark,
        "accentDarkInk": look.accent_dark_ink,
    }


@require_GET
@never_cache
def host(request: HttpRequest) -> HttpResponse:
    """200 if `?domain=` is a host name that is served here for an agency, else 404: what a proxy asks before it gets a certificate for one."""
    name, _ = split_domain_port(request.GET.get("domain", ""))  # "" for what is no host name
    return HttpResponse(status=200 if name and hosts.owner(name) else 404)


@require_safe
def logo(request: HttpRequest, *, owner: str, digest: str) -> HttpResponse:
    """The picture of this content, kept by browsers for ever; 404 once it was replaced, and on another agency's host."""
    here = agency_of(request)
    found = Brand.objects.filter(agency__slug=owner, logo_digest=digest).values_list("logo", flat=True).first()
    if found is None or (here is not None and here.slug != owner):
        raise Http404
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found), content_type="image/png", headers=headers)
