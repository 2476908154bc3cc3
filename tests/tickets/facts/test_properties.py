"""On random histories, in any order and in any pieces, the facts are what the slow and obvious reading of them says."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tenants.models import Account
from tests.tickets.facts.chronicle import Chronicle, Stored, chronicles, days_queued, stored_truths
from tests.tickets.oracle import Truth, days_touched, truths
from tickets import facts

on_random_accounts = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(on_random_accounts, max_examples=25)
@given(chronicle=chronicles())
def test_facts_derived_at_once_are_the_oracles(account: Account, chronicle: Chronicle) -> None:
    with rolled_back():
        stored = Stored(chronicle, account)
        for delivery in range(3):
            stored.deliver(delivery)
        ids = [subject.id for subject in stored.subjects]
        facts.derive(ids, as_of=stored.world.as_of)
        assert stored_truths(ids) == truths(stored.world, stored.subjects)


@on_random_accounts
@given(chronicle=chronicles())
def test_facts_derived_delivery_by_delivery_are_the_same_and_touch_the_days_that_changed(account: Account, chronicle: Chronicle) -> None:
    with rolled_back():
        stored = Stored(chronicle, account)
        ids = [subject.id for subject in stored.subjects]
        before: dict[int, Truth] = {}
        for delivery in range(3):
            about = stored.deliver(delivery)
            derived = facts.derive(about, as_of=stored.world.as_of)
            after = truths(stored.world, stored.subjects)
            assert stored_truths(ids) == after
            assert days_queued() == days_touched(before, after)
            assert bool(derived.changed) <= (before != after)
            before = after


@settings(on_random_accounts, max_examples=15)
@given(chronicle=chronicles())
def test_deriving_again_changes_nothing_and_touches_nothing(account: Account, chronicle: Chronicle) -> None:
    with rolled_back():
        stored = Stored(chronicle, account)
        for delivery in range(3):
            stored.deliver(delivery)
        ids = [subject.id for subject in stored.subjects]
        facts.derive(ids, as_of=stored.world.as_of)
        days_queued()
        assert facts.derive(ids, as_of=stored.world.as_of).changed == 0
        assert days_queued() == set()
