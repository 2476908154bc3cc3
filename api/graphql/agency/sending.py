"""Changes of an agency's reports, and sending them."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.graphql.asking import period as checked_period
from api.graphql.changing import PRICE, Id, attempted, known
from api.graphql.ids import Kind
from api.graphql.types.inputs import PeriodInput
from metrics.reports import history, rules
from metrics.reports.models import Edition as StoredEdition
from metrics.reports.models import Kind as ReportKind
from metrics.reports.models import Report as StoredReport
from tenants.errors import Missing

from . import reporting
from .context import AgencyContext, AgencyInfo
from .types.payloads import EditionPayload, ReportPayload
from .types.reports import Edition, Report, ReportInput

Wished = Annotated[ReportInput, strawberry.argument(description="The report as it is wanted.")]


@strawberry.type
class Sending:
    """Fields of `Mutation`."""

    @strawberry.field(description="Makes a report. Owners and managers.", directives=PRICE)
    def report_create(
        self,
        info: AgencyInfo,
        kind: Annotated[ReportKind, strawberry.argument(description="What it shows; this stays.")],
        report: Wished,
        client: Annotated[strawberry.ID | None, strawberry.argument(description="The client it is about, for CLIENT; this stays.")] = None,
    ) -> ReportPayload:
        context = info.context
        context.need_manage()

        def make() -> Report:
            account = account_of(context, client)
            return shown(context, rules.create(context.access, kind=kind, account_id=account, wanted=wanted(report)))

        made, errors = attempted(make, renamed={"account_id": "client", "account": "client"})
        return ReportPayload(report=made, errors=errors)

    @strawberry.field(description="Changes a report; its kind and its client stay. Owners and managers.", directives=PRICE)
    def report_update(self, info: AgencyInfo, id: Id, report: Wished) -> ReportPayload:
        context = info.context
        context.need_manage()
        made, errors = attempted(lambda: shown(context, rules.update(context.access, known(context, id, Kind.REPORT), wanted=wanted(report))))
        return ReportPayload(report=made, errors=errors)

    @strawberry.field(description="Removes a report with its history; its links are dead. Owners and managers.", directives=PRICE)
    def report_remove(self, info: AgencyInfo, id: Id) -> ReportPayload:
        context = info.context
        context.need_manage()

        def remove() -> Report:
            number = known(context, id, Kind.REPORT)
            before = reporting.by_numbers(context, [number])
            rules.remove(context.access, number)
            return before[number]

        gone, errors = attempted(remove)
        return ReportPayload(report=gone, errors=errors)

    @strawberry.field(description="Writes what the next edition opens with. Owners and managers.", directives=PRICE)
    def report_commentary_set(
        self, info: AgencyInfo, id: Id, commentary: Annotated[str, strawberry.argument(description="Plain text, at most 5,000 characters.")]
    ) -> ReportPayload:
        context = info.context
        context.need_manage()
        made, errors = attempted(
            lambda: shown(context, rules.write_commentary(context.access, known(context, id, Kind.REPORT), text=commentary)), renamed={"text": "commentary"}
        )
        return ReportPayload(report=made, errors=errors)

    @strawberry.field(description="Sends an edition now. Owners and managers.", directives=[*PRICE])
    def report_send(
        self,
        info: AgencyInfo,
        id: Id,
        period: Annotated[PeriodInput | None, strawberry.argument(description="A whole week or month that is over; the last one when left out.")] = None,
    ) -> EditionPayload:
        context = info.context
        context.need_manage()
        days = checked_period(period) if period else None
        sent, errors = attempted(lambda: edition(context, history.send_now(context.access, known(context, id, Kind.REPORT), period=days)))
        return EditionPayload(edition=sent, errors=errors)

    @strawberry.field(description="Sends the same edition once more, to those it did not reach or to these recipients. Owners and managers.", directives=PRICE)
    def edition_resend(
        self,
        info: AgencyInfo,
        id: Id,
        to: Annotated[list[str] | None, strawberry.argument(description="Recipients of the report; those it did not reach when left out.")] = None,
    ) -> EditionPayload:
        context = info.context
        context.need_manage()
        sent, errors = attempted(lambda: edition(context, history.resend(context.access, known(context, id, Kind.EDITION), to=to or ())))
        return EditionPayload(edition=sent, errors=errors)

    @strawberry.field(description="Shuts an edition's link: nobody opens it any more. Owners and managers.", directives=PRICE)
    def edition_link_revoke(self, info: AgencyInfo, id: Id) -> EditionPayload:
        context = info.context
        context.need_manage()
        shut, errors = attempted(lambda: edition(context, history.revoke_link(context.access, known(context, id, Kind.EDITION))))
        return EditionPayload(edition=shut, errors=errors)


def account_of(context: AgencyContext, client: str | None) -> int | None:
    """The account behind a client's global id. `Missing` for anything else."""
    if client is None:
        return None
    number = context.number(client, Kind.CLIENT)
    if number is None:
        raise Missing("There is no such client.", field="client")
    return number


def wanted(report: ReportInput) -> rules.Wanted:
    """The report in the words of its rules."""
    return rules.Wanted(
        name=report.name,
        frequency=report.frequency,
        day=report.day,
        hour=report.hour,
        kpis=tuple(report.kpis),
        recipients=tuple(report.recipients),
        formats=tuple(each.name.lower() for each in report.formats),
        is_active=report.is_active,
    )


def shown(context: AgencyContext, stored: StoredReport) -> Report:
    return reporting.by_numbers(context, [stored.pk])[stored.pk]


def edition(context: AgencyContext, stored: StoredEdition) -> Edition:
    return reporting.edition_of(context, stored)
