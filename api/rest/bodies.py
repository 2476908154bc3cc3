"""Bodies of requests that send many things at once: bounded, JSON, with a source and lists."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tickets.ingest.copying import printable
from tickets.mapping.items import LONGEST

from .views import Refusal


def bounded_body(request: HttpRequest) -> bytes:
    """The request's body, unless it is larger than DATA_UPLOAD_MAX_MEMORY_SIZE."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        raise Refusal(f"A request may have up to {limit // 1024**2} MB.", code="TOO_LARGE", status=413)
    return request.body


def json_object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal("The body is not JSON.", code="BAD_JSON", status=400) from error
    if not isinstance(data, dict):
        raise Refusal("The body must be an object.", code="BAD_JSON", status=400)
    return data


def source_of(data: dict[str, Any]) -> str:
    source = data.get("source")
    if not isinstance(source, str) or not (source := printable(source).strip()) or len(source) > LONGEST:
        raise Refusal("source is required: the name of the helpdesk or tool this comes from.", code="REQUIRED", status=400, field="source")
    return source


def listed(data: dict[str, Any], name: str) -> list[Any]:
    """A list of the body, empty where it has none of this name."""
    items = data.get(name, [])
    if not isinstance(items, list):
        raise Refusal(f"{name} must be a list.", code="INVALID", status=400, field=name)
    return items


def only(data: dict[str, Any], *names: str) -> None:
    """Refuses a body with anything else in it."""
    for name in map(printable, sorted(data.keys() - set(names))):
        raise Refusal(f"{name!r} is not known; there are {', '.join(names)}.", code="INVALID", status=400, field=name)
