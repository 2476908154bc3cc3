"""Anything of the agency by its global id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from api.graphql.fetching import Finder, Found, anybody, by_row, fetched, numbers_of, owners, people
from api.graphql.ids import Kind
from api.graphql.types.access import entries_of, invitation_of, key_of
from api.graphql.types.nodes import Node
from metrics.reports.models import Edition
from tenants.models import AgencyMembership, ApiKey, AuditEntry, Domain, Invitation, SavedView

from . import clients, reporting
from .context import AgencyContext
from .types.agency import agency_of, domain_of, member_of, view_of
from .types.catalogue import kpis_of


def nodes_of(context: AgencyContext, texts: Sequence[str]) -> list[Node | None]:
    """Things by global ids; null for what is not there, or not to be seen by who asks."""
    return fetched(context, texts, _of_kind)


def _of_kind(context: AgencyContext, kind: Kind, keys: set[str]) -> Found:
    if kind is Kind.KPI:
        return {kpi.key: kpi for kpi in kpis_of(context, keys)}
    if kind is Kind.AGENCY:
        return {str(context.agency.pk): agency_of(context)} if context.agency.pk in numbers_of(keys) else {}
    return by_row(FINDERS, context, kind, keys)


def _managers(context: AgencyContext) -> bool:
    return context.may_manage


def _clients(context: AgencyContext, numbers: list[int]) -> Found:
    return dict(clients.things(context, numbers))


def _reports(context: AgencyContext, numbers: list[int]) -> Found:
    return {str(number): report for number, report in reporting.by_numbers(context, numbers).items()}


def _editions(context: AgencyContext, numbers: list[int]) -> Found:
    seen = reporting.of_seen_reports(context)
    rows = Edition.objects.filter(report__in=seen, pk__in=numbers).select_related("sent_by", "report__agency").prefetch_related("deliveries")
    return {str(row.pk): reporting.edition_of(context, row) for row in rows}


def _entries(context: AgencyContext, numbers: list[int]) -> Found:
    rows = list(AuditEntry.objects.filter(agency=context.agency, pk__in=numbers).select_related("account", "agency"))
    return {str(row.pk): entry for row, entry in zip(rows, entries_of(context, rows), strict=True)}


def _rows(model: Any, make: Callable[[AgencyContext, Any], Node], *related: str) -> Finder[AgencyContext]:
    def find(context: AgencyContext, numbers: list[int]) -> Found:
        rows: QuerySet[Any] = model.objects.filter(agency=context.agency, pk__in=numbers)
        return {str(row.pk): make(context, row) for row in (rows.select_related(*related) if related else rows)}

    return find


FINDERS: dict[Kind, tuple[Callable[[AgencyContext], bool], Finder[AgencyContext]]] = {
    Kind.CLIENT: (anybody, _clients),
    Kind.REPORT: (anybody, _reports),
    Kind.EDITION: (anybody, _editions),
    Kind.SAVED_VIEW: (anybody, _rows(SavedView, view_of, "created_by")),
    Kind.STAFF: (people, _rows(AgencyMembership, member_of, "user")),
    Kind.INVITATION: (_managers, _rows(Invitation, invitation_of, "created_by")),
    Kind.API_KEY: (owners, _rows(ApiKey, key_of, "created_by")),
    Kind.DOMAIN: (owners, _rows(Domain, domain_of)),
    Kind.AUDIT_ENTRY: (owners, _entries),
}
"""Who may see things of each kind, and how they are found."""
