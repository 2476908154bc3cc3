"""The whole audit log as CSV, of an account or of an agency, for those who administer it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from tenants import audit
from tenants.access import Ability, AgencyAbility, AgencyAccess

from .views import AccountView, access_of, errors_serializer


class AuditLogView(AccountView):
    """Everything that was done to access, settings and data of the account, the newest first."""

    ability = Ability.ADMINISTER

    @extend_schema(operation_id="downloadAuditLog", responses={(200, "text/csv"): OpenApiTypes.BINARY, 403: errors_serializer()})
    def get(self, request: Request, account: str) -> HttpResponseBase:
        access = access_of(request)
        audit.record("audit.exported", account=access.account, by=access)
        return as_csv(audit.export_rows(account=access.account), filename=f"{account}-audit.csv")


@require_GET
def of_agency(request: HttpRequest, agency: str) -> HttpResponseBase:
    """Everything that was done to the agency and its grants, the newest first; 403 for who does not administer it."""
    access: AgencyAccess = request.agency_access  # type: ignore[attr-defined]
    if not access.may(AgencyAbility.ADMINISTER):
        return JsonResponse({"errors": [{"field": None, "code": "FORBIDDEN", "message": "Your role or key does not allow this."}]}, status=403)
    audit.record("audit.exported", agency=access.agency, by=access)
    return as_csv(audit.export_rows(agency=access.agency), filename=f"{agency}-audit.csv")


def as_csv(rows: Iterable[tuple[str, ...]], *, filename: str) -> StreamingHttpResponse:
    """The rows as a CSV file in UTF-8, written as they are read."""
    answer = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """One line of CSV for each row."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow(row)


class _Line:
    """A file whose `write` hands back what it was given: a CSV writer then returns its lines."""

    def write(self, line: str) -> str:
        return line
