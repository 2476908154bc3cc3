"""Addresses of accounts that are gone: kept from strangers, so that nobody is taken for the account that had it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from tenants.models import Tombstone

QUARANTINE = timedelta(days=365)
"""How long the address of an erased account is given to nobody."""


def is_reserved(slug: str) -> bool:
    """Whether an account that had this address is being erased, or was not long ago."""
    return Tombstone.objects.filter(_recent(), slug=slug).exists()


def reserved(stem: str) -> set[str]:
    """Such addresses among those that begin like this."""
    return set(Tombstone.objects.filter(_recent(), slug__startswith=stem).values_list("slug", flat=True))


def _recent() -> Q:
    return Q(erased_at=None) | Q(erased_at__gt=timezone.now() - QUARANTINE)
