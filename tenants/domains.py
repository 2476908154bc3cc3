"""Host names of an agency's own: asked for, proven by a DNS record, looked at again, given back.

A name that is merely asked for serves nothing and keeps nobody else from asking for it: whoever proves it first has it. The
record that proves it is made from the agency and the name, so asking again asks for the same record.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import idna
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone as clock
from django.utils.module_loading import import_string
from publicsuffixlist import PublicSuffixList

from tenants import audit, hosts
from tenants.dns import Unsure
from tenants.errors import Invalid, Missing, Refused, Taken
from tenants.models import Agency, Domain

Resolver = Callable[[str], list[str]]

MOST = 5
GRACE = timedelta(days=3)
"""For so long a verified name serves on after its record was last seen: a slip in somebody's DNS locks no clients out at once."""
RESERVED = frozenset({"localhost", "local", "internal", "intranet", "lan", "home", "corp", "invalid", "example", "onion", "arpa", "alt"})
RESERVED_NAMES = ("example.com", "example.net", "example.org")
"""Names that belong to nobody: RFC 6761, 6762, 7686, 9476 and ICANN's list of names that are never delegated."""


class NotVerified(Refused):
    code = "NOT_VERIFIED"


def domains(agency: Agency) -> list[Domain]:
    """The agency's names in the order in which it asked for them."""
    return list(Domain.objects.filter(agency=agency).order_by("pk"))


@transaction.atomic
def add(agency: Agency, *, host: str, by: Any) -> Domain:
    """Ask for a name. `Invalid` for one that cannot be an agency's, `Taken` if another agency has proven that it is theirs."""
    name = checked_host(host)
    Agency.objects.select_for_update().get(pk=agency.pk)
    own = domains(agency)
    if any(domain.domain == name for domain in own):
        raise Taken(f"You have asked for {name} already.", field="host")
    if len(own) >= MOST:
        raise Invalid(f"An agency may have {MOST} names; remove one first.", field="host")
    Domain.objects.filter(domain=name, verified_at=None, tenant=None).delete()
    try:
        with transaction.atomic():
            domain = Domain.objects.bulk_create([Domain(agency=agency, domain=name, token=token(agency, name), is_primary=False)])[0]
    except IntegrityError as error:
        raise Taken(f"{name} belongs to somebody else here.", field="host") from error
    audit.record("domain.added", agency=agency, by=by, subject=name)
    return domain


def verify(agency: Agency, *, domain_id: int, by: Any, resolver: Resolver | None = None) -> Domain:
    """Look for the record, and let the name serve if it is there. `Missing`, or `NotVerified` saying what was found instead."""
    domain = _own(agency, domain_id)
    try:
        found = (resolver or configured())(record_name(domain))
    except Unsure as error:
        raise NotVerified(f"The DNS did not answer for {record_name(domain)}. Try again in a few minutes.", field="id") from error
    if record_value(domain) not in found:
        seen = f"It has {len(found)} others." if found else "There is none yet; a new record can take an hour to show."
        raise NotVerified(f"The TXT record of {record_name(domain)} must be {record_value(domain)} and is not. {seen}", field="id")
    return _verified(agency, domain, by=by)


@transaction.atomic
def _verified(agency: Agency, domain: Domain, *, by: Any) -> Domain:
    now = clock.now()
    is_new = Domain.objects.filter(pk=domain.pk, agency=agency, verified_at=None).update(verified_at=now, checked_at=now)
    if is_new:
        audit.record("domain.verified", agency=agency, by=by, subject=domain.domain)
    else:
        Domain.objects.filter(pk=domain.pk, agency=agency).update(checked_at=now)
    transaction.on_commit(lambda: hosts.forget(domain.domain))
    return _own(agency, domain.pk)


@transaction.atomic
def remove(agency: Agency, *, domain_id: int, by: Any) -> None:
    """Give a name back; it serves nothing from then on. `Missing` if the agency has no such name."""
    domain = _own(agency, domain_id)
    Domain.objects.filter(pk=domain.pk).delete()
    audit.record("domain.removed", agency=agency, by=by, subject=domain.domain)
    transaction.on_commit(lambda: hosts.forget(domain.domain))


def recheck(*, resolver: Resolver | None = None) -> int:
    """Look at every verified name again; one whose record has been gone for `GRACE` serves no longer. Returns how many were given up.

    A DNS that does not answer changes nothing.
    """
    ask = resolver or configured()
    return sum(
        _recheck(domain, ask) for domain in Domain.objects.filter(agency__isnull=False, verified_at__isnull=False).select_related("agency").order_by("pk")
    )


def _recheck(domain: Domain, ask: Resolver) -> bool:
    try:
        is_there = record_value(domain) in ask(record_name(domain))
    except Unsure:
        return False
    now = clock.now()
    if is_there:
        Domain.objects.filter(pk=domain.pk).update(checked_at=now)
        return False
    if domain.checked_at and domain.checked_at > now - GRACE:
        return False
    with transaction.atomic():
        Domain.objects.filter(pk=domain.pk).update(verified_at=None)
        audit.record("domain.lost", agency=domain.agency, by=None, subject=domain.domain)
    hosts.forget(domain.domain)
    return True


def checked_host(host: str) -> str:
    """The name as the DNS has it: `" Zahlen.Müller.de. "` is `zahlen.xn--mller-kva.de`. `Invalid` (field `host`) says why not."""
    try:
        name = idna.encode(host.strip(" ").removesuffix("."), uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise Invalid("A host name looks like kpi.example.com, without https:// or a path.", field="host") from error
    labels = name.split(".")
    if len(name) > 253 or len(labels) < 2 or _is_address(name) or not all(_is_label(label) for label in labels):
        raise Invalid("A host name looks like kpi.example.com, without https:// or a path.", field="host")
    if labels[-1] in RESERVED or any(_is_within(name, reserved) for reserved in RESERVED_NAMES):
        raise Invalid(f"{name} is reserved; nobody can own it.", field="host")
    if _is_ours(name):
        raise Invalid(f"{name} is ours.", field="host")
    if suffixes().privatesuffix(name) is None:
        raise Invalid(f"{name} is a public suffix, under which anybody may have a name. Use a name below your own domain.", field="host")
    return name


def record_name(domain: Domain) -> str:
    """Where the TXT record belongs."""
    return f"_plumbline.{domain.domain}"


def record_value(domain: Domain) -> str:
    """What the TXT record must say."""
    return f"plumbline={domain.token}"


def token(agency: Agency, name: str) -> str:
    """The same for the same agency and name, and nothing that another agency could work out."""
    return hmac.digest(str(settings.SECRET_KEY).encode(), f"domain:{agency.pk}:{name}".encode(), "sha256").hex()[:40]


def configured() -> Resolver:
    """The function that settings.TXT_RESOLVER names."""
    found: Resolver = import_string(settings.TXT_RESOLVER)
    return found


@cache
def suffixes() -> PublicSuffixList:
    """Mozilla's list of names under which anybody may register, as the package carries it."""
    return PublicSuffixList()


def _own(agency: Agency, domain_id: int) -> Domain:
    domain = Domain.objects.filter(agency=agency, pk=domain_id).first()
    if domain is None:
        raise Missing("The agency has no such host name.", field="id")
    return domain


def _is_ours(name: str) -> bool:
    site = urlsplit(str(settings.SITE_URL)).hostname or ""
    return hosts.is_ours(name) or bool(site and _is_within(name, site))


def _is_within(name: str, parent: str) -> bool:
    return name == parent or name.endswith(f".{parent}")


def _is_label(label: str) -> bool:
    return 0 < len(label) <= 63 and label.isascii() and label.replace("-", "a").isalnum() and label[0] != "-" and label[-1] != "-"


def _is_address(name: str) -> bool:
    """An IPv4 address, also in a form that browsers read as one: a name whose last label is a number."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.rpartition(".")[2].removeprefix("0x").isdigit()
    return True
