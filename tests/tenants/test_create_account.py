"""The command that makes an empty account."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tenants import schemas
from tenants.models import Account, Role
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_accounts")]


def create_account(*arguments: str) -> str:
    output = StringIO()
    call_command("create_account", *arguments, stdout=output)
    return output.getvalue()


def test_it_makes_an_account_and_says_where_it_is() -> None:
    said = create_account("nordwind", "--timezone", "Europe/Oslo", "--name", "Nordwind Shop")
    assert said == "Account nordwind (Nordwind Shop), days in Europe/Oslo, schema a_nordwind, at /a/nordwind/\n"
    from tickets.models import Ticket

    with schemas.inside(Account.objects.get(slug="nordwind")):
        assert not Ticket.objects.exists()


def test_the_name_is_the_slug_unless_given() -> None:
    create_account("nordwind", "--timezone", "UTC")
    assert Account.objects.get(slug="nordwind").name == "nordwind"


def test_a_person_who_has_signed_up_may_own_it() -> None:
    UserFactory(email="ada@shop.test")
    create_account("nordwind", "--timezone", "UTC", "--owner", "Ada@shop.test")
    membership = Account.objects.get(slug="nordwind").memberships.get()
    assert (membership.email, membership.role) == ("ada@shop.test", Role.OWNER)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nordwind",), "--timezone"),
        (("nordwind", "--timezone", "Mars"), "timezone: .*IANA"),
        (("Nord Wind", "--timezone", "UTC"), "slug: "),
        (("acme", "--timezone", "UTC"), "slug: There is already"),
        (("nordwind", "--timezone", "UTC", "--owner", "nobody@shop.test"), "Nobody has signed up as nobody@shop.test"),
    ],
)
def test_what_cannot_be_is_refused_in_words(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        create_account(*arguments)
    assert not Account.objects.filter(slug="nordwind").exists()
