"""POST events: tickets and events from a program, many at once."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tenants.access import Ability
from tenants.tasks import schedule_or_leave
from tickets.ingest import load
from tickets.kinds import Author
from tickets.mapping.actions import WORDS
from tickets.mapping.items import read_items

from .bodies import bounded_body, json_object, listed, only, source_of
from .idempotency import Answer, once
from .views import AccountView, Refusal, access_of, errors_serializer

MOST_ITEMS = 10_000


TEXTS = ("subject", "channel", "priority", "topic", "team", "agent", "customer")


def _ticket_serializer() -> Any:
    texts: Any = {name: serializers.CharField(required=False, allow_null=True) for name in TEXTS}
    fields: dict[str, Any] = {
        "id": serializers.CharField(),
        **texts,
        "tags": serializers.ListField(child=serializers.CharField(), required=False, allow_null=True),
        "custom": serializers.DictField(required=False, allow_null=True),
        "outbound": serializers.BooleanField(required=False, allow_null=True),
        "updated_at": serializers.DateTimeField(required=False, help_text="When this was true; of two sayings the later instant stands."),
    }
    return inline_serializer("TicketItem", fields)


def _event_serializer() -> Any:
    fields: dict[str, Any] = {
        "id": serializers.CharField(required=False, help_text="The event's id at the source; without it, its content identifies it."),
        "ticket": serializers.CharField(),
        "at": serializers.DateTimeField(),
        "kind": serializers.ChoiceField(choices=list(WORDS)),
        "author": serializers.ChoiceField(choices=[author.name.lower() for author in Author], required=False),
        "agent": serializers.CharField(required=False),
        "team": serializers.CharField(required=False),
        "public": serializers.BooleanField(required=False, default=True),
        "reopens": serializers.BooleanField(required=False, default=False),
        "detail": serializers.CharField(required=False),
        "status": serializers.CharField(required=False, help_text="Of status_changed."),
        "score": serializers.FloatField(required=False, help_text="Of rated."),
        "scale": serializers.ListField(child=serializers.FloatField(), required=False, help_text="Lowest and highest score; [1, 5] otherwise."),
        "positive_from": serializers.FloatField(required=False),
    }
    return inline_serializer("EventItem", fields)


def _body_serializer() -> Any:
    lists = {"tickets": _ticket_serializer(), "events": _event_serializer()}
    fields: dict[str, Any] = {"source": serializers.CharField(), **{name: serializers.ListField(child=one, required=False) for name, one in lists.items()}}
    return inline_serializer("EventsBody", fields)


def _answer_serializer() -> Any:
    error: Any = {"list": serializers.CharField(), "index": serializers.IntegerField(), "field": serializers.CharField(), "code": serializers.CharField()}
    counts = ("accepted", "rejected", "tickets_created", "tickets_updated", "events_created", "events_updated", "events_unchanged")
    item = inline_serializer("ItemError", {**error, "message": serializers.CharField()})
    return inline_serializer("EventsAnswer", {**{name: serializers.IntegerField() for name in counts}, "errors": serializers.ListField(child=item)})


class EventsView(AccountView):
    """Tickets and events in one batch. Good items land even if others are refused; each refusal names its item."""

    ability = Ability.INGEST

    @extend_schema(
        operation_id="sendEvents",
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="Repeats the first answer for 7 days.")],
        request=_body_serializer(),
        responses={200: _answer_serializer(), 422: _answer_serializer(), 400: errors_serializer(), 403: errors_serializer(), 413: errors_serializer()},
    )
    def post(self, request: Request, account: str) -> Response:
        body = bounded_body(request._request)
        zone = access_of(request).account.timezone
        source, tickets, events = _parts(body)
        (status, answer), repeated = once(request.headers.get("Idempotency-Key"), body, lambda: _carry_out(source, tickets, events, zone=zone))
        return Response(answer, status=status, headers={"Idempotent-Replayed": "true"} if repeated else None)


def _parts(body: bytes) -> tuple[str, list[Any], list[Any]]:
    data = json_object(body)
    source = source_of(data)
    tickets, events = listed(data, "tickets"), listed(data, "events")
    only(data, "source", "tickets", "events")
    if len(tickets) + len(events) > MOST_ITEMS:
        raise Refusal(f"A request may have up to {MOST_ITEMS:,} tickets and events.", code="TOO_MANY_ITEMS", status=413)
    return source, tickets, events


def _carry_out(source: str, tickets: list[Any], events: list[Any], *, zone: str) -> Answer:
    items = read_items(source, tickets, events, zone=zone)
    loaded = load(items.batch)
    if loaded.touched:
        schedule_or_leave("tickets.derive")
    errors = [{"list": one.list, "index": one.index, "field": one.field, "code": "INVALID", "message": one.message} for one in items.errors]
    counts = {name: getattr(loaded, name) for name in ("tickets_created", "tickets_updated", "events_created", "events_updated", "events_unchanged")}
    status = 422 if errors and not items.accepted else 200
    return status, {"accepted": items.accepted, "rejected": len(errors), **counts, "errors": errors}
