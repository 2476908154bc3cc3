"""An agency with two clients, and everybody who asks it: people by role, keys by scope, and those who have no business here."""

from __future__ import annotations

import pytest

from tenants import keys
from tenants.models import Account, Agency, AgencyRole, Role, Scope
from tests.api.graphql.conftest import Caller
from tests.factories import AgencyFactory, AgencyMembershipFactory, GrantFactory


def staff(agency: Agency, role: AgencyRole) -> Caller:
    """One of the agency's people."""
    return Caller(agency, user=AgencyMembershipFactory(agency=agency, role=role).user)


def program(agency: Agency, scope: Scope) -> Caller:
    """A key of the agency."""
    return Caller(agency, secret=keys.create(agency, name=f"{scope} key", scope=scope, by=None)[1])


@pytest.fixture
def agency(db: None) -> Agency:
    return AgencyFactory(slug="plumb", name="Plumb")


@pytest.fixture
def other_agency(db: None) -> Agency:
    """A second agency, which must never show through."""
    return AgencyFactory(slug="rival", name="Rival")


@pytest.fixture
def clients(agency: Agency, account: Account, other_account: Account) -> list[Account]:
    """The agency's two clients: it owns one of them."""
    GrantFactory(agency=agency, account=account, role=Role.ANALYST)
    GrantFactory(agency=agency, account=other_account, role=Role.OWNER)
    return [account, other_account]


@pytest.fixture
def owner(agency: Agency) -> Caller:
    return staff(agency, AgencyRole.OWNER)


@pytest.fixture
def manager(agency: Agency) -> Caller:
    return staff(agency, AgencyRole.MANAGER)


@pytest.fixture
def analyst(agency: Agency) -> Caller:
    return staff(agency, AgencyRole.ANALYST)


@pytest.fixture
def read_key(agency: Agency) -> Caller:
    return program(agency, Scope.READ)


@pytest.fixture
def admin_key(agency: Agency) -> Caller:
    return program(agency, Scope.ADMIN)


@pytest.fixture
def outsider(agency: Agency, other_agency: Agency) -> Caller:
    """The owner of another agency, asking this one."""
    return Caller(agency, user=staff(other_agency, AgencyRole.OWNER).user)
