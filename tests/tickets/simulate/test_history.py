"""A simulated history is a function of its seed, size and end; its events are in order and within its time."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tickets.kinds import Author, Kind
from tickets.simulate import BY_SLUG, CHARACTERS, History

from .cast import UNTIL, block, has, records

SLUGS = [character.slug for character in CHARACTERS]


def test_the_same_seed_size_and_end_give_the_same_records() -> None:
    assert records("fernglass", tickets=700) == records("fernglass", tickets=700)


def test_the_size_of_batches_changes_nothing() -> None:
    assert records("plinthworks", tickets=900, size=37) == records("plinthworks", tickets=900, size=5_000)


def test_histories_of_several_blocks_do_not_depend_on_batches_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tickets.simulate.history.BLOCK", 250)
    assert records("fernglass", tickets=900, size=70) == records("fernglass", tickets=900, size=900)


def test_another_seed_gives_another_history() -> None:
    assert records("quietharbor", tickets=300, seed=3) != records("quietharbor", tickets=300, seed=4)


def test_blocks_hand_returning_customers_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def repeats(size: int) -> float:
        monkeypatch.setattr("tickets.simulate.history.BLOCK", size)
        tickets, _ = records("fernglass", tickets=4_000)
        pairs = [(ticket.customer, ticket.topic) for ticket in tickets if ticket.customer]  # type: ignore[attr-defined]
        return 1 - len(set(pairs)) / len(pairs)

    assert repeats(300) == pytest.approx(repeats(4_000), abs=0.02)


@pytest.mark.parametrize("slug", SLUGS)
def test_there_are_as_many_tickets_as_asked_for(slug: str) -> None:
    tickets, _ = records(slug, tickets=411)
    assert len({ticket.external_id for ticket in tickets}) == 411  # type: ignore[attr-defined]


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_happens_before_creation_or_after_the_end(slug: str) -> None:
    history = block(slug)
    events = history.events
    assert (events.at >= history.tickets.created[events.who]).all()
    assert (events.at <= UNTIL.timestamp()).all()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_ticket_is_created_once_and_first(slug: str) -> None:
    history = block(slug)
    created = history.events.kind == Kind.CREATED
    assert history.events.number[created].tolist() == [1] * len(history.tickets.number)
    assert np.array_equal(history.events.at[created], history.tickets.created)


@pytest.mark.parametrize("slug", SLUGS)
def test_events_of_a_ticket_are_numbered_in_order_of_time(slug: str) -> None:
    events = block(slug).events
    same = events.who[1:] == events.who[:-1]
    assert (np.diff(events.at)[same] >= 0).all()
    assert (np.diff(events.number)[same] == 1).all()


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "sproutle"])
def test_a_history_spans_a_year_of_local_days(slug: str) -> None:
    zone = ZoneInfo(BY_SLUG[slug].timezone)
    history = History(BY_SLUG[slug], tickets=4_000, seed=3, until=UNTIL)
    today = UNTIL.astimezone(zone).date()
    assert history.span.first_day == today - timedelta(days=365)
    assert history.span.since == int(UNTIL.astimezone(zone).replace(hour=0, minute=0).timestamp()) - (365 * 86_400) + _clock_change(zone)


def _clock_change(zone: ZoneInfo) -> int:
    then = UNTIL - timedelta(days=365)
    return int((UNTIL.astimezone(zone).utcoffset() - then.astimezone(zone).utcoffset()).total_seconds())  # type: ignore[operator]


def test_excluded_tickets_are_few_and_of_each_kind() -> None:
    history = block("wintergourd")
    for share in (has(history, Kind.SPAM).mean(), has(history, Kind.MERGED).mean(), history.tickets.is_outbound.mean()):
        assert 0.005 < share < 0.04


def test_outbound_tickets_are_begun_by_an_agent() -> None:
    history = block("wintergourd")
    begun_by_us = has(history, Kind.CREATED, Author.HUMAN)
    assert np.array_equal(begun_by_us, history.tickets.is_outbound)


@pytest.mark.parametrize("slug", ["fernglass", "plinthworks"])
def test_size_changes_volume_and_not_character(slug: str) -> None:
    small, large = block(slug, 2_500), block(slug, 25_000)
    for kind in (Kind.SOLVED, Kind.ESCALATED, Kind.TRANSFERRED, Kind.RATED, Kind.ASSIGNED):
        assert has(small, kind).mean() == pytest.approx(has(large, kind).mean(), abs=0.03)
