"""The agency's clients: pages of them, and what each is made from."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, Q, QuerySet

from api.graphql.connections import Order
from api.graphql.errors import ApiError, Code
from api.graphql.ids import Kind
from api.graphql.limits import ITEMS
from api.graphql.types.pages import Connection, Rows, Walk
from metrics import portfolio
from metrics.published.models import PublishedAccount, PublishedBlock
from tenants import ways
from tenants.models import Grant, Membership, Role

from .context import AgencyContext
from .types.clients import Client, ClientFilter, ClientOrder
from .types.figures import client_id

ORDERS = {
    ClientOrder.NAME_ASC: Order("client", "account__name", descending=False),
    ClientOrder.NAME_DESC: Order("client desc", "account__name"),
    ClientOrder.SINCE_DESC: Order("client since desc", "created_at"),
    ClientOrder.SINCE_ASC: Order("client since", "created_at", descending=False),
}
COLUMNS = ("account_id", "account__slug", "account__name", "account__timezone", "role", "created_at")
STALE = timedelta(days=2)
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Told:
    """What a client is made from; the attributes are those of `portfolio.Client`."""

    id: int
    slug: str
    name: str
    timezone: str
    as_of: datetime | None
    role: str
    since: datetime


def connection(
    context: AgencyContext, wanted: ClientFilter | None, order: ClientOrder, *, first: int | None, after: str | None, last: int | None, before: str | None
) -> Connection[Client]:
    """One page of clients."""
    rows = _filtered(context, wanted) if wanted else of_agency(context)
    walk = Walk(context, rows, ORDERS[order], columns=COLUMNS, make=lambda found: made(context, found), first=first, after=after, last=last, before=before)
    return Connection(walk=walk)


def of_agency(context: AgencyContext) -> QuerySet[Grant]:
    """The grants by which accounts are clients now."""
    return Grant.objects.filter(agency=context.agency, revoked_at=None, account__suspended_at=None)


def by_keys(context: AgencyContext, keys: Sequence[int]) -> dict[int, Client]:
    """Clients by the primary keys of their accounts; who is none is left out."""
    rows = list(of_agency(context).filter(account_id__in=keys).values(*COLUMNS))
    return {client.account_id: client for client in made(context, rows)}


def by_slug(context: AgencyContext, slug: str) -> Client | None:
    rows = list(of_agency(context).filter(account__slug=slug).values(*COLUMNS))
    return next(iter(made(context, rows)), None)


def made(context: AgencyContext, rows: Rows) -> list[Client]:
    """Rows of `COLUMNS` as clients; one more statement for how fresh all of them are."""
    keys = [row["account_id"] for row in rows]
    fresh = dict(PublishedAccount.objects.filter(pk__in=keys).values_list("pk", "as_of"))
    return clients_of(
        context,
        [
            Told(
                id=row["account_id"],
                slug=row["account__slug"],
                name=row["account__name"],
                timezone=row["account__timezone"],
                as_of=fresh.get(row["account_id"]),
                role=row["role"],
                since=row["created_at"],
            )
            for row in rows
        ],
    )


def clients_of(context: AgencyContext, told: Iterable[Told | portfolio.Client]) -> list[Client]:
    """Clients as the API shows them. What one of them is asked for is read for all of them."""
    every = list(told)
    page = tuple(each.id for each in every)
    now = datetime.now(UTC)
    return [
        Client(
            id=client_id(context, each.id),
            slug=each.slug,
            name=each.name,
            timezone=each.timezone,
            granted_role=Role(each.role),
            role=(role := role_in(context, each.id, Role(each.role))),
            may_open=role is not None,
            since=each.since,
            as_of=each.as_of,
            is_stale=each.as_of is None or each.as_of < now - STALE,
            account_id=each.id,
            page=page,
        )
        for each in every
    ]


def role_in(context: AgencyContext, account: int, granted: Role) -> Role | None:
    """What the person asking may do in a client's account: the better of what the grant and a membership of their own give."""
    access = context.access
    if access.user is None or access.role is None:
        return None
    given = ways.through(granted=granted, within=access.role)
    own = _own_roles(context).get(account)
    return max((given, own), key=ways.RANKS.__getitem__) if own else given


def _own_roles(context: AgencyContext) -> Mapping[int, Role]:
    """The person's own memberships, read once per request."""
    if Membership not in context.memory:
        rows = Membership.objects.filter(user=context.access.user).values_list("account_id", "role")
        context.memory[Membership] = {account: Role(role) for account, role in rows}
    found: Mapping[int, Role] = context.memory[Membership]
    return found


def account_ids(context: AgencyContext, texts: Sequence[str] | None) -> list[int] | None:
    """The accounts behind clients' global ids; None for all. `BAD_USER_INPUT` if one is no client of this agency, whatever else it may be."""
    if texts is None:
        return None
    if len(texts) > ITEMS:
        raise ApiError(Code.ID_LIMIT, f"At most {ITEMS} ids at a time.", limit=ITEMS)
    numbers = [context.number(text, Kind.CLIENT) for text in texts]
    known = set(of_agency(context).filter(account_id__in=[number for number in numbers if number is not None]).values_list("account_id", flat=True))
    found = [number for number in dict.fromkeys(numbers) if number is not None and number in known]
    if len(found) < len(set(numbers)):
        raise ApiError(Code.BAD_USER_INPUT, "One of these is no client of this agency.", reason="UNKNOWN_CLIENT")
    return found


def days_of(accounts: Sequence[int]) -> dict[int, tuple[date | None, date | None]]:
    """The first and the last local day of what each of these accounts has published, as exactly as it says."""
    months = PublishedBlock.objects.filter(account_id__in=accounts, grain=PublishedBlock.Grain.DAY, channel=0).values_list("account_id")
    ends = {account: (first, last) for account, first, last in months.annotate(first=Min("block"), last=Max("block"))}
    told = PublishedAccount.objects.filter(pk__in=accounts).values_list("pk", "began", "as_of", "account__timezone")
    return {account: _days(*ends[account], began=began, as_of=as_of, timezone=timezone) for account, began, as_of, timezone in told if account in ends}


def _days(first: date, last: date, *, began: dict[str, str], as_of: datetime | None, timezone: str) -> tuple[date, date]:
    """Blocks are of whole months: what the account says of its beginning, and its present day, cut them."""
    days = [date.fromisoformat(day) for day in began.values() if day]
    end = last.replace(day=monthrange(last.year, last.month)[1])
    return max(min(days, default=first), first), min(end, as_of.astimezone(ZoneInfo(timezone)).date()) if as_of else end


def _filtered(context: AgencyContext, wanted: ClientFilter) -> QuerySet[Grant]:
    rows = of_agency(context)
    if wanted.search and wanted.search.strip():
        text = wanted.search.strip()
        if len(text) > LONGEST_SEARCH:
            raise ApiError(Code.BAD_USER_INPUT, f"A search has at most {LONGEST_SEARCH} characters.")
        rows = rows.filter(Q(account__name__icontains=text) | Q(account__slug__startswith=text.lower()))
    if wanted.ids is not None:
        rows = rows.filter(account_id__in=account_ids(context, wanted.ids) or [])
    if wanted.is_stale is not None:
        fresh = PublishedAccount.objects.filter(as_of__gte=datetime.now(UTC) - STALE).values("pk")
        rows = rows.exclude(account_id__in=fresh) if wanted.is_stale else rows.filter(account_id__in=fresh)
    return rows


def things(context: AgencyContext, keys: Iterable[Any]) -> dict[str, Client]:
    """Clients by the keys of their global ids."""
    numbers = [int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19]
    return {str(key): client for key, client in by_keys(context, numbers).items()}
