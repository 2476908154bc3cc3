"""An agency's brand: what may be said in it, and what is kept."""

from __future__ import annotations

import pytest

from tenants import brands
from tenants.errors import Invalid
from tenants.looks import PLUMBLINE, logo_png, look
from tenants.models import Agency, AuditEntry, Brand
from tests.factories import AgencyFactory, UserFactory
from tests.tenants.test_logos import SVG, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(slug="plumb", name="Plumb & Partners")


def test_an_agency_without_a_brand_shows_its_name_and_our_colours(agency: Agency) -> None:
    shown = look(agency)
    assert (shown.name, shown.accent, shown.logo, shown.host, shown.is_ours) == ("Plumb & Partners", "", "", "", False)
    assert look(None) is PLUMBLINE


def test_what_is_given_changes_and_the_rest_stays(agency: Agency) -> None:
    brands.set_brand(agency, by=None, name="Plumb", accent="#1A4F86", reply_to="help@plumb.test")
    brands.set_brand(agency, by=None, accent_dark="#9fc4ee", name=None)
    shown = look(agency)
    assert (shown.name, shown.accent, shown.accent_dark, shown.reply_to) == ("Plumb", "#1a4f86", "#9fc4ee", "help@plumb.test")
    assert (shown.accent_ink, shown.accent_dark_ink) == ("#ffffff", "#000000")
    brands.set_brand(agency, by=None, name="", accent="")
    assert (look(agency).name, look(agency).accent) == ("Plumb & Partners", "")


def test_who_changed_what_is_in_the_log_and_nothing_when_nothing_changed(agency: Agency) -> None:
    owner = UserFactory()
    brands.set_brand(agency, by=owner, accent="#1a4f86")
    brands.set_brand(agency, by=owner, accent="#1a4f86")
    entry = AuditEntry.objects.get(agency=agency)
    assert (entry.action, entry.user, entry.details) == ("brand.changed", owner, {"before": {"accent": ""}, "after": {"accent": "#1a4f86"}})


def test_a_pale_accent_is_refused_with_its_ratio_and_one_that_passes(agency: Agency) -> None:
    with pytest.raises(Invalid, match=r"#ffcc00 has a contrast of 1\.\d\d:1 with our light ground; text needs 4\.5:1") as refused:
        brands.set_brand(agency, by=None, accent="#ffcc00")
    assert (refused.value.field, refused.value.code) == ("accent", "LOW_CONTRAST")
    better = refused.value.message[-8:-1]
    assert brands.set_brand(agency, by=None, accent=better).accent == better


def test_a_dark_accent_is_refused_on_dark_ground_alone(agency: Agency) -> None:
    brands.set_brand(agency, by=None, accent="#123456")
    with pytest.raises(Invalid, match="dark ground"):
        brands.set_brand(agency, by=None, accent_dark="#123456")


@pytest.mark.parametrize(
    "colour", ["red", "#fff", "#12345g", "1a4f86", "#1a4f86;}", "#1a4f86\n", "url(//x.test)", "#1a4f86ff", "expression(alert(1))", "#１a4f86"]
)
def test_a_colour_is_six_hexadecimal_digits_and_nothing_else(agency: Agency, colour: str) -> None:
    with pytest.raises(Invalid, match="six hexadecimal digits"):
        brands.set_brand(agency, by=None, accent=colour)


@pytest.mark.parametrize("name", ["Plumb\nPartners", "Plumb\u202egro.live", "Plu\u200bmb", "Plumb\x00", "Plumb\u2028x", "P" * 61])
def test_names_hold_no_invisible_characters_and_are_not_long(agency: Agency, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        brands.set_brand(agency, by=None, name=name)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "name", ["Bank <ceo@bank.test>", "Plumb\r\nBcc: all@shop.test", "a@b.test", 'Plumb" <x>', "Plumb\n", "One, Two", "Re: you; me", "=?utf-8?q?x?=\n"]
)
def test_a_sender_is_a_name_and_no_address_or_header(agency: Agency, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        brands.set_brand(agency, by=None, sender_name=name)
    assert refused.value.field == "sender_name"


@pytest.mark.parametrize("address", ["plumb", "a@b.test\nBcc: c@d.test", "a@b.test, c@d.test", "Plumb <a@b.test>", "a@b.test\x00", "\n"])
def test_replies_go_to_one_address(agency: Agency, address: str) -> None:
    with pytest.raises(Invalid) as refused:
        brands.set_brand(agency, by=None, reply_to=address)
    assert refused.value.field == "reply_to"


def test_a_refusal_changes_nothing(agency: Agency) -> None:
    with pytest.raises(Invalid):
        brands.set_brand(agency, by=None, name="Fine", accent="#ffcc00")
    assert not Brand.objects.exists()


def test_a_logo_is_kept_as_we_drew_it_and_its_address_names_its_content(agency: Agency) -> None:
    brands.set_logo(agency, picture() + SVG, by=None)
    brand = Brand.objects.get()
    assert look(agency).logo == f"/brand/plumb/{brand.logo_digest}.png"
    assert SVG not in (logo_png(agency) or SVG)
    brands.remove_logo(agency, by=None)
    assert (look(agency).logo, logo_png(agency)) == ("", None)
    assert AuditEntry.objects.filter(agency=agency, action="brand.changed").count() == 2
