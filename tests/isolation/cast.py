"""Everybody who may come to an address, and every address there is: routes from the URLconf, pages from the application's router."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tenants import schemas
from tenants.access import Ability, AgencyAbility
from tenants.models import Account, Agency, AgencyRole, Role, Scope
from tests.factories import AgencyFactory, AgencyMembershipFactory, ApiKeyFactory, GrantFactory, MembershipFactory

ACCOUNT, AGENCY = "a/<slug:account>/", "agencies/<slug:agency>/"
ROUTER = Path(__file__).parents[2] / "frontend" / "src" / "app"
Needed = TypeVar("Needed")
QUERY = {"query": "{ __typename }"}

# What each route below an account asks of those who have access, by method. Whoever has access but lacks this gets 403.
ACCOUNT_NEEDS: dict[str, dict[str, Ability]] = {
    "graphql": {"POST": Ability.READ, "GET": Ability.READ},
    "api/v1/schema": {"GET": Ability.READ},
    "api/v1/audit.csv": {"GET": Ability.ADMINISTER},
    "api/v1/events": {"POST": Ability.INGEST},
    "api/v1/rows": {"GET": Ability.UPLOAD},
    "api/v1/rows/<str:kind>": {"POST": Ability.INGEST},
    "api/v1/imports": {"POST": Ability.UPLOAD, "GET": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>": {"GET": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/preview": {"POST": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/start": {"POST": Ability.UPLOAD},
    "api/v1/imports/<int:import_id>/rejects": {"GET": Ability.UPLOAD},
    "api/v1/exports/<int:export_id>/file": {"GET": Ability.ADMINISTER},
    "api/v1/sample-data": {"POST": Ability.IMPORT},
}
AGENCY_NEEDS: dict[str, dict[str, AgencyAbility]] = {
    "graphql": {"POST": AgencyAbility.READ, "GET": AgencyAbility.READ},
    "api/v1/audit.csv": {"GET": AgencyAbility.ADMINISTER},
    "api/v1/reports/<int:report_id>/preview.<str:form>": {"GET": AgencyAbility.READ},
    "api/v1/editions/<int:edition_id>/<str:form>": {"GET": AgencyAbility.READ},
}
# Routes that belong to no account and no agency, and why anybody may come to them.
OPEN: dict[str, str] = {
    "_allauth/": "Signing up and logging in are allauth's; nobody has an account there yet.",
    "api/brand": "A log-in page shows the brand of the host it is on; test_brand tries foreign hosts.",
    "api/host": "Says of a host name whether it is served here, as asking that host would; test_brand tries unproven ones.",
    "api/session": "Says who is logged in, and nothing else; test_public tries a stranger and somebody else.",
    "api/accounts": "Makes an account for whoever is logged in.",
    "api/agencies": "Makes an agency for whoever is logged in.",
    "api/invitations/<str:token>": "The token is the access; test_invitations tries wrong, used, expired and foreign ones.",
    "brand/<slug:owner>/<str:digest>.png": "A logo is public to those who know its digest.",
    "reports/<str:token>": "The token is the access; test_reports tries wrong, expired, revoked and foreign ones.",
    "reports/<str:token>/<str:form>": "The files behind the same token.",
    "reports/stop/<str:token>": "A signed link lets one reader stop the letters to that address, and nothing else.",
    "^(?!static/).*$": "The application's page, the same for everybody on a host.",
}

MEMBERS = {"owner": Role.OWNER, "analyst": Role.ANALYST, "viewer": Role.VIEWER}
KEYS = {"read_key": Scope.READ, "ingest_key": Scope.INGEST, "admin_key": Scope.ADMIN}
AGENTS = {"agency_owner": AgencyRole.OWNER, "agency_manager": AgencyRole.MANAGER, "agency_analyst": AgencyRole.ANALYST}
AGENCY_KEYS = {"agency_read_key": Scope.READ, "agency_admin_key": Scope.ADMIN}
NOBODY = ("anonymous", "nonsense_key", "revoked_key", "outsider", "foreign_key", "other_agency_owner")
STRANGERS = (*NOBODY, "revoked_agency_owner", *AGENCY_KEYS)
"""Those who are strangers to the account."""
AGENCY_STRANGERS = (*NOBODY, "owner", "admin_key", "revoked_agency_key", "other_agency_key")

EVERYTHING, CONFIGURES = set(Ability), set(Ability) - {Ability.ADMINISTER}
MAY = {
    "owner": EVERYTHING,
    "analyst": CONFIGURES,
    "viewer": {Ability.READ},
    "read_key": {Ability.READ},
    "ingest_key": {Ability.INGEST, Ability.UPLOAD},
    "admin_key": EVERYTHING,
    "agency_owner": EVERYTHING,
    "agency_manager": CONFIGURES,
    "agency_analyst": {Ability.READ},
}
AGENCY_MAY = {
    "agency_owner": set(AgencyAbility),
    "agency_manager": {AgencyAbility.READ, AgencyAbility.MANAGE},
    "agency_analyst": {AgencyAbility.READ},
    "agency_read_key": {AgencyAbility.READ},
    "agency_admin_key": set(AgencyAbility),
}


def routes(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[str]:
    """Every route of the URLconf; those of allauth as one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and whole != "_allauth/":
            yield from routes(pattern.url_patterns, whole)
        else:
            yield whole


def below(prefix: str) -> set[str]:
    return {route.removeprefix(prefix) for route in routes() if route.startswith(prefix)}


def pages(parent: str) -> list[str]:
    """The addresses of the application's pages below a route of its router, with examples for what they are given."""
    texts = [file.read_text() for file in sorted(ROUTER.glob("*.ts*"))]
    found = [path for text in texts for path in re.findall(rf'getParentRoute: \(\) => {parent},\s*path: "/([^"]*)"', text)]
    assert found, f"The router has no pages below {parent}."
    return [*sorted({re.sub(r"\$\w+", "1", path) for path in found}), "no/such/page"]


def example(route: str) -> str:
    """An address that the route matches."""
    return re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str:|slug:)?\w+>", "x", re.sub(r"<uuid:\w+>", "01234567-89ab-cdef-0123-456789abcdef", route)))


def calls(needs: Mapping[str, Mapping[str, Needed]]) -> list[tuple[str, str, Needed]]:
    return [(method, example(route), needed) for route, methods in needs.items() for method, needed in methods.items()]


def gather(account: Account, other_account: Account) -> dict[str, Client]:
    """One client for each part, all of them outside of any schema when they call. The agency `granted` has all of `account`'s rights."""
    schemas.leave()
    clients = {"anonymous": Client(), "nonsense_key": with_key("plk_nonsense")}
    agency, other = AgencyFactory(slug="granted"), AgencyFactory(slug="elsewhere")
    GrantFactory(account=account, agency=agency, role=Role.OWNER)
    GrantFactory(account=other_account, agency=other, role=Role.OWNER)
    for name, role in MEMBERS.items():
        clients[name] = logged_in(MembershipFactory(account=account, role=role).user)
    for name, place in AGENTS.items():
        clients[name] = logged_in(AgencyMembershipFactory(agency=agency, role=place).user)
    clients["outsider"] = logged_in(MembershipFactory(account=other_account, role=Role.OWNER).user)
    clients["other_agency_owner"] = logged_in(AgencyMembershipFactory(agency=other, role=AgencyRole.OWNER).user)
    clients["revoked_agency_owner"] = logged_in(AgencyMembershipFactory(agency=_revoked(account), role=AgencyRole.OWNER).user)
    return {**clients, **_programs(account, other_account, agency, other)}


def _revoked(account: Account) -> Agency:
    agency: Agency = AgencyFactory(slug="formerly")
    GrantFactory(account=account, agency=agency, role=Role.OWNER, revoked_at=True)
    return agency


def _programs(account: Account, other_account: Account, agency: Agency, other: Agency) -> dict[str, Client]:
    clients = {name: with_key(ApiKeyFactory(account=account, scope=scope).secret) for name, scope in KEYS.items()}
    clients |= {name: with_key(ApiKeyFactory(account=None, agency=agency, scope=scope).secret) for name, scope in AGENCY_KEYS.items()}
    clients["revoked_key"] = with_key(ApiKeyFactory(account=account, scope=Scope.ADMIN, revoked_at=True).secret)
    clients["foreign_key"] = with_key(ApiKeyFactory(account=other_account, scope=Scope.ADMIN).secret)
    clients["revoked_agency_key"] = with_key(ApiKeyFactory(account=None, agency=agency, scope=Scope.ADMIN, revoked_at=True).secret)
    clients["other_agency_key"] = with_key(ApiKeyFactory(account=None, agency=other, scope=Scope.ADMIN).secret)
    return clients


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_key(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


def call(client: Client, method: str, path: str, below: str = "a/acme") -> Any:
    """The answer at an address below an account or an agency."""
    if method == "GET":
        return client.get(f"/{below}/{path}", QUERY if path == "graphql" else None)
    return client.generic(method, f"/{below}/{path}", json.dumps(QUERY if path == "graphql" else {}), "application/json")


def everything_said(response: Any, slug: str) -> tuple[Any, ...]:
    """Status, headers and body, with the account's or agency's own name taken out of the address one is sent to."""
    headers = {name: value.replace(slug, "…") for name, value in response.headers.items()}
    return response.status_code, headers, response.content
