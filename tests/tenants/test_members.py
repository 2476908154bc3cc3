"""Members come by letter, change roles, leave; and somebody always remains who can let others in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tenants import members
from tenants.access import Access
from tenants.errors import Forbidden, Invalid, LastOwner, Missing, Taken
from tenants.models import Account, AgencyRole, Membership, Role
from tests.factories import AgencyMembershipFactory, GrantFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(account: Account) -> Membership:
    membership: Membership = MembershipFactory(account=account, role=Role.OWNER, user__email="olga@shop.test")
    return membership


@pytest.fixture
def viewer(account: Account) -> Membership:
    membership: Membership = MembershipFactory(account=account, role=Role.VIEWER)
    return membership


class TestAdding:
    def test_someone_who_has_verified_the_address_is_in_at_once(self, account: Account, owner: Membership) -> None:
        ada = UserFactory(email="ada@shop.test")
        added = members.add(account, email=" Ada@Shop.test ", role="analyst", by=owner.user)
        assert added
        assert (added.user, added.email, added.role) == (ada, "ada@shop.test", Role.ANALYST)

    def test_whoever_has_not_verified_the_address_is_invited(self, account: Account, owner: Membership) -> None:
        UserFactory(email="ada@shop.test", verified=False)
        for email in ("ada@shop.test", "stranger@shop.test"):
            assert members.add(account, email=email, role="viewer", by=owner.user) is None
            assert not account.memberships.filter(email=email).exists()
            assert account.invitations.get(email=email).role == Role.VIEWER

    def test_a_letter_tells_of_it(self, account: Account, owner: Membership, django_capture_on_commit_callbacks: Any) -> None:
        UserFactory(email="ada@shop.test")
        with django_capture_on_commit_callbacks(execute=True):
            members.add(account, email="ada@shop.test", role="viewer", by=owner.user)
        letter = mail.outbox[0]
        assert (letter.to, letter.subject) == (["ada@shop.test"], "You can now see Acme in Plumbline")
        assert "olga@shop.test has added you to Acme as a viewer" in letter.body
        assert "/a/acme/" in letter.body

    def test_an_address_is_added_once(self, account: Account, owner: Membership, django_capture_on_commit_callbacks: Any) -> None:
        UserFactory(email="new@shop.test")
        members.add(account, email="new@shop.test", role="viewer", by=owner.user)
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(Taken):
            members.add(account, email="NEW@shop.test", role="owner", by=owner.user)
        assert mail.outbox == []
        assert account.memberships.get(email="new@shop.test").role == Role.VIEWER

    @pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@shop.test", "ada@shop.test\nBcc: eve@shop.test", "x" * 250 + "@shop.test"])
    def test_what_is_no_address_is_refused(self, account: Account, email: str) -> None:
        with pytest.raises(Invalid) as refused:
            members.add(account, email=email, role="viewer", by=None)
        assert refused.value.field == "email"

    @pytest.mark.parametrize("role", ["", "OWNER", "admin"])
    def test_what_is_no_role_is_refused(self, account: Account, role: str) -> None:
        with pytest.raises(Invalid) as refused:
            members.add(account, email="ada@shop.test", role=role, by=None)
        assert refused.value.field == "role"

    def test_the_same_person_may_belong_to_two_accounts(self, account: Account, other_account: Account) -> None:
        ada = UserFactory()
        for place in (account, other_account):
            members.add(place, email=ada.email, role="viewer", by=None)
        assert ada.memberships.count() == 2


class TestChanging:
    def test_a_role_is_changed(self, account: Account, viewer: Membership) -> None:
        assert members.change_role(account, membership_id=viewer.pk, role="analyst").role == Role.ANALYST
        viewer.refresh_from_db()
        assert viewer.role == Role.ANALYST

    def test_a_member_is_removed(self, account: Account, viewer: Membership) -> None:
        assert members.remove(account, membership_id=viewer.pk).pk == viewer.pk
        assert not Membership.objects.filter(pk=viewer.pk).exists()

    def test_members_of_other_accounts_are_out_of_reach(self, account: Account, other_account: Account) -> None:
        foreign = MembershipFactory(account=other_account)
        with pytest.raises(Missing):
            members.remove(account, membership_id=foreign.pk)
        with pytest.raises(Missing):
            members.change_role(account, membership_id=foreign.pk, role="owner")
        foreign.refresh_from_db()
        assert foreign.role == Role.VIEWER


class TestTheLastOwner:
    @pytest.fixture(params=["demote", "remove"])
    def lose(self, request: pytest.FixtureRequest, account: Account) -> Any:
        if request.param == "remove":
            return lambda membership: members.remove(account, membership_id=membership.pk)
        return lambda membership: members.change_role(account, membership_id=membership.pk, role="viewer")

    def test_stays(self, owner: Membership, viewer: Membership, lose: Any) -> None:
        with pytest.raises(LastOwner):
            lose(owner)
        owner.refresh_from_db()
        assert owner.role == Role.OWNER

    def test_may_go_once_there_is_another(self, account: Account, owner: Membership, lose: Any) -> None:
        MembershipFactory(account=account, role=Role.OWNER)
        lose(owner)
        assert account.memberships.filter(role=Role.OWNER).count() == 1

    def test_is_not_replaced_by_one_who_has_not_come_yet(self, account: Account, owner: Membership, lose: Any) -> None:
        members.add(account, email="new@shop.test", role="owner", by=owner.user)
        with pytest.raises(LastOwner):
            lose(owner)

    def test_is_not_replaced_by_one_whose_log_in_is_closed(self, account: Account, owner: Membership, lose: Any) -> None:
        MembershipFactory(account=account, role=Role.OWNER, user__is_active=False)
        with pytest.raises(LastOwner):
            lose(owner)

    def test_keeping_the_role_is_no_loss(self, account: Account, owner: Membership) -> None:
        assert members.change_role(account, membership_id=owner.pk, role="owner").role == Role.OWNER

    def test_may_go_while_an_agency_owns_the_account(self, account: Account, owner: Membership, lose: Any) -> None:
        grant = GrantFactory(account=account, role=Role.OWNER)
        with pytest.raises(LastOwner):
            lose(owner)
        AgencyMembershipFactory(agency=grant.agency, role=AgencyRole.OWNER)
        lose(owner)
        assert not account.memberships.filter(role=Role.OWNER).exists()


class TestAgencies:
    def test_people_of_an_agency_cannot_take_the_account_from_its_owners(self, account: Account, owner: Membership, viewer: Membership) -> None:
        grant = GrantFactory(account=account, role=Role.OWNER)
        person = AgencyMembershipFactory(agency=grant.agency, role=AgencyRole.OWNER)
        access = Access(account=account, user=person.user, role=Role.OWNER, agency=grant.agency)
        with pytest.raises(Forbidden):
            members.remove(account, membership_id=owner.pk, by=access)
        with pytest.raises(Forbidden):
            members.change_role(account, membership_id=owner.pk, role="viewer", by=access)
        members.remove(account, membership_id=viewer.pk, by=access)
        assert [found.user for found in account.memberships.all()] == [owner.user]

    def test_nor_put_owners_beside_them(self, account: Account, owner: Membership, viewer: Membership) -> None:
        grant = GrantFactory(account=account, role=Role.OWNER)
        person = AgencyMembershipFactory(agency=grant.agency, role=AgencyRole.OWNER)
        access = Access(account=account, user=person.user, role=Role.OWNER, agency=grant.agency)
        for change in (
            lambda: members.change_role(account, membership_id=viewer.pk, role="owner", by=access),
            lambda: members.add(account, email=UserFactory().email, role="owner", by=access),
            lambda: members.add(account, email="stranger@shop.test", role="owner", by=access),
        ):
            with pytest.raises(Forbidden) as refused:
                change()
            assert refused.value.field == "role"
        assert [found.user for found in account.memberships.filter(role=Role.OWNER)] == [owner.user]


class TestLeaving:
    def test_one_leaves_by_oneself(self, account: Account, owner: Membership, viewer: Membership) -> None:
        assert viewer.user
        members.leave(account, user=viewer.user)
        assert not account.memberships.filter(user=viewer.user).exists()

    def test_the_last_owner_stays(self, account: Account, owner: Membership) -> None:
        assert owner.user
        with pytest.raises(LastOwner):
            members.leave(account, user=owner.user)
        assert account.memberships.filter(pk=owner.pk).exists()

    def test_who_does_not_belong_has_nothing_to_leave(self, account: Account, owner: Membership) -> None:
        with pytest.raises(Missing):
            members.leave(account, user=UserFactory())
