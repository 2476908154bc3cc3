"""A report's numbers are those of the screen: read from what clients published, over whole periods, and shown in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from metrics import portfolio
from metrics.published.models import PublishedAccount
from metrics.readings import Comparison, Period, ReadingError, Request, Status, read
from metrics.reports import build as building
from metrics.reports import making, preview, rendering, sending, sheet, words
from metrics.reports.document import Document
from metrics.reports.models import Delivery, Edition, Frequency, Kind, Recipient, Report, State
from tenants import schemas
from tenants.models import Account, Agency, AuditEntry, Grant, Role
from tests.factories import AgencyMembershipFactory
from tests.metrics.portfolio.worlds import everything, recomputed

WEEK = Period(date(2026, 4, 13), date(2026, 4, 19))
MONTH = Period(date(2026, 4, 1), date(2026, 4, 30))

LATE = datetime(2026, 4, 30, 21, 59, tzinfo=UTC)
"""A minute before April is over in Berlin."""


@pytest.fixture(scope="module")
def filled(kept_account: Account, _accounts: dict[str, int]) -> Agency:
    """An agency with acme (Berlin) and umbra (New York), both with two months of facts that are published."""
    umbra = Account.objects.get(pk=_accounts["umbra"])
    agency = Agency.objects.create(slug="straightedge", name="Straightedge", timezone="Europe/Berlin")
    Grant.objects.bulk_create(Grant(account=each, agency=agency, role=Role.VIEWER) for each in (kept_account, umbra))
    everything(3, tickets=70, each=12)
    recomputed()
    with schemas.inside(umbra):
        everything(4, tickets=60, each=10)
        recomputed()
    return agency


@pytest.fixture
def acme(account: Account, filled: Agency) -> Account:
    return account


def made(agency: Agency, account: Account | None, **given: Any) -> Report:
    kind = Kind.CLIENT if account else Kind.PORTFOLIO
    fields = {"kind": kind, "name": "April", "frequency": Frequency.MONTHLY, "day": 1, "formats": ["pdf", "csv"], **given}
    return Report.objects.create(agency=agency, account=account, **fields)


def edition_of(report: Report, period: Period = MONTH, **given: Any) -> Edition:
    return Edition.objects.create(report=report, start=period.start, end=period.end, **{"wait_until": datetime(2026, 5, 2, tzinfo=UTC), **given})


class TestAClientsReport:
    def test_shows_the_readings_that_the_client_sees(self, acme: Account, filled: Agency) -> None:
        kpis = ["first_response_time", "csat", "reopen_rate", "ticket_volume", "ai_resolution_rate"]
        document = building.build(made(filled, acme, kpis=kpis), MONTH)
        own = read([Request(key, MONTH, balancing=False, compare_with=Comparison.PREVIOUS_PERIOD) for key in kpis])
        shown = [block["figure"] for block in document["blocks"]]
        assert [(each["key"], each["value"], each["n"], each["previous"]) for each in shown] == [
            (each.kpi.key, each.number.value, each.number.n, each.previous.number.value if each.previous else None) for each in own
        ]
        assert [each["text"] for each in shown] == [words.value(each.kpi.unit, each.number.value, each.currency) for each in own]

    def test_every_kpi_has_its_balancing_ones_in_the_same_block(self, acme: Account, filled: Agency) -> None:
        (block,) = building.build(made(filled, acme, kpis=["first_response_time"]), MONTH)["blocks"]
        assert [partner["key"] for partner in block["partners"]] == ["first_contact_resolution", "reopen_rate"]

    def test_the_last_dot_of_a_chart_is_the_number_itself(self, acme: Account, filled: Agency) -> None:
        (block,) = building.build(made(filled, acme, kpis=["ticket_volume"], frequency="weekly"), WEEK)["blocks"]
        assert len(block["dots"]) == 8
        assert block["dots"][-1]["value"] == block["figure"]["value"]
        assert block["dots"][-1]["start"] == "2026-04-13"

    def test_says_nothing_of_other_clients(self, acme: Account, filled: Agency) -> None:
        document = building.build(made(filled, acme), MONTH)
        assert document["accounts"] == [acme.pk]
        assert "Umbra" not in str(document)

    def test_the_letter_the_csv_and_the_document_say_the_same(self, acme: Account, filled: Agency) -> None:
        document = building.build(made(filled, acme), MONTH)
        csv, text = sheet.render(document).decode(), rendering.text(document)
        html = rendering.html(document, subject="", logo="", pictures={})
        for block in document["blocks"]:
            assert block["figure"]["text"] in text
            assert block["figure"]["text"] in html
            assert block["figure"]["text"] in csv

    def test_is_refused_once_the_client_has_left(self, acme: Account, filled: Agency) -> None:
        report = made(filled, acme)
        Grant.objects.filter(account=acme).update(revoked_at=datetime.now(UTC))
        with pytest.raises(ReadingError):
            building.build(report, MONTH)


class TestThePortfoliosReport:
    def test_rolls_up_cases_and_never_rates(self, acme: Account, filled: Agency) -> None:
        document = building.build(made(filled, None, kpis=["csat"]), MONTH)
        column = portfolio.compare(filled, ["csat"], MONTH).column("csat")
        (block,) = document["blocks"]
        cells = [cell.number for cell in column.cells.values()]
        assert block["figure"]["value"] == pytest.approx(sum(each.numerator or 0 for each in cells) / sum(each.n for each in cells))
        assert block["figure"]["n"] == sum(each.n for each in cells)
        assert [row["client"] for row in document["rows"]] == ["Acme", "Umbra"]

    def test_tells_who_moved_who_is_off_target_and_whose_data_stopped(self, acme: Account, filled: Agency) -> None:
        late = Period(date(2026, 5, 4), date(2026, 5, 10))
        document = preview.document(made(filled, None, kind=Kind.HEALTH, frequency="weekly"), period=late)
        assert [finding["client"] for finding in document["silent"]] == ["Acme", "Umbra"]
        assert "sent no tickets after 2" in document["silent"][0]["text"]
        assert len(document["movers"]) == len(portfolio.movers(filled, late))
        assert len(document["off_target"]) == len(portfolio.off_target(filled, late))

    def test_a_client_that_never_published_is_named(self, acme: Account, filled: Agency) -> None:
        PublishedAccount.objects.filter(account=acme).delete()
        document = preview.document(made(filled, None, kind=Kind.HEALTH, frequency="weekly"), period=WEEK)
        assert {"client": "Acme", "text": "has not published any numbers yet.", "tone": "bad"} in document["silent"]


class TestMaking:
    @pytest.fixture
    def report(self, acme: Account, filled: Agency) -> Report:
        report = made(filled, acme, commentary="We hired two people.\n\nMore next month.")
        Recipient.objects.create(report=report, email="reader@acme.test")
        return report

    def test_an_edition_keeps_what_was_shown_and_is_sent_with_its_files(self, report: Report) -> None:
        edition = edition_of(report)
        assert making.make(edition.pk) == State.READY
        edition.refresh_from_db()
        document: Document = edition.document  # type: ignore[assignment]
        assert document["commentary"] == ["We hired two people.", "More next month."]
        assert edition.accounts == [report.account_id]
        (delivery,) = Delivery.objects.filter(edition=edition)
        sending.deliver(delivery.pk)
        (letter,) = mail.outbox
        assert letter.to == ["reader@acme.test"]
        assert [name for name, *_ in letter.attachments] == ["acme-2026-04-01-2026-04-30.pdf", "acme-2026-04-01-2026-04-30.csv"]
        assert document["blocks"][0]["figure"]["text"] in letter.body
        edition.refresh_from_db()
        assert edition.state == State.DONE
        entry = AuditEntry.objects.get(action="report.sent")
        assert (entry.account_id, entry.agency_id, entry.actor) == (report.account_id, report.agency_id, "Plumbline")

    def test_a_second_worker_finds_nothing_to_do(self, report: Report) -> None:
        edition = edition_of(report)
        assert [making.make(edition.pk), making.make(edition.pk)] == [State.READY, State.READY]
        assert Delivery.objects.filter(edition=edition).count() == 1

    def test_the_commentary_is_for_one_edition(self, report: Report) -> None:
        making.make(edition_of(report).pk)
        report.refresh_from_db()
        assert report.commentary == ""

    def test_it_waits_for_the_periods_last_numbers(self, report: Report) -> None:
        PublishedAccount.objects.filter(account=report.account).update(as_of=LATE, published_at=LATE)
        edition = edition_of(report, wait_until=datetime.now(UTC) + timedelta(hours=1))
        assert making.make(edition.pk) == State.WAITING
        assert not Delivery.objects.filter(edition=edition).exists()

    def test_a_quiet_clients_numbers_are_up_to_date_without_being_new(self, report: Report) -> None:
        PublishedAccount.objects.filter(account=report.account).update(as_of=LATE, published_at=LATE + timedelta(minutes=2))
        edition = edition_of(report)
        assert making.make(edition.pk) == State.READY
        edition.refresh_from_db()
        assert not edition.document["is_provisional"]  # type: ignore[index]
        assert edition.document["notes"] == []  # type: ignore[index]

    def test_and_after_some_hours_goes_with_what_there_is_and_says_so(self, report: Report) -> None:
        PublishedAccount.objects.filter(account=report.account).update(as_of=LATE, published_at=LATE)
        edition = edition_of(report)
        assert making.make(edition.pk) == State.READY
        edition.refresh_from_db()
        assert edition.document["is_provisional"]  # type: ignore[index]
        assert edition.document["notes"][0].startswith("Provisional: ")  # type: ignore[index]
        assert edition.document["as_of_text"] == "30 April 2026, 23:59"  # type: ignore[index]

    def test_an_unfinished_period_is_never_sent(self, report: Report) -> None:
        this_month = datetime.now(UTC).date().replace(day=1)
        edition = edition_of(report, Period(this_month, this_month + timedelta(days=40)))
        assert making.make(edition.pk) == State.WAITING

    @pytest.mark.parametrize("how", ["revoked", "suspended"])
    def test_nothing_is_sent_of_a_client_that_has_gone(self, report: Report, how: str) -> None:
        edition = edition_of(report)
        if how == "revoked":
            Grant.objects.filter(account=report.account).update(revoked_at=datetime.now(UTC))
        else:
            Account.objects.filter(pk=report.account_id).update(suspended_at=datetime.now(UTC))
        assert making.make(edition.pk) == State.WITHHELD
        edition.refresh_from_db()
        assert edition.note == making.GONE
        assert not Delivery.objects.filter(edition=edition).exists()

    def test_nothing_is_sent_when_nothing_was_published(self, report: Report) -> None:
        PublishedAccount.objects.filter(account=report.account).delete()
        assert making.make(edition_of(report).pk) == State.WITHHELD

    def test_the_portfolio_goes_to_the_agencys_own_people_alone(self, acme: Account, filled: Agency) -> None:
        report = made(filled, None, kpis=["csat"])
        member = AgencyMembershipFactory(agency=filled)
        Recipient.objects.create(report=report, email=member.user.email)
        Recipient.objects.create(report=report, email="left@straightedge.test")
        edition = edition_of(report)
        making.make(edition.pk)
        assert [each.email for each in edition.deliveries.all()] == [member.user.email]


def test_an_unjudged_number_has_no_verdict(acme: Account, filled: Agency) -> None:
    document = building.build(made(filled, acme, kpis=["nps", "csat"]), Period(date(2026, 4, 6), date(2026, 4, 12)))
    figure = document["blocks"][0]["figure"]
    assert figure["n"] < 30
    assert (figure["tone"], figure["status"]) == ("few", Status.NO_TARGET)
    assert "too few cases to judge" in figure["marks"]
