"""Reports and their editions as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import strawberry
from django.db.models import Max, QuerySet

from api.graphql.connections import Order
from api.graphql.ids import Kind
from api.graphql.types.figures import Period
from api.graphql.types.pages import Connection, Rows, Walk
from metrics.reports import history, rules
from metrics.reports import preview as previews
from metrics.reports.models import Edition as StoredEdition
from metrics.reports.models import Kind as ReportKind
from metrics.reports.models import Report as StoredReport

from .clients import by_keys
from .context import AgencyContext

if TYPE_CHECKING:
    from .types.clients import Client
    from .types.reports import Edition, LetterPreview, Report

ORDER = Order("edition", "start")


def all_of(context: AgencyContext) -> list[Report]:
    """The agency's reports by name."""
    return reports_of(context, list(rules.of_agency(context.agency).prefetch_related("recipients").select_related("created_by", "account")))


def by_numbers(context: AgencyContext, numbers: Sequence[int]) -> dict[int, Report]:
    """Reports by primary key; those that are not the agency's are left out."""
    rows = rules.of_agency(context.agency).filter(pk__in=numbers).prefetch_related("recipients").select_related("created_by", "account")
    stored = list(rows)
    return dict(zip([row.pk for row in stored], reports_of(context, stored), strict=True))


def reports_of(context: AgencyContext, stored: Sequence[StoredReport]) -> list[Report]:
    """Reports as the API shows them; their clients and last editions are read for all of them."""
    clients = by_keys(context, [row.account_id for row in stored if row.account_id is not None])
    last = dict(StoredEdition.objects.filter(report__in=[row.pk for row in stored]).values_list("report_id").annotate(Max("made_at")))
    return [_report(context, row, clients=clients, last_at=last.get(row.pk)) for row in stored]


def _report(context: AgencyContext, row: StoredReport, *, clients: Mapping[int, Client], last_at: datetime | None) -> Report:
    from .types.reports import Recipient, Report, ReportFormat

    plain = ("name", "frequency", "day", "hour", "kpis", "commentary", "is_active", "created_at")
    return Report(
        id=strawberry.ID(context.id(Kind.REPORT, row.pk)),
        **{name: getattr(row, name) for name in plain},
        kind=ReportKind(row.kind),
        client=clients.get(row.account_id) if row.account_id is not None else None,
        timezone=row.account.timezone if row.account else context.agency.timezone,
        recipients=[Recipient(email=each.email, stopped_at=each.stopped_at) for each in sorted(row.recipients.all(), key=lambda each: each.email)],
        formats=[ReportFormat(each) for each in row.formats],
        next_at=row.due_at,
        last_at=last_at,
        created_by=row.created_by.email if row.created_by else None,
        stored=row,
    )


def editions(
    context: AgencyContext, report: StoredReport, *, first: int | None, after: str | None, last: int | None, before: str | None
) -> Connection[Edition]:
    """One page of a report's editions."""
    rows = history.editions(report)

    def made(found: Rows) -> list[Edition]:
        stored = {
            each.pk: each
            for each in rows.filter(pk__in=[row["pk"] for row in found]).select_related("sent_by", "report__agency").prefetch_related("deliveries")
        }
        return [edition_of(context, stored[row["pk"]]) for row in found]

    walk = Walk(context, rows.order_by(), ORDER, columns=("start",), make=made, first=first, after=after, last=last, before=before)
    return Connection(walk=walk)


def edition_of(context: AgencyContext, stored: StoredEdition) -> Edition:
    """An edition as the API shows it; its letters and who sent it should be at hand."""
    from .types.reports import Delivery, DeliveryState, Edition

    return Edition(
        id=strawberry.ID(context.id(Kind.EDITION, stored.pk)),
        period=Period(start=stored.start, end=stored.end),
        state=stored.state,  # type: ignore[arg-type]
        note=stored.note,
        sent_by=stored.sent_by.email if stored.sent_by else None,
        created_at=stored.created_at,
        made_at=stored.made_at,
        deliveries=[Delivery(email=each.email, state=DeliveryState(each.state), sent_at=each.sent_at, error=each.error) for each in stored.deliveries.all()],
        commentary=(stored.document or {}).get("commentary", ""),
        expires_at=stored.expires_at,
        opened=stored.opened,
        opened_at=stored.opened_at,
        stored=stored,
    )


def preview(report: StoredReport) -> LetterPreview:
    """The letter as it would be sent now."""
    return previews.letter(report)  # type: ignore[return-value]  # it has the attributes already


def of_seen_reports(context: AgencyContext) -> QuerySet[StoredReport]:
    """The agency's reports, without those of clients that have left."""
    return rules.of_agency(context.agency)
