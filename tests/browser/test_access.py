"""An agency is made, asks a client in, is let in, and is shown the door: in two people's browsers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.barriers import DESKTOP, barriers
from tests.browser.founding import ADDRESS, PASSWORD, Founder
from tests.browser.site import Site

pytestmark = pytest.mark.xdist_group("browser")

OLGA, AGENCY = "olga@level.test", "Level & Sons"


@pytest.fixture(scope="module")
def hers(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    """The window of somebody who runs an agency: signed up, confirmed, agency made."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce", viewport=DESKTOP)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="I run an agency").click()
    page.get_by_label("Work e-mail").fill(OLGA)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    page.goto(site.letter_to(OLGA, link="/verify-email/"))
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Agency").fill(AGENCY)
    page.get_by_role("button", name="Create the agency").click()
    expect(page.get_by_role("heading", name="Take on a client")).to_be_visible()
    page.close()
    yield context
    context.close()


def home(page: Page) -> str:
    """The address of the agency's pages, with the slash."""
    page.goto("/")
    page.get_by_role("link", name=AGENCY).click()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    return page.url.split("?")[0].rstrip("/") + "/"


def test_an_agency_is_let_in_by_a_client_and_shut_out_on_its_next_request(founder: Founder, site: Site, hers: BrowserContext, page: Page) -> None:
    desk = hers.new_page()
    desk.goto(f"{home(desk)}settings?section=clients")
    desk.get_by_text("Invite a client", exact=True).click()
    desk.get_by_label("E-mail").fill(ADDRESS)
    desk.get_by_role("button", name="Invite", exact=True).click()
    expect(desk.get_by_text("Invited: the letter is on its way.")).to_be_visible()

    page.goto(site.letter_to(ADDRESS, link="/invitations/"))
    expect(page.get_by_role("heading", name=f"{AGENCY} asks to look after your support numbers")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Which of your accounts").select_option(founder.slug)
    page.get_by_role("button", name="Accept and open it").click()
    expect(page.get_by_role("list", name=f"People of {AGENCY}")).to_contain_text(OLGA)

    desk.goto(f"/a/{founder.slug}/settings?section=access")
    expect(desk.get_by_role("list", name="People of the account")).to_contain_text(ADDRESS)
    expect(desk.get_by_role("button", name=f"Revoke the access of {AGENCY}")).to_have_count(0)

    page.get_by_role("button", name=f"Revoke the access of {AGENCY}").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text(AGENCY, exact=True)).to_have_count(0)
    assert hers.request.get(f"/a/{founder.slug}/").status == 404
    desk.reload()
    expect(desk.get_by_role("heading", name="Page not found")).to_be_visible()
    desk.goto(f"{home(desk)}settings?section=clients")
    expect(desk.get_by_role("heading", name="No clients yet")).to_be_visible()


@pytest.mark.parametrize("path", ["settings?section=brand", "reports/new"])
def test_a_page_on_which_an_agency_is_set_up_has_no_barriers(hers: BrowserContext, path: str) -> None:
    page = hers.new_page()
    page.goto(home(page) + path)
    assert barriers(page) == []


@pytest.mark.parametrize("section", ["activity", "life"])
def test_a_page_on_which_an_account_is_looked_after_has_no_barriers(founder: Founder, page: Page, section: str) -> None:
    page.goto(f"/a/{founder.slug}/settings?section={section}")
    assert barriers(page) == []
