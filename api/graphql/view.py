"""The endpoints of GraphQL: a request in, an operation executed, an answer out.

The middleware of tenants has already checked who asks, and the CSRF token of cookie sessions; whoever gets here may see
the account or agency. Nothing here knows a field of a schema; `endpoints.py` says which schema is where.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from hashlib import sha256
from math import ceil
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult, GraphQLSyntaxError, OperationDefinitionNode, OperationType, execute_sync

from .apis import Api
from .buckets import Charge
from .context import AnyContext
from .documents import Invalid, parsed_once, shape
from .errors import MASKED, ApiError, Code, shown, shown_all
from .executing import PlainExecutor
from .requests import LEGACY, RESPONSE, Asked, asked, media_type

logger = logging.getLogger("api.graphql")
MOST_COERCION_ERRORS = 10
LENIENT = (Code.PARSE_FAILED, Code.VALIDATION_FAILED, Code.BAD_USER_INPUT)
"""Refusals that the legacy media type reports with status 200: the request was well-formed, the document was not."""


class Refusal(Exception):
    """Nothing is executed: these errors are the whole answer."""

    def __init__(self, code: Code, errors: list[dict[str, Any]]) -> None:
        super().__init__(code.name)
        self.code = code
        self.errors = errors


Asking = AnyContext[Any]


def endpoint(api: Api, context_of: Callable[[HttpRequest, Api], Asking]) -> Callable[..., HttpResponse]:
    """The view of one schema; `context_of` makes of a checked request what its resolvers know."""

    @csrf_exempt
    def view(request: HttpRequest, **_: str) -> HttpResponse:
        return respond(request, api, context_of(request, api))

    return view


def respond(request: HttpRequest, api: Api, context: Asking) -> HttpResponse:
    """Answers every request, also the broken ones, in the form that the draft asks for."""
    charge = Charge(context.realm, user=context.access.user, key=context.access.key, requested=1)
    form = RESPONSE
    text = ""
    try:
        form = media_type(request.headers.get("Accept"))
        wanted = asked(request)
        text = wanted.text
        answer = answered(api, context, wanted, charge)
        status = 200
    except (ApiError, Refusal) as refusal:
        refusal = _charged(refusal, charge)
        answer, status = {"errors": _errors(refusal)}, _status(refusal.code, form)
        _log(text, refusal.code, context)
    except Exception:
        logger.exception("The endpoint failed in %s.", context.realm)
        answer, status = {"errors": [{"message": MASKED, "extensions": {"code": Code.INTERNAL.name}}]}, Code.INTERNAL.status
    return _respond(request, answer, charge=charge, status=status, form=form)


def _charged(refusal: ApiError | Refusal, charge: Charge) -> ApiError | Refusal:
    """A refused request costs a point too, so that refusals cannot be had without end."""
    if charge.is_taken:
        return refusal
    charge.requested = charge.actual = 1
    try:
        charge.take()
    except ApiError as throttled:
        return throttled
    return refusal


def _errors(refusal: ApiError | Refusal) -> list[dict[str, Any]]:
    return refusal.errors if isinstance(refusal, Refusal) else [shown(refusal, otherwise=refusal.code)]


def answered(api: Api, context: Asking, wanted: Asked, charge: Charge) -> dict[str, Any]:
    """The answer to one operation: `{"data", "errors"}`. Raises `Refusal` or `ApiError` when nothing was executed."""
    if not context.may_read:
        raise ApiError(Code.FORBIDDEN, "A key of this scope may send facts but not read them.")
    operation = _checked(api, wanted, charge)
    charge.take()
    result = _executed(api, wanted, operation, context)
    charge.settle(min(charge.requested, max(1, ceil(context.executor.spent if context.executor else 1))))
    if result.data is None and context.executor is None:
        raise Refusal(Code.BAD_USER_INPUT, shown_all(result.errors or [], otherwise=Code.BAD_USER_INPUT))
    answer: dict[str, Any] = {"data": result.data}
    if errors := [*(result.errors or []), *context.reported]:
        answer["errors"] = shown_all(errors, otherwise=Code.INTERNAL)
    return answer


def _checked(api: Api, wanted: Asked, charge: Charge) -> OperationDefinitionNode:
    """The operation to execute, within all limits and valid; sets what it is estimated to cost."""
    try:
        operation, requested = api.checked.weigh(wanted.text, wanted.operation_name, shape(wanted.variables))
        api.checked.check(wanted.text)
    except GraphQLSyntaxError as error:
        raise Refusal(Code.PARSE_FAILED, [shown(error, otherwise=Code.PARSE_FAILED)]) from None
    except Invalid as invalid:
        raise Refusal(Code.VALIDATION_FAILED, shown_all(invalid.errors, otherwise=Code.VALIDATION_FAILED)) from None
    if wanted.is_get and operation.operation is not OperationType.QUERY:
        raise ApiError(Code.METHOD_NOT_ALLOWED, "A mutation changes something, so it is sent by POST.")
    charge.requested = charge.actual = requested
    return operation


def _executed(api: Api, wanted: Asked, operation: OperationDefinitionNode, context: Asking) -> ExecutionResult:
    return execute_sync(
        api.graphql,
        parsed_once(wanted.text),
        root_value=None,
        context_value=context,
        variable_values=wanted.variables,
        operation_name=operation.name.value if operation.name else None,
        max_coercion_errors=MOST_COERCION_ERRORS,
        executor_class=PlainExecutor,
        hide_suggestions=True,
    )


def _status(code: Code, form: str) -> int:
    return 200 if form == LEGACY and code in LENIENT else code.status


def _respond(request: HttpRequest, answer: dict[str, Any], *, charge: Charge, status: int, form: str) -> HttpResponse:
    answer["extensions"] = {"cost": charge.shown()}
    response = HttpResponse(_written(answer), status=status, content_type=f"{form}; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Accept, Authorization, Cookie"
    if status == Code.METHOD_NOT_ALLOWED.status:
        response["Allow"] = "POST" if request.method == "GET" else "GET, POST"
    if status == Code.THROTTLED.status:
        response["Retry-After"] = str(answer["errors"][0]["extensions"]["retryAfter"])
    return response


def _written(answer: dict[str, Any]) -> bytes:
    """The answer as JSON. Further fields of tickets may hold numbers beyond 64 bits, which only the slower writer knows."""
    try:
        return orjson.dumps(answer)
    except TypeError:
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _log(text: str, code: Code, context: Asking) -> None:
    """A refused document by its hash and size, never whole: it may hold what should be in no log."""
    logger.info("Refused %s in %s: document of %d characters, sha256 %s.", code.name, context.realm, len(text), sha256(text.encode()).hexdigest()[:16])
