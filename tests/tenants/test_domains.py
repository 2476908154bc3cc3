"""Host names of agencies: which can be, how they are proven, and how they are lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone as clock
from pytest_django import Settings

from tenants import dns, domains
from tenants.errors import Invalid, Missing, Taken
from tenants.models import Agency, AuditEntry, Domain
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
Resolver = Callable[[str], list[str]]


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(slug="plumb")


@pytest.fixture
def rival() -> Agency:
    return AgencyFactory(slug="level")


def saying(*texts: str) -> Resolver:
    return lambda name: list(texts)


def silent(name: str) -> list[str]:
    raise dns.Unsure(name)


def proven(agency: Agency, host: str) -> Domain:
    domain = domains.add(agency, host=host, by=None)
    return domains.verify(agency, domain_id=domain.pk, by=None, resolver=saying(domains.record_value(domain)))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("kpi.plumb.test", "kpi.plumb.test"),
        (" KPI.Plumb.TEST. ", "kpi.plumb.test"),
        ("zahlen.müller.de", "zahlen.xn--mller-kva.de"),
        ("ZAHLEN.MÜLLER.de", "zahlen.xn--mller-kva.de"),
        ("plumb.co.uk", "plumb.co.uk"),
        ("ｋｐｉ.plumb.test", "kpi.plumb.test"),
    ],
)
def test_names_are_kept_as_the_dns_has_them(given: str, name: str) -> None:
    assert domains.checked_host(given) == name


@pytest.mark.parametrize(
    "host",
    [
        "",
        "plumb",
        "https://kpi.plumb.test",
        "kpi.plumb.test/x",
        "kpi.plumb.test:443",
        "kpi..plumb.test",
        "-kpi.plumb.test",
        "kpi_x.plumb.test",
        "*.plumb.test",
        "kpi.plumb.test\nx",
        "127.0.0.1",
        "127.1",
        "[::1]",
        "::1",
        "user@plumb.test",
        f"{'a' * 64}.plumb.test",
        ".".join(["abcdefgh"] * 30) + ".test",
        "kpi.plumb.test\x00",
    ],
)
def test_what_is_no_host_name_is_refused(host: str) -> None:
    with pytest.raises(Invalid, match="looks like") as refused:
        domains.checked_host(host)
    assert refused.value.field == "host"


@pytest.mark.parametrize("host", ["kpi.localhost", "printer.local", "kpi.example", "kpi.example.com", "x.onion", "1.168.192.in-addr.arpa", "db.internal"])
def test_reserved_names_are_refused(host: str) -> None:
    with pytest.raises(Invalid, match="reserved"):
        domains.checked_host(host)


@pytest.mark.parametrize("host", ["co.uk", "github.io", "com.br"])
def test_a_public_suffix_is_nobodys(host: str) -> None:
    with pytest.raises(Invalid):
        domains.checked_host(host)


@pytest.mark.parametrize("host", ["plumbline.test", "kpi.plumbline.test", "deep.kpi.plumbline.test"])
def test_our_own_names_are_refused(settings: Settings, host: str) -> None:
    settings.SITE_URL = "https://plumbline.test"
    settings.ALLOWED_HOSTS = ["plumbline.test"]
    with pytest.raises(Invalid, match="ours"):
        domains.checked_host(host)


def test_a_name_serves_once_its_record_is_there(agency: Agency) -> None:
    domain = domains.add(agency, host="kpi.plumb.test", by=None)
    assert (domains.record_name(domain), domain.verified_at) == ("_plumbline.kpi.plumb.test", None)
    found = domains.verify(agency, domain_id=domain.pk, by=None, resolver=saying("v=spf1 -all", domains.record_value(domain)))
    assert found.verified_at is not None
    assert [entry.action for entry in AuditEntry.objects.filter(agency=agency).order_by("pk")] == ["domain.added", "domain.verified"]


@pytest.mark.parametrize(
    ("resolver", "reason"), [(saying(), "none yet"), (saying("plumbline=guess"), "1 others"), (silent, "did not answer")], ids=["none", "another", "silence"]
)
def test_without_its_record_a_name_is_not_verified(agency: Agency, resolver: Resolver, reason: str) -> None:
    domain = domains.add(agency, host="kpi.plumb.test", by=None)
    with pytest.raises(domains.NotVerified, match=reason):
        domains.verify(agency, domain_id=domain.pk, by=None, resolver=resolver)
    assert not Domain.objects.filter(verified_at__isnull=False).exists()


def test_another_agencys_record_proves_nothing(agency: Agency, rival: Agency) -> None:
    theirs = domains.token(rival, "kpi.plumb.test")
    assert theirs != domains.token(agency, "kpi.plumb.test")
    domain = domains.add(agency, host="kpi.plumb.test", by=None)
    with pytest.raises(domains.NotVerified):
        domains.verify(agency, domain_id=domain.pk, by=None, resolver=saying(f"plumbline={theirs}"))


def test_asking_keeps_nobody_else_from_asking_and_proof_does(agency: Agency, rival: Agency) -> None:
    first = domains.add(rival, host="kpi.plumb.test", by=None)
    proven(agency, "kpi.plumb.test")
    with pytest.raises(Missing):
        domains.verify(rival, domain_id=first.pk, by=None, resolver=saying(domains.record_value(first)))
    with pytest.raises(Taken):
        domains.add(rival, host="KPI.plumb.test", by=None)


def test_asking_again_asks_for_the_same_record(agency: Agency, rival: Agency) -> None:
    before = domains.record_value(domains.add(agency, host="kpi.plumb.test", by=None))
    domains.add(rival, host="kpi.plumb.test", by=None)
    assert domains.record_value(domains.add(agency, host="kpi.plumb.test", by=None)) == before


def test_an_agency_has_at_most_five_names_and_none_twice(agency: Agency) -> None:
    for number in range(5):
        domains.add(agency, host=f"kpi{number}.plumb.test", by=None)
    with pytest.raises(Taken):
        domains.add(agency, host="kpi0.plumb.test", by=None)
    with pytest.raises(Invalid, match="5 names"):
        domains.add(agency, host="one-more.plumb.test", by=None)


def test_only_its_own_names_can_be_verified_or_removed(agency: Agency, rival: Agency) -> None:
    domain = proven(agency, "kpi.plumb.test")
    with pytest.raises(Missing):
        domains.remove(rival, domain_id=domain.pk, by=None)
    with pytest.raises(Missing):
        domains.verify(rival, domain_id=domain.pk, by=None, resolver=saying(domains.record_value(domain)))
    domains.remove(agency, domain_id=domain.pk, by=None)
    assert domains.domains(agency) == []


@pytest.mark.parametrize(("days", "resolver", "lost"), [(4, saying(), True), (2, saying(), False), (4, silent, False), (4, saying("plumbline=other"), True)])
def test_a_record_that_has_been_gone_for_three_days_is_lost(agency: Agency, days: int, resolver: Resolver, lost: bool) -> None:
    domain = proven(agency, "kpi.plumb.test")
    Domain.objects.update(checked_at=clock.now() - timedelta(days=days))
    assert domains.recheck(resolver=resolver) == int(lost)
    domain.refresh_from_db()
    assert (domain.verified_at is None) is lost
    assert AuditEntry.objects.filter(action="domain.lost", actor="Plumbline").exists() is lost


def test_a_record_that_is_there_is_seen(agency: Agency) -> None:
    domain = proven(agency, "kpi.plumb.test")
    Domain.objects.update(checked_at=clock.now() - timedelta(days=4))
    assert domains.recheck(resolver=saying(domains.record_value(domain))) == 0
    domain.refresh_from_db()
    assert domain.checked_at is not None
    assert domain.checked_at > clock.now() - timedelta(minutes=1)
