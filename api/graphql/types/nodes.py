"""The interface of everything that has a global id, and what every resolver is given."""

from __future__ import annotations

from typing import TypeAlias

import strawberry

from api.graphql.context import Context

Info: TypeAlias = strawberry.Info[Context, None]


@strawberry.interface(description="Something with a global id, to be fetched again by `node`.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque; means nothing in another account.")
