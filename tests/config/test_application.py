"""What every answer carries, and the page that starts the web application."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> Path:
    """A build of the web application that says hello."""
    (tmp_path / "index.html").write_text("<p>hello</p>")
    settings.FRONTEND_DIST = tmp_path
    return tmp_path


@pytest.mark.parametrize("address", ["/", "/log-in", "/sign-up", "/verify-email/some-key", "/reset-password/some-key", "/accounts/new"])
def test_every_address_of_the_application_gets_its_page(client: Client, built: Path, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, b"<p>hello</p>")


def test_the_page_is_never_kept_and_brings_the_csrf_cookie(client: Client, built: Path) -> None:
    answer = client.get("/")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "csrftoken" in answer.cookies


def test_an_application_that_is_not_built_says_so(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    answer = client.get("/")
    assert answer.status_code == 503
    assert "npm run build" in answer.content.decode()


def test_a_missing_file_is_missing_and_not_the_application(client: Client, built: Path) -> None:
    assert client.get("/static/assets/gone.js").status_code == 404


def test_the_page_is_only_read(client: Client, built: Path) -> None:
    assert client.post("/").status_code == 405


def test_browsers_run_scripts_of_ours_alone(client: Client, built: Path) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(("header", "value"), [("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin")])
def test_security_headers_are_set(client: Client, built: Path, header: str, value: str) -> None:
    assert client.get("/").headers[header] == value


def test_a_write_without_a_token_is_refused_in_json(db: None) -> None:
    answer: HttpResponse = Client(enforce_csrf_checks=True).post("/_allauth/browser/v1/auth/login", {}, content_type="application/json")  # type: ignore[assignment]
    assert answer.status_code == 403
    assert answer.headers["Content-Type"] == "application/json"


def test_a_stranger_host_is_refused(db: None, client: Client, built: Path) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
