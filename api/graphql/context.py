"""What a resolver knows about the request it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from graphql import GraphQLError, located_error

from tenants.access import Access
from tenants.models import Account, ApiKey, User

from . import ids
from .costs import Prices
from .errors import ApiError, Code
from .realms import Realm, RealmKind
from .selections import Selected, selected

if TYPE_CHECKING:
    from .executing import PlainExecutor


class Asker(Protocol):
    """Who asks: a person or a key."""

    @property
    def user(self) -> User | None: ...

    @property
    def key(self) -> ApiKey | None: ...


A = TypeVar("A", bound=Asker)


@dataclass
class AnyContext(Generic[A]):
    """Who asks at which endpoint; `memory` holds what resolvers of this one request share, `reported` errors beside their values."""

    access: A
    realm: Realm
    plain_attributes: dict[tuple[str, str], str]
    prices: Prices
    executor: PlainExecutor | None = None
    memory: dict[Any, Any] = field(default_factory=dict)
    reported: list[GraphQLError] = field(default_factory=list)

    def id(self, kind: ids.Kind, key: int | str) -> str:
        """The global id of a thing in this account or agency."""
        return ids.encode(kind, key, realm=self.realm.number)

    def number(self, text: str, kind: ids.Kind) -> int | None:
        """The key behind a global id of this account or agency, or None."""
        return ids.decode_number(text, kind, realm=self.realm.number)

    def selected(self, info: Any) -> Selected:
        """The fields selected below the one being resolved, by their names in the schema."""
        return selected(info._raw_info)

    @property
    def may_see_people(self) -> bool:
        """Whether the caller may see addresses of members: people do, and keys that manage them."""
        return self.access.key is None or self.may_administer

    @property
    def may_read(self) -> bool:
        """Whether the caller may ask anything at all."""
        raise NotImplementedError

    @property
    def may_administer(self) -> bool:
        """Whether the caller may do everything."""
        raise NotImplementedError

    def need_administer(self) -> None:
        """`FORBIDDEN` unless the caller may do everything: change members, keys, name and time zone."""
        if not self.may_administer:
            raise ApiError(Code.FORBIDDEN, "Only an owner or an admin key may do this.")

    def refuse_people(self, info: Any) -> bool:
        """Whether the caller is a key that only reads, with `FORBIDDEN` as the field's error: addresses of members are for people, and
        for keys that manage them. The field is an empty list then, so that the rest of the answer stands."""
        if self.may_see_people:
            return False
        self.report(info, ApiError(Code.FORBIDDEN, "A read key may not see members and keys."))
        return True

    def refuse_others(self, info: Any, may: bool) -> bool:
        """Whether the caller may not see the field, with `FORBIDDEN` as its error: what owners look at, or managers. It is empty then."""
        if not may:
            self.report(info, ApiError(Code.FORBIDDEN, "Only who may change this may see it."))
        return not may

    def report(self, info: Any, error: ApiError) -> None:
        """An error of the field being resolved, beside the value that it answers with."""
        raw = info._raw_info
        self.reported.append(located_error(error, raw.field_nodes, raw.path.as_list()))


@dataclass
class Context(AnyContext[Access]):
    """Who asks in which account."""

    @property
    def account(self) -> Account:
        return self.access.account

    @property
    def may_read(self) -> bool:
        return self.access.can_read

    @property
    def may_administer(self) -> bool:
        return self.access.can_administer

    def need_configure(self) -> None:
        """`FORBIDDEN` unless the caller may set targets, commitments and calendars."""
        if not self.access.can_configure:
            raise ApiError(Code.FORBIDDEN, "Only an owner, an analyst or an admin key may do this.")


def realm_of_account(account: Account) -> Realm:
    return Realm(RealmKind.ACCOUNT, account.pk)
