"""What the build weighs, and whether the documents it sends are the ones the API keeps."""

import gzip
import json
import re
from functools import cache
from typing import Any

from graphql import build_schema, parse, validate

from tests.browser.site import CHECKOUT

DIST = CHECKOUT / "frontend" / "dist"
FIRST_LOAD, CHARTS = 200_000, 30_000
ENTRY, OVERVIEW, LANDING, CHART_CODE = "index.html", "src/features/overview/Overview.tsx", "src/features/landing/Landing.tsx", "src/charts/index.ts"


@cache
def manifest() -> dict[str, Any]:
    built: dict[str, Any] = json.loads((DIST / ".vite" / "manifest.json").read_text())
    return built


def files(*chunks: str) -> set[str]:
    """Scripts and styles that chunks need at once, not those they load later."""
    found, waiting = set(), list(chunks)
    while waiting:
        chunk = waiting.pop()
        if chunk not in found:
            found.add(chunk)
            waiting += manifest()[chunk].get("imports", [])
    return {file for chunk in found for file in (manifest()[chunk]["file"], *manifest()[chunk].get("css", []))}


def weight(names: set[str]) -> int:
    return sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in names)


def test_the_first_page_of_a_stranger_is_light() -> None:
    assert weight(files(ENTRY, LANDING)) <= FIRST_LOAD


def test_the_overview_is_light() -> None:
    assert weight(files(ENTRY, OVERVIEW)) <= FIRST_LOAD


def test_the_charts_are_light() -> None:
    assert weight(files(CHART_CODE) - files(ENTRY, OVERVIEW)) <= CHARTS


def test_the_page_runs_no_inline_script() -> None:
    page = (DIST / "index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_every_document_the_application_sends_is_kept_by_the_api_and_fits_its_schema() -> None:
    sent = set(re.findall(r'"hash":"sha256:([0-9a-f]{64})"', (CHECKOUT / "frontend" / "src" / "graphql" / "graphql.ts").read_text()))
    kept: dict[str, str] = json.loads((CHECKOUT / "api" / "graphql" / "persisted.json").read_text())
    schema = build_schema((CHECKOUT / "api" / "schema.graphql").read_text())
    assert sent == kept.keys()
    assert {text: errors for text in kept.values() if (errors := validate(schema, parse(text)))} == {}


def test_the_lock_file_names_no_host() -> None:
    assert re.findall(r'"resolved": "[a-z]+://', (CHECKOUT / "frontend" / "package-lock.json").read_text()) == []
