"""Migrations of an account that already holds tickets and facts."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.tickets.facts.chronicle import stored_truths
from tests.tickets.histories import created, derived, reply, ticket
from tickets import facts
from tickets.models import TicketFact, TouchedTicket

pytestmark = pytest.mark.usefixtures("account")


def migrate(*targets: tuple[str, str]) -> None:
    """To these migrations, or to the latest of all."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def queued() -> list[int]:
    return list(TouchedTicket.objects.order_by("id").values_list("ticket_id", flat=True))


def test_the_queue_and_the_facts_survive_getting_their_indexes_and_columns() -> None:
    told = ticket(created("mon 10:00"), reply("10:10"))
    derived(told)
    facts.touch([told.pk])
    before = stored_truths([told.pk])
    migrate(("tickets", "0002_snapshots_and_stamps"))
    migrate()
    assert queued() == [told.pk]
    facts.derive_touched()
    assert stored_truths([told.pk]) == before
    assert TicketFact.objects.count() == 1


def test_new_columns_are_filled_for_tickets_that_were_there_before() -> None:
    told = ticket(created("mon 10:00"), reply("10:10"))
    derived(told)
    migrate(("tickets", "0007_rows_and_their_tickets"))
    TicketFact.objects.update(first_any_reply_seconds=None)
    told.waits.all().delete()
    migrate()
    assert queued() == [told.pk]
    facts.derive_touched()
    assert TicketFact.objects.get(pk=told.pk).first_any_reply_seconds == 600
    assert told.waits.count() == 1
