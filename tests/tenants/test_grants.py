"""What an account lets agencies do, who has access to what, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tenants import grants, invitations
from tenants.errors import Invalid, LastOwner, Missing
from tenants.models import Account, Agency, AgencyRole, Grant, Invitation, KeyUse, Membership, Role, Scope
from tests.factories import AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, InvitationFactory, MembershipFactory
from tests.queries import statements

pytestmark = pytest.mark.django_db
TOLD: list[Account] = []


def tell(account: Account) -> None:
    TOLD.append(account)


@pytest.fixture(autouse=True)
def _told(settings: Any) -> None:
    TOLD.clear()
    settings.AFTER_GRANTS = [f"{__name__}.tell"]


@pytest.fixture
def owner(account: Account) -> Membership:
    membership: Membership = MembershipFactory(account=account, role=Role.OWNER, user__email="olga@shop.test")
    return membership


@pytest.fixture
def agency() -> Agency:
    return AgencyMembershipFactory(agency=AgencyFactory(name="Plumb"), role=AgencyRole.OWNER, user__email="ada@plumb.test").agency


def test_an_agency_is_let_in_once_and_its_role_can_change(account: Account, owner: Membership, agency: Agency) -> None:
    given = grants.grant(account, agency, Role.VIEWER, owner.user)
    again = grants.grant(account, agency, Role.ANALYST, owner.user)
    assert again.pk == given.pk
    assert (Grant.objects.get().role, Grant.objects.get().created_by) == (Role.ANALYST, owner.user)
    assert [(entry.action, entry.account, entry.agency) for entry in agency.audit.order_by("id")] == [
        ("grant.made", account, agency),
        ("grant.role_changed", account, agency),
    ]
    with pytest.raises(Invalid):
        grants.grant(account, agency, "manager")


def test_revoking_is_remembered_and_told_to_those_who_publish(account: Account, owner: Membership, agency: Agency) -> None:
    given = grants.grant(account, agency, Role.ANALYST, owner.user)
    grants.revoke(account, given.pk, owner.user)
    given.refresh_from_db()
    assert (given.revoked_by, given.revoked_at is not None) == (owner.user, True)
    assert [account, account] == TOLD
    assert grants.grant(account, agency, Role.VIEWER, owner.user).pk != given.pk


def test_a_grant_is_revoked_once_and_by_its_own_account_alone(account: Account, other_account: Account, owner: Membership, agency: Agency) -> None:
    given = grants.grant(account, agency, Role.ANALYST)
    with pytest.raises(Missing):
        grants.revoke(other_account, given.pk)
    with pytest.raises(Missing):
        grants.change_role(other_account, given.pk, role=Role.OWNER)
    with pytest.raises(Missing):
        grants.leave(agency, other_account)
    grants.revoke(account, given.pk)
    with pytest.raises(Missing):
        grants.revoke(account, given.pk)
    with pytest.raises(Missing):
        grants.change_role(account, given.pk, role=Role.OWNER)


def test_an_agency_gives_a_client_up(account: Account, owner: Membership, agency: Agency) -> None:
    grants.grant(account, agency, Role.ANALYST)
    grants.leave(agency, account, agency.memberships.get().user)
    assert not account.grants.filter(revoked_at=None).exists()
    assert [entry.action for entry in agency.audit.order_by("id")] == ["grant.made", "grant.left"]


def test_what_an_agency_made_to_come_in_by_ends_with_its_grant(account: Account, owner: Membership, agency: Agency) -> None:
    given = grants.grant(account, agency, Role.OWNER, owner.user)
    theirs = agency.memberships.get().user
    for user in (theirs, owner.user):
        for scope in (Scope.READ, Scope.ADMIN, Scope.INGEST):
            ApiKeyFactory(account=account, scope=scope, created_by=user)
        InvitationFactory(account=account, created_by=user)
    grants.revoke(account, given.pk, owner.user)
    left = account.api_keys.filter(revoked_at=None).order_by("pk")
    assert [(key.created_by, key.scope) for key in left] == [(theirs, "ingest"), *((owner.user, scope) for scope in ("read", "admin", "ingest"))]
    assert [invitation.created_by for invitation in invitations.waiting(account)] == [owner.user]


class TestTheLastOwner:
    def test_is_not_revoked(self, account: Account, agency: Agency) -> None:
        given = GrantFactory(account=account, agency=agency, role=Role.OWNER)
        with pytest.raises(LastOwner):
            grants.revoke(account, given.pk)
        assert Grant.objects.get(pk=given.pk).revoked_at is None
        assert TOLD == []

    def test_may_be_another_agency(self, account: Account, agency: Agency) -> None:
        given = GrantFactory(account=account, agency=agency, role=Role.OWNER)
        other = GrantFactory(account=account, role=Role.OWNER)
        with pytest.raises(LastOwner):  # Nobody owns that agency.
            grants.revoke(account, given.pk)
        AgencyMembershipFactory(agency=other.agency, role=AgencyRole.OWNER)
        grants.revoke(account, given.pk)
        assert [left.pk for left in account.grants.filter(revoked_at=None)] == [other.pk]

    def test_lesser_grants_come_and_go(self, account: Account, agency: Agency) -> None:
        given = GrantFactory(account=account, agency=agency, role=Role.ANALYST)
        grants.revoke(account, given.pk)
        assert not account.grants.filter(revoked_at=None).exists()


class TestWhoHasAccess:
    @pytest.fixture
    def _crowd(self, account: Account, other_account: Account, owner: Membership, agency: Agency) -> None:
        GrantFactory(account=account, agency=agency, role=Role.ANALYST)
        AgencyMembershipFactory(agency=agency, role=AgencyRole.ANALYST, user__email="ben@plumb.test")
        key = ApiKeyFactory(account=account, name="Warehouse", scope=Scope.READ)
        KeyUse.objects.create(key=key, hour=timezone.now().replace(minute=0, second=0, microsecond=0), requests=3)
        ApiKeyFactory(account=account, revoked_at=True)
        InvitationFactory(account=account, email="new@shop.test", role=Role.VIEWER)
        InvitationFactory(account=account, kind=Invitation.Kind.AGENCY, email="max@other.test", role=Role.ANALYST)
        InvitationFactory(account=account, expires_at=timezone.now() - timedelta(seconds=1))
        InvitationFactory(account=account, revoked_at=timezone.now())
        GrantFactory(account=account, revoked_at=True)
        GrantFactory(account=other_account)
        MembershipFactory(account=other_account)

    @pytest.mark.usefixtures("_crowd")
    def test_is_listed_exactly(self, account: Account) -> None:
        lines = [(line.kind.value, line.who, line.role or line.scope, line.via) for line in grants.access_list(account)]
        assert lines == [
            ("member", "olga@shop.test", Role.OWNER, None),
            ("agency", "Plumb", Role.ANALYST, None),
            ("agency_person", "ada@plumb.test", Role.ANALYST, "Plumb"),
            ("agency_person", "ben@plumb.test", Role.VIEWER, "Plumb"),
            ("key", "Warehouse", Scope.READ, None),
            ("invitation", "new@shop.test", Role.VIEWER, None),
            ("invitation", "max@other.test", Role.ANALYST, None),
        ]
        assert [line.last_used is not None for line in grants.access_list(account)] == [False, False, False, False, True, False, False]

    @pytest.mark.usefixtures("_crowd")
    def test_in_five_queries_however_many_there_are(self, account: Account) -> None:
        for _ in range(3):
            AgencyMembershipFactory(agency=GrantFactory(account=account).agency)
        with statements(5):
            assert len(grants.access_list(account)) == 13
