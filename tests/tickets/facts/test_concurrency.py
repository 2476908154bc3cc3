"""Several workers derive the same account at once: in a real account, with transactions that commit."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tenants import provisioning, schemas
from tenants.models import Account
from tests.tickets.facts.chronicle import stored_truths
from tests.tickets.histories import append, asks, created, reply, solved, ticket
from tickets import facts
from tickets.models import Ticket, TicketFact, TouchedTicket


@pytest.fixture
def shared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Account]:
    """An account that every connection sees, and that is gone afterwards."""
    with django_db_blocker.unblock():
        account = provisioning.create_account(slug="workers", name="Workers", timezone="Europe/Berlin")
        try:
            with schemas.inside(account):
                yield account
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{account.schema_name}" CASCADE')
            account.delete()


def at_once(account: Account, *jobs: Callable[[], object]) -> list[BaseException]:
    """Run each job on a connection of its own, all together; the errors they end in."""
    errors: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            with schemas.inside(account):
                start.wait()
                job()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors


def test_overlapping_batches_neither_deadlock_nor_disagree(shared: Account) -> None:
    tickets = [ticket(created("mon 10:00"), reply("10:10"), asks("11:00"), reply("11:30"), solved("12:00"), customer="C", topic="billing") for _ in range(30)]
    ids = [each.pk for each in tickets]
    jobs = [lambda some=some: facts.derive(some) for some in (ids[:20], ids[::-1], ids[10:], ids[5:25][::-1])]
    assert at_once(shared, *jobs) == []
    together = stored_truths(ids)
    TicketFact.objects.all().delete()
    facts.derive(ids)
    assert stored_truths(ids) == together


def test_news_that_comes_in_while_draining_is_not_lost(shared: Account) -> None:
    tickets = [ticket(created("mon 10:00")) for _ in range(40)]
    facts.touch_all()

    def answer() -> None:
        for each in tickets:
            append(Ticket.objects.get(pk=each.pk), reply("mon 10:10"))
            facts.touch([each.pk])

    def drain() -> None:
        facts.derive_touched(batch=5)

    assert at_once(shared, answer, drain, drain) == []
    facts.derive_touched()
    assert not TouchedTicket.objects.exists()
    assert set(TicketFact.objects.values_list("first_reply_seconds", flat=True)) == {600}
