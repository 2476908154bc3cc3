"""What an agency may set up and do with reports, and what it is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from metrics.readings import Period
from metrics.reports import history, links, rules
from metrics.reports.models import Delivery, Edition, Recipient, Report, State
from tenants.access import AgencyAccess
from tenants.errors import Forbidden, Invalid, Missing, Refused, Taken, TooMany
from tenants.models import Account, Agency, AgencyRole, AuditEntry, Grant
from tests.factories import AgencyFactory, GrantFactory
from tests.metrics.reports.conftest import access_of, wanted
from tests.metrics.reports.test_letters import ready

WEEK = Period(date(2026, 1, 5), date(2026, 1, 11))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"frequency": "daily"}, "frequency"),
        ({"day": 0}, "day"),
        ({"day": 8}, "day"),
        ({"frequency": "monthly", "day": 32}, "day"),
        ({"hour": 24}, "hour"),
        ({"kpis": ("secret",)}, "kpis"),
        ({"formats": ("xlsx",)}, "formats"),
        ({"recipients": ("nobody",)}, "recipients"),
        ({"recipients": ("a@b.test\r\nBcc: c@d.test",)}, "recipients"),
        ({"recipients": tuple(f"p{number}@x.test" for number in range(21))}, "recipients"),
    ],
)
def test_a_report_that_cannot_be_right_is_refused_by_field(manager: AgencyAccess, client_account: Account, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.create(manager, kind="client", account_id=client_account.pk, wanted=wanted(**given))
    assert refused.value.field == field
    assert not Report.objects.exists()


def test_what_shows_several_clients_goes_to_the_agencys_people_alone(manager: AgencyAccess) -> None:
    with pytest.raises(Invalid, match="none of the agency's people"):
        rules.create(manager, kind="portfolio", account_id=None, wanted=wanted())
    assert manager.user is not None
    report = rules.create(manager, kind="health", account_id=None, wanted=wanted(recipients=(manager.user.email,)))
    assert [each.email for each in report.recipients.all()] == [manager.user.email]


def test_making_one_is_told_to_the_agency_and_to_its_client(manager: AgencyAccess, report: Report) -> None:
    entry = AuditEntry.objects.get(action="report.made")
    assert (entry.agency_id, entry.account_id, entry.subject) == (manager.agency.pk, report.account_id, "Weekly support report")


def test_two_reports_have_two_names(manager: AgencyAccess, report: Report) -> None:
    with pytest.raises(Taken):
        rules.create(manager, kind="client", account_id=report.account_id, wanted=wanted())


def test_another_agencys_client_is_no_client(manager: AgencyAccess) -> None:
    foreign = GrantFactory().account
    with pytest.raises(Missing):
        rules.create(manager, kind="client", account_id=foreign.pk, wanted=wanted())


@pytest.mark.parametrize("kind", ["client", "portfolio", "other"])
def test_a_kind_fits_its_client(manager: AgencyAccess, client_account: Account, kind: str) -> None:
    account_id = None if kind == "client" else client_account.pk
    with pytest.raises(Invalid):
        rules.create(manager, kind=kind, account_id=account_id, wanted=wanted())


def changes(access: AgencyAccess, report: Report, edition: Edition) -> list[Any]:
    return [
        lambda: rules.create(access, kind="client", account_id=report.account_id, wanted=wanted(name="Other")),
        lambda: rules.update(access, report.pk, wanted=wanted()),
        lambda: rules.write_commentary(access, report.pk, text="x"),
        lambda: history.send_now(access, report.pk),
        lambda: history.resend(access, edition.pk),
        lambda: history.revoke_link(access, edition.pk),
        lambda: rules.remove(access, report.pk),
    ]


@pytest.mark.parametrize("whose", ["its analyst", "another agency's owner"])
def test_nothing_is_changed_by_who_may_not(agency: Agency, report: Report, whose: str) -> None:
    edition = ready(report)
    access = access_of(agency, AgencyRole.ANALYST) if whose == "its analyst" else access_of(AgencyFactory(), AgencyRole.OWNER)
    before = list(Report.objects.values()), list(Edition.objects.values())
    for change in changes(access, report, edition):
        with pytest.raises((Forbidden, Missing)):
            change()
    assert (list(Report.objects.values()), list(Edition.objects.values())) == before


def test_reports_of_a_client_that_has_left_are_not_there(manager: AgencyAccess, report: Report) -> None:
    edition = ready(report)
    Grant.objects.update(revoked_at=timezone.now())
    assert list(rules.of_agency(manager.agency)) == []
    for find in (lambda: rules.find(manager.agency, report.pk), lambda: history.find(manager.agency, edition.pk)):
        with pytest.raises(Missing):
            find()


def test_a_portfolio_edition_is_gone_when_one_of_its_clients_is(manager: AgencyAccess, client_account: Account) -> None:
    report = rules.create(manager, kind="portfolio", account_id=None, wanted=wanted(recipients=()))
    edition = ready(report)
    Edition.objects.filter(pk=edition.pk).update(accounts=[client_account.pk])
    assert links.find(links.token_of(edition)) == edition
    Grant.objects.update(revoked_at=timezone.now())
    assert links.find(links.token_of(edition)) is None


def test_commentary_is_plain_text(manager: AgencyAccess, report: Report) -> None:
    assert rules.write_commentary(manager, report.pk, text=" Hello\r\n\r\nworld\x00\u202e ").commentary == "Hello\n\nworld"
    with pytest.raises(Invalid):
        rules.write_commentary(manager, report.pk, text="x" * 5001)


def test_whoever_asked_for_no_letters_gets_none_however_often_they_are_named(manager: AgencyAccess, report: Report) -> None:
    links.stop(Recipient.objects.get())
    rules.update(manager, report.pk, wanted=wanted(hour=9))
    assert Recipient.objects.get().stopped_at is not None
    with pytest.raises(Invalid, match="no recipients"):
        history.send_now(manager, report.pk)


class TestSendingNow:
    def test_begins_an_edition_over_the_last_whole_week(self, manager: AgencyAccess, report: Report) -> None:
        edition = history.send_now(manager, report.pk)
        assert edition.end.isoweekday() == 7
        assert edition.end < timezone.now().date() + timedelta(days=1)
        assert (edition.state, edition.sent_by) == (State.WAITING, manager.user)
        with pytest.raises(Taken):
            history.send_now(manager, report.pk)

    @pytest.mark.parametrize(
        ("period", "why"),
        [(Period(date(2026, 1, 6), date(2026, 1, 12)), "whole week"), (Period(date(2040, 1, 2), date(2040, 1, 8)), "not over")],
    )
    def test_of_no_week_or_one_that_is_not_over_is_refused(self, manager: AgencyAccess, report: Report, period: Period, why: str) -> None:
        with pytest.raises(Invalid, match=why):
            history.send_now(manager, report.pk, period=period)
        assert not Edition.objects.exists()


class TestSendingAgain:
    def test_reaches_those_who_were_not_reached(self, manager: AgencyAccess, report: Report) -> None:
        edition = ready(report)
        Delivery.objects.create(edition=edition, email="reader@fernglass.test", try_at=timezone.now(), state=Delivery.State.FAILED)
        history.resend(manager, edition.pk)
        assert sorted(each.state for each in edition.deliveries.all()) == ["failed", "pending"]

    def test_to_those_who_have_it_needs_their_names(self, manager: AgencyAccess, report: Report) -> None:
        edition = ready(report)
        Delivery.objects.create(edition=edition, email="reader@fernglass.test", try_at=timezone.now(), state=Delivery.State.SENT)
        with pytest.raises(Invalid, match="Everybody has it"):
            history.resend(manager, edition.pk)
        history.resend(manager, edition.pk, to=["Reader@fernglass.test"])
        assert edition.deliveries.count() == 2

    def test_goes_to_no_stranger(self, manager: AgencyAccess, report: Report) -> None:
        with pytest.raises(Invalid, match="receives no letters"):
            history.resend(manager, ready(report).pk, to=["stranger@x.test"])

    def test_writes_to_nobody_again_and_again(self, manager: AgencyAccess, report: Report) -> None:
        edition, now = ready(report), timezone.now()
        sent = [Delivery(edition=edition, email="reader@fernglass.test", try_at=now, state=Delivery.State.SENT) for _ in range(history.LETTERS_A_DAY)]
        Delivery.objects.bulk_create(sent)
        with pytest.raises(TooMany):
            history.resend(manager, edition.pk, to=["reader@fernglass.test"])

    def test_an_edition_that_was_never_made_cannot_be_sent(self, manager: AgencyAccess, report: Report) -> None:
        edition = Edition.objects.create(report=report, start=WEEK.start, end=WEEK.end, wait_until=timezone.now(), state=State.WITHHELD)
        with pytest.raises(Invalid, match="never made"):
            history.resend(manager, edition.pk)


def test_a_link_is_shown_to_the_agency_until_it_ends(manager: AgencyAccess, report: Report) -> None:
    edition = ready(report)
    link = history.link_of(edition)
    assert link is not None
    token = link.rpartition("/")[2]
    assert len(token) == 43
    assert token not in str(Edition.objects.filter(pk=edition.pk).values())
    assert history.link_of(history.revoke_link(manager, edition.pk)) is None
    assert links.find(token) is None
    assert AuditEntry.objects.filter(action="link.revoked").count() == 1


def test_every_refusal_says_why(manager: AgencyAccess) -> None:
    with pytest.raises(Refused) as refused:
        rules.find(manager.agency, 0)
    assert refused.value.as_dict() == {"field": "id", "code": "NOT_FOUND", "message": "There is no such report in this agency."}
