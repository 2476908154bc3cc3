"""The page behind a letter's link, its files, and no more letters; previews and files for the agency's people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from metrics.reports import links, rules
from metrics.reports.models import Edition, Recipient, Report
from tenants.access import AgencyAccess
from tenants.models import Account, Agency, AgencyRole, AuditEntry, Domain, Grant, Scope
from tests.factories import AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, UserFactory
from tests.metrics.reports.conftest import access_of, agency, client_account, manager, report, wanted  # noqa: F401
from tests.metrics.reports.test_letters import ready


@pytest.fixture
def edition(report: Report) -> Edition:  # noqa: F811
    return ready(report)


@pytest.fixture
def token(edition: Edition) -> str:
    return links.token_of(edition)


@pytest.fixture
def gone(client: Client, db: None) -> bytes:
    """The answer to a link that never was."""
    response = client.get(f"/reports/{'A' * 43}")
    assert response.status_code == 404
    return response.content


class TestALink:
    def test_shows_the_report_without_a_log_in_and_is_counted(self, client: Client, edition: Edition, token: str) -> None:
        for _ in range(2):
            response = client.get(f"/reports/{token}")
            assert response.status_code == 200
        assert "81.0%" in response.content.decode()
        edition.refresh_from_db()
        assert edition.opened == 2
        assert edition.opened_at is not None
        assert AuditEntry.objects.filter(action="link.opened").count() == 1

    def test_lets_nothing_run_load_or_leak(self, client: Client, token: str) -> None:
        for path in ("", "/pdf", "/csv"):
            response = client.get(f"/reports/{token}{path}")
            assert "default-src 'none'" in response["Content-Security-Policy"]
            assert "script-src" not in response["Content-Security-Policy"]
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert "no-store" in response["Cache-Control"]
            assert not response.cookies
        assert b"<script" not in client.get(f"/reports/{token}").content

    def test_leads_to_the_files(self, client: Client, token: str) -> None:
        pdf, csv = (client.get(f"/reports/{token}/{form}") for form in ("pdf", "csv"))
        assert pdf.content.startswith(b"%PDF")
        assert pdf["Content-Disposition"] == 'attachment; filename="fernglass-2026-11-16-2026-11-22.pdf"'
        assert "81.0%" in csv.content.decode()

    @pytest.mark.parametrize("how", ["expired", "revoked", "grant revoked", "suspended", "closed", "report removed", "another agency's host"])
    def test_that_ended_is_the_same_as_one_that_never_was(
        self,
        client: Client,
        gone: bytes,
        token: str,
        manager: AgencyAccess,  # noqa: F811
        report: Report,  # noqa: F811
        how: str,
    ) -> None:
        now = timezone.now()
        host = "testserver"
        if how == "expired":
            Edition.objects.update(expires_at=now - timedelta(seconds=1))
        elif how == "revoked":
            Edition.objects.update(revoked_at=now)
        elif how == "grant revoked":
            Grant.objects.update(revoked_at=now)
        elif how in ("suspended", "closed"):
            Account.objects.filter(pk=report.account_id).update(suspended_at=now)
        elif how == "report removed":
            rules.remove(manager, report.pk)
        else:
            host = "kpi.other.test"
            Domain.objects.bulk_create([Domain(agency=AgencyFactory(), domain=host, is_primary=False, verified_at=now)])
        for path in ("", "/pdf", "/csv"):
            response = client.get(f"/reports/{token}{path}", headers={"host": host})
            assert (response.status_code, response.content) == (404, gone)

    def test_has_no_other_files(self, client: Client, token: str, gone: bytes) -> None:
        assert client.get(f"/reports/{token}/docx").content == gone

    def test_of_another_edition_opens_nothing(self, client: Client, edition: Edition) -> None:
        Edition.objects.filter(pk=edition.pk).update(salt="0" * 32)
        edition.refresh_from_db()
        assert client.get(f"/reports/{links.token_of(edition)}").status_code == 404


class TestNoMoreLetters:
    @pytest.fixture
    def address(self, edition: Edition) -> str:
        found = links.stop_address(Recipient.objects.get(), edition.report.agency)
        return found.removeprefix("http://localhost:8000")

    def test_is_asked_first_and_noted_on_a_post_without_cookies(self, address: str) -> None:
        client = Client(enforce_csrf_checks=True)
        assert b"Stop them" in client.get(address).content
        assert Recipient.objects.get().stopped_at is None
        response = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert Recipient.objects.get().stopped_at is not None

    def test_needs_our_signature(self, client: Client, address: str, gone: bytes) -> None:
        for forged in (f"{address}x", "/reports/stop/1", "/reports/stop/MQ:abc:def"):
            response = client.post(forged)
            assert (response.status_code, response.content) == (404, gone)
        assert Recipient.objects.get().stopped_at is None


class TestForTheAgencysPeople:
    def asked(self, client: Client, agency: Agency, edition: Edition) -> HttpResponse:  # noqa: F811
        return client.get(f"/agencies/{agency.slug}/api/v1/editions/{edition.pk}/csv")  # type: ignore[return-value]

    @pytest.mark.parametrize("role", list(AgencyRole))
    def test_every_member_reads_what_was_sent_however_long_ago(self, client: Client, agency: Agency, edition: Edition, role: AgencyRole) -> None:  # noqa: F811
        Edition.objects.update(expires_at=timezone.now() - timedelta(days=400))
        client.force_login(AgencyMembershipFactory(agency=agency, role=role).user)
        response = self.asked(client, agency, edition)
        assert response.status_code == 200
        assert "81.0%" in response.content.decode()

    def test_a_key_of_the_agency_reads_too(self, client: Client, agency: Agency, edition: Edition) -> None:  # noqa: F811
        key = ApiKeyFactory(account=None, agency=agency, scope=Scope.READ)
        response = client.get(f"/agencies/{agency.slug}/api/v1/editions/{edition.pk}/html", headers={"authorization": f"Bearer {key.secret}"})
        assert "81.0%" in response.content.decode()

    def test_nobody_else_does(self, client: Client, agency: Agency, edition: Edition) -> None:  # noqa: F811
        assert self.asked(client, agency, edition).status_code == 404
        client.force_login(UserFactory())
        assert self.asked(client, agency, edition).status_code == 404

    def test_another_agency_has_no_such_edition(self, client: Client, edition: Edition) -> None:
        other = access_of(AgencyFactory(), AgencyRole.OWNER)
        client.force_login(other.user)  # type: ignore[arg-type]
        foreign, missing = self.asked(client, other.agency, edition), client.get(f"/agencies/{other.agency.slug}/api/v1/editions/0/csv")
        assert (foreign.status_code, foreign.content) == (404, missing.content)

    def test_a_preview_of_a_client_without_numbers_says_so(self, client: Client, manager: AgencyAccess, report: Report) -> None:  # noqa: F811
        client.force_login(manager.user)  # type: ignore[arg-type]
        base = f"/agencies/{manager.agency.slug}/api/v1/reports/{report.pk}/preview"
        assert "Provisional" in client.get(f"{base}.html").content.decode()
        assert client.get(f"{base}.pdf").content.startswith(b"%PDF")
        assert client.get(f"{base}.docx").status_code == 404
