"""What a resolver knows about the request it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, located_error

from tenants.access import Access
from tenants.models import Account

from . import ids
from .costs import Prices
from .errors import ApiError, Code
from .selections import Selected, selected

if TYPE_CHECKING:
    from .executing import PlainExecutor


@dataclass
class Context:
    """Who asks in which account; `memory` holds what resolvers of this one request share, `reported` errors beside their values."""

    access: Access
    plain_attributes: dict[tuple[str, str], str]
    prices: Prices
    executor: PlainExecutor | None = None
    memory: dict[Any, Any] = field(default_factory=dict)
    reported: list[GraphQLError] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return self.access.account

    def id(self, kind: ids.Kind, key: int | str) -> str:
        """The global id of a thing in this account."""
        return ids.encode(kind, key, account_id=self.account.pk)

    def number(self, text: str, kind: ids.Kind) -> int | None:
        """The key behind a global id of this account, or None."""
        return ids.decode_number(text, kind, account_id=self.account.pk)

    def selected(self, info: Any) -> Selected:
        """The fields selected below the one being resolved, by their names in the schema."""
        return selected(info._raw_info)

    def need_configure(self) -> None:
        """`FORBIDDEN` unless the caller may set targets, commitments and calendars."""
        if not self.access.can_configure:
            raise ApiError(Code.FORBIDDEN, "Only an owner, an analyst or an admin key may do this.")

    def need_administer(self) -> None:
        """`FORBIDDEN` unless the caller may change members, keys, the account's name and its time zone."""
        if not self.access.can_administer:
            raise ApiError(Code.FORBIDDEN, "Only an owner or an admin key may do this.")

    def refuse_people(self, info: Any) -> bool:
        """Whether the caller is a key that only reads, with `FORBIDDEN` as the field's error: addresses of members are for people, and
        for keys that manage them. The field is an empty list then, so that the rest of the answer stands."""
        if self.access.key is None or self.access.can_administer:
            return False
        self.report(info, ApiError(Code.FORBIDDEN, "A read key may not see members and keys."))
        return True

    def report(self, info: Any, error: ApiError) -> None:
        """An error of the field being resolved, beside the value that it answers with."""
        raw = info._raw_info
        self.reported.append(located_error(error, raw.field_nodes, raw.path.as_list()))
