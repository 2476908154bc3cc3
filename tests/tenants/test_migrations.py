"""Migrations of a public schema in which accounts have what they had before."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tenants import invitations, schemas
from tenants.invitations import Status
from tenants.models import Account, BusinessCalendar, Membership, Role
from tenants.opening_hours import calendars_of, set_version
from tests.factories import InvitationFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def migrate(target: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("tenants", target)])


def test_the_opening_hours_of_before_are_the_default_calendars_first_version(account: Account) -> None:
    hours = {"sat": [["10:00", "14:00"]]}
    set_version(account, weekly_hours=hours, holidays=["2026-12-25"])
    with schemas.outside():
        migrate("0002_one_membership_per_person")
        migrate("0003_several_calendars")
    (only,) = calendars_of(account)
    assert [(version.valid_from, version.weekly_hours, version.holidays) for version in only.versions] == [(None, hours, (date(2026, 12, 25),))]
    assert BusinessCalendar.objects.create(account=account, scope="team", key="night", weekly_hours=hours)


def test_a_process_of_the_release_before_can_still_store_a_calendar(other_account: Account) -> None:
    """It names neither scope nor key nor day."""
    BusinessCalendar.objects.filter(account=other_account).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.tenants_businesscalendar (account_id, weekly_hours, holidays, updated_at) VALUES (%s, '{}', '[]', now())", [other_account.pk]
        )
    (only,) = calendars_of(other_account)
    assert (only.scope, only.key, only.versions[0].valid_from, only.versions[0].weekly_hours) == ("default", "", None, {})


def test_memberships_that_waited_become_invitations_that_can_be_sent_again(account: Account) -> None:
    olga = MembershipFactory(account=account, role=Role.OWNER)
    with schemas.outside():
        migrate("0005_life")
        Membership.objects.create(account=account, user=None, email="Ada@Shop.test", role=Role.ANALYST)
        migrate("0006_pending_members_become_invitations")
    assert [member.user for member in account.memberships.all()] == [olga.user]
    (waiting,) = invitations.waiting(account)
    assert (waiting.kind, waiting.email, waiting.role, invitations.status(waiting)) == ("member", "ada@shop.test", "analyst", Status.EXPIRED)
    assert invitations.status(invitations.resend(account, invitation_id=waiting.pk, by=olga.user)) is Status.OPEN


def test_and_back_again(account: Account) -> None:
    InvitationFactory(account=account, email="ada@shop.test", role=Role.ANALYST)
    with schemas.outside():
        migrate("0005_life")
    waiting = Membership.objects.get(account=account)
    assert (waiting.user, waiting.email, waiting.role) == (None, "ada@shop.test", "analyst")
