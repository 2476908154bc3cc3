"""Rows of every kind: what reaches the tables, how often, and which days are news."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tenants.models import Account
from tests.tickets.ingest.rows.examples import EXAMPLES
from tickets import facts
from tickets.ingest import Batch, EventRecord, TicketRecord, load
from tickets.ingest.rows import KINDS, Rejected, link, redate
from tickets.ingest.rows import load as load_rows
from tickets.kinds import AiOutcome, Kind, Resolver
from tickets.models import AiSession, Cost, CostDay, Search, Sentiment, Shift, Subscription, Ticket, TouchedDay, TouchedTicket, WorkItem

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


def test_rows_become_what_the_fields_say(account: Account) -> None:
    load_rows("ai_sessions", EXAMPLES["ai_sessions"], source="bot")
    told: Any = AiSession.objects.select_related("channel", "topic", "customer").get(external_id="s1")
    assert (told.source, told.at.isoformat(), told.day.isoformat()) == ("bot", "2026-03-02T14:30:00+00:00", "2026-03-02")
    assert (told.channel.key, told.topic.key, told.customer.source, told.customer.external_id) == ("chat", "refund", "bot", "c1")
    assert (told.outcome, told.fallbacks, told.answer_seconds, told.ticket_id) == (AiOutcome.RESOLVED, 1, 2.5, None)


def test_a_row_is_on_the_accounts_local_day(account: Account) -> None:
    for number, (at, day) in enumerate(
        [
            ("2026-03-02T22:59:59Z", "2026-03-02"),
            ("2026-03-02T23:00:00Z", "2026-03-03"),
            ("2026-03-02T23:30:00", "2026-03-02"),
            ("2026-07-02T21:59:59Z", "2026-07-02"),
            ("2026-07-02T22:00:00Z", "2026-07-03"),
            ("2026-03-02T20:00:00-05:00", "2026-03-03"),
        ]
    ):
        load_rows("sentiments", [{"id": str(number), "at": at, "value": 0}], source="tone")
        assert Sentiment.objects.get(external_id=str(number)).day.isoformat() == day, at


def test_a_correction_touches_the_day_it_leaves_and_the_day_it_enters(account: Account) -> None:
    row = {"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5}
    load_rows("sentiments", [row], source="tone")
    assert touched() == ["2026-03-02"]
    corrected = load_rows("sentiments", [{**row, "at": "2026-03-04T12:00:00Z"}], source="tone")
    assert (corrected.updated, touched(), Sentiment.objects.count()) == (1, ["2026-03-02", "2026-03-04"], 1)


def test_a_row_taken_back_is_gone_and_its_day_is_news(account: Account) -> None:
    load_rows("sentiments", [{"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5}], source="tone")
    touched()
    gone = load_rows("sentiments", [{"id": "1", "deleted": True}, {"id": "2", "deleted": True}], source="tone")
    assert (gone.deleted, gone.unchanged, touched(), Sentiment.objects.count()) == (1, 1, ["2026-03-02"], 0)


def test_of_several_rows_with_one_id_the_last_stands(account: Account) -> None:
    row = {"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5}
    loaded = load_rows("sentiments", [row, {"id": "1", "deleted": True}, {**row, "value": 0.25}], source="tone")
    assert (loaded.created, loaded.unchanged, Sentiment.objects.get().value) == (1, 2, 0.25)


def test_the_same_id_from_another_source_is_another_row(account: Account) -> None:
    for source in ("tone", "other"):
        load_rows("sentiments", [{"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5}], source=source)
    assert Sentiment.objects.count() == 2


def test_a_row_finds_its_ticket_whichever_arrives_first(account: Account) -> None:
    early = {"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5, "ticket": "7", "ticket_source": "desk"}
    load_rows("sentiments", [early], source="tone")
    touched()
    load(Batch([TicketRecord("desk", "8"), TicketRecord("other", "7")]))
    assert (Sentiment.objects.get().ticket_id, touched()) == (None, [])
    load(Batch([TicketRecord("desk", "7")]))
    ticket = Ticket.objects.get(source="desk", external_id="7")
    assert (Sentiment.objects.get().ticket_id, touched()) == (ticket.pk, ["2026-03-02"])
    assert load_rows("sentiments", [early, {**early, "id": "2"}], source="tone").unchanged == 1
    assert set(Sentiment.objects.values_list("ticket_id", flat=True)) == {ticket.pk}


def test_the_days_of_a_tickets_rows_are_news_when_its_facts_change(account: Account) -> None:
    load(Batch([TicketRecord("desk", "7", channel="email")], [EventRecord("desk", "7", datetime(2026, 3, 1, 9, tzinfo=UTC), Kind.CREATED)]))
    load_rows("sentiments", [{"id": "1", "at": "2026-03-04T12:00:00Z", "value": 0.5, "ticket": "7", "ticket_source": "desk"}], source="tone")
    facts.derive_touched()
    touched()
    load(Batch([TicketRecord("desk", "7", channel="chat")]))
    facts.derive_touched()
    assert "2026-03-04" in touched()


def test_a_review_has_its_tickets_facts_derived_again(account: Account) -> None:
    load(Batch([TicketRecord("desk", "t1")]))
    TouchedTicket.objects.all().delete()
    load_rows("reviews", EXAMPLES["reviews"], source="desk")
    assert TouchedTicket.objects.count() == 1
    load_rows("reviews", EXAMPLES["reviews"], source="desk")
    assert TouchedTicket.objects.count() == 1


def test_a_cost_is_spread_evenly_over_its_days_and_sums_exactly(account: Account) -> None:
    load_rows("costs", EXAMPLES["costs"], source="books")
    days = list(CostDay.objects.order_by("day").values_list("day", "amount", "borne_by"))
    assert (len(days), days[0][0], days[-1][0]) == (31, date(2026, 3, 1), date(2026, 3, 31))
    assert sum(Decimal(str(amount)) for _, amount, _ in days) == 1000
    assert {amount for _, amount, _ in days} == {32.258, 32.2581}
    assert {bearer for *_, bearer in days} == {Resolver.HUMAN}
    assert len(touched()) == 31


def test_a_cost_that_changes_touches_every_day_it_was_and_is_spread_over(account: Account) -> None:
    cost = {"id": "1", "first_day": "2026-03-01", "last_day": "2026-03-03", "kind": "software", "amount": "10.00", "currency": "eur"}
    load_rows("costs", [cost], source="books")
    touched()
    load_rows("costs", [{**cost, "first_day": "2026-03-03", "last_day": "2026-03-04", "amount": -5}], source="books")
    assert touched() == ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]
    assert list(CostDay.objects.order_by("day").values_list("amount", flat=True)) == [-2.5, -2.5]
    assert load_rows("costs", [{"id": "1", "deleted": True}], source="books").deleted == 1
    assert (touched(), Cost.objects.count(), CostDay.objects.count()) == (["2026-03-03", "2026-03-04"], 0, 0)


def test_an_account_has_one_currency(account: Account) -> None:
    cost = EXAMPLES["costs"][0]
    loaded = load_rows("costs", [cost, {**cost, "id": "k2", "currency": "USD"}], source="books")
    assert loaded.rejected == [Rejected(2, "currency", "USD", "is not the account's currency, EUR: amounts of two currencies cannot be added")]
    subscription = EXAMPLES["subscriptions"][0]
    assert [one.field for one in load_rows("subscriptions", [{**subscription, "currency": "USD"}], source="crm").rejected] == ["currency"]
    assert load_rows("subscriptions", [{**subscription, "currency": "EUR"}], source="crm").created == 1


def test_an_agents_first_shift_of_a_day_is_marked_whatever_arrives_when(account: Account) -> None:
    def shift(number: int, begins: int, *, agent: str = "ann") -> dict[str, Any]:
        return {"id": str(number), "at": f"2026-03-02T{begins:02}:00:00Z", "ends_at": f"2026-03-02T{begins + 2:02}:00:00Z", "agent": agent}

    def first() -> list[str]:
        return list(Shift.objects.filter(is_first_of_day=True).order_by("external_id").values_list("external_id", flat=True))

    load_rows("shifts", [shift(1, 12), shift(2, 8, agent="bo")], source="roster")
    assert first() == ["1", "2"]
    load_rows("shifts", [shift(3, 8)], source="roster")
    assert first() == ["2", "3"]
    load_rows("shifts", [shift(3, 8, agent="bo")], source="roster")
    assert first() == ["1", "2"]
    load_rows("shifts", [{"id": "2", "deleted": True}], source="roster")
    assert first() == ["1", "3"]
    assert set(Shift.objects.values_list("available_seconds", flat=True)) == {7200}


def test_what_follows_from_a_row_is_kept_with_it(account: Account) -> None:
    load_rows("searches", EXAMPLES["searches"], source="help")
    load_rows("work", EXAMPLES["work"], source="phone")
    load_rows("subscriptions", EXAMPLES["subscriptions"], source="crm")
    assert list(Search.objects.order_by("external_id").values_list("is_failed", flat=True)) == [False, True]
    assert WorkItem.objects.get().handle_seconds == 360.5
    assert Subscription.objects.get().lifespan_days == (date(2026, 3, 2) - date(2025, 1, 15)).days


def test_rows_are_put_on_the_days_of_another_zone(account: Account) -> None:
    load_rows("sentiments", [{"id": "1", "at": "2026-03-02T23:30:00Z", "value": 0}, {"id": "2", "at": "2026-03-02T12:00:00Z", "value": 0}], source="tone")
    shifts = [{"id": str(n), "at": f"2026-03-{day:02}T23:30:00Z", "ends_at": f"2026-03-{day + 1:02}T04:00:00Z", "agent": "ann"} for n, day in ((1, 2), (2, 3))]
    load_rows("shifts", [*shifts, {"id": "3", "at": "2026-03-03T12:00:00Z", "ends_at": "2026-03-03T13:00:00Z", "agent": "ann"}], source="roster")
    touched()
    Account.objects.filter(pk=account.pk).update(timezone="UTC")
    redate()
    assert touched() == ["2026-03-02", "2026-03-03", "2026-03-04"]
    assert [day.isoformat() for day in Sentiment.objects.order_by("external_id").values_list("day", flat=True)] == ["2026-03-02", "2026-03-02"]
    assert dict(Shift.objects.values_list("external_id", "is_first_of_day")) == {"1": True, "2": False, "3": True}
    redate()
    assert touched() == []


def test_a_load_that_fails_leaves_nothing_behind(account: Account) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        load_rows("costs", EXAMPLES["costs"], source="books")
        raise Stopped

    with pytest.raises(Stopped), transaction.atomic():
        stop()
    assert (Cost.objects.count(), CostDay.objects.count(), TouchedDay.objects.count()) == (0, 0, 0)


def test_a_load_takes_as_many_statements_for_a_thousand_rows_as_for_one(account: Account) -> None:
    def rows(first: int, count: int) -> list[dict[str, Any]]:
        return [{**EXAMPLES["ai_sessions"][1], "id": str(n), "ticket": str(n), "customer": str(n)} for n in range(first, first + count)]

    counts = []
    load_rows("ai_sessions", rows(0, 1), source="bot")
    for first, count in ((1, 1), (1_000, 1_000)):
        with CaptureQueriesContext(connection) as queries:
            load_rows("ai_sessions", rows(first, count), source="bot")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_new_tickets_cost_one_statement_more_where_no_row_waits(account: Account) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            link([0])
        return len([query for query in queries if not query["sql"].startswith("SET search_path")])

    assert statements() == 1
    load_rows("sentiments", [{"id": "1", "at": "2026-03-02T12:00:00Z", "value": 0.5, "ticket": "7"}], source="tone")
    assert statements() == 2
