"""Collecting cells: one pass over the facts of a kind, however many measures are taken of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from metrics.declare import Dimension, Facts, Measure
from metrics.kpis import MEASURES
from metrics.snapshots import facts, recompute
from metrics.snapshots.cells import TOTALS, collect
from metrics.snapshots.facts import SOURCES, Narrowed
from tenants.models import Account
from tests.metrics.facts import SPAM, label, ticket
from tests.metrics.histories import random_history
from tickets.models import Ticket

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the facts of each kind were read."""
    seen: Counter[str] = Counter()
    stream = facts.stream

    def counted(kind: Facts, *arguments: Any, **named: Any) -> Any:
        seen[str(kind)] += 1
        return stream(kind, *arguments, **named)

    monkeypatch.setattr(facts, "stream", counted)
    return seen


def copies(times: int) -> dict[str, Measure]:
    """Every measure so many times over, under names of its own."""
    found = [replace(each, key=f"{each.key}_{number}") for each in MEASURES.values() for number in range(times)]
    return {each.key: each for each in found}


def test_the_facts_of_each_kind_are_read_as_often_however_many_measures(account: Account, passes: Counter[str]) -> None:
    """And those of a kind that the account never sent are not read at all."""
    random_history(3, tickets=20, first="03-01 00:00", days=20)
    recompute(measures=copies(1))
    once = dict(passes)
    passes.clear()
    recompute(measures=copies(5))
    assert dict(passes) == once
    assert set(once) == {"tickets", "replies", "lives", "responses"}


def test_a_ticket_is_looked_up_only_for_what_it_alone_knows() -> None:
    for source in SOURCES.values():
        assert "tickets_ticket t" not in source.rows_for(["day", "channel"])
        if source.ticket:
            assert source.rows_for(["tag:vip"]).endswith(f"LEFT JOIN tickets_ticket t ON t.id = {source.ticket}")


@pytest.mark.parametrize("tag", ["vip", "o'neill", '"quoted"', "back\\slash", "'; DROP TABLE tickets_ticket; --", "100%", "{}", "naïve ünïcode", "$1"])
def test_a_tag_of_any_spelling_is_found(account: Account, tag: str) -> None:
    vip, other = ticket("03-02 09:00"), ticket("03-02 10:00")
    Ticket.objects.filter(pk=vip.ticket_id).update(tags=[tag], custom={tag: tag})
    Ticket.objects.filter(pk=other.ticket_id).update(tags=["plain"])
    (block,) = facts.stream(Facts.TICKETS, ["created_day", f"tag:{tag}"], days=["created_day"], first=FIRST, last=LAST)
    assert sorted(block[f"tag:{tag}"].tolist()) == [0, 1]


@pytest.mark.parametrize(
    ("told", "number"), [(12, 12.0), ("12.5", 12.5), (" 7 ", 7.0), ("-3", -3.0), ("many", None), (None, None), ([1], None), (True, None), ("1e999", None)]
)
def test_a_custom_field_is_a_number_only_if_it_looks_like_one(account: Account, told: object, number: float | None) -> None:
    fact = ticket("03-02 09:00")
    Ticket.objects.filter(pk=fact.ticket_id).update(custom={"seats": told})
    (block,) = facts.stream(Facts.TICKETS, ["custom:seats"], days=["created_day"], first=FIRST, last=LAST)
    (found,) = block["custom:seats"].tolist()
    assert (None if found != found else found) == number


def test_only_some_hours_of_the_week_can_be_collected(account: Account) -> None:
    """2 March 2026 is a Monday: hours 9 and 10 of the week, and a Tuesday's 33."""
    for when in ("03-02 09:00", "03-02 10:00", "03-03 09:00"):
        ticket(when, channel="chat")
    ticket("03-02 09:00", channel="chat", exclusion=SPAM)
    chat = label("channel", "chat")
    assert chat
    created = MEASURES["tickets_created"]
    narrowed = Narrowed({Dimension.CHANNEL: [chat.pk]}, hours=[9, 33])
    found = collect([created], first=FIRST, last=LAST, values=TOTALS, narrowed=narrowed)["tickets_created"]
    by_hour = found.dimension == int(Dimension.HOUR)
    assert dict(zip(found.value[by_hour].tolist(), found.states.den[by_hour].tolist(), strict=True)) == {9: 1.0, 33: 1.0}


def test_with_the_past_all_earlier_days_are_one(account: Account) -> None:
    for day in ("02-01", "02-20", "03-05"):
        ticket(f"{day} 09:00", solved=f"{day} 10:00" if day == "02-20" else None)
    found = collect([MEASURES["tickets_open"]], first=FIRST, last=LAST, values={Dimension.TOTAL: [0]}, narrowed=Narrowed(with_past=True))["tickets_open"]
    told = {facts.day_of(int(day)): (entered, left) for day, entered, left in zip(found.day, found.states.num.tolist(), found.states.den.tolist(), strict=True)}
    assert told == {date(2026, 2, 28): (2.0, 1.0), date(2026, 3, 5): (1.0, 0.0)}
