"""Fetching a finished export: whole, or from where a broken download stopped (RFC 9110, ranges of bytes)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from metrics import archive
from tenants import audit
from tenants.access import Ability
from tickets.models import Export

from .views import AccountView, access_of, errors_serializer

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class ExportFileView(AccountView):
    """The archive of everything the account has, for a week."""

    ability = Ability.ADMINISTER

    @extend_schema(
        operation_id="downloadExport",
        parameters=[OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="bytes=FIRST-, to go on where a download stopped.")],
        responses={
            (200, "application/zip"): OpenApiTypes.BINARY,
            (206, "application/zip"): OpenApiTypes.BINARY,
            403: errors_serializer(),
            404: errors_serializer(),
        },
    )
    def get(self, request: Request, account: str, export_id: int) -> HttpResponseBase:
        export = Export.objects.filter(pk=export_id).first()
        path = archive.file_of(export) if export else None
        if export is None or path is None:
            raise Http404
        etag = f'"{export.sha256}"'
        size = path.stat().st_size
        asked = part_of(request.headers.get("Range"), size) if request.headers.get("If-Range", etag) == etag else None
        if asked == ():
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
        first, last = asked or (0, size - 1)
        if first == 0:
            access = access_of(request)
            audit.record("export.downloaded", account=access.account, by=access, subject=f"{export.created_at:%Y-%m-%d}")
        response = FileResponse(Slice(path, first, last - first + 1), status=206 if asked else 200, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{account}-{export.created_at:%Y-%m-%d}.zip"'
        response["Content-Length"] = str(last - first + 1)
        response["Accept-Ranges"] = "bytes"
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-store"
        if asked:
            response["Content-Range"] = f"bytes {first}-{last}/{size}"
        return response


def part_of(header: str | None, size: int) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte that a Range header asks for; () for a range outside of the file, None for the whole of it.

    >>> part_of("bytes=10-", 100), part_of("bytes=-10", 100), part_of("bytes=100-", 100)
    ((10, 99), (90, 99), ())
    """
    found = RANGE.fullmatch((header or "").replace(" ", ""))
    if found is None or not any(found.groups()):
        return None  # Several ranges, or another unit: the whole is a right answer to these.
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else ()
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else ()


class Slice:
    """Some bytes of a file, read in pieces; closed by the answer that sends it."""

    def __init__(self, path: Path, first: int, length: int) -> None:
        self.file: BinaryIO = path.open("rb")
        self.file.seek(first)
        self.left = length

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        self.file.close()
