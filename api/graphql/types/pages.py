"""Connections of whatever has rows in the database: a page of a total order, made into things when first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import QuerySet

from api.graphql.connections import Cursors, Order, Page, PageInfo, sliced
from api.graphql.context import AnyContext
from api.graphql.costs import Cost

T = TypeVar("T")
Rows = Sequence[dict[str, Any]]


class Walk(Generic[T]):
    """One page of rows with what they stand for: one statement for the rows, and what `make` needs for all of them together."""

    def __init__(
        self,
        context: AnyContext[Any],
        rows: QuerySet[Any],
        order: Order,
        *,
        columns: Sequence[str],
        make: Callable[[Rows], Sequence[T]],
        first: int | None,
        after: str | None,
        last: int | None,
        before: str | None,
    ) -> None:
        self.cursors = Cursors(order, realm=context.realm.number)
        self.page = Page(rows, order, sliced(self.cursors, first=first, after=after, last=last, before=before), columns)
        self.make = make

    @cached_property
    def made(self) -> list[tuple[str, T]]:
        """Each row's cursor and thing."""
        rows = self.page.rows
        return [(self.cursors.write(*self.page.place(row)), thing) for row, thing in zip(rows, self.make(rows), strict=True)]


@strawberry.type(description="A row's place in a connection.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="For `after` and `before`.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of rows in a total order: walking it by cursors meets every row once.")
class Connection(Generic[T]):
    walk: strawberry.Private[Any]

    @strawberry.field(description="The page's rows with their cursors.", directives=[Cost(weight=0.05)])
    def edges(self) -> list[Edge[T]]:
        return [Edge(cursor=cursor, node=node) for cursor, node in self.walk.made]

    @strawberry.field(description="The page's rows.", directives=[Cost(weight=0.05)])
    def nodes(self) -> list[T]:
        return [node for _, node in self.walk.made]

    @strawberry.field(description="Where the page lies.")
    def page_info(self, info: strawberry.Info[AnyContext[Any], None]) -> PageInfo:
        page, made = self.walk.page, self.walk.made
        wanted = info.context.selected(info)
        return PageInfo(
            has_next_page="hasNextPage" in wanted and page.has_more(forward=True),
            has_previous_page="hasPreviousPage" in wanted and page.has_more(forward=False),
            start_cursor=made[0][0] if made else None,
            end_cursor=made[-1][0] if made else None,
        )

    @strawberry.field(description="How many rows there are on all pages.", directives=[Cost(weight=1)])
    def total_count(self) -> int:
        total: int = self.walk.page.total
        return total
