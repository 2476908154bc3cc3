"""Documents: the stored ones that our own application sends by hash, and the checked ones that need no second check.

`persisted.json`, written by the build of the web application, maps the SHA-256 of a document (hexadecimal, of its
UTF-8 text) to the document. Parsing and validation cost more than execution, so the last documents are
kept, by their text.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, validate
from graphql.validation import specified_rules

from .costs import Prices
from .errors import MOST_ERRORS, ApiError, Code
from .limits import Scale, choose, parsed

MANIFEST = Path(__file__).with_name("persisted.json")
PREFIX = "sha256:"
KEPT = 100
"""Documents remembered. The largest possible takes 2 MB as a tree, an ordinary one a tenth of that."""
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


Shape = tuple[tuple[str, int | str], ...]
"""What a document's cost can depend on: numbers among the variables, and the lengths of lists, as `"[6]"`."""


def shape(variables: dict[str, Any]) -> Shape:
    """The variables as far as limits and cost look at them."""
    return tuple((name, f"[{len(value)}]" if isinstance(value, list) else value) for name, value in sorted(variables.items()) if isinstance(value, int | list))


def _variables(of: Shape) -> dict[str, Any]:
    return {name: [None] * int(value[1:-1]) if isinstance(value, str) else value for name, value in of}


class Checked:
    """Remembers which documents of one schema are valid, and what they cost with which page sizes."""

    def __init__(self, schema: GraphQLSchema, prices: Prices) -> None:
        self.schema = schema
        self.prices = prices
        self.check = lru_cache(maxsize=KEPT)(self._check)
        self.weigh = lru_cache(maxsize=KEPT * 4)(self._weigh)

    def _weigh(self, text: str, operation_name: str | None, of: Shape) -> tuple[OperationDefinitionNode, int]:
        """The operation meant and its estimated cost; `ApiError` over any limit."""
        document = parsed_once(text)
        operation = choose(document, operation_name)
        return operation, Scale(self.schema, self.prices, document, _variables(of)).weigh(operation)

    def _check(self, text: str) -> None:
        """Raises `Invalid` unless the document fits the schema."""
        errors = validate(self.schema, parsed_once(text), RULES, max_errors=MOST_ERRORS, hide_suggestions=True)
        if errors:
            raise Invalid(errors)
