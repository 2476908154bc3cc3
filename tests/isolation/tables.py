"""What the tests that ask every field of a schema have to be told: arguments, what is the same for everybody and why, what may stay empty and why."""

from __future__ import annotations

from dataclasses import dataclass

from api.graphql.apis import Api


@dataclass(frozen=True)
class Tables:
    """One schema, with a reason for every field of which the tests prove less than of the others.

    `shared`: types whose values are the same for everybody, but for `own_of_shared`. `same_for_all`: fields whose values cannot be told
    apart. `may_be_empty`: fields that need not answer here. `arguments`: of fields that need some. `heavy`: fields asked in documents of
    their own, so that no document exceeds the cost of one operation. `mutations`: the arguments of each.
    """

    api: Api
    shared: dict[str, str]
    own_of_shared: set[str]
    same_for_all: dict[str, str]
    may_be_empty: dict[str, str]
    arguments: dict[str, str]
    heavy: set[str]
    mutations: dict[str, str]
