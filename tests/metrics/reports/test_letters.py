"""Letters of an edition, read by another library than wrote them; and each of them sent once."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from pytest_django import Settings

from metrics.reports import files, letters, links, making, rendering, sending
from metrics.reports.models import Delivery, Edition, Recipient, Report, State
from tenants import brands
from tenants.models import Account, Grant
from tests.metrics.reports import samples
from tests.tenants.test_logos import picture

HOSTILE = "Fern\r\nBcc: everybody@x.test <script>alert(1)</script> \"&'{{ x }}"


class Failing(BaseEmailBackend):
    """A mail server that answers as `answers` says, one letter after the other."""

    answers: list[Exception] = []  # noqa: RUF012

    def send_messages(self, email_messages: Any) -> int:
        raise self.answers[0]


@pytest.fixture
def failing(settings: Settings) -> type[Failing]:
    settings.EMAIL_BACKEND = "tests.metrics.reports.test_letters.Failing"
    Failing.answers = [SMTPServerDisconnected("Connection unexpectedly closed")]
    return Failing


@pytest.fixture
def edition(report: Report) -> Edition:
    """Ready to be sent to one reader."""
    report.formats = ["pdf", "csv"]
    report.save()
    return ready(report)


def ready(report: Report, **given: Any) -> Edition:
    """An edition that was made just now, over the samples' week."""
    week = samples.WEEK
    edition = Edition(report=report, start=week.start, end=week.end, wait_until=timezone.now(), state=State.READY)
    edition.save()
    accounts = [report.account_id] if report.account_id else []
    edition.document, edition.accounts = samples.document(**{"accounts": accounts, **given}), accounts
    links.issue(edition, now=timezone.now())
    edition.save()
    return edition


@pytest.fixture
def delivery(edition: Edition) -> Delivery:
    making.post(edition, ["reader@fernglass.test"], now=timezone.now())
    return edition.deliveries.get()


def parsed(delivery: Delivery) -> EmailMessage:
    found = message_from_bytes(letters.compose(delivery).message().as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def kinds(part: Any) -> Any:
    """The letter's parts as nested lists of their types."""
    return [part.get_content_type(), [kinds(each) for each in part.iter_parts()]] if part.is_multipart() else part.get_content_type()


class TestALetter:
    def test_has_text_html_with_its_pictures_and_the_files(self, delivery: Delivery) -> None:
        expected = ["multipart/related", ["text/html", "image/png"]]
        assert kinds(parsed(delivery)) == [
            "multipart/mixed",
            [["multipart/alternative", ["text/plain", expected]], "application/pdf", "text/csv"],
        ]

    def test_reads_without_its_pictures(self, delivery: Delivery) -> None:
        letter = parsed(delivery)
        html, text = (letter.get_body(kind).get_content() for kind in (("html",), ("plain",)))  # type: ignore[union-attr]
        for told in ("81.0%", "+7.0 pt better", "n = 200", "target ≥ 80.0%"):
            assert told in html
            assert told in text
        assert 'src="cid:chart-0@report"' in html
        assert 'alt="Customer satisfaction over time: 28 Sep 70.0%' in html
        assert "http" not in html.replace(links.address(delivery.edition), "").replace("http://localhost:8000/reports/stop/", "")

    def test_lets_its_reader_stop_and_open_the_report(self, delivery: Delivery) -> None:
        letter = parsed(delivery)
        stop = links.stop_address(Recipient.objects.get(), delivery.edition.report.agency)
        assert letter["List-Unsubscribe"].strip() == f"<{stop}>"
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert links.address(delivery.edition) in text
        assert stop in text

    def test_comes_from_the_agencys_name_at_our_address(self, delivery: Delivery) -> None:
        agency = delivery.edition.report.agency
        brands.set_brand(agency, by=None, sender_name="Plumb Zürich", reply_to="help@plumb.test")
        brands.set_logo(agency, picture(), by=None)
        letter = parsed(delivery)
        sender = letter["from"].addresses[0]
        assert (sender.display_name, sender.addr_spec) == ("Plumb Zürich", "plumbline@localhost")
        assert letter["reply-to"].addresses[0].addr_spec == "help@plumb.test"
        assert "<logo@report>" in [part["Content-ID"] for part in letter.walk()]

    def test_cannot_be_made_to_say_anything_else_by_what_people_wrote(self, report: Report) -> None:
        edition = ready(report, name=HOSTILE, subject=HOSTILE, commentary=[HOSTILE], notes=[HOSTILE], summary=[HOSTILE])
        making.post(edition, ["reader@fernglass.test"], now=timezone.now())
        letter = parsed(edition.deliveries.get())
        html = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert letter["Bcc"] is None
        assert "\n" not in letter["Subject"]
        assert "<script" not in html
        assert "{{ x }}" in html

    def test_leaves_a_long_table_to_the_page_and_says_so(self) -> None:
        row = {"client": "Fernglass", "figures": [samples.block()["figure"]]}
        long = samples.document(rows=[row] * 41, columns=["CSAT"], kind="portfolio")
        told = "All 41 clients, one by one, are on this report"
        html, page = rendering.html(long, subject="", logo="", pictures={}), rendering.page(long, logo="", pictures={})
        assert told in html
        assert told in rendering.text(long)
        assert (html.count("<th scope"), page.count("<th scope")) == (0, 43)

    def test_has_the_same_id_however_often_it_is_tried(self, delivery: Delivery) -> None:
        assert parsed(delivery)["Message-ID"] == parsed(delivery)["Message-ID"]

    def test_names_its_files_by_client_and_period(self) -> None:
        assert letters.file_name(samples.document(subject='../Fern & "Glass" GmbH\r\n')) == "fern-glass-gmbh-2026-11-16-2026-11-22"
        assert letters.file_name(samples.document(subject="日本")) == "report-2026-11-16-2026-11-22"


class TestSending:
    def test_a_letter_is_sent_once_whoever_comes(self, delivery: Delivery) -> None:
        sending.deliver(delivery.pk)
        sending.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert (len(mail.outbox), delivery.state, delivery.attempts) == (1, Delivery.State.SENT, 1)
        assert delivery.edition.__class__.objects.get(pk=delivery.edition_id).state == State.DONE

    def test_a_server_that_is_down_is_tried_again_at_growing_distances_and_given_up(self, delivery: Delivery, failing: type[Failing]) -> None:
        pauses = []
        for _ in range(sending.ATTEMPTS):
            Delivery.objects.filter(pk=delivery.pk).update(try_at=timezone.now())
            sending.deliver(delivery.pk)
            delivery.refresh_from_db()
            assert delivery.tried_at is not None
            pauses.append(round((delivery.try_at - delivery.tried_at) / timedelta(minutes=1)))
        assert pauses[:-1] == [5, 20, 80, 320]
        assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "SMTPServerDisconnected: Connection unexpectedly closed")

    def test_before_its_time_nothing_is_tried(self, delivery: Delivery, failing: type[Failing]) -> None:
        sending.deliver(delivery.pk)
        sending.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (Delivery.State.PENDING, 1)

    def test_an_address_that_the_server_refuses_for_good_is_not_tried_again(self, delivery: Delivery, failing: type[Failing]) -> None:
        failing.answers = [SMTPRecipientsRefused({"reader@fernglass.test": (550, b"No such user")})]
        sending.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert delivery.state == Delivery.State.FAILED
        assert "No such user" in delivery.error

    @pytest.mark.parametrize("how", ["left", "suspended", "unsubscribed", "link revoked", "removed"])
    def test_a_letter_that_waits_is_stopped_when_it_may_not_be_sent_any_more(self, delivery: Delivery, client_account: Account, how: str) -> None:
        now = timezone.now()
        if how == "left":
            Grant.objects.update(revoked_at=now)
        elif how == "suspended":
            Account.objects.filter(pk=client_account.pk).update(suspended_at=now)
        elif how == "unsubscribed":
            links.stop(Recipient.objects.get())
        elif how == "link revoked":
            Edition.objects.update(revoked_at=now)
        else:
            Recipient.objects.all().delete()
        sending.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert delivery.state == Delivery.State.STOPPED
        assert delivery.error
        assert mail.outbox == []

    def test_one_that_cannot_be_written_is_told_as_failed(self, delivery: Delivery) -> None:
        Edition.objects.update(document={"name": "broken"})
        with pytest.raises(KeyError):
            sending.deliver(delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (Delivery.State.FAILED, sending.UNWRITTEN)

    def test_files_stay_as_they_were_sent_and_are_made_again_after_the_link(self, edition: Edition) -> None:
        files.keep(edition)
        kept = files.content(edition, "csv")
        edition.files.all().delete()
        assert files.content(edition, "csv") == kept
