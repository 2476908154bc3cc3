"""GraphQL over HTTP: what a request asks for and in which form it wants its answer.

https://graphql.github.io/graphql-over-http/draft/ in the state after the watershed of 2025-01-01: without a preference the
answer is `application/graphql-response+json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from .documents import text_of
from .errors import ApiError, Code
from .limits import check_text, check_variables

RESPONSE = "application/graphql-response+json"
LEGACY = "application/json"
LARGEST_BODY = 256 * 1024


@dataclass(frozen=True)
class Asked:
    """One operation to execute: `text` is the document, `is_get` forbids mutations."""

    text: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    is_get: bool = False


def media_type(accept: str | None) -> str:
    """The form of the answer: the better liked of the two that exist. `NOT_ACCEPTABLE` if neither is liked."""
    if not accept or not accept.strip():
        return RESPONSE
    liked = {form: _liking(accept, form) for form in (RESPONSE, LEGACY)}
    best = max(liked, key=lambda form: liked[form])
    if liked[best] <= 0:
        raise ApiError(Code.NOT_ACCEPTABLE, f"The answer can be {RESPONSE} or {LEGACY}.")
    return best


def _liking(accept: str, form: str) -> float:
    """The quality that an Accept header gives a media type, by its most specific range; 0 if none fits."""
    best: tuple[int, float] = (0, 0.0)
    for part in accept.split(",")[:50]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        specific = {form: 3, f"{form.split('/')[0]}/*": 2, "*/*": 1}.get(name, 0)
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        charset = next((piece[8:].strip('"') for piece in parameters if piece.startswith("charset=")), "utf-8")
        if specific > best[0] and charset in ("utf-8", "utf8"):
            best = (specific, _number(quality))
    return best[1]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def asked(request: HttpRequest) -> Asked:
    """What this request wants executed; `ApiError` when it is not a request of the draft."""
    if request.method == "GET":
        return _asked({name: _parameter(name, value) for name, value in request.GET.items()}, is_get=True)
    if request.method != "POST":
        raise ApiError(Code.METHOD_NOT_ALLOWED, "Use POST, or GET for queries.")
    if request.content_type != LEGACY or (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise ApiError(Code.UNSUPPORTED_MEDIA_TYPE, "Send the request as application/json in UTF-8.")
    return _asked(decoded(_body(request)), is_get=False)


def _body(request: HttpRequest) -> bytes:
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
        if announced <= LARGEST_BODY and len(request.body) <= LARGEST_BODY:
            return request.body
    except (ValueError, UnreadablePostError):
        raise ApiError(Code.BAD_REQUEST, "The body could not be read.") from None
    raise ApiError(Code.REQUEST_TOO_LARGE, f"A request may have {LARGEST_BODY:,} bytes.", limit=LARGEST_BODY)


def decoded(body: bytes | str) -> Any:
    """JSON, strictly: UTF-8, no NaN, nothing nested without end."""
    try:
        return json.loads(body.decode() if isinstance(body, bytes) else body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ApiError(Code.BAD_REQUEST, "This is not JSON in UTF-8.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _parameter(name: str, value: Any) -> Any:
    return decoded(value) if name in ("variables", "extensions") and value else value


def _asked(parameters: Any, *, is_get: bool) -> Asked:
    if isinstance(parameters, list):
        raise ApiError(Code.BATCHING_NOT_SUPPORTED, "Send one operation per request; one operation can ask for many things.")
    if not isinstance(parameters, dict):
        raise ApiError(Code.BAD_REQUEST, "The body is a JSON object with a `query`.")
    variables = _typed(parameters, "variables", dict) or {}
    extensions = _typed(parameters, "extensions", dict) or {}
    persisted = _typed(extensions, "persistedQuery", dict) or {}
    check_variables(variables)
    return Asked(
        text=text_of(query=_typed(parameters, "query", str), document_id=_typed(parameters, "documentId", str), hashed=_typed(persisted, "sha256Hash", str)),
        operation_name=_typed(parameters, "operationName", str) or None,
        variables=variables,
        is_get=is_get,
    )


def _typed(parameters: dict[str, Any], name: str, kind: type) -> Any:
    value = parameters.get(name)
    if value is not None and not isinstance(value, kind):
        raise ApiError(Code.BAD_REQUEST, f"`{name}` is {'an object' if kind is dict else 'a string'}.")
    if isinstance(value, str):
        check_text(value)
    return value
