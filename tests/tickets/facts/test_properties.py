"""On random histories, in any order and in any pieces, the facts are what the slow and obvious reading of them says."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tenants.models import Account
from tests.tickets.facts.chronicle import Chronicle, Stored, chronicles, days_queued, stored_truths
from tests.tickets.oracle import Truth, days_touched, truths
from tickets import facts
from tickets.facts import CONFIRMATION_WINDOW
from tickets.kinds import AiOutcome, HandledBy
from tickets.models import TicketFact

on_random_accounts = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(on_random_accounts, max_examples=12)
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
            assert days_queued() == days_touched(stored.world, stored.subjects, before, after)
            assert bool(derived.changed) <= (before != after)
            before = after


@settings(on_random_accounts, max_examples=8)
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


@on_random_accounts
@given(chronicle=chronicles())
def test_resolved_escalated_silent_and_open_are_all_that_the_ai_touched(account: Account, chronicle: Chronicle) -> None:
    with rolled_back():
        ids = derive_all(chronicle, account)
        touched = TicketFact.objects.filter(pk__in=ids, handled_by__in=(HandledBy.AI, HandledBy.MIXED))
        assert sum(touched.filter(ai_outcome=outcome).count() for outcome in AiOutcome) == touched.count()
        assert not TicketFact.objects.filter(pk__in=ids, ai_outcome__isnull=False).exclude(pk__in=touched).exists()


@on_random_accounts
@given(chronicle=chronicles())
def test_read_at_seven_days_the_times_say_what_the_flags_say(account: Account, chronicle: Chronicle) -> None:
    window = CONFIRMATION_WINDOW.total_seconds()
    with rolled_back():
        for fact in TicketFact.objects.filter(pk__in=derive_all(chronicle, account)):
            is_resolved = fact.first_resolved_at is not None
            assert fact.is_first_contact == (None if not is_resolved else (fact.contact_broken_after or 0) > window or fact.contact_broken_after is None)
            assert fact.is_durable == (None if not is_resolved else (fact.durability_broken_after or 0) > window or fact.durability_broken_after is None)
            is_known = None not in (fact.customer_id, fact.topic_id)
            assert fact.is_repeated == ((fact.repeated_after is not None and fact.repeated_after <= window) if is_known else None)


def derive_all(chronicle: Chronicle, account: Account) -> list[int]:
    """Everything delivered and derived; the tickets."""
    stored = Stored(chronicle, account)
    for delivery in range(3):
        stored.deliver(delivery)
    ids = [subject.id for subject in stored.subjects]
    facts.derive(ids, as_of=stored.world.as_of)
    return ids
