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


def test_the_queue_and_the_facts_survive_getting_their_indexes() -> None:
    told = ticket(created("mon 10:00"), reply("10:10"))
    derived(told)
    facts.touch([told.pk])
    before = stored_truths([told.pk])
    migrate(("tickets", "0002_snapshots_and_stamps"))
    migrate()
    assert stored_truths([told.pk]) == before
    assert list(TouchedTicket.objects.values_list("ticket_id", flat=True)) == [told.pk]
    assert TicketFact.objects.count() == 1
