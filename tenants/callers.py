"""Who is calling: the one whose request is being answered, and from which address."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import context as current
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tenants.access import Access, AgencyAccess
from tenants.models import User

Actor = Access | AgencyAccess | User
"""One who does something: with access to an account or agency, or a person before either."""


def actor() -> Actor | None:
    """Whose request is being answered; None in tasks and commands, and before anybody has logged in."""
    request = current.request
    if request is None:
        return None
    access: Actor | None = getattr(request, "access", None) or getattr(request, "agency_access", None)
    if access is not None:
        return access
    user = getattr(request, "user", None)
    return user if isinstance(user, User) and user.is_authenticated else None


def resolved(by: Actor | None) -> Actor | None:
    """`by`, or who is calling; and where it is a person who is calling, with the access that the person came by."""
    calling = actor()
    if by is None or (isinstance(by, User) and isinstance(calling, Access | AgencyAccess) and calling.user == by):
        return calling
    return by


def person(by: Actor | None) -> User | None:
    """The person, unless it is a key or nobody."""
    by = resolved(by)
    return by if isinstance(by, User) else by.user if by else None


def address() -> str | None:
    """The IP address of whose request is being answered; None outside of requests."""
    return address_of(current.request) if current.request is not None else None


def address_of(request: HttpRequest) -> str | None:
    """The client's IP address, beyond our own proxy; None where the server does not say."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # allauth's word for an address that it cannot tell
        return None
