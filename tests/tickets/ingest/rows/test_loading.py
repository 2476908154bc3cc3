"""Rows of every kind: what reaches the tables, how often, and which days are news."""

from typing import Any

import pytest

from tests.tickets.ingest.rows.examples import EXAMPLES
from tickets.ingest.rows import KINDS
from tickets.ingest.rows import load as load_rows
from tickets.models import TouchedDay

pytestmark = pytest.mark.usefixtures("account")


def touched() -> list[str]:
    """The days touched, and forgotten at once."""
    days = sorted(set(TouchedDay.objects.values_list("day", flat=True)))
    TouchedDay.objects.all().delete()
    return [day.isoformat() for day in days]


def stored(kind: str) -> list[dict[str, Any]]:
    columns = list(KINDS[kind].columns)
    return [dict(zip(columns, row, strict=True)) for row in KINDS[kind].model._default_manager.order_by("external_id").values_list(*columns)]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_row_lands_once_however_often_it_is_sent(kind: str) -> None:
    rows = EXAMPLES[kind]
    first = load_rows(kind, rows, source="tool")
    assert (first.created, first.rejected) == (len(rows), [])
    before = stored(kind)
    assert touched()
    again = load_rows(kind, [*rows, *rows], source="tool")
    assert (again.created, again.updated, again.unchanged, again.deleted) == (0, 0, 2 * len(rows), 0)
    assert (stored(kind), touched()) == (before, [])
