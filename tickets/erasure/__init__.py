"""Customers' erasure: one person's data removed from all of an account, while its numbers stay as they are (docs/adr/0095)."""

from __future__ import annotations

from collections.abc import Sequence

from tickets.models import Erasure

TASK = "customers.erase"
LONGEST, MOST = 300, 20


def request(*, identities: Sequence[tuple[str, str]], also: Sequence[str] = (), by: object) -> Erasure:
    """Queue the erasure of one person in the current account: of the customers with these (source, external id), known or not yet.

    `also` are names, e-mail addresses and telephone numbers to look for in all texts, of 3 to 300 characters. `by` is the Access.
    The Erasure's `counts` say what was done once its `status` is "done"; what was asked for is forgotten then.
    Raises `tenants.errors.Invalid` with the field `identities` or `also`.
    """
    raise NotImplementedError


def perform(erasure_id: int) -> None:
    """Carry out a request, or carry on one whose worker died. Doing it twice changes nothing."""
    raise NotImplementedError
