"""What keeps people out of a page: what axe finds, and pages wider than their window."""

import json
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.site import CHECKOUT

AXE = (CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)

READ = """() => {
    const waiting = document.querySelector('.mantine-Skeleton-root, [aria-busy=true]');
    waiting?.scrollIntoView();
    return !waiting;
}"""
"""Whether a page has read all it shows; what is read only once it comes into sight is brought there."""


def barriers(page: Page) -> list[str]:
    """What axe finds, and pages wider than their window, on desktop and phone; in the dark only the colours differ."""
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_function(READ)
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(AXE())
    found = []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
            found += [f"{scheme} {size['width']}: {each}" for each in _seen_now(page, COLOURS if scheme == "dark" else RULES)]
    return found


def _seen_now(page: Page, rules: list[str]) -> list[str]:
    answer: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    problems = [f"{one['id']}: {json.dumps(one['nodes'][0]['html'])[:160]}" for one in answer["violations"]]
    return [*problems, *([f"{wider} px too wide"] if wider > 0 else [])]
