"""Several at once, each on a connection of its own: one letter lets one in, and two owners cannot remove each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from tenants import accepting, schemas, staff
from tenants.errors import Gone, LastOwner, Refused
from tenants.invitations import Kind
from tenants.models import Agency, AgencyMembership, AgencyRole, User
from tests.factories import AgencyFactory, AgencyMembershipFactory, InvitationFactory, UserFactory


@pytest.fixture
def agency(_accounts: dict[str, int], django_db_blocker: Any) -> Iterator[Agency]:
    """An agency that every connection sees; removed afterwards with its people."""
    with django_db_blocker.unblock():
        schemas.leave()
        agency = AgencyFactory(slug="racing")
        yield agency
        people = list(User.objects.filter(agency_memberships__agency=agency))
        agency.delete()
        for person in people:
            person.delete()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act, in a thread and on a connection of its own, returned or was refused with."""
    ready, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            outcomes.append(act())
        except Refused as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_several_who_accept_at_once_one_comes_in(agency: Agency) -> None:
    user = UserFactory(email="racer@people.test")
    token = InvitationFactory(kind=Kind.STAFF, agency=agency, email=user.email, role=AgencyRole.OWNER).token
    outcomes = at_once(*[lambda: accepting.accept(token, user)] * 4)
    assert [outcome for outcome in outcomes if not isinstance(outcome, Gone)] == [agency]
    assert len(outcomes) == 4
    assert AgencyMembership.objects.filter(agency=agency).count() == 1


def test_two_owners_who_remove_each_other_at_once_leave_one(agency: Agency) -> None:
    two = [AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER, user__email=f"racer{number}@people.test") for number in range(2)]
    users = [owner.user for owner in two]
    outcomes = at_once(*[lambda pk=owner.pk: staff.remove(agency, membership_id=pk) for owner in two])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [AgencyMembership.__name__, LastOwner.__name__]
    (left,) = AgencyMembership.objects.filter(agency=agency)
    next(user for user in users if user != left.user).delete()
