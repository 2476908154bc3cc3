"""E-mail addresses, and who has proven to read mail at them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from tenants.errors import Invalid
from tenants.models import User


def checked_email(email: str) -> str:
    """The address in small letters. `Invalid` if it is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
        MaxLengthValidator(254)(email)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.", field="email") from error
    return email


def verified_person(email: str) -> User | None:
    """Who has proven to read mail at this address. Merely signing up with it proves nothing."""
    address = EmailAddress.objects.select_related("user").filter(email__iexact=email, verified=True, user__is_active=True).first()
    return address.user if address else None


def is_verified_of(user: User, email: str) -> bool:
    """Whether this person has proven to read mail at the address."""
    return bool(EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists())
