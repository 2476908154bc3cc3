"""Documents: the stored ones that our own application sends by hash, and the checked ones that need no second check.

`persisted.json`, written by the build of the web application, maps the SHA-256 of a document (hexadecimal, of its
UTF-8 text) to the document. Parsing and validation cost more than execution, so the last few hundred valid documents are
kept, by their text.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, validate
from graphql.validation import specified_rules

from .errors import MOST_ERRORS, ApiError, Code
from .limits import parsed

MANIFEST = Path(__file__).with_name("persisted.json")
PREFIX = "sha256:"
KEPT = 500
RULES = [rule for rule in specified_rules if rule.__name__ != "MaxIntrospectionDepthRule"]
"""All rules of the specification. The library's limit on introspection walks every spread again; limits.py bounds it instead."""


@cache
def persisted() -> dict[str, str]:
    """The stored documents by hash; empty before the web application has been built."""
    return json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}


def text_of(*, query: str | None, document_id: str | None, hashed: str | None) -> str:
    """The document that a request means: its own text, or the stored one behind `documentId` or `persistedQuery.sha256Hash`."""
    name = (document_id or hashed or "").removeprefix(PREFIX).lower()
    if query is None:
        if not name:
            raise ApiError(Code.BAD_REQUEST, "Send a document as `query`, or the id of a stored one as `documentId`.")
        if name not in persisted():
            raise ApiError(Code.DOCUMENT_NOT_FOUND, "There is no stored document with this id. Send the document itself as `query`.")
        return persisted()[name]
    if name and sha256(query.encode()).hexdigest() != name:
        raise ApiError(Code.BAD_REQUEST, "The hash is not that of the document sent with it.")
    return query


class Invalid(Exception):
    """A document that does not fit the schema; `errors` says why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = errors


@lru_cache(maxsize=KEPT)
def parsed_once(text: str) -> DocumentNode:
    """The document as a tree. Only documents that parse are kept."""
    return parsed(text)


class Checked:
    """Remembers which documents of one schema are valid."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.check = lru_cache(maxsize=KEPT)(self._check)

    def _check(self, text: str) -> None:
        errors = validate(self.schema, parsed_once(text), RULES, max_errors=MOST_ERRORS, **_quiet())
        if errors:
            raise Invalid(errors)


def _quiet() -> dict[str, Any]:
    return {"hide_suggestions": True}
