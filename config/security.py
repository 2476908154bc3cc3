"""Answers that keep a browser from running what is not ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def content_security_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: scripts come from our own files only."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response

    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> JsonResponse:
    """The refusal of a write without a token, in the form of every other error."""
    message = "This write came without a valid CSRF token; reload the page and try again."
    return JsonResponse({"errors": [{"field": None, "code": "CSRF_FAILED", "message": message, "extensions": {"code": "CSRF_FAILED"}}]}, status=403)
