"""Imports of files: upload, preview, start, progress, rejects; and sample data for an empty account."""

from dataclasses import asdict
from typing import Any, NoReturn

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tenants.access import Ability
from tickets import uploads
from tickets.ingest.rows import KINDS
from tickets.mapping import BadMapping, Mapping, Unreadable
from tickets.mapping.row_mapping import RowsMapping
from tickets.models import Import

from .views import AccountView, Invalid, Refusal, access_of, errors_serializer

ENVELOPE = 64 * 1024
SHARES = {Import.Status.DERIVING: 0.95, Import.Status.COMPUTING: 0.98, Import.Status.DONE: 1.0}

_MAPPING = inline_serializer("MappingBody", {"mapping": serializers.DictField(help_text="As docs/importing.md describes it, in JSON.")})
_STARTED = inline_serializer("ImportStarted", {"id": serializers.IntegerField(), "status": serializers.CharField()})
TICKET_COUNTS = ("rows", "accepted", "rejected", "tickets_created", "tickets_updated", "events_created", "events_unchanged")
ROW_COUNTS = ("rows", "accepted", "rejected", "created", "updated", "unchanged", "deleted")
_COUNTS: dict[str, Any] = {name: serializers.IntegerField(required=name in TICKET_COUNTS[:3]) for name in dict.fromkeys((*TICKET_COUNTS, *ROW_COUNTS))}
_STATE = inline_serializer(
    "Import",
    {
        "id": serializers.IntegerField(), "filename": serializers.CharField(), "kind": serializers.CharField(), "size": serializers.IntegerField(),
        "created_at": serializers.DateTimeField(), "status": serializers.ChoiceField(choices=Import.Status.values),
        "progress": serializers.FloatField(help_text="0 to 1"),
        "result": inline_serializer("ImportResult", _COUNTS), "error": serializers.CharField(allow_null=True),
    },
)  # fmt: skip
_PREVIEW = inline_serializer(
    "ImportPreview",
    {
        **{name: serializers.IntegerField() for name in ("rows", "accepted", "rejected")},
        "rejects": serializers.ListField(child=serializers.DictField()), "tickets": serializers.ListField(child=serializers.DictField()),
        "samples": serializers.ListField(child=serializers.DictField(), help_text="Of rows beside tickets: the first that are accepted."),
        "warnings": serializers.ListField(child=serializers.CharField()),
    },
)  # fmt: skip
_UPLOADED = inline_serializer(
    "ImportUploaded",
    {
        "id": serializers.IntegerField(), "filename": serializers.CharField(), "kind": serializers.CharField(), "size": serializers.IntegerField(),
        "detected": serializers.DictField(), "mapping": serializers.DictField(),
    },
)  # fmt: skip


class ImportsView(AccountView):
    """Upload a file, to be looked at first; and the latest imports."""

    ability = Ability.UPLOAD
    parser_classes = (MultiPartParser,)

    @extend_schema(operation_id="listImports", responses={200: inline_serializer("Imports", {"imports": serializers.ListField(child=_STATE)})})
    def get(self, request: Request, account: str) -> Response:
        return Response({"imports": [described(upload) for upload in visible(request).order_by("-pk")[:20]]})

    @extend_schema(
        operation_id="uploadImport",
        request={"multipart/form-data": inline_serializer("Upload", {"file": serializers.FileField(), "kind": serializers.CharField(default="tickets")})},
        responses={201: _UPLOADED, 400: errors_serializer(), 413: errors_serializer()},
    )
    def post(self, request: Request, account: str) -> Response:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.IMPORT_MAX_BYTES + ENVELOPE:
            too_large()
        file = request.FILES.get("file")
        if file is None:
            raise Refusal("Send the file in the field `file` of multipart/form-data.", code="REQUIRED", status=400, field="file")
        access = access_of(request)
        kind = request.POST.get("kind") or uploads.TICKETS
        if kind != uploads.TICKETS and kind not in KINDS:
            raise Refusal(f"There is no kind {kind!r}; there are {', '.join((uploads.TICKETS, *KINDS))}.", code="INVALID", status=400, field="kind")
        owner, key = access.user, access.key
        try:
            upload = uploads.store(file.chunks(), filename=file.name or "", kind=kind, user_id=owner.pk if owner else None, key_id=key.pk if key else None)
        except uploads.TooLarge:
            too_large()
        try:
            detected, mapping = uploads.look_at(upload)
        except Unreadable as error:
            uploads.forget(upload)
            raise Refusal(str(error), code="UNREADABLE", status=400, field="file") from error
        body = {"id": upload.pk, "filename": upload.filename, "size": upload.bytes_total, "kind": upload.kind, "detected": detected, "mapping": mapping}
        return Response(body, status=201)


class ImportView(AccountView):
    """How far an import has come."""

    ability = Ability.UPLOAD

    @extend_schema(operation_id="readImport", responses={200: _STATE, 404: errors_serializer()})
    def get(self, request: Request, account: str, import_id: int) -> Response:
        return Response(described(get_object_or_404(visible(request), pk=import_id)))


class PreviewView(AccountView):
    """What a mapping would make of an uploaded file; writes nothing."""

    ability = Ability.UPLOAD
    parser_classes = (JSONParser,)

    @extend_schema(operation_id="previewImport", request=_MAPPING, responses={200: _PREVIEW, 400: errors_serializer(), 404: errors_serializer()})
    def post(self, request: Request, account: str, import_id: int) -> Response:
        upload = get_object_or_404(visible(request), pk=import_id)
        try:
            return Response(asdict(uploads.preview(upload, mapping_of(request, upload))))
        except BadMapping as error:
            bad_mapping(error)
        except (Unreadable, FileNotFoundError) as error:
            raise Refusal(str(error), code="UNREADABLE", status=400, field="file") from error


class StartView(AccountView):
    """Queue an uploaded file's import."""

    ability = Ability.UPLOAD
    parser_classes = (JSONParser,)

    @extend_schema(
        operation_id="startImport", request=_MAPPING, responses={202: _STARTED, 400: errors_serializer(), 404: errors_serializer(), 409: errors_serializer()}
    )
    def post(self, request: Request, account: str, import_id: int) -> Response:
        upload = get_object_or_404(visible(request), pk=import_id)
        mapping = mapping_of(request, upload)
        try:
            uploads.check(upload, mapping)
            uploads.start(upload, dict(request.data)["mapping"])
        except BadMapping as error:
            bad_mapping(error)
        except uploads.AlreadyStarted as error:
            raise Refusal(str(error), code="ALREADY_STARTED", status=409) from error
        except (Unreadable, FileNotFoundError) as error:
            raise Refusal(str(error), code="UNREADABLE", status=400, field="file") from error
        return Response({"id": upload.pk, "status": upload.status}, status=202)


class RejectsView(AccountView):
    """The refused rows as a CSV file: line, field, value, reason, row."""

    ability = Ability.UPLOAD

    @extend_schema(operation_id="downloadRejects", responses={(200, "text/csv"): OpenApiTypes.BINARY, 404: errors_serializer()})
    def get(self, request: Request, account: str, import_id: int) -> HttpResponseBase:
        upload = get_object_or_404(visible(request), pk=import_id)
        rejects = uploads.rejects_of(upload)
        if not rejects.path.exists():
            raise Refusal("No rows were refused.", code="NOT_FOUND", status=404)
        return FileResponse(rejects.path.open("rb"), as_attachment=True, filename=f"{upload.filename}.rejects.csv", content_type="text/csv; charset=utf-8")


class SampleDataView(AccountView):
    """Fill the account with invented tickets, if it has none."""

    ability = Ability.IMPORT

    @extend_schema(operation_id="addSampleData", request=None, responses={202: _STARTED, 409: errors_serializer()})
    def post(self, request: Request, account: str) -> Response:
        try:
            upload = uploads.start_sample()
        except uploads.AlreadyStarted as error:
            raise Refusal(str(error), code="NOT_EMPTY", status=409) from error
        return Response({"id": upload.pk, "status": upload.status}, status=202)


def visible(request: Request) -> QuerySet[Import]:
    """The imports the caller may see: all for those who read, and for a key that only sends what was uploaded with it."""
    access = access_of(request)
    return Import.objects.all() if access.may(Ability.READ) else Import.objects.filter(created_with=access.key.pk if access.key else 0)


def described(upload: Import) -> dict[str, Any]:
    """An import as the API answers it."""
    share = SHARES.get(Import.Status(upload.status), 0.9 * upload.bytes_done / max(upload.bytes_total, 1))
    result = {name: upload.result.get(name, 0) for name in (TICKET_COUNTS if upload.kind == uploads.TICKETS else ROW_COUNTS)}
    return {
        "id": upload.pk, "filename": upload.filename, "kind": upload.kind, "size": upload.bytes_total,
        "created_at": upload.created_at.isoformat(), "status": upload.status,
        "progress": round(min(share, 1.0), 4), "result": result, "error": upload.error or None,
    }  # fmt: skip


def mapping_of(request: Request, upload: Import) -> Mapping | RowsMapping:
    """The mapping in the request's body, checked."""
    data = request.data.get("mapping") if isinstance(request.data, dict) else None
    try:
        return uploads.mapping_of(upload, data)
    except BadMapping as error:
        bad_mapping(error)


def bad_mapping(error: BadMapping) -> NoReturn:
    problems = [{"field": part if part == "mapping" else f"mapping.{part}", "code": "INVALID_MAPPING", "message": message} for part, message in error.problems]
    raise Invalid(problems) from error


def too_large() -> NoReturn:
    raise Refusal(f"A file may have up to {settings.IMPORT_MAX_BYTES // 1024**2} MB.", code="TOO_LARGE", status=413, field="file")
