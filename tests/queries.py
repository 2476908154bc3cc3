"""Counting what is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

APART = ("SET search_path", "SAVEPOINT", "RELEASE")
"""What comes with a connection or a transaction rather than with a question."""


@contextmanager
def statements(number: int) -> Iterator[None]:
    """The block asks the database exactly so often."""
    with CaptureQueriesContext(connection) as queries:
        yield
    asked = [query["sql"] for query in queries.captured_queries if not query["sql"].startswith(APART)]
    assert len(asked) == number, "\n".join(asked)
