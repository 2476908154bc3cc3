"""The schema, put together once, with what is worked out from it: prices, plain attributes, checked documents."""

from __future__ import annotations

from dataclasses import dataclass

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from .costs import Prices, prices
from .documents import Checked
from .executing import plain_attributes
from .mutations import Mutation
from .queries import Query
from .types.account import Account, ApiKey, Member
from .types.catalogue import Kpi
from .types.tickets import Ticket


@dataclass(frozen=True)
class Api:
    """The schema of the library and everything that is derived from it."""

    strawberry: strawberry.Schema
    graphql: GraphQLSchema
    prices: Prices
    plain_attributes: dict[tuple[str, str], str]
    checked: Checked

    def sdl(self) -> str:
        """The schema as committed to api/schema.graphql: sorted, with descriptions."""
        return self.strawberry.as_str().strip() + "\n"


def _build() -> Api:
    schema = strawberry.Schema(query=Query, mutation=Mutation, types=[Account, Member, ApiKey, Kpi, Ticket], config=StrawberryConfig(auto_camel_case=True))
    graphql = schema._schema
    table = prices(graphql)
    return Api(schema, graphql, table, plain_attributes(graphql), Checked(graphql, table))


api = _build()
