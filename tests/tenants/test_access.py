"""Who gets into an account, and how far: by a membership, through agencies, by a key; and into an agency."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from tenants import grants, members, schemas, ways
from tenants.access import Ability, AgencyAbility, AgencyAccess, find_access, find_agency_access, of_agency_person, of_person
from tenants.models import Account, Agency, AgencyMembership, AgencyRole, Grant, Role, Scope, User
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, MembershipFactory, UserFactory
from tests.queries import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Account:
    account: Account = AccountFactory(slug="shop")
    return account


@pytest.fixture
def agency() -> Agency:
    agency: Agency = AgencyFactory(slug="plumb")
    return agency


def asking(user: User | None = None, secret: str | None = None) -> HttpRequest:
    request = HttpRequest()
    request.META = {"HTTP_AUTHORIZATION": f"Bearer {secret}"} if secret else {}
    request.user = user or AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("granted", "within", "role"),
    [
        (Role.OWNER, AgencyRole.OWNER, Role.OWNER),
        (Role.OWNER, AgencyRole.MANAGER, Role.ANALYST),
        (Role.OWNER, AgencyRole.ANALYST, Role.VIEWER),
        (Role.ANALYST, AgencyRole.OWNER, Role.ANALYST),
        (Role.ANALYST, AgencyRole.MANAGER, Role.ANALYST),
        (Role.ANALYST, AgencyRole.ANALYST, Role.VIEWER),
        (Role.VIEWER, AgencyRole.OWNER, Role.VIEWER),
        (Role.VIEWER, AgencyRole.MANAGER, Role.VIEWER),
        (Role.VIEWER, AgencyRole.ANALYST, Role.VIEWER),
    ],
)
def test_through_an_agency_one_may_do_the_lesser_of_what_both_roles_allow(shop: Account, agency: Agency, granted: Role, within: AgencyRole, role: Role) -> None:
    GrantFactory(account=shop, agency=agency, role=granted)
    person = AgencyMembershipFactory(agency=agency, role=within).user
    access = of_person(person, "shop")
    assert access
    assert (access.account, access.user, access.role, access.agency) == (shop, person, role, agency)
    assert ways.through(granted=granted, within=within) == role


class TestSeveralWaysIn:
    def test_the_one_that_gives_most_counts(self, shop: Account) -> None:
        person = UserFactory()
        for granted, within in ((Role.VIEWER, AgencyRole.OWNER), (Role.OWNER, AgencyRole.OWNER), (Role.ANALYST, AgencyRole.OWNER)):
            AgencyMembershipFactory(agency=GrantFactory(account=shop, role=granted).agency, user=person, role=within)
        MembershipFactory(account=shop, user=person, role=Role.ANALYST)
        access = of_person(person, "shop")
        assert access
        assert access.role == Role.OWNER
        assert access.agency

    def test_a_membership_of_ones_own_comes_before_an_agency_that_gives_the_same(self, shop: Account, agency: Agency) -> None:
        GrantFactory(account=shop, agency=agency, role=Role.ANALYST)
        person = AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user
        MembershipFactory(account=shop, user=person, role=Role.ANALYST)
        access = of_person(person, "shop")
        assert access
        assert (access.role, access.agency) == (Role.ANALYST, None)

    def test_a_person_may_belong_to_many_accounts_and_agencies(self, shop: Account, agency: Agency) -> None:
        person = AgencyMembershipFactory(agency=agency, role=AgencyRole.MANAGER).user
        for number in range(3):
            GrantFactory(account=AccountFactory(slug=f"client-{number}"), agency=agency, role=Role.OWNER)
        GrantFactory(account=AccountFactory(slug="former"), agency=agency, revoked_at=True)
        MembershipFactory(account=shop, user=person, role=Role.OWNER)
        AgencyMembershipFactory(user=person)
        found = {way.account.slug: (way.role, way.agency) for way in ways.best_of_each(ways.of_person(person))}
        assert found == {"shop": (Role.OWNER, None)} | {f"client-{number}": (Role.ANALYST, agency) for number in range(3)}


class TestRefusals:
    def test_agencies_without_a_grant_and_with_a_revoked_one_are_outside(self, shop: Account, agency: Agency) -> None:
        GrantFactory(agency=agency)
        GrantFactory(account=shop, agency=agency, role=Role.OWNER, revoked_at=True)
        GrantFactory(account=shop)
        assert of_person(AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user, "shop") is None

    def test_a_client_is_outside_of_its_agency(self, shop: Account, agency: Agency) -> None:
        GrantFactory(account=shop, agency=agency)
        assert of_agency_person(MembershipFactory(account=shop, role=Role.OWNER).user, "plumb") is None

    def test_revoking_shuts_out_with_the_next_look(self, shop: Account, agency: Agency) -> None:
        MembershipFactory(account=shop, role=Role.OWNER)
        given = GrantFactory(account=shop, agency=agency)
        person = AgencyMembershipFactory(agency=agency).user
        assert of_person(person, "shop")
        grants.revoke(shop, given.pk)
        assert of_person(person, "shop") is None

    def test_who_leaves_the_agency_leaves_its_clients(self, shop: Account, agency: Agency) -> None:
        GrantFactory(account=shop, agency=agency)
        membership = AgencyMembershipFactory(agency=agency)
        AgencyMembership.objects.filter(pk=membership.pk).delete()
        assert of_person(membership.user, "shop") is None

    def test_keys_of_agencies_open_agencies_and_keys_of_accounts_accounts(self, shop: Account, agency: Agency) -> None:
        GrantFactory(account=shop, agency=agency, role=Role.OWNER)
        of_shop, of_agency = ApiKeyFactory(account=shop, scope=Scope.ADMIN), ApiKeyFactory(agency=agency, scope=Scope.READ)
        assert find_access(asking(secret=of_agency.secret), "shop") is None
        assert find_agency_access(asking(secret=of_shop.secret), "plumb") is None
        access = find_agency_access(asking(secret=of_agency.secret), "plumb")
        assert access
        assert [access.may(each) for each in (AgencyAbility.READ, AgencyAbility.MANAGE, AgencyAbility.ADMINISTER)] == [True, False, False]
        assert find_agency_access(asking(secret=of_agency.secret), "plumbs") is None


class TestSuspendedAccounts:
    @pytest.fixture
    def suspended(self, shop: Account) -> Account:
        MembershipFactory(account=shop, role=Role.OWNER)
        Account.objects.filter(pk=shop.pk).update(suspended_at=timezone.now())
        return shop

    def test_let_their_owners_in(self, suspended: Account) -> None:
        assert of_person(suspended.memberships.get().user, "shop")

    def test_and_nobody_else(self, suspended: Account, agency: Agency) -> None:
        GrantFactory(account=suspended, agency=agency, role=Role.OWNER)
        assert of_person(MembershipFactory(account=suspended, role=Role.ANALYST).user, "shop") is None
        assert of_person(AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user, "shop") is None
        assert find_access(asking(secret=ApiKeyFactory(account=suspended, scope=Scope.ADMIN).secret), "shop") is None

    def test_an_account_without_an_owner_of_its_own_is_its_agencys_owners(self, shop: Account, agency: Agency) -> None:
        GrantFactory(account=shop, agency=agency, role=Role.OWNER)
        Account.objects.filter(pk=shop.pk).update(suspended_at=timezone.now())
        assert of_person(AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user, "shop")
        assert of_person(AgencyMembershipFactory(agency=agency, role=AgencyRole.MANAGER).user, "shop") is None


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (AgencyRole.OWNER, set(AgencyAbility)),
        (AgencyRole.MANAGER, {AgencyAbility.READ, AgencyAbility.MANAGE}),
        (AgencyRole.ANALYST, {AgencyAbility.READ}),
    ],
)
def test_what_people_of_an_agency_may_do_there(agency: Agency, role: AgencyRole, may: set[AgencyAbility]) -> None:
    access = of_agency_person(AgencyMembershipFactory(agency=agency, role=role).user, "plumb")
    assert access
    assert {ability for ability in AgencyAbility if access.may(ability)} == may
    assert not AgencyAccess(agency=agency, scope=Scope.INGEST).may(AgencyAbility.READ)


def test_one_query_finds_whatever_lets_one_in(shop: Account, agency: Agency) -> None:
    person = AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user
    GrantFactory(account=shop, agency=agency)
    MembershipFactory(account=shop, user=person)
    key, agency_key = ApiKeyFactory(account=shop), ApiKeyFactory(agency=agency)
    for slug in ("shop", "nope"):
        with statements(1):
            find_access(asking(person), slug)
        with statements(1):
            find_access(asking(secret=key.secret), slug)
    for slug in ("plumb", "nope"):
        with statements(1):
            find_agency_access(asking(person), slug)
        with statements(1):
            find_agency_access(asking(secret=agency_key.secret), slug)


def test_access_is_found_from_inside_an_account_as_well(account: Account, agency: Agency) -> None:
    GrantFactory(account=account, agency=agency, role=Role.OWNER)
    person = AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER).user
    assert schemas.schema_name() == account.schema_name
    access = of_person(person, account.slug)
    assert access
    assert access.may(Ability.ADMINISTER)
    assert members.add(account, email=UserFactory().email, role="viewer", by=access)
    assert Grant.objects.get().agency == agency
