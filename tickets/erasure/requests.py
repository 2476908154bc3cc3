"""A request to erase a person, from the form to the counts that remain of it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from tenants import audit, schemas, tasks
from tenants.access import Access
from tenants.errors import Invalid
from tenants.models import Account
from tickets.ingest.forgotten import digest
from tickets.ingest.silencing import silence
from tickets.ingest.statements import TAKE_TURN
from tickets.models import Customer, ErasedCustomer, Erasure, Label, Ticket

from . import files
from .searching import search
from .words import Words

TASK = "customers.erase"
SHORTEST, LONGEST, MOST = 3, 300, 20
STALLED = timedelta(minutes=10)
Status = Erasure.Status


def request(*, identities: Sequence[tuple[str, str]], also: Sequence[str] = (), by: Access | None) -> Erasure:
    """Queue the erasure of one person in the current account: of the customers with these (source, external id), known or not yet.

    `also` are names, e-mail addresses and telephone numbers to look for in all texts, of 3 to 300 characters; customers whose identifier
    is one of them are the person too. One who is not known yet stays anonymous from the first row on. The Erasure's `counts` say what
    was done once its `status` is "done"; what was asked for is forgotten then. Needs Ability.ADMINISTER, which the caller has checked;
    None stands for the operator.
    Raises `Invalid` with the field `identities` or `also`.
    """
    asked = {"identities": _checked_identities(identities), "also": _checked_words(also)}
    with transaction.atomic():
        entry = audit.record("customer.erased", account=schemas.current(), by=by)
        erasure = Erasure.objects.create(created_by=entry.actor, asked=asked)
        tasks.schedule_or_leave(TASK, erasure.pk)
    return erasure


def perform(erasure_id: int) -> None:
    """Carry out a request, or carry on one whose worker died; twice changes nothing. While an import runs, its file is left to the next sweep."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_TURN)
        erasure = Erasure.objects.select_for_update().filter(pk=erasure_id).first()
        if erasure is not None and erasure.status == Status.QUEUED:
            _erase(cursor, erasure)
    if erasure is not None and erasure.status == Status.FILES and not files.waits():
        _remove_files(erasure)


def resume_stalled() -> int:
    """Queue again the erasures that are not done; how many."""
    stalled = Erasure.objects.exclude(status=Status.DONE).filter(created_at__lt=timezone.now() - STALLED).values_list("pk", flat=True)
    for erasure_id in stalled:
        tasks.schedule_named(TASK, erasure_id)
    return len(stalled)


def _erase(cursor: Any, erasure: Erasure) -> None:
    """All of it that is in the database, at once."""
    salt = _salt()
    identities = _identities(erasure)
    alias = f"erased-{secrets.token_hex(8)}"
    unheard = [pair for pair in identities if not _is_known(*pair, salt)]
    customers = [_forget(*pair, salt) for pair in identities]
    tickets = list(Ticket.objects.filter(customer__in=customers).values_list("pk", flat=True))
    done = silence(cursor, tickets=tickets, customers=customers)
    words = _words(erasure, alias)
    done += search(cursor, words, salt=salt)
    erasure.counts = {
        "customers": len(customers) - len(unheard),
        "customers_unheard_of": len(unheard),
        "tickets": len(tickets),
        **_told(done),
        "labels_left": _labels(words),
    }
    erasure.status = Status.FILES
    erasure.save(update_fields=["counts", "status"])


def _identities(erasure: Erasure) -> list[tuple[str, str]]:
    """The customers that are the person: those named, and those whose identifier is one of the words."""
    named = {(source, external_id) for source, external_id in erasure.asked["identities"]}
    by_word = {each for text in erasure.asked["also"] for each in Customer.objects.filter(external_id__iexact=text).values_list("source", "external_id")}
    return sorted(named | by_word)


def _is_known(source: str, external_id: str, salt: bytes) -> bool:
    """Whether the account has heard of the customer, under this identifier or before it was erased."""
    return (
        Customer.objects.filter(source=source, external_id=external_id).exists()
        or ErasedCustomer.objects.filter(digest=digest(salt, source, external_id)).exists()
    )


def _forget(source: str, external_id: str, salt: bytes) -> int:
    """Make the customer nameless, keeping the row that its tickets count by; and remember the digest. Returns the row's id."""
    known = ErasedCustomer.objects.filter(digest=digest(salt, source, external_id)).first()
    if known is not None:
        return int(known.customer_id)
    alias = f"erased-{secrets.token_hex(8)}"
    customer, _ = Customer.objects.get_or_create(source=source, external_id=external_id)
    Customer.objects.filter(pk=customer.pk).update(external_id=alias)
    ErasedCustomer.objects.create(digest=digest(salt, source, external_id), customer=customer)
    return customer.pk


def _salt() -> bytes:
    """The account's own, made with its first erasure."""
    account = Account.objects.select_for_update().get(pk=schemas.current().pk)
    if account.erasure_salt is None:
        account.erasure_salt = secrets.token_bytes(32)
        Account.objects.filter(pk=account.pk).update(erasure_salt=account.erasure_salt)
    return bytes(account.erasure_salt)


def _words(erasure: Erasure, alias: str) -> Words:
    """What to look for in texts: what was given for that, and identifiers that can be nobody else's."""
    telling = [external_id for _, external_id in erasure.asked["identities"] if is_telling(external_id)]
    return Words([*erasure.asked["also"], *telling], alias=alias)


def is_telling(identifier: str) -> bool:
    """Whether an identifier says by itself who is meant: an address, or long and of letters and digits. "17" may be anything's number."""
    return "@" in identifier or (len(identifier) >= 8 and any(map(str.isalpha, identifier)) and any(map(str.isdigit, identifier)))


def _remove_files(erasure: Erasure) -> None:
    words = _words(erasure, "")
    removed = files.remove(words, [external_id for _, external_id in erasure.asked["identities"] if len(external_id) >= SHORTEST])
    removed += sum(import_string(path)() for path in settings.FILES_OF_CUSTOMERS)
    Erasure.objects.filter(pk=erasure.pk).update(
        status=Status.DONE, asked={}, counts={**erasure.counts, "files": erasure.counts.get("files", 0) + removed}, finished_at=timezone.now()
    )


def _told(done: Counter[str]) -> dict[str, int]:
    return {table: number for table, number in sorted(done.items()) if number}


def _labels(words: Words) -> int:
    """How many labels name the person: they are the account's own vocabulary, for people to rename."""
    return sum(words.within(f"{key} {name}") for key, name in Label.objects.values_list("key", "name").iterator()) if words.texts else 0


def _checked_identities(identities: Sequence[tuple[str, str]]) -> list[list[str]]:
    found = [[source.strip(), external_id.strip()] for source, external_id in identities]
    if not found or len(found) > MOST or any(not part or len(part) > 500 for pair in found for part in pair):
        raise Invalid(f"Name 1 to {MOST} customers, each by its source and its identifier there.", field="identities")
    return found


def _checked_words(also: Sequence[str]) -> list[str]:
    found = [" ".join(text.split()) for text in also if text.strip()]
    if len(found) > MOST:
        raise Invalid(f"At most {MOST} names and addresses.", field="also")
    for text in found:
        if not SHORTEST <= len(text) <= LONGEST:
            raise Invalid(f"{text!r} is too short or too long to look for: {SHORTEST} to {LONGEST} characters, or it would strike strangers.", field="also")
    return found
