"""From a stranger to the owner of an account, over HTTP, with the letters in between."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tenants import signing_up
from tenants.models import Account, Role, User
from tests.factories import PASSWORD, AccountFactory, MembershipFactory, UserFactory

AUTH = "/_allauth/browser/v1/auth"
NOBODY: dict[str, Any] = {"user": None, "accounts": [], "agencies": []}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_accounts")]


@pytest.fixture(autouse=True)
def _fresh_rate_limits() -> None:
    cache.clear()


class Browser(Client):
    """A browser: cookies, and the CSRF token that a page would send along."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)
        self.get("/api/session")

    def send(self, path: str, data: dict[str, Any], method: str = "post", **more: Any) -> Any:
        token = self.cookies["csrftoken"].value
        return getattr(self, method)(path, data, content_type="application/json", headers={"X-CSRFToken": token}, **more)

    def sign_up(self, email: str, password: str = PASSWORD) -> Any:
        return self.send(f"{AUTH}/signup", {"email": email, "password": password})

    def log_in(self, email: str, password: str = PASSWORD) -> Any:
        return self.send(f"{AUTH}/login", {"email": email, "password": password})

    def verify(self, key: str) -> Any:
        return self.send(f"{AUTH}/email/verify", {"key": key})

    def whoami(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/api/session").json()
        return found


def link_in_last_letter(path: str) -> str:
    found = re.search(rf"https?://\S+/{path}/(\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return unquote(found[1])


def member_of_plumbline(email: str) -> Browser:
    UserFactory(email=email)
    browser = Browser()
    assert browser.log_in(email).status_code == 200
    return browser


def test_a_stranger_becomes_the_owner_of_an_account() -> None:
    browser = Browser()
    assert browser.whoami() == NOBODY

    assert browser.sign_up("ada@shop.test").status_code == 401  # Not logged in yet: the address must be verified.
    assert browser.whoami()["user"] is None
    assert [letter.to for letter in mail.outbox] == [["ada@shop.test"]]
    assert mail.outbox[0].subject == "Welcome to Plumbline: please verify your e-mail address"

    assert browser.verify(link_in_last_letter("verify-email")).status_code == 200
    assert browser.whoami()["user"] == {"email": "ada@shop.test"}

    answer = browser.send("/api/accounts", {"name": "Ada's Shop", "timezone": "Europe/Berlin"})
    assert (answer.status_code, answer.json()) == (201, {"slug": "adas-shop", "name": "Ada's Shop", "timezone": "Europe/Berlin"})
    assert browser.whoami()["accounts"] == [{"slug": "adas-shop", "name": "Ada's Shop", "timezone": "Europe/Berlin", "role": "owner", "via": None}]

    assert browser.get("/a/adas-shop/").status_code in (200, 503)  # 503: the web application is not built.
    assert member_of_plumbline("eve@elsewhere.test").get("/a/adas-shop/").status_code == 404


def test_without_verifying_nobody_logs_in() -> None:
    Browser().sign_up("ada@shop.test")
    browser = Browser()
    assert browser.log_in("ada@shop.test").status_code == 401
    assert browser.whoami()["user"] is None
    assert browser.send("/api/accounts", {"name": "Shop", "timezone": "UTC"}).status_code == 401


def test_a_link_of_one_letter_verifies_no_other_address() -> None:
    Browser().sign_up("ada@shop.test")
    key = link_in_last_letter("verify-email")
    assert Browser().verify(key[:-2] + "xx").status_code == 400
    assert not EmailAddress.objects.get(email="ada@shop.test").verified


def test_whether_an_address_has_signed_up_is_told_to_its_owner_only() -> None:
    UserFactory(email="ada@shop.test")
    known, unknown = Browser().sign_up("ada@shop.test"), Browser().sign_up("new@shop.test")
    assert (known.status_code, set(known.json())) == (unknown.status_code, set(unknown.json()))
    assert {letter.to[0]: letter.subject for letter in mail.outbox}["ada@shop.test"] == "You already have a Plumbline log-in"


@pytest.mark.parametrize("password", ["short", "password123", "iloveyou"])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    answer = Browser().sign_up("ada@shop.test", password)
    assert answer.status_code == 400
    assert not User.objects.filter(email="ada@shop.test").exists()


def test_a_forgotten_password_is_set_anew_by_letter() -> None:
    UserFactory(email="ada@shop.test")
    browser = Browser()
    assert browser.send(f"{AUTH}/password/request", {"email": "ada@shop.test"}).status_code == 200
    assert mail.outbox[-1].subject == "Set a new password for Plumbline"
    key = link_in_last_letter("reset-password")
    assert browser.send(f"{AUTH}/password/reset", {"key": key, "password": "a quite different one"}).status_code == 200
    assert Browser().log_in("ada@shop.test").status_code == 400
    assert Browser().log_in("ada@shop.test", "a quite different one").status_code == 200


def test_guessing_passwords_is_stopped() -> None:
    UserFactory(email="ada@shop.test")
    browser = Browser()
    answers = [browser.log_in("ada@shop.test", f"guess {number}").json() for number in range(7)]
    assert "too_many_login_attempts" in str(answers[-1])
    assert "too_many_login_attempts" in str(browser.log_in("ada@shop.test").json())


def test_every_letter_names_plumbline_and_no_other_site() -> None:
    UserFactory(email="ada@shop.test")
    browser = Browser()
    browser.sign_up("new@shop.test")
    browser.sign_up("ada@shop.test")
    browser.send(f"{AUTH}/password/request", {"email": "ada@shop.test"})
    browser.send(f"{AUTH}/password/request", {"email": "nobody@shop.test"})
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        assert str(letter.body).startswith("Hello,\n\n")
        assert "Plumbline" in letter.subject
        assert "testserver!" not in str(letter.body)
        assert "example.com" not in str(letter.body)


class TestOpeningAnAccount:
    @pytest.fixture
    def ada(self) -> Browser:
        return member_of_plumbline("ada@shop.test")

    @pytest.mark.parametrize(
        ("body", "field", "code"),
        [
            ({"name": "", "timezone": "UTC"}, "name", "INVALID"),
            ({"name": "Shop"}, "timezone", "REQUIRED"),
            ({"name": ["Shop"], "timezone": "UTC"}, "name", "REQUIRED"),
            ({"name": "Shop", "timezone": "Mars/Olympus"}, "timezone", "INVALID"),
            (["Shop"], None, "BAD_JSON"),
        ],
    )
    def test_what_is_wrong_is_said_by_field(self, ada: Browser, body: Any, field: str | None, code: str) -> None:
        answer = ada.send("/api/accounts", body)
        assert answer.status_code == 400
        error = answer.json()["errors"][0]
        assert (error["field"], error["code"]) == (field, code)
        assert error["message"]
        assert not Account.objects.filter(name="Shop").exists()

    @pytest.mark.parametrize("body", ["", "{", "nul", b"\xff\xfe", "[" * 100_000])
    def test_what_is_not_json_is_refused(self, ada: Browser, body: str) -> None:
        answer = ada.send("/api/accounts", body)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "BAD_JSON")

    def test_without_the_csrf_token_nothing_happens(self, ada: Browser) -> None:
        answer = ada.post("/api/accounts", {"name": "Shop", "timezone": "UTC"}, content_type="application/json")
        assert answer.status_code == 403
        assert not Account.objects.filter(name="Shop").exists()

    def test_someone_whose_address_is_no_longer_verified_is_refused(self, ada: Browser) -> None:
        EmailAddress.objects.update(verified=False)
        answer = ada.send("/api/accounts", {"name": "Shop", "timezone": "UTC"})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "NOT_VERIFIED")

    def test_ten_a_day_are_enough(self, ada: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(signing_up, "ACCOUNTS_A_DAY", 2)
        person = User.objects.get(email="ada@shop.test")
        for _ in range(2):
            MembershipFactory(account=AccountFactory(), user=person, role=Role.OWNER)
        answer = ada.send("/api/accounts", {"name": "Shop", "timezone": "UTC"})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (429, "TOO_MANY")

    def test_the_session_lists_only_ones_own_accounts(self, ada: Browser, account: Account, other_account: Account) -> None:
        MembershipFactory(account=account, user=User.objects.get(email="ada@shop.test"), role=Role.VIEWER)
        MembershipFactory(account=other_account)
        assert [found["slug"] for found in ada.whoami()["accounts"]] == ["acme"]

    def test_only_the_right_methods_are_answered(self, ada: Browser) -> None:
        assert ada.send("/api/session", {}).status_code == 405
        assert ada.get("/api/accounts").status_code == 405
