"""What the build weighs, and whether the documents it sends are the ones the API keeps."""

import gzip
import json
import re
from functools import cache
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from tests.browser.site import CHECKOUT

DIST = CHECKOUT / "frontend" / "dist"
FIRST_LOAD, CHARTS = 200_000, 30_000
ENTRY, OVERVIEW, LANDING, CHART_CODE = "index.html", "src/features/overview/Overview.tsx", "src/features/landing/Landing.tsx", "src/charts/index.ts"
ACCOUNT, AGENCY, PORTFOLIO = "src/app/AccountLayout.tsx", "src/app/AgencyLayout.tsx", "src/features/portfolio/PortfolioPage.tsx"


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
    assert weight(files(ENTRY, ACCOUNT, OVERVIEW)) <= FIRST_LOAD


def test_the_portfolio_is_light() -> None:
    assert weight(files(ENTRY, AGENCY, PORTFOLIO)) <= FIRST_LOAD


def test_the_charts_are_light() -> None:
    assert weight(files(CHART_CODE) - files(ENTRY, ACCOUNT, OVERVIEW)) <= CHARTS


def test_the_page_runs_no_inline_script() -> None:
    page = (DIST / "index.html").read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


@pytest.mark.parametrize(("types", "schema"), [("graphql.ts", "schema.graphql"), ("agency.ts", "agency.graphql")])
def test_every_document_the_application_sends_is_kept_by_the_api_and_fits_its_schema(types: str, schema: str) -> None:
    fitting = build_schema((CHECKOUT / "api" / schema).read_text())
    assert {text: errors for hashed in sent(types) if (errors := validate(fitting, parse(text := kept()[hashed])))} == {}


def test_the_api_keeps_no_document_that_the_application_never_sends() -> None:
    assert sent("graphql.ts") | sent("agency.ts") == kept().keys()


def sent(types: str) -> set[str]:
    """The hashes of the documents for one of the two schemas."""
    return set(re.findall(r'"hash":"sha256:([0-9a-f]{64})"', (CHECKOUT / "frontend" / "src" / "graphql" / types).read_text()))


@cache
def kept() -> dict[str, str]:
    """The documents that the API knows by their hashes."""
    documents: dict[str, str] = json.loads((CHECKOUT / "api" / "graphql" / "persisted.json").read_text())
    return documents


def test_the_lock_file_names_no_host() -> None:
    assert re.findall(r'"resolved": "[a-z]+://', (CHECKOUT / "frontend" / "package-lock.json").read_text()) == []
