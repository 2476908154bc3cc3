"""Each account has the character its story claims."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tickets.kinds import Author, Kind
from tickets.simulate import BY_SLUG, CHARACTERS

from .cast import UNTIL, WEEK, block, first_wait, has, open_at, records, reopened_share

NOW = int(UNTIL.timestamp())


def _weekday(slug: str) -> np.ndarray:
    zone = ZoneInfo(BY_SLUG[slug].timezone)
    offset = int(zone.utcoffset(UNTIL).total_seconds())  # type: ignore[union-attr]
    return (block(slug).tickets.created + offset) // 86_400 % 7  # the epoch was a Thursday: 2 and 3 are Saturday and Sunday


def _local_hours(slug: str) -> np.ndarray:
    zone = ZoneInfo(BY_SLUG[slug].timezone)
    return np.array([UNTIL.fromtimestamp(int(at), zone).hour for at in block(slug).tickets.created[::5]])


def test_the_weights_share_out_all_tickets() -> None:
    assert sum(character.weight for character in CHARACTERS) == pytest.approx(1)
    assert len(CHARACTERS) == 8


def test_every_account_has_enough_to_break_numbers_down_by() -> None:
    for character in CHARACTERS:
        assert 12 <= len(character.topics) <= 25
        assert len({topic.key for topic in character.topics}) == len(character.topics)
        assert all(topic.subjects for topic in character.topics)


def test_the_hasty_ai_resolves_most_but_its_resolutions_do_not_last() -> None:
    hasty, careful = block("fernglass"), block("wintergourd")
    assert has(hasty, Kind.SOLVED, Author.AI).mean() > 0.5 > has(careful, Kind.SOLVED, Author.AI).mean()
    assert reopened_share(hasty, Author.AI) > 2 * reopened_share(careful, Author.AI)


def test_customers_of_the_hasty_ai_come_back_with_the_same_topic() -> None:
    def repeated(slug: str) -> float:
        tickets, _ = records(slug, tickets=8_000)
        pairs = [(ticket.customer, ticket.topic) for ticket in tickets if ticket.customer]  # type: ignore[attr-defined]
        return 1 - len(set(pairs)) / len(pairs)

    assert repeated("fernglass") > repeated("quietharbor") + 0.04


def test_the_understaffed_team_keeps_customers_waiting_longer_and_longer() -> None:
    history = block("zilverpond")
    wait, created = first_wait(history), history.tickets.created
    early, late = np.nanmedian(wait[created < NOW - 45 * WEEK]), np.nanmedian(wait[(created > NOW - 10 * WEEK) & (created < NOW - 4 * WEEK)])
    assert late > 3 * early


def test_the_understaffed_teams_backlog_grows_from_quarter_to_quarter() -> None:
    history = block("zilverpond")
    backlog = [open_at(history, NOW - weeks * WEEK) for weeks in (39, 26, 13, 0)]
    assert backlog == sorted(backlog)
    assert backlog[-1] > 3 * backlog[0]


def test_the_seasonal_shop_peaks_before_christmas() -> None:
    created = block("wintergourd").tickets.created
    december = ((created > NOW - 50 * WEEK) & (created < NOW - 48 * WEEK)).sum()
    june = ((created > NOW - 24 * WEEK) & (created < NOW - 22 * WEEK)).sum()
    assert december > 2.5 * june


def test_business_software_escalates_more_than_anybody() -> None:
    shares = {character.slug: has(block(character.slug), Kind.ESCALATED, Author.HUMAN).mean() for character in CHARACTERS}
    assert max(shares, key=lambda slug: shares[slug]) == "plinthworks"


def test_the_calm_team_is_reopened_least_and_rated_best() -> None:
    def satisfied(slug: str) -> float:
        score = block(slug).events.score
        return float((score[score > 0] >= 4).mean())

    slugs = [character.slug for character in CHARACTERS if character.slug != "sproutle"]
    assert min(slugs, key=lambda slug: reopened_share(block(slug), Author.HUMAN)) == "quietharbor"
    assert max(slugs, key=satisfied) == "quietharbor"
    assert min(slugs, key=satisfied) in {"zilverpond", "fernglass"}


def test_the_ai_is_launched_half_way_through_the_year_and_quickens_answers() -> None:
    history = block("snapfennel")
    events = history.events
    by_ai = events.at[events.author == Author.AI]
    assert by_ai.min() == pytest.approx(NOW - 26 * WEEK, abs=WEEK)
    answered = np.flatnonzero((events.kind == Kind.MESSAGE) & np.isin(events.author, (Author.AI, Author.HUMAN)) & events.is_public)
    who, first = np.unique(events.who[answered], return_index=True)
    wait, created = events.at[answered[first]] - history.tickets.created[who], history.tickets.created[who]
    assert np.median(wait[created > by_ai.min()]) < 0.2 * np.median(wait[created < by_ai.min()])


def test_the_team_in_three_zones_answers_at_all_hours_but_not_at_weekends() -> None:
    wait, weekday = first_wait(block("threeclocks")), _weekday("threeclocks")
    saturday, tuesday = np.nanmedian(wait[weekday == 2]), np.nanmedian(wait[weekday == 5])
    assert saturday > 8 * tuesday
    assert has(block("threeclocks"), Kind.TRANSFERRED).mean() > 2 * has(block("wintergourd"), Kind.TRANSFERRED).mean()


def test_the_young_account_has_no_history_before_its_last_weeks() -> None:
    assert block("sproutle", 360).tickets.created.min() > NOW - 10 * WEEK


@pytest.mark.parametrize("slug", ["plinthworks", "threeclocks", "snapfennel"])
def test_customers_sleep_at_night_in_the_accounts_own_zone(slug: str) -> None:
    hours = _local_hours(slug)
    night, day = np.isin(hours, (1, 2, 3)).mean(), np.isin(hours, (10, 11, 12)).mean()
    assert night < day * (0.8 if slug == "threeclocks" else 0.25)


@pytest.mark.parametrize("slug", ["wintergourd", "quietharbor", "plinthworks"])
def test_people_answer_mail_in_opening_hours(slug: str) -> None:
    events, zone = block(slug).events, ZoneInfo(BY_SLUG[slug].timezone)
    answers = events.at[(events.kind == Kind.MESSAGE) & (events.author == Author.HUMAN)][::7]
    local = [UNTIL.fromtimestamp(int(at), zone) for at in answers]
    assert np.mean([at.weekday() < 5 and 8 <= at.hour < 19 for at in local]) > 0.9
