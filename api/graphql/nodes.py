"""Anything of the account by its global id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tenants.models import ApiKey, AuditEntry, Invitation, Membership
from tenants.models import Grant as StoredGrant
from tickets.models import Erasure, Export

from . import tickets
from .context import Context
from .fetching import Finder, Found, by_row, fetched, numbers_of, owners, people
from .ids import Kind
from .types.access import entries_of, invitation_of, key_of
from .types.account import account_of, member_of
from .types.catalogue import known_kpis, kpi_of
from .types.life import erasure_of, export_of
from .types.nodes import Info, Node
from .types.standing import grant_of


def nodes_of(info: Info, texts: Sequence[str]) -> list[Node | None]:
    """Things by global ids; null for what is not there, or not to be seen by who asks."""

    def find(context: Context, kind: Kind, keys: set[str]) -> Found:
        if kind is Kind.KPI:
            known = known_kpis(context)
            return {key: kpi_of(context, known[key]) for key in keys if key in known}
        if kind is Kind.ACCOUNT:
            return {str(number): account_of(info) for number in numbers_of(keys) if number == context.account.pk}
        if kind is Kind.TICKET:
            return {str(number): ticket for number, ticket in tickets.by_keys(info, numbers_of(keys)).items()}
        if kind is Kind.MEMBER and context.may_see_people:
            return {str(row.pk): member_of(info, row) for row in Membership.objects.filter(account=context.account, pk__in=numbers_of(keys))}
        return by_row(FINDERS, context, kind, keys)

    return fetched(info.context, texts, find)


def _public(model: Any, make: Callable[[Context, Any], Node], *related: str, **wanted: Any) -> Finder[Context]:
    """Rows of a table that all accounts share."""

    def find(context: Context, numbers: list[int]) -> Found:
        rows = model.objects.filter(account=context.account, pk__in=numbers, **wanted).select_related(*related)
        return {str(row.pk): make(context, row) for row in rows}

    return find


def _own(model: Any, make: Callable[[Context, Any], Node]) -> Finder[Context]:
    """Rows of a table in the account's own schema."""

    def find(context: Context, numbers: list[int]) -> Found:
        return {str(row.pk): make(context, row) for row in model.objects.filter(pk__in=numbers)}

    return find


def _entries(context: Context, numbers: list[int]) -> Found:
    rows = list(AuditEntry.objects.filter(account=context.account, pk__in=numbers).select_related("account", "agency"))
    return {str(row.pk): entry for row, entry in zip(rows, entries_of(context, rows), strict=True)}


FINDERS: dict[Kind, tuple[Callable[[Context], bool], Finder[Context]]] = {
    Kind.API_KEY: (people, _public(ApiKey, key_of, "created_by")),
    Kind.INVITATION: (people, _public(Invitation, invitation_of, "created_by")),
    Kind.GRANT: (people, _public(StoredGrant, grant_of, "agency", "created_by", revoked_at=None)),
    Kind.AUDIT_ENTRY: (owners, _entries),
    Kind.EXPORT: (owners, _own(Export, export_of)),
    Kind.ERASURE: (owners, _own(Erasure, erasure_of)),
}
"""Who may see things of each kind, and how they are found."""
