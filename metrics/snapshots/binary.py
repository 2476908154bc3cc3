"""PostgreSQL's binary formats: histograms arrive as bytes, and rows of a fixed length by the hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import OperationalError, connection

BLOCK = 100_000
HEADER = 19


@contextmanager
def binary_cursor() -> Iterator[Any]:
    """A cursor in the current account's schema. Django's own binds on the client, which has no binary results."""
    with connection.cursor():  # enters the account's schema on a connection that has not been used yet
        pass
    raw: Any = psycopg.Cursor(connection.connection)
    raw.format = psycopg.pq.Format.BINARY
    with connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw) as cursor:
        yield cursor


def copied(query: str, length: int) -> Iterator[bytes]:
    """The rows of a query, all of the same length in COPY's binary format, in blocks of BLOCK rows without header and trailer.

    Speaks to libpq itself: psycopg's own loop costs twice what the server needs to send a row.
    """
    with connection.cursor():
        pass
    pgconn = connection.connection.pgconn
    result = pgconn.exec_(f"COPY ({query}) TO STDOUT (FORMAT BINARY)".encode())
    if result.status != psycopg.pq.ExecStatus.COPY_OUT:
        raise OperationalError(result.error_message.decode(errors="replace"))
    try:
        yield from _blocks(pgconn, length)
    finally:
        _finish(pgconn)


def _finish(pgconn: Any) -> None:
    """Leave the connection ready for the next statement, however far the rows were read."""
    while (result := pgconn.get_result()) is not None:
        if result.status == psycopg.pq.ExecStatus.COPY_OUT:
            while pgconn.get_copy_data(0)[0] > 0:
                continue
        elif result.status == psycopg.pq.ExecStatus.FATAL_ERROR:
            raise OperationalError(result.error_message.decode(errors="replace"))


def _blocks(pgconn: Any, length: int) -> Iterator[bytes]:
    parts: list[bytes] = []
    left, skip = b"", HEADER
    received, data = pgconn.get_copy_data(0)
    while received > 0:
        parts.append(bytes(data))
        if len(parts) == BLOCK:
            block, left = _whole(left + b"".join(parts), skip, length)
            parts, skip = [], 0
            yield block
        received, data = pgconn.get_copy_data(0)
    if received == -2:
        raise OperationalError(pgconn.error_message.decode(errors="replace"))
    block, _ = _whole(left + b"".join(parts), skip, length)
    if block:
        yield block


def _whole(data: bytes, skip: int, length: int) -> tuple[bytes, bytes]:
    """The whole rows of some data, and what is left over."""
    end = skip + max(len(data) - skip, 0) // length * length
    return data[skip:end], data[end:]
