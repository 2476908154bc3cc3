"""What the GraphQL API refuses, how it says so, and what it never says.

Every error of an answer has `extensions.code`, one of `Code`. Exceptions that nobody meant for the
caller are logged in full and answered with one sentence; suggestions of the library are cut off.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any

from graphql import GraphQLError

logger = logging.getLogger("api.graphql")


class Code(Enum):
    """Every `extensions.code` there is: its HTTP status when nothing was executed, and what it means."""

    BAD_REQUEST = 400, "The request is not what the transport asks for: malformed JSON, a parameter of the wrong type, no document."
    BATCHING_NOT_SUPPORTED = 400, "The body is a list. Send one operation per request."
    METHOD_NOT_ALLOWED = 405, "A method other than GET and POST, or a mutation by GET."
    NOT_ACCEPTABLE = 406, "`Accept` names neither application/graphql-response+json nor application/json."
    UNSUPPORTED_MEDIA_TYPE = 415, "The body is not application/json in UTF-8."
    REQUEST_TOO_LARGE = 413, "The body is larger than a request may be."
    DOCUMENT_NOT_FOUND = 400, "No stored document has this id."
    PARSE_FAILED = 400, "The document is not GraphQL."
    VALIDATION_FAILED = 400, "The document does not fit the schema."
    BAD_USER_INPUT = 400, "A variable or argument has a value that cannot be used."
    INVALID_CURSOR = 400, "A cursor was not made by this connection in this account and order."
    DOCUMENT_TOO_LARGE = 400, "The document has too many characters."
    TOKEN_LIMIT = 400, "The document has too many tokens, or one that is too long."
    DEPTH_LIMIT = 400, "Selections, values or types are nested too deeply."
    FIELD_LIMIT = 400, "Too many fields, counting each fragment wherever it is spread."
    ALIAS_LIMIT = 400, "Too many aliases, or too often the same field in one selection."
    ROOT_LIMIT = 400, "Too many root fields, operations or fragments."
    ID_LIMIT = 400, "Too many ids, keys or values in one argument."
    PAGE_SIZE_LIMIT = 400, "`first` or `last` is not between 1 and 100, or both are given."
    COST_LIMIT = 400, "The operation would cost more than one operation may."
    THROTTLED = 429, "The budget is spent for the moment; `Retry-After` says when it suffices again."
    FORBIDDEN = 403, "You may see this account but not do this in it."
    CSRF_FAILED = 403, "A cookie session without its CSRF token."
    NOT_FOUND = 404, "There is no such account, or none of yours."
    INTERNAL = 500, "Something went wrong on our side; it has been logged."

    @property
    def status(self) -> int:
        """The HTTP status of an answer in which nothing was executed."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """One sentence for the documentation."""
        return self.value[1]


class ApiError(GraphQLError):
    """An error meant for the caller: a sentence, a code, and what a program may need to act on it."""

    def __init__(self, code: Code, message: str, **details: Any) -> None:
        super().__init__(message, extensions={"code": code.name, **details})
        self.code = code


SUGGESTION = re.compile(r"\s*Did you mean .*$", re.DOTALL)
LONGEST_MESSAGE = 400
MOST_ERRORS = 10
MASKED = "Something went wrong on our side. It has been logged."


def shown(error: GraphQLError, *, otherwise: Code) -> dict[str, Any]:
    """An error as the answer carries it; `otherwise` is the code of an error that brings none of its own."""
    cause = error.original_error
    if cause is not None and not isinstance(cause, GraphQLError):
        logger.error("A resolver failed at %s.", error.path, exc_info=cause)
        return _formatted(error, message=MASKED, extensions={"code": Code.INTERNAL.name})
    extensions = dict(error.extensions or {}) or dict(getattr(cause, "extensions", None) or {})
    extensions.setdefault("code", otherwise.name)
    message = SUGGESTION.sub("", error.message)
    return _formatted(error, message=message if len(message) <= LONGEST_MESSAGE else message[:LONGEST_MESSAGE] + "…", extensions=extensions)


def shown_all(errors: Iterable[GraphQLError], *, otherwise: Code) -> list[dict[str, Any]]:
    """At most `MOST_ERRORS` errors, shown; a last one says that there were more."""
    every = list(errors)
    answer = [shown(error, otherwise=otherwise) for error in every[:MOST_ERRORS]]
    if len(every) > MOST_ERRORS:
        answer.append({"message": "There are more errors; only the first are shown.", "extensions": {"code": answer[0]["extensions"]["code"]}})
    return answer


def _formatted(error: GraphQLError, *, message: str, extensions: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {"message": message}
    if error.locations:
        answer["locations"] = [{"line": place.line, "column": place.column} for place in error.locations[:MOST_ERRORS]]
    if error.path:
        answer["path"] = error.path
    answer["extensions"] = extensions
    return answer
