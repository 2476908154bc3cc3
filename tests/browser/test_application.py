"""The web application as a founder meets it: against the built files, a real database and a real worker."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import history
from tests.browser.barriers import barriers
from tests.browser.founding import ADDRESS, PASSWORD, Founder

pytestmark = pytest.mark.xdist_group("browser")

ROWS = history.rows()


def test_the_preview_says_which_row_would_be_refused_and_why(founder: Founder) -> None:
    assert "48" in founder.preview
    assert "50" in founder.preview.split("What would be refused")[1]
    assert "31/02/2026 10:00" in founder.preview


def test_the_result_counts_tickets_and_offers_the_refused_rows(founder: Founder, page: Page) -> None:
    assert "48\n" in founder.result.replace("new tickets", "")
    assert "Download the refused rows" in founder.result


def test_a_rate_on_the_screen_is_the_one_worked_out_by_hand(founder: Founder, page: Page) -> None:
    start, end = history.days(ROWS)
    page.goto(f"/a/{founder.slug}/kpis/reopen_rate?from={start}&to={end}")
    expect(page.get_by_text(f"{100 * history.reopen_rate(ROWS):.1f}%", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name=f"All counted ({len(ROWS)} cases)")).to_be_visible()


def test_the_tickets_behind_a_rate_are_exactly_its_numerator(founder: Founder, page: Page) -> None:
    start, end = history.days(ROWS)
    page.goto(f"/a/{founder.slug}/kpis/reopen_rate?from={start}&to={end}")
    reopened = sum(row.reopened for row in ROWS)
    page.get_by_role("link", name=f"Those in the numerator ({reopened} cases)").click()
    expect(page.get_by_text(f"{reopened} tickets", exact=True)).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(reopened)


def test_the_overview_opens_on_the_newest_data_with_the_median_wait(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/")
    tile = page.get_by_role("article", name="First response time")
    expect(tile).to_contain_text(f"n {len(ROWS)}")
    hours, minutes = divmod(round(history.median_first_reply_minutes(ROWS)), 60)
    near = {f"{hours} h {minutes + off} min" if hours else f"{minutes + off} min" for off in (-1, 0, 1)}
    assert any(text in tile.inner_text() for text in near)


def test_a_ticket_page_shows_the_rule_behind_each_fact(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/tickets?q=T-7")
    page.get_by_role("link", name="T-7", exact=True).click()
    expect(page.get_by_role("heading", name="Facts")).to_be_visible()
    expect(page.get_by_text("First reply", exact=True)).to_be_visible()
    expect(page.get_by_text("after creation").first).to_be_visible()


def test_an_account_one_may_not_see_looks_like_one_that_does_not_exist(founder: Founder, window: BrowserContext) -> None:
    answer = window.request.get("/a/somebody-elses/")
    assert answer.status == 404


def test_a_stranger_is_sent_to_log_in_and_then_to_where_they_were_going(founder: Founder, visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(f"/a/{founder.slug}/kpis")
    page.get_by_label("E-mail").fill(ADDRESS)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="KPIs")).to_be_visible()


def test_keys_reach_the_content_the_comparison_and_every_point_of_a_chart(founder: Founder, page: Page) -> None:
    page.goto(f"/a/{founder.slug}/")
    chart = page.get_by_role("slider", name="First response time: move through the points with the arrow keys")
    expect(chart).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="no comparison")).to_be_visible()
    assert "compare=none" in page.url
    page.go_back()
    expect(page.get_by_role("button", name="vs previous 28 days")).to_be_visible()
    newest = chart.get_attribute("aria-valuetext")
    chart.focus()
    page.keyboard.press("Home")
    expect(chart).not_to_have_attribute("aria-valuetext", newest or "")
    page.get_by_role("button", name="Colour scheme").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Light")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Colour scheme")).to_be_focused()


OPEN_PAGES = ("/", "/log-in", "/sign-up", "/reset-password")
ACCOUNT_PAGES = (
    "", "kpis", "kpis/first_response_time", "kpis/csat", "tickets", "import", "welcome", "api", "api?explorer=open", "settings?section=access",
    "settings?section=keys", "settings?section=calendar", "settings?section=sla",
)  # fmt: skip


@pytest.mark.parametrize("path", ACCOUNT_PAGES)
def test_a_page_of_an_account_has_no_barriers(founder: Founder, page: Page, path: str) -> None:
    page.goto(f"/a/{founder.slug}/{path}")
    assert barriers(page) == []


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_page_before_the_log_in_has_no_barriers(visitor: BrowserContext, path: str) -> None:
    page = visitor.new_page()
    page.goto(path)
    assert barriers(page) == []
