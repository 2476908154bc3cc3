"""Why numbers change, panels, diagnostics, rows of other kinds and calendars: what the pages say against counts made by hand."""

import csv
from collections import Counter
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import history
from tests.browser.barriers import PHONE, barriers
from tests.browser.founding import SLOW, Founder
from tests.browser.site import CHECKOUT

pytestmark = pytest.mark.xdist_group("browser")

ROWS = history.rows()
SEARCHES = CHECKOUT / "docs" / "examples" / "rows" / "searches.csv"
HALF = timedelta(days=12)
MIDDLE = history.FIRST.date() + HALF
LATER = f"from={MIDDLE}&to={MIDDLE + HALF - timedelta(days=1)}"
WHOLE = f"from={history.FIRST.date()}&to={history.FIRST.date() + 2 * HALF}"


def _share(rows: list[history.Row]) -> str:
    return f"{100 * history.reopen_rate(rows):.1f}%"


def _split() -> tuple[list[history.Row], list[history.Row]]:
    """Those resolved in the first twelve days, and in the twelve after them."""
    early = [row for row in ROWS if row.resolved.date() < MIDDLE]
    return early, [row for row in ROWS if MIDDLE <= row.resolved.date() < MIDDLE + HALF]


def _line(page: Page, name: str) -> Locator:
    return page.get_by_role("row", name=name)


def test_why_a_rate_changed_begins_and_ends_with_what_was_counted_by_hand(founder: Founder, page: Page) -> None:
    before, now = _split()
    page.goto(f"/a/{founder.slug}/why?kpi=reopen_rate&by=CHANNEL&{LATER}")
    chart = page.get_by_role("slider", name="taken apart")
    chart.focus()
    page.keyboard.press("Home")
    assert (chart.get_attribute("aria-valuetext") or "").endswith(_share(before))
    page.keyboard.press("End")
    assert (chart.get_attribute("aria-valuetext") or "").endswith(_share(now))
    page.get_by_text("Table", exact=True).click()
    for channel in history.CHANNELS:
        then, today = ([row for row in rows if row.channel == channel] for rows in (before, now))
        expect(_line(page, channel)).to_contain_text(f"{_share(then)} → {_share(today)}")
        expect(_line(page, channel)).to_contain_text(f"{len(then)} → {len(today)}")


def test_the_table_of_a_change_is_a_list_on_a_phone(founder: Founder, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/a/{founder.slug}/why?kpi=reopen_rate&by=CHANNEL&{LATER}")
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_role("list", name="segment by segment").get_by_role("listitem")).to_have_count(len(history.CHANNELS))
    expect(page.get_by_role("table")).to_have_count(0)


def test_the_topics_are_counted_and_lead_to_their_tickets(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/diagnostics/topics?{WHOLE}")
    expect(page.get_by_text(f"4 of 4 topics make 80% of {len(ROWS)} tickets.")).to_be_visible()
    page.get_by_role("link", name="Topic 2").click()
    expect(page.get_by_text(f"{sum(row.number % 4 == 2 for row in ROWS)} tickets", exact=True)).to_be_visible()


def test_service_health_shows_the_rates_worked_out_by_hand(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/panels/service-health?{WHOLE}")
    tile = page.get_by_role("article", name="Reopen rate")
    expect(tile).to_contain_text(_share(ROWS))
    expect(tile).to_contain_text(f"n {len(ROWS)}")


def test_what_was_never_sent_is_named_with_the_way_to_send_it(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/diagnostics/churn-and-support?{WHOLE}")
    expect(page.get_by_role("heading", name="Not available yet")).to_be_visible()
    expect(page.locator("main")).to_contain_text("subscriptions")
    page.goto(f"/a/{founder.slug}/panels/automation?{WHOLE}")
    expect(page.get_by_role("heading", name="No AI agent has touched a ticket in this period")).to_be_visible()


def test_searches_come_in_by_the_wizard_and_those_that_failed_are_counted(founder: Founder, page: Page) -> None:
    with SEARCHES.open(encoding="utf-8-sig") as file:
        sent = list(csv.DictReader(file, delimiter=";"))
    failed = Counter(row["Words"] for row in sent if row["Hits"] == "0" or row["Opened"] == "no")
    days = sorted(date(*reversed([int(part) for part in row["Searched at"].split()[0].split(".")])) for row in sent)
    page.goto(f"/a/{founder.slug}/import")
    page.get_by_label("What is in the file?").select_option("searches")
    page.locator("input[type=file]").set_input_files(SEARCHES)
    for column, field in {"Search no": "id", "Searched at": "at", "Words": "query", "Hits": "results", "Opened": "clicked"}.items():
        page.get_by_label(f"Meaning of {column}").select_option(field)
    page.get_by_label("Dates are written").select_option("day")
    page.get_by_label("Decimals are written").select_option(",")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="How rows will be read")).to_be_visible()
    page.get_by_role("button", name=f"Import {len(sent)} row").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=SLOW)
    page.goto(f"/a/{founder.slug}/diagnostics/failed-searches?from={days[0]}&to={days[-1]}")
    expect(page.get_by_text(f"{failed.total()} of {len(sent)} searches failed.")).to_be_visible()


def test_a_channel_gets_a_calendar_of_its_own_with_versions(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/settings?section=calendar")
    page.get_by_label("A calendar of its own for").select_option(label="Phone")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Channel Phone: a new calendar")).to_be_visible()
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        page.get_by_label(day).fill("8-20" if day == "Monday" else "")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("li").filter(has_text="Channel Phone")).to_contain_text("12 h a week")
    page.get_by_label("Version").select_option("new")
    page.get_by_label("Holds from").fill("2026-03-09")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("li").filter(has_text="Channel Phone")).to_contain_text("2 versions")
    page.get_by_role("button", name="Remove this calendar").click()
    expect(page.locator("li").filter(has_text="Channel Phone")).to_have_count(0)


INSIGHTS = (
    f"why?kpi=reopen_rate&by=CHANNEL&{LATER}", f"why?kpi=ticket_volume&by=TOPIC&{LATER}", f"panels/service-health?{WHOLE}", f"panels/automation?{WHOLE}",
    f"panels/friction?{WHOLE}", "diagnostics", f"diagnostics/topics?{WHOLE}", f"diagnostics/failed-first-contacts?{WHOLE}", f"diagnostics/staffing?{WHOLE}",
    f"diagnostics/churn-and-support?{WHOLE}", "import?kind=searches", "settings?section=targets",
)  # fmt: skip


@pytest.mark.parametrize("path", INSIGHTS)
def test_a_page_that_explains_has_no_barriers(founder: Founder, page: Page, path: str) -> None:
    page.goto(f"/a/{founder.slug}/{path}")
    assert barriers(page) == []
