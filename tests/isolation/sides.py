"""One account filled with values that no other account has, and its owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from metrics import definitions
from metrics.kpis import KPIS
from metrics.models import Recompute, Target
from metrics.snapshots import recompute
from tenants import audit, keys, schemas
from tenants.models import Account, AgencyRole, AuditEntry, BusinessCalendar, Invitation, Profile, Role, Scope
from tests.api.graphql.conftest import person, program
from tests.factories import AgencyFactory, AgencyMembershipFactory, GrantFactory, InvitationFactory, UserFactory
from tests.tickets.histories import Told, ai, append, created, escalated, label, rated, reply, solved
from tickets import facts
from tickets.kinds import Author, Kind
from tickets.models import Customer, Erasure, Export, SlaTarget, Ticket

from .account_tables import every_document
from .documents import given
from .filling import send, settle


class Side:
    """One account filled with values that no other account has, and its owner."""

    def __init__(self, account: Account, *, marker: str, factor: int) -> None:
        self.account = account
        self.marker = marker
        with schemas.inside(account):
            self._fill(factor)
        self.owner = person(account, Role.OWNER, address=f"{marker}@people.test")
        entry = audit.record("account.renamed", account=account, agency=self.agency, by=self.owner.user, subject=f"{marker} Ltd", was=f"{marker} before")
        for _ in range(factor):
            audit.record("sla.set", account=account, by=self.owner.user)
        AuditEntry.objects.filter(pk=entry.pk).update(address=f"10.0.0.{factor}")
        self.key = program(account, Scope.ADMIN)
        made, _ = keys.create(account, name=f"{marker} revoked", scope=Scope.READ, by=self.owner.user)
        keys.revoke(account, key_id=made.pk)
        self.values: dict[str, set[str]] = defaultdict(set)

    def _fill(self, factor: int) -> None:
        account, marker = self.account, self.marker
        Account.objects.filter(pk=account.pk).update(name=f"{marker} Ltd")
        BusinessCalendar.objects.update_or_create(
            account=account,
            scope="default",
            key="",
            valid_from=None,
            defaults={"weekly_hours": {"mon": [[f"0{factor}:15", f"1{factor}:45"]]}, "holidays": [f"203{factor}-07-1{factor}"]},
        )
        self._let_in(factor)
        day = datetime(2026, 4, factor, 5 + factor, tzinfo=UTC)
        ready = {"status": "ready", "bytes": 1_000 * factor, "rows": 100 * factor, "sha256": f"{factor}" * 64, "expires_at": day + timedelta(days=36_500)}
        Export.objects.create(created_by=f"{marker}@people.test", finished_at=day, **ready)
        Erasure.objects.create(created_by=f"{marker}@people.test", status="done", counts={"tickets": 10 * factor}, finished_at=day)
        SlaTarget.objects.create(priority=f"{marker}-high", first_reply_seconds=600.5 + factor, resolution_seconds=7200.5 + factor)
        for place, kpi in enumerate(KPIS):
            Target.objects.create(
                kpi=kpi,
                since=f"2026-01-0{factor}",
                start=0.1 + factor / 100,
                due=f"209{factor}-01-01",
                value=0.2 + factor / 100 + place / 10_000,
                upper=0.5 + factor / 100 + place / 10_000,
            )
        for number in range(5 * factor + 1):
            self._ticket(number, factor)
        facts.derive(list(Ticket.objects.values_list("pk", flat=True)))
        send(marker, factor)
        settle(account, marker, factor)

    def _let_in(self, factor: int) -> None:
        """An agency with one of its people, and somebody who is invited."""
        account, marker = self.account, self.marker
        inviting, granting, looking = (UserFactory(email=f"{doing}-{marker}@people.test") for doing in ("inviting", "granting", "looking-after"))
        InvitationFactory(kind=Invitation.Kind.MEMBER, account=account, email=f"invited-{marker}@people.test", created_by=inviting)
        self.agency = AgencyFactory(slug=f"{marker}-agency", name=f"{marker} agency")
        GrantFactory(account=account, agency=self.agency, role=Role.ANALYST, created_by=granting)
        AgencyMembershipFactory(agency=self.agency, role=AgencyRole.OWNER, user=looking)
        said = {"industry": "software", "business_model": "saas", "support_model": "in_house"}
        Profile.objects.create(account=account, shares_since=datetime(2026, factor, 1, tzinfo=UTC), **said)

    def compute(self) -> None:
        """Numbers, for the test that reads them."""
        with schemas.inside(self.account):
            recompute()
            definitions.define("reopen_rate", population=[{"field": "tag", "is": [f"{self.marker}-tag"]}], by=f"{self.marker}@people.test")
            Recompute.objects.create(days_total=1000, days_done=len(self.marker) * 100)

    def _ticket(self, number: int, factor: int) -> None:
        marker = self.marker
        start = datetime(2026, 2 + number // 2 % 2, factor + number, 8, factor * 7 % 60, 11 * factor, tzinfo=UTC)
        stored = Ticket.objects.create(
            source=f"{marker}-desk",
            external_id=f"{marker}-{number}",
            subject=f"{marker} subject {number}",
            customer=Customer.objects.get_or_create(source=f"{marker}-desk", external_id=f"{marker}-customer-{number % 3}")[0],
            tags=[f"{marker}-tag"],
            custom={f"{marker}-field": f"{marker}-value"},
            **{name: label(name, f"{marker}-{name}-{number % 2}") for name in ("channel", "priority", "topic", "team", "agent")},
        )
        if number == 0:
            append(stored, created(start), Told(Kind.SPAM, start + timedelta(hours=1), Author.HUMAN))
            return
        answer = ai if number % 2 else reply
        wait = timedelta(seconds=61.5 * factor + number * 3.25)
        events = [created(start), answer(start + wait), Told(Kind.ASSIGNED, start + wait, Author.HUMAN, f"{marker}-a", f"{marker}-t")]
        events += [escalated(start + wait * 2, reason=f"{marker} reason")] if number % 3 == 0 else []
        events += [solved(start + wait * 3, Author.AI if number % 2 else Author.HUMAN), rated(start + wait * 4, 3.0 + factor / 10, high=5.0 + factor)]
        append(stored, *events)

    def answers(self, **variables: Any) -> Iterator[dict[str, Any]]:
        """The answers to every document, to this account's owner and to its key."""
        for document in every_document():
            for caller in (self.owner, self.key):
                yield caller.send(document, **given(document, variables))

    def ids(self) -> dict[str, str]:
        """A global id of each type."""
        answer = self.owner.ask(
            "{ account { id members { id } apiKeys { id } invitations { id } grants { id } exports { id } erasures { id } audit(first: 1) { nodes { id } } }"
            ' kpi(key: "csat") { id } tickets(first: 1) { nodes { id } } }'
        )
        account = answer["account"]
        names = {"members": "member", "apiKeys": "key", "invitations": "invitation", "grants": "grant", "exports": "export", "erasures": "erasure"}
        found = {name: account[field][0]["id"] for field, name in names.items()}
        found |= {"account": account["id"], "entry": account["audit"]["nodes"][0]["id"]}
        return found | {"kpi": answer["kpi"]["id"], "ticket": answer["tickets"]["nodes"][0]["id"]}
