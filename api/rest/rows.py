"""Rows of everything beside tickets: POST rows/<kind>, and what the kinds are."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tenants.access import Ability
from tenants.tasks import schedule_or_leave
from tickets.ingest.rows import KINDS, RowField, RowKind, load

from .bodies import bounded_body, json_object, listed, only, source_of
from .idempotency import Answer, once
from .views import AccountView, Refusal, errors_serializer

MOST_ROWS = 10_000
COUNTS = ("accepted", "rejected", "created", "updated", "unchanged", "deleted")

_FIELD = inline_serializer(
    "RowField",
    {
        "name": serializers.CharField(), "label": serializers.CharField(), "kind": serializers.CharField(help_text="How its value is written."),
        "required": serializers.BooleanField(), "help": serializers.CharField(), "unit": serializers.CharField(),
        "choices": serializers.ListField(child=serializers.CharField()),
    },
)  # fmt: skip
_KIND = inline_serializer(
    "RowKind",
    {"key": serializers.CharField(), "name": serializers.CharField(), "help": serializers.CharField(), "fields": serializers.ListField(child=_FIELD)},
)
_BODY = inline_serializer("RowsBody", {"source": serializers.CharField(), "rows": serializers.ListField(child=serializers.DictField())})
_ERROR = inline_serializer(
    "RowError",
    {
        "index": serializers.IntegerField(help_text="Which row, from 0 on."), "field": serializers.CharField(), "code": serializers.CharField(),
        "value": serializers.CharField(allow_null=True), "message": serializers.CharField(),
    },
)  # fmt: skip
_ANSWER = inline_serializer("RowsAnswer", {**{name: serializers.IntegerField() for name in COUNTS}, "errors": serializers.ListField(child=_ERROR)})


class KindsView(AccountView):
    """What can be sent beside tickets, field by field."""

    ability = Ability.UPLOAD

    @extend_schema(operation_id="listRowKinds", responses={200: inline_serializer("RowKinds", {"kinds": serializers.ListField(child=_KIND)})})
    def get(self, request: Request, account: str) -> Response:
        return Response({"kinds": [described(kind) for kind in KINDS.values()]})


class RowsView(AccountView):
    """Rows of one kind. Good rows land even if others are refused; each refusal names its row and field."""

    ability = Ability.INGEST

    @extend_schema(
        operation_id="sendRows",
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="Repeats the first answer for 7 days.")],
        request=_BODY,
        responses={200: _ANSWER, 422: _ANSWER, 400: errors_serializer(), 403: errors_serializer(), 404: errors_serializer(), 413: errors_serializer()},
    )
    def post(self, request: Request, account: str, kind: str) -> Response:
        if kind not in KINDS:
            raise Refusal(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.", code="NOT_FOUND", status=404)
        body = bounded_body(request._request)
        source, rows = _parts(body)
        (status, answer), repeated = once(request.headers.get("Idempotency-Key"), kind.encode() + b"\n" + body, lambda: _carry_out(kind, rows, source))
        return Response(answer, status=status, headers={"Idempotent-Replayed": "true"} if repeated else None)


def described(kind: RowKind) -> dict[str, Any]:
    return {"key": kind.key, "name": kind.name, "help": kind.help, "fields": [_field(each) for each in kind.fields]}


def _field(each: RowField) -> dict[str, Any]:
    return {
        "name": each.name, "label": each.label, "kind": each.kind.value, "required": each.required, "help": each.help, "unit": each.unit,
        "choices": list(each.choices),
    }  # fmt: skip


def _parts(body: bytes) -> tuple[str, list[Any]]:
    data = json_object(body)
    source, rows = source_of(data), listed(data, "rows")
    only(data, "source", "rows")
    if len(rows) > MOST_ROWS:
        raise Refusal(f"A request may have up to {MOST_ROWS:,} rows.", code="TOO_MANY_ITEMS", status=413)
    return source, rows


def _carry_out(kind: str, rows: list[Any], source: str) -> Answer:
    loaded = load(kind, rows, source=source)
    if loaded.changed:
        schedule_or_leave("tickets.derive")
    errors = [{"index": one.row - 1, "field": one.field, "code": "INVALID", "value": one.value, "message": one.reason} for one in loaded.rejected]
    counts = {name: getattr(loaded, name) for name in ("created", "updated", "unchanged", "deleted")}
    accepted = len(rows) - len(errors)
    return 422 if errors and not accepted else 200, {"accepted": accepted, "rejected": len(errors), **counts, "errors": errors}
