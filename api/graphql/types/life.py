"""What leaves an account: exports of everything, erasures of customers; and what it says of itself to its peers."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum

import strawberry

from api.graphql.context import Context
from api.graphql.costs import Cost
from api.graphql.ids import Kind
from metrics import archive
from tenants import profiles
from tenants.models import Profile as StoredProfile
from tickets.models import Erasure as StoredErasure
from tickets.models import Export as StoredExport

from .nodes import Node


@strawberry.enum(description="How it stands with an export.")
class ExportStatus(Enum):
    QUEUED = strawberry.enum_value("queued", description="It waits for a worker.")
    RUNNING = strawberry.enum_value("writing", description="It is being written.")
    READY = strawberry.enum_value("ready", description="It can be downloaded.")
    FAILED = strawberry.enum_value("failed", description="It was given up; `error` says why.")
    EXPIRED = strawberry.enum_value("lapsed", description="Its time is over; the file is gone.")


@strawberry.type(description="An archive of everything the account has, as JSON Lines and CSV.")
class Export(Node):
    created_at: datetime = strawberry.field(description="When it was asked for.")
    created_by: str = strawberry.field(description="Who asked for it, as it read then.")
    status: ExportStatus = strawberry.field(description="How it stands with it.")
    size: float = strawberry.field(description="How many bytes are written.")
    rows: float = strawberry.field(description="How many rows it holds, once it is ready.")
    sha256: str = strawberry.field(description="The SHA-256 of the file in hexadecimal, once it is ready.")
    url: str | None = strawberry.field(description="Where it is downloaded; null unless it is ready.")
    finished_at: datetime | None = strawberry.field(description="When it was ready, or given up.")
    expires_at: datetime | None = strawberry.field(description="When the file is removed.")
    error: str | None = strawberry.field(description="Why it was given up.")


@strawberry.enum(description="How it stands with an erasure.")
class ErasureStatus(Enum):
    QUEUED = strawberry.enum_value("queued", description="It waits for a worker.")
    FILES = strawberry.enum_value("files", description="Rows are done; files are being gone through.")
    DONE = strawberry.enum_value("done", description="All of it is done.")


@strawberry.type(description="How much of one kind was erased.")
class ErasedCount:
    what: str = strawberry.field(description="Of what.")
    n: int = strawberry.field(description="How much was changed or removed.")


@strawberry.type(description="A customer's request to be forgotten. What was asked for is forgotten too once it is done.")
class Erasure(Node):
    created_at: datetime = strawberry.field(description="When it was entered.")
    created_by: str = strawberry.field(description="Who entered it, as it read then.")
    status: ErasureStatus = strawberry.field(description="How it stands with it.")
    counts: list[ErasedCount] = strawberry.field(description="What was done, once it is done.", directives=[Cost(weight=0.01, size=10)])
    finished_at: datetime | None = strawberry.field(description="When it was done.")


@strawberry.type(description="One value that the account can say of itself.")
class ProfileChoice:
    field: str = strawberry.field(description="Of what: `industry`, `businessModel` or `supportModel`.")
    value: str = strawberry.field(description="For programs.")
    name: str = strawberry.field(description="For people.")


@strawberry.type(description="What kind of business the account is, in its own words; empty for not said.")
class Profile:
    industry: str = strawberry.field(description="Its industry.")
    business_model: str = strawberry.field(description="How it sells.")
    support_model: str = strawberry.field(description="Who does its support.")
    shares_since: datetime | None = strawberry.field(description="Since when it takes part in peer benchmarks; null while it does not.")

    @strawberry.field(description="What each of these can be.", directives=[Cost(weight=0.01, size=22)])
    def choices(self) -> list[ProfileChoice]:
        named = {"industry": "industry", "business_model": "businessModel", "support_model": "supportModel"}
        return [ProfileChoice(field=named[field], value=value, name=name) for field, values in profiles.CHOICES.items() for value, name in values.items()]


EXPORTS = {
    "queued": ExportStatus.QUEUED,
    "writing": ExportStatus.RUNNING,
    "ready": ExportStatus.READY,
    "failed": ExportStatus.FAILED,
    "lapsed": ExportStatus.EXPIRED,
}
ERASURES = {"queued": ErasureStatus.QUEUED, "files": ErasureStatus.FILES, "done": ErasureStatus.DONE}


def profile_of(stored: StoredProfile) -> Profile:
    return Profile(industry=stored.industry, business_model=stored.business_model, support_model=stored.support_model, shares_since=stored.shares_since)


def export_of(context: Context, stored: StoredExport) -> Export:
    """An export as the API shows it."""
    is_ready = stored.status == StoredExport.Status.READY
    is_over = is_ready and stored.expires_at is not None and stored.expires_at <= datetime.now(UTC)
    return Export(
        id=strawberry.ID(context.id(Kind.EXPORT, stored.pk)),
        created_at=stored.created_at,
        created_by=stored.created_by,
        status=ExportStatus.EXPIRED if is_over else EXPORTS[stored.status],
        size=float(archive.written(stored)),
        rows=float(stored.rows),
        sha256=stored.sha256,
        url=f"/a/{context.account.slug}/api/v1/exports/{stored.pk}/file" if is_ready and not is_over else None,
        finished_at=stored.finished_at,
        expires_at=stored.expires_at,
        error=stored.error or None,
    )


def exports_of(context: Context) -> list[Export]:
    """The account's exports, the newest first."""
    return [export_of(context, stored) for stored in StoredExport.objects.order_by("-created_at", "-pk")[:100]]


def erasure_of(context: Context, stored: StoredErasure) -> Erasure:
    """An erasure as the API shows it."""
    return Erasure(
        id=strawberry.ID(context.id(Kind.ERASURE, stored.pk)),
        created_at=stored.created_at,
        created_by=stored.created_by,
        status=ERASURES[stored.status],
        counts=[ErasedCount(what=what, n=n) for what, n in sorted(stored.counts.items())],
        finished_at=stored.finished_at,
    )


def erasures_of(context: Context) -> list[Erasure]:
    """The account's erasures, the newest first."""
    return [erasure_of(context, stored) for stored in StoredErasure.objects.order_by("-created_at", "-pk")[:100]]
