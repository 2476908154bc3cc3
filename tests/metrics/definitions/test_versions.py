"""A definition's life: made, computed, read; then another one is, and the old one can still be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics import definitions
from metrics.catalogue import SHIPPED
from metrics.declare import Choice, Dimension, Kpi, Parameter, Values, known
from metrics.definitions import DefinitionError
from metrics.kpis import KPIS, MEASURES
from metrics.models import Definition, Series
from metrics.readings import Period, Reading, ReadingError, Request, Step, behind, read
from metrics.snapshots import recompute
from metrics.snapshots.facts import SOURCES
from tenants import schemas
from tenants.models import Account
from tests.metrics.definitions.expressions import of
from tests.metrics.facts import ticket
from tests.metrics.histories import random_history

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
CHAT = [{"field": "channel", "is": ["chat"]}]
VIP = [{"field": "tag", "is": ["vip"]}]
BY = "ada@ours.test"


@pytest.fixture(autouse=True)
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of tasks that a definition had run."""
    names: list[str] = []
    monkeypatch.setattr("metrics.definitions.life.schedule_named", names.append)
    return names


def one(kpi: str, **asked: object) -> Reading:
    return read([Request(kpi, MARCH, **asked)])[0]  # type: ignore[arg-type]


def numbers(reading: Reading) -> tuple[object, ...]:
    """What a reading says, whatever it is called."""
    return reading.number, reading.split, reading.series, reading.breakdown, reading.previous


def test_without_definitions_the_catalogue_is_the_shipped_one(account: Account) -> None:
    assert definitions.catalogue() is SHIPPED


def test_a_version_is_read_once_it_is_computed_and_not_before(account: Account, scheduled: list[str]) -> None:
    for solved in ("10:00", "12:00"):
        ticket("03-02 09:00", solved=solved, channel="chat")
    ticket("03-02 09:00", solved="15:00", channel="email")
    recompute()
    assert one("resolution_time").number.n == 3
    made = definitions.define("resolution_time", population=CHAT, by=BY)
    assert (made.number, made.is_ready, made.is_current, made.progress, scheduled) == (2, False, False, 0.0, ["metrics.recompute"])
    assert one("resolution_time").number.n == 3
    recompute()
    after = one("resolution_time")
    assert (after.number.n, after.version, after.kpi.number) == (2, made.fingerprint, 2)
    assert after.kpi.definition[-1] == "Only where channel is chat."
    assert [(each.number, each.is_current, each.progress) for each in definitions.versions("resolution_time")] == [(2, True, None), (1, False, None)]


def test_old_and_pending_versions_say_the_same_from_the_facts_as_from_states(account: Account) -> None:
    random_history(11, tickets=120, days=40)
    recompute()
    asked = {"step": Step.WEEK, "by": Dimension.TOPIC, "balancing": False}
    definitions.define("resolution_time", population=CHAT, by=BY)
    pending = one("resolution_time", version=2, **asked)
    recompute()
    stored = one("resolution_time", **asked)
    assert stored.number.n > 0
    assert numbers(stored) == numbers(pending)
    definitions.define("resolution_time", by=BY)
    recompute()
    assert not Series.objects.exclude(measure__in=MEASURES).exists()
    assert numbers(one("resolution_time", version=2, **asked)) == numbers(stored)
    assert numbers(one("resolution_time", version=1, **asked)) == numbers(one("resolution_time", version=3, **asked))


def test_going_back_to_the_shipped_definition_needs_no_computing(account: Account, scheduled: list[str]) -> None:
    ticket("03-02 09:00", solved="10:00", channel="chat")
    recompute()
    definitions.define("resolution_time", population=CHAT, by=BY)
    recompute()
    scheduled.clear()
    back = definitions.define("resolution_time", by=BY)
    assert (back.number, back.is_ready, back.is_current, scheduled) == (3, True, True, [])


def test_saying_the_same_again_makes_no_version(account: Account) -> None:
    label_chat = ticket("03-02 09:00", channel="chat")
    assert label_chat.channel is not None
    assert definitions.define("csat", by=BY).number == 1
    assert definitions.define("csat", population=CHAT, by=BY).number == definitions.define("csat", population=CHAT, by="grace@ours.test").number == 2
    assert Definition.objects.count() == 1


def test_a_version_is_never_changed(account: Account) -> None:
    ticket("03-02 09:00", channel="chat")
    definitions.define("csat", population=CHAT, by=BY)
    row = Definition.objects.get()
    row.population = []
    with pytest.raises(TypeError, match="Version 2 of csat is made"):
        row.save()


def test_half_a_backfill_is_half_the_progress(account: Account) -> None:
    from metrics.models import FilledDay

    for day in ("03-01", "03-02", "03-03", "03-04"):
        ticket(f"{day} 09:00", solved="10:00", channel="chat")
    recompute()
    made = definitions.define("escalation_rate", population=CHAT, by=BY)
    measure = made.kpi.reads.measure
    series = Series.objects.create(measure=measure.key, fingerprint=measure.fingerprint)
    FilledDay.objects.bulk_create(FilledDay(series=series, day=date(2026, 3, day)) for day in (1, 2))
    assert definitions.versions("escalation_rate")[0].progress == 0.5


def test_every_measure_is_narrowed_and_none_shares_a_name_with_another(account: Account) -> None:
    ticket("03-02 09:00", channel="chat")
    for key in KPIS:
        if not all(SOURCES[measure.facts].ticket for measure in KPIS[key].measures):
            with pytest.raises(DefinitionError, match=r"population\[0\].field: .* no tags and no custom fields"):
                definitions.define(key, population=VIP, by=BY)
            continue
        made = definitions.define(key, population=VIP, by=BY)
        assert all(measure.population[-1].column == "tag:vip" for measure in made.kpi.measures)
        assert not {measure.key for measure in made.kpi.measures} & set(MEASURES)
    recompute()
    assert definitions.catalogue().pending == []


@pytest.mark.parametrize(
    ("key", "asked", "part", "says"),
    [
        ("nothing_such", {}, "key", "There is no KPI 'nothing_such'."),
        ("csat", {"values": {"mood": "good"}}, "values.mood", "csat has no parameter 'mood'"),
        ("csat", {"population": [{"field": "colour", "is": ["red"]}]}, "population[0].field", "have no field 'colour'; they have"),
        ("csat", {"population": [{"field": "channel", "is": ["pigeon"]}]}, "population[0].is[0]", "channel is never 'pigeon'; it can be chat."),
        ("csat", {"population": [{"field": "channel"}]}, "population[0]", "Exactly one of is, is_not, known; there is none."),
        ("csat", {"population": [{"field": "channel", "is": ["chat"], "known": True}]}, "population[0]", "there are is and known"),
        ("csat", {"population": [{"field": "channel", "at_least": 3}]}, "population[0].at_least", "channel can be asked for is, is_not, known."),
    ],
)
def test_a_wrong_definition_is_refused_by_part(account: Account, key: str, asked: dict[str, object], part: str, says: str) -> None:
    ticket("03-02 09:00", channel="chat")
    with pytest.raises(DefinitionError) as refused:
        definitions.define(key, by=BY, **asked)  # type: ignore[arg-type]
    assert [each.part for each in refused.value.problems] == [part]
    assert says in refused.value.problems[0].message
    assert not Definition.objects.exists()


def test_a_retired_kpi_is_gone_and_its_states_with_it(account: Account) -> None:
    ticket("03-02 09:00", solved="10:00", channel="chat")
    definitions.create(of("count", population=CHAT), by=BY)
    recompute()
    assert one("own_kpi").number.value == 1
    definitions.retire("own_kpi", by=BY)
    with pytest.raises(ReadingError, match="There is no KPI 'own_kpi'"):
        one("own_kpi")
    recompute()
    assert not Series.objects.filter(measure__startswith="own_kpi").exists()
    with pytest.raises(DefinitionError, match="own_kpi is retired"):
        definitions.update("own_kpi", of("count"), by=BY)
    assert one("own_kpi", version=1).number.value == 1


def test_a_new_version_of_an_own_kpi_keeps_its_key(account: Account) -> None:
    ticket("03-02 09:00", channel="chat")
    ticket("03-02 09:00", channel="email")
    definitions.create(of("count"), by=BY)
    recompute()
    with pytest.raises(DefinitionError, match="A KPI keeps its key: own_kpi"):
        definitions.update("own_kpi", of("count", key="other_kpi"), by=BY)
    made = definitions.update("own_kpi", of("count", population=CHAT), by=BY)
    assert (made.number, one("own_kpi").number.value) == (2, 2)
    recompute()
    assert (one("own_kpi").number.value, one("own_kpi", version=1).number.value) == (1, 2)
    assert behind(Request("own_kpi", MARCH)).count() == 1


def test_another_account_sees_none_of_it(account: Account, other_account: Account) -> None:
    ticket("03-02 09:00", channel="chat")
    definitions.create(of("count"), by=BY)
    definitions.define("csat", population=CHAT, by=BY)
    recompute()
    with schemas.inside(other_account):
        assert definitions.catalogue() is SHIPPED
        assert [each.number for each in definitions.versions("csat")] == [1]
        with pytest.raises(ReadingError, match="There is no KPI 'own_kpi'"):
            one("own_kpi")
        with pytest.raises(ReadingError, match="csat has no version 2"):
            one("csat", version=2)


def test_the_catalogue_is_one_statement(account: Account, django_assert_num_queries: object) -> None:
    ticket("03-02 09:00", channel="chat")
    definitions.create(of("count"), by=BY)
    definitions.define("csat", population=CHAT, by=BY)
    with django_assert_num_queries(2):  # type: ignore[operator]  # the first enters the account's schema
        definitions.catalogue()


def test_a_parameter_makes_another_definition(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one on which guides disagree would be declared: do all tickets count, or only those that were answered?"""

    def answered(kpi: Kpi, values: Values) -> Kpi:
        measure = kpi.reads.measure
        return replace(kpi, reads=replace(kpi.reads, measure=replace(measure, population=(*measure.population, known("first_reply_seconds")))))

    choices = (Choice("all", "All"), Choice("answered", "Answered"))
    shipped = replace(KPIS["ticket_volume"], parameters=(Parameter("of", "Of which", "Which tickets count?", choices),), variant=answered)
    monkeypatch.setitem(KPIS, "ticket_volume", shipped)
    ticket("03-02 09:00")
    ticket("03-02 09:00", reply="09:10")
    recompute()
    with pytest.raises(DefinitionError, match=r"values.of: One of all, answered, not 'some'."):
        definitions.define("ticket_volume", values={"of": "some"}, by=BY)
    assert definitions.define("ticket_volume", values={"of": "all"}, by=BY).number == 1
    made = definitions.define("ticket_volume", values={"of": "answered"}, by=BY)
    assert (made.number, made.values, dict(made.kpi.values)) == (2, {"of": "answered"}, {"of": "answered"})
    assert [one("ticket_volume", version=version, balancing=False).number.n for version in (None, 1, 2)] == [2, 2, 1]
    recompute()
    assert [one("ticket_volume", version=version, balancing=False).number.n for version in (None, 1, 2)] == [1, 2, 1]


def test_a_kpi_outlives_the_own_kpi_that_balanced_it(account: Account) -> None:
    ticket("03-02 09:00")
    definitions.create(of("count"), by=BY)
    definitions.create(of("count", key="balanced", balanced_by=["own_kpi", "csat"]), by=BY)
    definitions.retire("own_kpi", by=BY)
    recompute()
    assert [each.kpi.key for each in one("balanced").balancing] == ["csat"]
    assert [each.kpi.key for each in one("balanced", version=1).balancing] == ["csat"]
