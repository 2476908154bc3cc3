"""Members come by letter, change roles, leave; and somebody always remains who can let others in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tenants import members
from tenants.errors import Invalid, LastOwner, Missing, Taken
from tenants.models import Account, Membership, Role
from tests.factories import MembershipFactory, UserFactory

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
        assert (added.user, added.email, added.role) == (ada, "ada@shop.test", Role.ANALYST)

    def test_someone_who_has_only_signed_up_must_verify_first(self, account: Account, owner: Membership) -> None:
        UserFactory(email="ada@shop.test", verified=False)
        assert members.add(account, email="ada@shop.test", role="viewer", by=owner.user).user is None

    def test_a_stranger_is_invited_to_sign_up(self, account: Account, owner: Membership, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert members.add(account, email="new@shop.test", role="viewer", by=owner.user).user is None
        letter = mail.outbox[0]
        assert letter.to == ["new@shop.test"]
        assert letter.subject == "You can now see Acme in Plumbline"
        assert "olga@shop.test has added you to Acme as a viewer" in letter.body
        assert "/sign-up?email=new%40shop.test&next=%2Fa%2Facme%2F" in letter.body

    def test_a_known_person_is_asked_to_log_in(self, account: Account, owner: Membership, django_capture_on_commit_callbacks: Any) -> None:
        UserFactory(email="ada@shop.test")
        with django_capture_on_commit_callbacks(execute=True):
            members.add(account, email="ada@shop.test", role="owner", by=None)
        assert "/log-in?next=%2Fa%2Facme%2F" in mail.outbox[0].body
        assert "An owner of the account has added you" in mail.outbox[0].body

    def test_an_address_is_added_once(self, account: Account, owner: Membership, django_capture_on_commit_callbacks: Any) -> None:
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

    def test_an_invited_owner_may_be_uninvited(self, account: Account, owner: Membership, lose: Any) -> None:
        lose(members.add(account, email="new@shop.test", role="owner", by=owner.user))
        assert account.memberships.filter(role=Role.OWNER).count() == 1

    def test_keeping_the_role_is_no_loss(self, account: Account, owner: Membership) -> None:
        assert members.change_role(account, membership_id=owner.pk, role="owner").role == Role.OWNER


class TestAttaching:
    def test_only_verified_addresses_count(self, account: Account) -> None:
        MembershipFactory(account=account, user=None, email="ada@shop.test")
        assert members.attach(UserFactory(email="ada@shop.test", verified=False)) == 0

    def test_a_second_membership_in_the_same_account_is_left_alone(self, account: Account) -> None:
        ada = UserFactory(email="ada@shop.test")
        MembershipFactory(account=account, user=ada, email="former@shop.test", role=Role.OWNER)
        MembershipFactory(account=account, user=None, email="ada@shop.test")
        assert members.attach(ada) == 0
        assert ada.memberships.get().role == Role.OWNER
