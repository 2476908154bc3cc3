"""An agency with a manager and a client without a schema: enough for everything about reports but their numbers."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.reports import rules
from metrics.reports.models import Report
from tenants.access import AgencyAccess
from tenants.models import Account, Agency, AgencyRole
from tests.factories import AgencyFactory, AgencyMembershipFactory, GrantFactory


@pytest.fixture
def agency(db: None) -> Agency:
    """Plumb & Partners, in Berlin, which shows no brand of its own."""
    return AgencyFactory(slug="plumb", name="Plumb & Partners")


@pytest.fixture
def client_account(agency: Agency) -> Account:
    """Fernglass, in New York, which lets the agency in."""
    return GrantFactory(agency=agency, account__name="Fernglass", account__timezone="America/New_York").account


@pytest.fixture
def manager(agency: Agency) -> AgencyAccess:
    return access_of(agency, AgencyRole.MANAGER)


@pytest.fixture
def report(manager: AgencyAccess, client_account: Account) -> Report:
    """Every Monday at 8 in New York, to one reader."""
    return rules.create(manager, kind="client", account_id=client_account.pk, wanted=wanted())


def access_of(agency: Agency, role: AgencyRole) -> AgencyAccess:
    member = AgencyMembershipFactory(agency=agency, role=role)
    return AgencyAccess(agency=agency, user=member.user, role=role)


def wanted(**given: Any) -> rules.Wanted:
    words: dict[str, Any] = {"name": "Weekly support report", "frequency": "weekly", "day": 1, "hour": 8, "recipients": ("reader@fernglass.test",)}
    return rules.Wanted(**{**words, **given})
