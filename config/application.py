"""The page that starts the web application; its own router takes over from there."""

import json
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from api.rest.brand import described
from tenants.branding import look_of
from tenants.looks import Look

NOT_BUILT = "The web application is not built. Run `make run`, or `npm ci && npm run build` in frontend/.\n"
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
DESCRIPTION = re.compile(rb'\s*<meta name="description"[^>]*>')
ICON = re.compile(rb'<link rel="icon"[^>]*>')


@require_safe
@never_cache
@ensure_csrf_cookie
def application(request: HttpRequest) -> HttpResponse:
    """index.html for every address of the application, in the look of the host; 503 when there is no build. Sets the CSRF cookie."""
    page = settings.FRONTEND_DIST / "index.html"
    if not page.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    look = look_of(request)
    content = page.read_bytes() if look.is_ours else branded(page.read_bytes(), look)
    return HttpResponse(content, content_type="text/html; charset=utf-8")


def branded(page: bytes, look: Look) -> bytes:
    """The page with the agency's name and icon for ours, and its brand where the application finds it without asking."""
    told = escape(json.dumps(described(look)))
    head = f'<title>{escape(look.name)}</title>\n    <meta name="brand" content="{told}" />'.encode()
    icon = f'<link rel="icon" type="image/png" href="{escape(look.logo)}" />'.encode() if look.logo else b""
    return ICON.sub(lambda _: icon, TITLE.sub(lambda _: head, DESCRIPTION.sub(b"", page), count=1), count=1)
