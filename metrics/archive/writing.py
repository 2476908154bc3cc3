"""Writes the archive: each table as JSON Lines and as CSV, streamed by COPY out of one snapshot of the database into one zip file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from tenants.models import Account

from .contents import LEFT_OUT, Table, tables

FORMAT = 1
BUFFER = 1 << 20
FORMULAS = "=+-@\t\r"
README = """{name} ({slug}), exported from Plumbline at {at}

jsonl/  one file per table, one row per line, exactly as it is stored.
csv/    the same rows for spreadsheets: UTF-8, with a header. Text that a spreadsheet would calculate has an apostrophe before it.
manifest.json  rows, columns, bytes and SHA-256 of every file, the version of the tables, and what is left out.

Instants are in UTC, durations in seconds, rates are fractions of 1. Columns that end in _id name the id of a row of another table.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished archive: its rows, counted once, and its size and SHA-256."""

    rows: int
    bytes: int
    sha256: str


def write(target: Path, account: Account, *, at: datetime) -> Written:
    """Write the account's archive to `target`. All tables are as they were at one instant; memory does not grow with them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        with one_snapshot():
            told = [_table(archive, table) for table in tables(account)]
            versions = _versions(account)
        archive.writestr("manifest.json", json.dumps(_manifest(account, at, told, versions), indent=2, ensure_ascii=False))
        archive.writestr("README.txt", README.format(name=account.name, slug=account.slug, at=at.isoformat(timespec="seconds")))
    return Written(sum(table["rows"] for table in told), target.stat().st_size, digest_of(target))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    found = sha256()
    with path.open("rb") as file:
        while chunk := file.read(BUFFER):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All reads of the block see one instant. Within a transaction, that of the transaction."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _table(archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    """Write both files of a table; its entry in the manifest."""
    source = sql.SQL("FROM {} WHERE {} ORDER BY {}").format(sql.Identifier(table.schema, table.name), table.condition, _key(table.model))
    exact = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    lines = sql.SQL("SELECT row_to_json(t) FROM (SELECT {} {}) t").format(exact, source)
    cells = sql.SQL("SELECT {} {}").format(sql.SQL(", ").join(map(_cell, table.fields)), source)
    # JSON has no control characters, so with these for marks each row comes out as it is, on a line of its own.
    as_lines = sql.SQL("COPY ({}) TO STDOUT WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')").format(lines)
    as_cells = sql.SQL("COPY ({}) TO STDOUT WITH (FORMAT csv)").format(cells)
    rows, jsonl = _file(archive, f"jsonl/{table.name}.jsonl", as_lines)
    _, csv = _file(archive, f"csv/{table.name}.csv", as_cells, header=",".join(table.columns).encode() + b"\n")
    return {"table": table.name, "rows": rows, "columns": table.columns, "files": [jsonl, csv]}


def _file(archive: zipfile.ZipFile, name: str, statement: sql.Composable, *, header: bytes = b"") -> tuple[int, dict[str, Any]]:
    """Stream a COPY into a file of the archive: how many rows, and the file's entry in the manifest."""
    rows, size, digest = 0, 0, sha256()
    with archive.open(name, "w", force_zip64=True) as file, connection.cursor() as cursor:

        def put(piece: bytes) -> None:
            nonlocal size
            size += len(piece)
            digest.update(piece)
            file.write(piece)

        buffer = bytearray(header)
        with cursor.copy(statement) as copy:
            for row in copy:
                rows += 1
                buffer += row
                if len(buffer) >= BUFFER:
                    put(bytes(buffer))
                    buffer.clear()
        put(bytes(buffer))
    return rows, {"path": name, "bytes": size, "sha256": digest.hexdigest()}


def _key(model: type[models.Model]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(str(each.column)) for each in model._meta.pk_fields)


def _cell(field: models.Field[Any, Any]) -> sql.Composable:
    """A column for a spreadsheet: text that it would calculate gets an apostrophe."""
    column = sql.Identifier(str(field.column))
    if not isinstance(field, models.CharField | models.TextField):
        return column
    return sql.SQL("CASE WHEN strpos({}, left({}, 1)) > 0 AND {} <> '' THEN '''' || {} ELSE {} END").format(
        sql.Literal(FORMULAS), column, column, column, column
    )


def _versions(account: Account) -> dict[str, str]:
    """The newest migration of each app in the account's schema."""
    query = sql.SQL("SELECT app, max(name) FROM {} GROUP BY app ORDER BY app").format(sql.Identifier(account.schema_name, "django_migrations"))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def _manifest(account: Account, at: datetime, told: list[dict[str, Any]], versions: dict[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "account": {"slug": account.slug, "name": account.name, "timezone": account.timezone},
        "exported_at": at.isoformat(),
        "schema_version": versions,
        "tables": told,
        "left_out": {label.replace(".", "_").lower(): reason for label, reason in LEFT_OUT.items()},
    }
