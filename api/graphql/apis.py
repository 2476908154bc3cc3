"""A schema, put together once, with what is worked out from it: prices, plain attributes, checked documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from .costs import Prices, prices
from .documents import Checked
from .executing import plain_attributes


@dataclass(frozen=True)
class Api:
    """The schema of the library and everything that is derived from it. `file` is where it is committed, beside api/."""

    file: str
    strawberry: strawberry.Schema
    graphql: GraphQLSchema
    prices: Prices
    plain_attributes: dict[tuple[str, str], str]
    checked: Checked

    def sdl(self) -> str:
        """The schema as committed: sorted, with descriptions."""
        return self.strawberry.as_str().strip() + "\n"


def built(file: str, *, query: type, mutation: type, types: Sequence[Any]) -> Api:
    """The API with these roots; `types` are those that are only met behind an interface."""
    schema = strawberry.Schema(query=query, mutation=mutation, types=types, config=StrawberryConfig(auto_camel_case=True))
    graphql = schema._schema
    table = prices(graphql)
    return Api(file, schema, graphql, table, plain_attributes(graphql), Checked(graphql, table))
