"""Fetching an export: whole or in parts, by those who administer the account, while it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from api.rest.exports import part_of
from metrics import archive
from metrics.archive import exports
from tenants import schemas
from tenants.models import Account, AuditEntry, Role, Scope
from tests.factories import ApiKeyFactory, MembershipFactory
from tickets.models import Export

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def export(account: Account) -> Iterator[Export]:
    """A finished export with known bytes."""
    made = Export.objects.create(
        created_by="olga@shop.test",
        status=Export.Status.READY,
        path="all.zip",
        bytes=len(CONTENT),
        sha256="ab" * 32,
        expires_at=timezone.now() + timedelta(days=1),
    )
    file = exports.folder() / "all.zip"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(CONTENT)
    yield made
    with schemas.inside(account):
        archive.lapse(everything=True)


@pytest.fixture
def owner(account: Account) -> Client:
    browser = Client()
    browser.force_login(MembershipFactory(account=account, role=Role.OWNER).user)
    return browser


def url(account: Account, export: Export) -> str:
    return f"/a/{account.slug}/api/v1/exports/{export.pk}/file"


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_an_owner_fetches_the_whole_and_it_is_in_the_audit_log(account: Account, export: Export, owner: Client) -> None:
    answer = owner.get(url(account, export))
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Content-Length"] == "1024"
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-')
    assert answer["ETag"] == f'"{"ab" * 32}"'
    assert AuditEntry.objects.filter(account=account, action="export.downloaded").count() == 1


def test_a_download_that_broke_off_goes_on_where_it_stopped(account: Account, export: Export, owner: Client) -> None:
    first = owner.get(url(account, export), headers={"Range": "bytes=0-299"})
    rest = owner.get(url(account, export), headers={"Range": "bytes=300-", "If-Range": first["ETag"]})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert rest["Content-Range"] == "bytes 300-1023/1024"
    assert body(first) + body(rest) == CONTENT
    assert AuditEntry.objects.filter(account=account, action="export.downloaded").count() == 1


def test_of_another_file_the_whole_is_sent_and_beyond_the_end_nothing(account: Account, export: Export, owner: Client) -> None:
    other = owner.get(url(account, export), headers={"Range": "bytes=300-", "If-Range": '"another"'})
    assert (other.status_code, body(other)) == (200, CONTENT)
    beyond = owner.get(url(account, export), headers={"Range": "bytes=1024-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */1024")


@given(size=st.integers(1, 50), first=st.integers(0, 60), length=st.integers(0, 60))
def test_a_range_is_what_the_bytes_say(size: int, first: int, length: int) -> None:
    content = list(range(size))
    found = part_of(f"bytes={first}-{first + length}", size)
    assert (content[found[0] : found[1] + 1] if found else []) == content[first : first + length + 1]
    ending = part_of(f"bytes=-{length}", size)
    assert (content[ending[0] :] if ending else []) == (content[-length:] if length else [])


@pytest.mark.parametrize("header", [None, "", "bytes=-", "bytes=0-1,5-6", "lines=1-2"])
def test_what_is_no_single_range_of_bytes_asks_for_the_whole(header: str | None) -> None:
    assert part_of(header, 10) is None


class TestRefusals:
    @pytest.mark.parametrize("role", [Role.ANALYST, Role.VIEWER])
    def test_others_of_the_account_may_not(self, account: Account, export: Export, role: Role) -> None:
        browser = Client()
        browser.force_login(MembershipFactory(account=account, role=role).user)
        assert browser.get(url(account, export)).status_code == 403

    @pytest.mark.parametrize(("scope", "status"), [(Scope.READ, 403), (Scope.INGEST, 403), (Scope.ADMIN, 200)])
    def test_of_keys_only_one_that_administers(self, account: Account, export: Export, scope: Scope, status: int) -> None:
        key = ApiKeyFactory(account=account, scope=scope)
        assert Client().get(url(account, export), headers={"Authorization": f"Bearer {key.secret}"}).status_code == status

    def test_another_account_finds_nothing_under_the_same_number(self, account: Account, other_account: Account, export: Export) -> None:
        browser = Client()
        browser.force_login(MembershipFactory(account=other_account, role=Role.OWNER).user)
        assert browser.get(url(account, export)).status_code == 404
        assert browser.get(url(other_account, export)).status_code == 404
        assert Client().get(url(account, export)).status_code == 404

    def test_when_its_week_is_over_it_is_gone(self, account: Account, export: Export, owner: Client) -> None:
        with schemas.inside(account):
            Export.objects.update(expires_at=timezone.now())
        assert owner.get(url(account, export)).status_code == 404
