"""KPIs of the account's own: each way of reading against a plain count, refusals by part, traits, and a look before saving."""

from __future__ import annotations

from datetime import date
from statistics import mean, median
from typing import Any

import pytest

from metrics import definitions
from metrics.declare import Dimension, Facts
from metrics.definitions import DefinitionError
from metrics.models import Definition, Series
from metrics.readings import Filter, Part, Period, Reading, ReadingError, Request, Step, behind, read
from metrics.snapshots import recompute
from tenants.models import Account
from tests.metrics.definitions.expressions import of
from tests.metrics.facts import AI, HUMAN, SPAM, answer, label, ticket
from tickets.models import AiSession, Search, Ticket

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
BY = "ada@ours.test"


@pytest.fixture(autouse=True)
def _no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.definitions.life.schedule_named", lambda name: None)


@pytest.fixture
def world(account: Account) -> Account:
    """Six tickets of one day: minutes to the first reply 10 to 60, the even ones by chat, two vip, plans pro and free."""
    for number in range(1, 7):
        fact = ticket(
            "03-02 09:00",
            reply=f"{9 + number // 6:02}:{number * 10 % 60:02}",
            by=AI if number % 3 == 0 else HUMAN,
            solved="12:00",
            channel="chat" if number % 2 == 0 else "email",
            reopens=number % 2,
            escalated_day=date(2026, 3, 2) if number > 4 else None,
        )
        answer(fact, "12:30", number * 60.0, by=AI if number % 3 == 0 else HUMAN)
        custom = {"plan": "pro" if number < 4 else "free", "seats": number, "odd=key": "yes"}
        Ticket.objects.filter(pk=fact.ticket_id).update(tags=["vip", "o'neill"] if number <= 2 else ["plain"], custom=custom)
    ticket("03-02 09:00", reply="09:01", channel="chat", exclusion=SPAM)
    return account


def made(expression: dict[str, Any]) -> Reading:
    """The reading of an own KPI once it is computed; what the preview says of all the time must be the same number."""
    definitions.create(expression, by=BY)
    recompute()
    return read([Request(expression["key"], MARCH)])[0]


MINUTES = [10, 20, 30, 40, 50, 60]
VALUE = {"value": "first_reply_seconds"}
CHAT, VIP = {"field": "channel", "is": ["chat"]}, {"field": "tag", "is": ["vip"]}


@pytest.mark.parametrize(
    ("expression", "value", "n"),
    [
        (of("count"), 6, 6),
        (of("count", population=[CHAT]), 3, 3),
        (of("count", population=[{"field": "channel", "is_not": ["chat"]}]), 3, 3),
        (of("count", population=[VIP]), 2, 2),
        (of("count", population=[{"field": "tag", "is_not": ["vip"]}]), 4, 4),
        (of("count", population=[{"field": "tag", "is": ["o'neill", "plain"]}]), 6, 6),
        (of("count", population=[{"field": "tag", "is": ["'; DROP TABLE tickets_ticket; --"]}]), 0, 0),
        (of("count", population=[{"field": "custom.plan", "is": ["pro"]}]), 3, 3),
        (of("count", population=[{"field": "custom.plan", "is": ["pro", "free"]}]), 6, 6),
        (of("count", population=[{"field": "custom.odd=key", "is": ["yes"]}]), 6, 6),
        (of("count", population=[{"field": "custom.seats", "at_least": 5}]), 2, 2),
        (of("count", population=[{"field": "custom.seats", "at_most": 5}, CHAT]), 2, 2),
        (of("count", population=[{"field": "reopens", "at_least": 1}]), 3, 3),
        (of("count", population=[{"field": "escalated_day", "known": False}]), 4, 4),
        (of("count", population=[{"field": "first_reply_by", "is": ["ai"]}]), 2, 2),
        (of("share", condition=[{"field": "reopens", "at_least": 1}]), 0.5, 6),
        (of("share", population=[CHAT], condition=[VIP]), 1 / 3, 3),
        (of("mean", **VALUE), 60 * mean(MINUTES), 6),
        (of("median", **VALUE), 60 * median(MINUTES), 6),
        (of("percentile", percentile=100 / 3, **VALUE), 60 * (20 + 10 * 2 / 3), 6),
        (of("sum", **VALUE), 60 * sum(MINUTES), 6),
        (of("mean", facts="replies", value="wait_seconds"), 210, 6),
        (of("mean", value="reopens", unit="score"), 0.5, 6),
        (of("ratio", population=[CHAT], denominator={"facts": "tickets", "reads": "count"}), 0.5, 6),
        (of("ratio", unit="duration", value="wait_seconds", facts="replies", denominator={"facts": "tickets"}), 210, 6),
    ],
    ids=lambda told: told["reads"] if isinstance(told, dict) else None,
)
def test_each_way_of_reading_says_what_a_plain_count_says(world: Account, expression: dict[str, Any], value: float, n: int) -> None:
    found = made(expression)
    assert found.number.value == pytest.approx(value, rel=0.01)
    assert found.number.n == n


def test_a_level_is_what_is_open_at_the_end(world: Account) -> None:
    ticket("03-03 09:00", channel="chat")
    assert made(of("level", facts="lives", population=[CHAT])).number.value == 1


def test_a_ratio_of_a_part_to_its_whole_has_the_interval_of_a_share(world: Account) -> None:
    as_ratio = made(of("ratio", population=[CHAT], denominator={"facts": "tickets"})).number
    as_share = made(of("share", key="as_share", condition=[CHAT])).number
    assert as_ratio == as_share


def test_a_new_kpi_is_read_from_the_facts_until_its_states_are_computed(world: Account) -> None:
    recompute()
    created = definitions.create(of("median", **VALUE), by=BY)
    assert (created.is_current, created.is_ready) == (True, False)
    asked = Request("own_kpi", MARCH, step=Step.WEEK, by=Dimension.CHANNEL)
    live = read([asked])[0]
    recompute()
    stored = read([asked])[0]
    assert stored.number.n == 6
    assert (live.number, live.series, live.breakdown) == (stored.number, stored.series, stored.breakdown)


def test_it_is_read_filtered_split_and_cut_like_any_other(world: Account) -> None:
    definitions.create(of("median", **VALUE), by=BY)
    recompute()
    by_channel = read([Request("own_kpi", MARCH, step=Step.MONTH, by=Dimension.CHANNEL)])[0]
    assert [(row.key, row.number.n) for row in by_channel.breakdown] == [("chat", 3), ("email", 3)]
    chat = read([Request("own_kpi", MARCH, filter=(Filter(Dimension.CHANNEL, ("chat",)),))])[0]
    assert chat.number == by_channel.breakdown[0].number
    assert by_channel.series[0].number == by_channel.number
    assert [each.kpi.key for each in by_channel.balancing] == ["csat"]


@pytest.mark.parametrize(
    "population", [[VIP], [{"field": "custom.plan", "is": ["pro"]}], [{"field": "custom.seats", "at_least": 3}], [{"field": "tag", "is_not": ["vip"]}]]
)
def test_the_tickets_behind_it_are_those_it_counts(world: Account, population: list[dict[str, Any]]) -> None:
    found = made(of("share", population=population, condition=[{"field": "custom.plan", "is_not": ["free"]}]))
    request = Request("own_kpi", MARCH)
    assert behind(request).count() == found.number.n
    assert behind(request, Part.NUMERATOR).count() == found.number.numerator


def test_what_belongs_to_no_ticket_has_none_behind_it(account: Account) -> None:
    Search.objects.create(source="t", external_id="1", at="2026-03-02T10:00Z", day="2026-03-02", query="q", results=0, is_clicked=False, is_failed=True)
    ticket("03-02 09:00")
    assert made(of("share", facts="searches", condition=[{"field": "is_failed", "is": ["true"]}])).number.value == 1
    with pytest.raises(ReadingError) as refused:
        behind(Request("own_kpi", MARCH))
    assert refused.value.code == "NO_TICKETS"


def test_sessions_are_counted_whether_or_not_they_became_a_ticket(account: Account) -> None:
    chat = label("channel", "chat")
    fact = ticket("03-02 09:00", channel="email")
    for number, ticket_id in enumerate([fact.ticket_id, None], start=1):
        AiSession.objects.create(
            source="t", external_id=str(number), at="2026-03-02T10:00Z", day="2026-03-02", channel=chat, ticket_id=ticket_id, outcome=number
        )
    assert made(of("count", facts="ai_sessions", population=[{"field": "outcome", "is": ["resolved", "escalated"]}])).number.value == 2
    assert behind(Request("own_kpi", MARCH)).count() == 1


def test_a_preview_stores_nothing_and_says_what_the_reading_would(world: Account) -> None:
    expression = of("share", condition=[{"field": "reopens", "at_least": 1}])
    recompute()
    before = Series.objects.count()
    preview = definitions.preview(expression, days=120, step=Step.WEEK, by=Dimension.CHANNEL)
    assert (Series.objects.count(), Definition.objects.count()) == (before, 0)
    assert preview.number.value == 0.5
    definitions.create(expression, by=BY)
    recompute()
    read_later = read([Request("own_kpi", preview.period, step=Step.WEEK, by=Dimension.CHANNEL)])[0]
    assert (read_later.number, read_later.series, read_later.breakdown) == (preview.number, preview.series, preview.breakdown)


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ({}, ["key", "name", "better", "facts", "reads", "balanced_by"]),
        (of("count", key="csat"), ["key", "balanced_by[0]"]),
        (of("count", key="Bad Key"), ["key"]),
        (of("count", name=" "), ["name"]),
        (of("count", unit="percent"), ["unit"]),
        (of("count", colour="red"), ["colour"]),
        (of("count", facts="dragons"), ["facts"]),
        (of("median_of"), ["reads"]),
        (of("count", value="reopens"), ["value"]),
        (of("count", condition=[CHAT]), ["condition"]),
        (of("count", balanced_by=["csat", "own_kpi"]), ["balanced_by[1]"]),
        (of("count", window_days=0), ["window_days"]),
        (of("share"), ["condition"]),
        (of("median"), ["value", "unit"]),
        (of("median", value="channel"), ["value", "unit"]),
        (of("percentile", **VALUE), ["percentile"]),
        (of("percentile", percentile=100, **VALUE), ["percentile"]),
        (of("median", percentile=50, **VALUE), ["percentile"]),
        (of("level"), ["reads"]),
        (of("net", value="reopens"), ["value"]),
        (of("ratio"), ["denominator"]),
        (of("ratio", denominator={"facts": "dragons"}), ["denominator.facts"]),
        (of("ratio", denominator={"facts": "tickets", "reads": "median"}), ["denominator.reads"]),
        (of("ratio", denominator={"facts": "tickets", "reads": "sum"}), ["denominator.value"]),
        (of("ratio", denominator={"facts": "searches", "population": [VIP]}), ["denominator.population[0].field"]),
        (of("count", population=[{"field": "channel", "is": []}]), ["population[0].is"]),
        (of("count", population=[CHAT, {"field": "reopens", "at_least": "many"}]), ["population[1].at_least"]),
        (of("count", population=[CHAT, {"field": "reopens", "like": "1%"}]), ["population[1].like", "population[1]"]),
        (of("count", population="channel = 'chat'"), ["population"]),
        (of("count", population=["channel = 'chat'"]), ["population[0]"]),
        (of("count", facts="searches", population=[CHAT]), ["population[0].field"]),
        (of("count", population=[{"field": "ticket_id; DROP TABLE", "known": True}]), ["population[0].field"]),
        (of("count", day="subject"), ["day"]),
    ],
    ids=lambda told: None if isinstance(told, dict) else ",".join(told),
)
def test_a_malformed_expression_is_told_by_part(world: Account, expression: dict[str, Any], parts: list[str]) -> None:
    assert [each.part for each in definitions.check(expression)] == parts
    with pytest.raises(DefinitionError):
        definitions.create(expression, by=BY)
    with pytest.raises(DefinitionError):
        definitions.preview(expression)
    assert not Definition.objects.exists()


def traits(told: Any) -> dict[str, bool | None]:
    return {each.key: each.holds for each in definitions.traits(told)}


def test_the_four_traits_are_told_with_why(account: Account) -> None:
    for day, late in (("04-20", False), ("04-28", True), ("05-05", False), ("05-12", True), ("05-25", True)):
        ticket(f"{day} 09:00", reply="10:00" if late else "09:05", solved="12:00", reopens=int(late))
    recompute()
    assert traits(of("share", condition=[{"field": "reopens", "at_least": 1}])) == {
        "measurable": True,
        "behaviour": True,
        "improvable": True,
        "customer_impact": True,
    }
    told = {each.key: each.explanation for each in definitions.traits(of("count", population=[{"field": "reopens", "at_least": 9}]))}
    assert told["measurable"].startswith("None of the tickets of the last 30 days counts")
    assert traits(of("count"))["behaviour"] is False
    assert traits(of("share", better="higher", condition=[{"field": "reopens", "at_least": 0}]))["improvable"] is False
    assert traits(of("sum", facts="work", value="handle_seconds"))["customer_impact"] is False
    assert traits(of("level", facts="subscriptions"))["behaviour"] is False
    assert traits(definitions.catalogue().kpis["first_response_time"])["behaviour"] is True


def test_fields_say_what_an_expression_may_name(world: Account) -> None:
    found = {each.name: each for each in definitions.fields(Facts.TICKETS)}
    assert [choice.value for choice in found["channel"].choices] == ["chat", "email"]
    assert [choice.value for choice in found["first_reply_by"].choices] == ["human", "ai"]
    assert [choice.value for choice in found["tag"].choices] == ["plain", "o'neill", "vip"]
    assert {choice.value for choice in found["custom.plan"].choices} == {"pro", "free"}
    assert (found["first_reply_seconds"].kind, found["reopens"].kind, found["is_durable"].kind) == ("duration", "number", "flag")
    assert "exclusion" not in found
    searches = {each.name for each in definitions.fields("searches")}
    assert "topic" in searches
    assert not {"tag", "channel"} & searches
    assert {each.facts for each in definitions.fields()} == set(Facts)


def test_an_account_has_at_most_fifty_of_its_own(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.definitions.life.MOST_OWN", 1)
    made(of("count"))
    with pytest.raises(DefinitionError, match="An account has at most 1 KPIs of its own"):
        definitions.create(of("count", key="another"), by=BY)
