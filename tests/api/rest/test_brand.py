"""The look of a host over HTTP, and the page that carries it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone as clock
from pytest_django import Settings

from tenants import brands, hosts
from tenants.models import Agency, Brand, Domain
from tests.factories import AgencyFactory
from tests.tenants.test_logos import picture

pytestmark = pytest.mark.django_db
HOSTILE = "</title><script>alert(1)</script>\"'&"


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    hosts._known.clear()
    yield
    hosts._known.clear()


@pytest.fixture
def agency() -> Agency:
    agency: Agency = AgencyFactory(slug="plumb", name="Plumb")
    Domain.objects.bulk_create([Domain(agency=agency, domain="kpi.plumb.test", is_primary=False, verified_at=clock.now())])
    brands.set_brand(agency, by=None, accent="#1a4f86")
    brands.set_logo(agency, picture(), by=None)
    return agency


@pytest.fixture
def here() -> Client:
    return Client(headers={"host": "kpi.plumb.test"})


def test_the_agencys_host_tells_its_look_and_ours_tells_nothing(agency: Agency, here: Client, client: Client) -> None:
    digest = Brand.objects.get().logo_digest
    assert client.get("/api/brand").json() == {}
    assert here.get("/api/brand").json() == {
        "name": "Plumb",
        "logo": f"/brand/plumb/{digest}.png",
        "accent": "#1a4f86",
        "accentInk": "#ffffff",
        "accentDark": "",
        "accentDarkInk": "",
    }


def test_a_logo_is_kept_for_ever_and_can_be_nothing_but_a_picture(agency: Agency, here: Client) -> None:
    answer = here.get(here.get("/api/brand").json()["logo"])
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.content.startswith(b"\x89PNG")
    assert not answer.cookies


def test_a_replaced_logo_and_another_agencys_are_not_there(agency: Agency, here: Client, client: Client) -> None:
    rival: Agency = AgencyFactory(slug="level")
    brands.set_logo(rival, picture(30, 30), by=None)
    theirs = f"/brand/level/{Brand.objects.get(agency=rival).logo_digest}.png"
    assert (client.get(theirs).status_code, here.get(theirs).status_code) == (200, 404)
    before = here.get("/api/brand").json()["logo"]
    brands.set_logo(agency, picture(50, 50), by=None)
    assert here.get(before).status_code == 404
    assert here.get(before.replace("/plumb/", "/level/")).status_code == 404


def test_the_page_carries_the_look_as_text_whatever_the_name_is(agency: Agency, here: Client, client: Client, settings: Settings, tmp_path: Path) -> None:
    Brand.objects.update(name=HOSTILE)
    settings.FRONTEND_DIST = tmp_path
    head = '<meta name="description" content="ours" />\n<title>Plumbline</title>\n<link rel="icon" type="image/svg+xml" href="/static/favicon.svg" />'
    (tmp_path / "index.html").write_text(head)
    assert client.get("/").content.decode() == head
    page = here.get("/").content.decode()
    assert "<script" not in page
    assert "Plumbline" not in page
    told = re.search(r'<meta name="brand" content="([^"]*)" />', page)
    assert told
    assert json.loads(unescape(told[1])) == here.get("/api/brand").json()
    assert json.loads(unescape(told[1]))["name"] == HOSTILE
    assert "favicon.svg" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("kpi.plumb.test", 200), ("KPI.plumb.test", 200), ("other.plumb.test", 404), ("", 404), ("testserver", 404), ("a\x00b", 404), ("x" * 300, 404)],
)
def test_a_proxy_gets_certificates_for_proven_hosts_alone(agency: Agency, client: Client, name: str, status: int) -> None:
    assert client.get("/api/host", {"domain": name}).status_code == status
    Domain.objects.update(verified_at=None)
    hosts.forget("kpi.plumb.test")
    assert client.get("/api/host", {"domain": name}).status_code == 404
