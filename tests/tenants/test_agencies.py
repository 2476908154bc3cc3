"""Agencies: made by a person, with clients that they make or are let into, and people who come and go."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from tenants import agencies, grants, invitations, provisioning, signing_up, staff
from tenants.access import Access, AgencyAccess, of_person
from tenants.errors import Invalid, LastOwner, Missing, NotVerified, TooMany
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, AuditEntry, Membership, Role, User
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, GrantFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_accounts")]


@pytest.fixture
def olga() -> AgencyMembership:
    membership: AgencyMembership = AgencyMembershipFactory(agency=AgencyFactory(slug="plumb", name="Plumb"), role=AgencyRole.OWNER)
    return membership


def access_of(membership: AgencyMembership) -> AgencyAccess:
    return AgencyAccess(agency=membership.agency, user=membership.user, role=AgencyRole(membership.role))


class TestMaking:
    def test_whoever_makes_an_agency_owns_it(self) -> None:
        person = UserFactory()
        agency = agencies.create_agency(name=" Plumb  & Partners ", timezone="Europe/Berlin", owner=person)
        assert (agency.slug, agency.name, agency.timezone) == ("plumb-partners", "Plumb & Partners", "Europe/Berlin")
        assert [(member.user, member.role) for member in agency.memberships.all()] == [(person, "owner")]
        assert [(entry.action, entry.actor) for entry in agency.audit.all()] == [("agency.made", person.email)]

    def test_agencies_of_one_name_have_addresses_of_their_own(self) -> None:
        AccountFactory(slug="plumb")
        slugs = [agencies.create_agency(name="Plumb", timezone="UTC", owner=UserFactory()).slug for _ in range(2)]
        assert slugs == ["plumb", "plumb-2"]
        assert agencies.create_agency(name="水", timezone="UTC", owner=UserFactory()).slug == "agency-2"  # "agency" is reserved

    @pytest.mark.parametrize(("name", "timezone", "field"), [("", "UTC", "name"), ("x" * 121, "UTC", "name"), ("Plumb", "Mars/Olympus", "timezone")])
    def test_what_is_wrong_is_said_by_field(self, name: str, timezone: str, field: str) -> None:
        with pytest.raises(Invalid) as refused:
            agencies.create_agency(name=name, timezone=timezone, owner=UserFactory())
        assert refused.value.field == field
        assert not Agency.objects.exists()

    def test_one_signs_up_with_a_verified_address_and_not_too_often(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(NotVerified):
            signing_up.open_agency(UserFactory(verified=False), name="Plumb", timezone="UTC")
        monkeypatch.setattr(signing_up, "ACCOUNTS_A_DAY", 1)
        person = UserFactory()
        signing_up.open_agency(person, name="Plumb", timezone="UTC")
        with pytest.raises(TooMany):
            signing_up.open_agency(person, name="Plumb", timezone="UTC")


def test_an_agency_is_renamed_and_moved(olga: AgencyMembership) -> None:
    agencies.rename(olga.agency, name="Plumb Line", by=olga.user)
    agencies.set_timezone(olga.agency, timezone="America/New_York", by=olga.user)
    agencies.rename(olga.agency, name="Plumb Line", by=olga.user)
    stored = Agency.objects.get(pk=olga.agency.pk)
    assert (stored.slug, stored.name, stored.timezone) == ("plumb", "Plumb Line", "America/New_York")
    assert [entry.action for entry in olga.agency.audit.order_by("id")] == ["agency.renamed", "agency.timezone_set"]


class TestClients:
    @pytest.fixture
    def made(self, olga: AgencyMembership, monkeypatch: pytest.MonkeyPatch) -> Account:
        """A client that the agency made; its schema is none of this test's business."""
        monkeypatch.setattr(provisioning, "_clone_template", lambda schema: None)
        return agencies.create_client(access_of(olga), name="Shop", timezone="Europe/Paris")

    def test_the_agency_owns_the_client_it_makes(self, made: Account, olga: AgencyMembership) -> None:
        access = of_person(olga.user, made.slug)
        assert access
        assert (access.role, access.agency) == (Role.OWNER, olga.agency)
        assert not made.memberships.exists()
        assert list(agencies.agency_clients(olga.agency)) == [made]
        entry = AuditEntry.objects.get(action="account.made", account=made)
        assert (entry.agency, entry.user) == (olga.agency, olga.user)

    def test_and_cannot_drop_it_before_somebody_else_owns_it(self, made: Account, olga: AgencyMembership) -> None:
        given = made.grants.get()
        for drop in (
            lambda: grants.leave(olga.agency, made, olga.user),
            lambda: grants.revoke(made, given.pk, olga.user),
            lambda: grants.change_role(made, given.pk, role=Role.ANALYST),
        ):
            with pytest.raises(LastOwner):
                drop()
        assert made.grants.get(revoked_at=None).role == Role.OWNER

    def test_it_hands_it_over_by_inviting_an_owner(self, made: Account, olga: AgencyMembership) -> None:
        access = Access(account=made, user=olga.user, role=Role.OWNER, agency=olga.agency)
        invitations.invite_member(made, email="cora@shop.test", role=Role.OWNER, by=access)
        with pytest.raises(LastOwner):
            grants.leave(olga.agency, made, olga.user)  # An owner who has not come yet is none.
        cora = MembershipFactory(account=made, user__email="cora@shop.test", role=Role.OWNER)
        given = grants.change_role(made, made.grants.get().pk, role=Role.VIEWER, by=cora.user)
        seen = of_person(olga.user, made.slug)
        assert seen
        assert (given.role, seen.role) == (Role.VIEWER, Role.VIEWER)
        grants.leave(olga.agency, made, olga.user)
        assert list(agencies.agency_clients(olga.agency)) == []

    def test_fifty_a_day_are_enough(self, made: Account, olga: AgencyMembership, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(agencies, "CLIENTS_A_DAY", 1)
        with pytest.raises(TooMany):
            agencies.create_client(access_of(olga), name="Shop", timezone="UTC")

    def test_nothing_remains_of_a_client_that_could_not_be_made(self, olga: AgencyMembership, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(account: Account) -> None:
            raise RuntimeError("No.")

        monkeypatch.setattr(provisioning, "_clone_template", lambda schema: None)
        monkeypatch.setattr(grants, "readers_changed", fail)
        with pytest.raises(RuntimeError):
            agencies.create_client(access_of(olga), name="Nothing", timezone="UTC")
        assert not Account.objects.filter(name="Nothing").exists()

    def test_only_those_who_let_it_in_now_and_are_not_suspended_are_clients(self, olga: AgencyMembership) -> None:
        mine = GrantFactory(agency=olga.agency, account=AccountFactory(slug="mine"))
        GrantFactory(agency=olga.agency, revoked_at=True)
        GrantFactory(agency=olga.agency, account=AccountFactory(suspended_at=timezone.now()))
        GrantFactory()
        AccountFactory()
        assert list(agencies.agency_clients(olga.agency)) == [mine.account]


class TestPeople:
    @pytest.fixture
    def analyst(self, olga: AgencyMembership) -> AgencyMembership:
        membership: AgencyMembership = AgencyMembershipFactory(agency=olga.agency)
        return membership

    def test_roles_change(self, olga: AgencyMembership, analyst: AgencyMembership) -> None:
        staff.change_role(olga.agency, membership_id=analyst.pk, role="manager", by=olga.user)
        analyst.refresh_from_db()
        assert analyst.role == AgencyRole.MANAGER
        entry = olga.agency.audit.get()
        assert (entry.action, entry.subject, entry.details) == ("staff.role_changed", analyst.user.email, {"role": "manager", "was": "analyst"})

    @pytest.mark.parametrize("role", ["", "viewer", "OWNER"])
    def test_what_is_no_role_is_refused(self, analyst: AgencyMembership, role: str) -> None:
        with pytest.raises(Invalid):
            staff.change_role(analyst.agency, membership_id=analyst.pk, role=role)

    def test_people_are_removed_and_leave(self, olga: AgencyMembership, analyst: AgencyMembership) -> None:
        manager = AgencyMembershipFactory(agency=olga.agency, role=AgencyRole.MANAGER)
        staff.remove(olga.agency, membership_id=analyst.pk, by=olga.user)
        staff.leave(olga.agency, user=manager.user)
        assert [member.user for member in olga.agency.memberships.all()] == [olga.user]

    def test_people_of_other_agencies_are_out_of_reach(self, olga: AgencyMembership) -> None:
        foreign = AgencyMembershipFactory()
        for change in (
            lambda: staff.remove(olga.agency, membership_id=foreign.pk),
            lambda: staff.change_role(olga.agency, membership_id=foreign.pk, role="owner"),
            lambda: staff.leave(olga.agency, user=foreign.user),
        ):
            with pytest.raises(Missing):
                change()
        assert AgencyMembership.objects.get(pk=foreign.pk).role == AgencyRole.ANALYST

    @pytest.mark.parametrize("lose", ["demote", "remove", "leave"])
    def test_the_last_owner_stays(self, olga: AgencyMembership, analyst: AgencyMembership, lose: str) -> None:
        changes: dict[str, Any] = {
            "demote": lambda: staff.change_role(olga.agency, membership_id=olga.pk, role="manager"),
            "remove": lambda: staff.remove(olga.agency, membership_id=olga.pk),
            "leave": lambda: staff.leave(olga.agency, user=olga.user),
        }
        AgencyMembershipFactory(agency=olga.agency, role=AgencyRole.OWNER, user__is_active=False)
        with pytest.raises(LastOwner):
            changes[lose]()
        assert AgencyMembership.objects.get(pk=olga.pk).role == AgencyRole.OWNER
        AgencyMembershipFactory(agency=olga.agency, role=AgencyRole.OWNER)
        changes[lose]()
        assert not AgencyMembership.objects.filter(pk=olga.pk, role=AgencyRole.OWNER).exists()


def test_a_person_in_an_agency_may_have_accounts_of_their_own(olga: AgencyMembership) -> None:
    own: Membership = MembershipFactory(user=olga.user, role=Role.OWNER)
    assert User.objects.get(memberships=own, agency_memberships=olga) == olga.user
