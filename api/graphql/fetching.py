"""Things by global ids, one statement per type: the same for an account and an agency, which differ in what there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from . import ids
from .context import AnyContext
from .errors import ApiError, Code
from .ids import Kind
from .limits import ITEMS
from .types.nodes import Node

C = TypeVar("C", bound=AnyContext[Any])
Found = dict[str, Node]
Finder = Callable[[C, list[int]], Found]
"""Things by their numbers; those that are not there are left out. Which things, is for each endpoint to say."""


def fetched(context: C, texts: Sequence[str], find: Callable[[C, Kind, set[str]], Found]) -> list[Node | None]:
    """What `find` finds of each kind, in the order of the ids; null for what is no id of this endpoint, or not there."""
    if len(texts) > ITEMS:
        raise ApiError(Code.ID_LIMIT, f"At most {ITEMS} ids at a time.", limit=ITEMS)
    places = [ids.decode(text, realm=context.realm.number) for text in texts]
    found: dict[tuple[Kind, str], Node] = {}
    for kind in {place[0] for place in places if place}:
        keys = {place[1] for place in places if place and place[0] is kind}
        found |= {(kind, key): node for key, node in find(context, kind, keys).items()}
    return [found.get(place) if place else None for place in places]


def numbers_of(keys: set[str]) -> list[int]:
    """Keys that can be numbers of rows."""
    return [int(key) for key in keys if key.isdecimal() and len(key) < 19]


def by_row(finders: Mapping[Kind, tuple[Callable[[C], bool], Finder[C]]], context: C, kind: Kind, keys: set[str]) -> Found:
    """What the kind's finder finds, if the caller may see things of this kind."""
    if kind not in finders:
        return {}
    may, find = finders[kind]
    return find(context, numbers_of(keys)) if may(context) else {}


def anybody(_context: AnyContext[Any]) -> bool:
    return True


def people(context: AnyContext[Any]) -> bool:
    return context.may_see_people


def owners(context: AnyContext[Any]) -> bool:
    return context.may_administer
