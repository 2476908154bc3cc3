"""Letters in an agency's name, with names that try to be more than names."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core import mail
from django.utils import timezone as clock
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tenants import branding, brands, invitations, letters
from tenants.access import Access
from tenants.looks import PLUMBLINE, Look, look
from tenants.models import Agency, Domain, Role
from tests.factories import AccountFactory, AgencyFactory, UserFactory
from tests.tenants.test_logos import picture

HOSTILE = "A<script>alert(1)</script>\"&'{{ x }}"


@pytest.fixture
def agency(db: None) -> Agency:
    agency: Agency = AgencyFactory(slug="plumb", name="Plumb & Partners")
    brands.set_brand(agency, by=None, sender_name="Plumb Zürich", reply_to="help@plumb.test", accent="#1a4f86")
    brands.set_logo(agency, picture(), by=None)
    Domain.objects.bulk_create([Domain(agency=agency, domain="kpi.plumb.test", is_primary=False, verified_at=clock.now())])
    return agency


def parsed(look: Look, *, subject: str = "Hello", text: str = "Hello,\n\nhttps://kpi.plumb.test/x?a=1&b=2\n") -> EmailMessage:
    """The letter as it goes over the wire, read by another library than wrote it."""
    sent = branding.message(look, subject=subject, text=text, to=["ada@shop.test"]).message().as_bytes()
    found = message_from_bytes(sent, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_letter_comes_from_the_agencys_name_at_our_address(agency: Agency) -> None:
    letter = parsed(look(agency))
    sender = letter["from"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("Plumb Zürich", "plumbline@localhost")
    assert letter["reply-to"].addresses[0].addr_spec == "help@plumb.test"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_the_logo_and_links_lead_to_the_agencys_host(agency: Agency, settings: Settings) -> None:
    settings.SITE_URL = "https://plumbline.test"
    shown = look(agency)
    html = branding.as_html(shown, subject="Hello", text="https://kpi.plumb.test/x?a=1&b=2")
    assert f'src="https://kpi.plumb.test{shown.logo}"' in html
    assert '<a href="https://kpi.plumb.test/x?a=1&amp;b=2"' in html
    assert letters.absolute("/x", agency=agency) == "https://kpi.plumb.test/x"
    assert letters.absolute("/x") == "https://plumbline.test/x"


def test_an_unproven_host_is_never_linked_to(agency: Agency, settings: Settings) -> None:
    settings.SITE_URL = "https://plumbline.test"
    Domain.objects.update(verified_at=None)
    assert letters.absolute("/x", agency=agency) == "https://plumbline.test/x"
    assert look(agency).logo_url().startswith("https://plumbline.test/brand/plumb/")


def test_a_hostile_name_stays_text_in_a_letter(db: None) -> None:
    shown = Look(name=HOSTILE, agency_slug="plumb")
    html = branding.as_html(shown, subject=HOSTILE, text=f'{HOSTILE}\n\nhttps://x.test/"onmouseover="alert(1)')
    assert "<script" not in html
    assert 'onmouseover="' not in html
    assert "&lt;script&gt;" in html


def test_no_name_or_subject_becomes_a_header() -> None:
    shown = Look(name="Plumb\r\nBcc: all@shop.test", agency_slug="plumb", reply_to="help@plumb.test")
    letter = parsed(shown, subject="Hello\r\nBcc: all@shop.test")
    assert letter["bcc"] is None
    assert letter["subject"] == "Hello Bcc: all@shop.test"
    assert [address.addr_spec for address in letter["from"].addresses] == ["plumbline@localhost"]


def test_who_comes_from_an_agency_invites_in_its_name(agency: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    shop, person = AccountFactory(name="Shop"), UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite_member(shop, email="ada@shop.test", role=Role.VIEWER, by=Access(account=shop, user=person, role=Role.OWNER, agency=agency))
        invitations.invite_member(shop, email="bob@shop.test", role=Role.VIEWER, by=Access(account=shop, user=person, role=Role.OWNER))
    theirs, ours = mail.outbox[-2:]
    assert "://kpi.plumb.test" in str(theirs.body)
    assert theirs.reply_to == ["help@plumb.test"]
    assert "Plumbline" not in str(theirs.body)
    assert "Plumbline" in str(ours.body)
    assert "plumb.test" not in str(ours.body)


def test_our_own_letters_name_us() -> None:
    letter = parsed(PLUMBLINE)
    assert letter["from"] == "Plumbline <plumbline@localhost>"
    assert letter["reply-to"] is None


def test_a_letter_that_an_agency_sends_says_nothing_of_us(agency: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letters.send(
            "added", to="ada@shop.test", agency=agency, account=AccountFactory(name="Shop"), role="viewer", by=None, link="https://kpi.plumb.test/a/shop/"
        )
    letter = mail.outbox[-1]
    assert "Plumbline" not in str(letter.body) + letter.subject
    assert "Plumb & Partners" in str(letter.body)
