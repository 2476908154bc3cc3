"""One running product and one browser for this package: Playwright's loop must be gone before other tests talk to the database."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.barriers import DESKTOP
from tests.browser.founding import Founder, found
from tests.browser.site import CHECKOUT, Site, running

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
PATIENCE = 20_000.0
BUILT = CHECKOUT / "frontend" / "dist" / "index.html"


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    assert BUILT.is_file(), "The web application is not built: run `make install`, or `npm ci && npm run build` in frontend/."
    with running(tmp_path_factory.mktemp("site"), database_url=settings.DATABASE_URL) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "The browser test needs Chromium: install it, or name its program in CHROMIUM."
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        launched = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    """A stranger's browser window."""
    context = browser.new_context(base_url=site.url, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="package")
def founder(site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Founder:
    return found(site, browser, tmp_path_factory.mktemp("upload") / "helpdesk export.csv")


@pytest.fixture
def window(founder: Founder, site: Site, browser: Browser) -> Iterator[BrowserContext]:
    """The founder's window, logged in."""
    context = browser.new_context(base_url=site.url, storage_state=founder.cookies, reduced_motion="reduce", viewport=DESKTOP)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page that must not complain: no script error, nothing the content security policy blocked."""
    complaints: list[str] = []
    opened = window.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    assert complaints == []
