"""What all mutations have in common: a transaction, and refusals in the words of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import strawberry
from django.db import transaction

from tenants.errors import Missing, Refused

from .context import AnyContext
from .costs import Cost
from .ids import Kind
from .types.payloads import UserError

T = TypeVar("T")
PRICE = [Cost(weight=10)]
Id = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]


def attempted(change: Callable[[], T], *, renamed: dict[str, str] | None = None) -> tuple[T | None, list[UserError]]:
    """What a change made, in a transaction of its own, or why it was refused; `renamed` fields are arguments of another name here."""
    try:
        with transaction.atomic():
            return change(), []
    except Refused as refused:
        return None, [UserError(field=_argument(refused.field, renamed or {}), message=refused.message, code=refused.code.upper())]


def _argument(field: str | None, renamed: dict[str, str]) -> str | None:
    """A field of the rules as the schema calls its argument: `accent_dark` is `accentDark`."""
    if field is None:
        return None
    first, *rest = renamed.get(field, field).split("_")
    return first + "".join(each[:1].upper() + each[1:] for each in rest)


def known(context: AnyContext[Any], text: str, kind: Kind) -> int:
    """The key behind a global id of this kind. `Missing` for anything else."""
    number = context.number(text, kind)
    if number is None:
        raise Missing("There is no such thing here.", field="id")
    return number
