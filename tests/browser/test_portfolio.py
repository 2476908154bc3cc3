"""An agency's clients side by side, over the founder's account and one that has nothing yet."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, expect

from tests.browser import history
from tests.browser.barriers import PHONE, barriers
from tests.browser.founding import ADDRESS, SLOW, Founder
from tests.browser.site import Site, wait_for

pytestmark = pytest.mark.xdist_group("browser")

ROWS = history.rows()
START, END = history.days(ROWS)
WHOLE = f"from={START}&to={END}&kpi=reopen_rate&kpi=first_response_time"
RATE = f"{100 * history.reopen_rate(ROWS):.1f}%"
EMPTY = "Aardvark Books"
INVITE = "mutation($email: String!) { clientInvite(email: $email, role: VIEWER) { errors { message } } }"
CREATE = 'mutation($name: String!) { clientCreate(name: $name, timezone: "UTC") { errors { message } } }'
PUBLISHED = "query($client: String!) { client(slug: $client) { asOf } }"


class Desk:
    """The founder's window asking for what pages of settings would ask for; other tests walk through these pages."""

    def __init__(self, window: BrowserContext, site: Site) -> None:
        self.window, self.site = window, site
        window.request.get("/api/session")
        self.token = next(cookie["value"] for cookie in window.cookies() if cookie["name"] == "csrftoken")

    def send(self, path: str, **body: Any) -> Any:
        answer: APIResponse = self.window.request.post(path, data=body, headers={"X-CSRFToken": self.token, "Origin": self.site.url})
        assert answer.ok, answer.text()
        return answer.json()

    def ask(self, agency: str, query: str, **variables: Any) -> Any:
        return self.send(f"/agencies/{agency}/graphql", query=query, variables=variables)["data"]


@pytest.fixture(scope="module")
def agency(founder: Founder, site: Site, browser: Browser) -> str:
    """An agency of the founder's with two clients: the account that has a history, and a new one; the first has published its numbers."""
    window = browser.new_context(base_url=site.url, storage_state=founder.cookies)
    desk = Desk(window, site)
    slug: str = desk.send("/api/agencies", name="Quill & Compass", timezone="Europe/Berlin")["slug"]
    assert desk.ask(slug, INVITE, email=ADDRESS)["clientInvite"]["errors"] == []
    letter = site.letter_to(ADDRESS, link="/invitations/")
    desk.send(f"/api/invitations/{urlsplit(letter).path.split('/')[2]}", account=founder.slug)
    assert desk.ask(slug, CREATE, name=EMPTY)["clientCreate"]["errors"] == []
    wait_for(lambda: desk.ask(slug, PUBLISHED, client=founder.slug)["client"]["asOf"], "the founder's account published nothing")
    window.close()
    return slug


def test_a_client_has_the_number_that_its_own_overview_shows_and_the_cell_leads_there(founder: Founder, agency: str, page: Page) -> None:
    page.goto(f"/agencies/{agency}/?{WHOLE}")
    rate = page.get_by_role("link", name=f"Lantern Supplies, Reopen rate: {RATE}")
    expect(rate).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("row", name="Lantern Supplies").first).to_contain_text(f"n {len(ROWS)}")
    wait = page.get_by_role("link", name="Lantern Supplies, First response time: ").inner_text()
    rate.click()
    expect(page.get_by_text(RATE, exact=True).first).to_be_visible()
    assert page.url.endswith(f"/a/{founder.slug}/kpis/reopen_rate?from={START}&to={END}")
    page.goto(f"/a/{founder.slug}/?from={START}&to={END}")
    expect(page.get_by_role("article", name="First response time").get_by_text(wait, exact=True).first).to_be_visible()


def test_clients_stand_in_the_order_asked_for_and_a_saved_view_brings_it_back(agency: str, page: Page) -> None:
    page.goto(f"/agencies/{agency}/?{WHOLE}")
    names = page.locator("tbody th").filter(has=page.locator('a[href*="/clients/"]'))
    expect(names).to_contain_text([EMPTY, "Lantern Supplies"])
    page.get_by_role("button", name="Reopen rate").click()
    expect(page.get_by_role("columnheader", name="Reopen rate")).to_have_attribute("aria-sort", "ascending")
    expect(names).to_contain_text(["Lantern Supplies", EMPTY])
    page.get_by_role("button", name="Views").click()
    page.get_by_label("Save this view as").fill("Monday morning")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Views, Monday morning open")).to_be_visible()
    page.goto(f"/agencies/{agency}/")
    page.get_by_role("button", name="Views").click()
    page.get_by_role("link", name="Monday morning").click()
    expect(page.get_by_role("columnheader", name="Reopen rate")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("link", name=f"Lantern Supplies, Reopen rate: {RATE}")).to_be_visible()


def test_on_a_phone_every_client_is_a_card(agency: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/agencies/{agency}/?{WHOLE}")
    expect(page.get_by_role("list", name="Clients compared").locator("> li")).to_have_count(3)
    expect(page.get_by_role("table")).to_have_count(0)


PAGES = (f"?{WHOLE}", f"?show=charts&{WHOLE}", f"clients/{{client}}?from={START}&to={END}", f"consistency?from={START}&to={END}")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_portfolio_has_no_barriers(founder: Founder, agency: str, page: Page, path: str) -> None:
    page.goto(f"/agencies/{agency}/{path.format(client=founder.slug)}")
    assert barriers(page) == []
