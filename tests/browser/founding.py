"""A founder's way in: sign up, make an account, import a file; and what the pages said on the way."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser import history
from tests.browser.site import Site

ADDRESS, PASSWORD = "founder@shop.example", "correct-horse-battery"
SLOW = 60_000


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody who has signed up, made an account and imported a file; what the pages said on the way."""

    slug: str
    cookies: StorageState
    preview: str
    result: str


def found(site: Site, browser: Browser, upload: Path) -> Founder:
    """Sign up, make an account, and import the history."""
    context = browser.new_context(base_url=site.url, timezone_id="Europe/Berlin", reduced_motion="reduce")
    page = context.new_page()
    _sign_up(site, page)
    slug = _make_account(page)
    preview, result = _import_file(page, upload)
    found = Founder(slug, context.storage_state(), preview, result)
    context.close()
    return found


def _sign_up(site: Site, page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Work e-mail").fill(ADDRESS)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    page.goto(site.letter_to(ADDRESS, link="/verify-email/"))
    page.get_by_role("button", name="Confirm").click()


def _make_account(page: Page) -> str:
    expect(page.get_by_role("heading", name="Create your account")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    page.get_by_label("Company").fill("Lantern Supplies")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", name="Welcome to Lantern Supplies")).to_be_visible()
    return page.url.split("/a/")[1].split("/")[0]


def _import_file(page: Page, path: Path) -> tuple[str, str]:
    path.write_bytes(history.as_csv(history.rows()))
    page.get_by_role("link", name="Import a file").click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_label("Meaning of Ticket ID")).to_have_value("id")
    expect(page.get_by_label("Meaning of First response at")).to_have_value("first_response_at")
    expect(page.get_by_label("Dates are written")).to_have_value("day")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="What would come of it")).to_be_visible()
    preview = page.locator("main").inner_text()
    page.get_by_role("button", name="Import the 48 good rows").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=SLOW)
    return preview, page.locator("main").inner_text()
