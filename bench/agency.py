"""An agency's comparison of many clients, against the same question for one client through the readings engine."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from metrics import portfolio, published
from metrics.published.models import PublishedAccount, PublishedBlock
from metrics.published.pack import Block
from metrics.published.publishing import write
from metrics.readings import Period, Request, read
from tenants import schemas
from tenants.models import Account, Agency, Grant, Role

from . import measure, world
from .report import Report, at_most, seconds

KPIS = (
    "first_response_time",
    "response_time_median",
    "resolution_time",
    "first_contact_resolution",
    "reopen_rate",
    "quality_adjusted_resolution_rate",
    "escalation_rate",
    "ai_resolution_rate",
    "transfer_rate",
    "ticket_volume",
    "repeat_contact_rate",
    "csat",
)
"""Those of the overview."""
SLUG = "bench-agency"


def run(report: Report, *, tickets: int, clients: int, runs: int) -> None:
    """12 KPIs over two periods, of one client with so many tickets in two years, and of many such clients at once."""
    account = world.filled(tickets)
    try:
        _measured(report, account, _published(account, clients), tickets=tickets, clients=clients, runs=runs)
    finally:
        _clear()  # they have no schemas, which the next migration would miss


def _measured(report: Report, account: Account, agency: Agency, *, tickets: int, clients: int, runs: int) -> None:
    report.title(f"Agency comparison: {clients} clients of {tickets:,} tickets each, {len(KPIS)} KPIs, both periods, median of {runs * 3}")
    for days, bar in ((30, at_most(3)), (90, None), (365, None)):
        period = Period(*world.last_days(days))

        def one(period: Period = period) -> object:
            with schemas.inside(account):
                return read([Request(kpi, period, balancing=False) for kpi in KPIS])

        def many(period: Period = period) -> portfolio.PortfolioComparison:
            return portfolio.compare(agency, KPIS, period)

        def looked_at(period: Period = period) -> Sequence[object]:
            return [cell for column in many(period).columns for cell in column.cells.values()]

        _agree(account, agency, period)
        alone, all_together, every_cell = measure.alternately([one, many, looked_at], runs=runs * 3, warm=3)
        told = f"{seconds(all_together)} against {seconds(alone)}"
        report.add(f"{days} + {days} days: {clients} clients cost, of one", all_together / alone, told, bar)
        report.add(f"{days} + {days} days: with every cell as an object", every_cell / alone, f"{seconds(every_cell)} against {seconds(alone)}")
        with CaptureQueriesContext(connection) as found:
            many()
        statements = [each for each in found if not each["sql"].startswith("SET search_path")]
        report.add(f"{days} + {days} days: SQL statements", len(statements), "who the clients are, then one for each grain", at_most(3), unit="")
    size = sum(len(row.counts) + len(row.sums) + len(row.hist) for row in PublishedBlock.objects.filter(account=account))
    report.add("published, per client", size / 1e6, "all published measures, two years, days and months, all channels", unit="MB")


def _published(account: Account, clients: int) -> Agency:
    """The agency with the account and enough others, which have published its months, each beginning with another one."""
    schemas.leave()
    agency, _ = Agency.objects.get_or_create(slug=SLUG, defaults={"name": "Bench"})
    _clear()
    with transaction.atomic():
        names = [f"{SLUG}-{number:03}" for number in range(1, clients)]
        others = Account.objects.bulk_create(Account(slug=name, name=name, schema_name=name.replace("-", "_"), timezone=world.ZONE) for name in names)
        Grant.objects.bulk_create(Grant(account=each, agency=agency, role=Role.VIEWER) for each in (account, *others))
        with schemas.inside(account):
            published.withdraw(account)
            published.publish()
        standing = PublishedAccount.objects.get(account=account)
        rows = [(row, Block(bytes(row.counts), bytes(row.sums), bytes(row.hist))) for row in PublishedBlock.objects.filter(account=account)]
        for number, other in enumerate(others, start=1):
            standing.pk, standing.account = other.pk, other
            standing.save(force_insert=True)
            _copy(rows, other, number)
    with connection.cursor() as cursor:
        for table in (PublishedBlock, PublishedAccount, Grant, Account):
            cursor.execute(f"VACUUM (ANALYZE) {table._meta.db_table}")
    return agency


def _clear() -> None:
    """Remove the other clients, and every grant."""
    schemas.leave()
    Account.objects.filter(slug__startswith=f"{SLUG}-").delete()
    Grant.objects.filter(agency__slug=SLUG).delete()


def _copy(rows: Sequence[tuple[PublishedBlock, Block]], other: Account, number: int) -> None:
    """Another client: the same blocks, turned round by so many months or years."""
    for grain in PublishedBlock.Grain.values:
        own = [(row, block) for row, block in rows if row.grain == grain]
        days = sorted({row.block for row, _ in own})
        turned = {day: days[(place + number) % len(days)] for place, day in enumerate(days)}
        with connection.cursor() as cursor:
            write(cursor, other.pk, grain, {(row.channel, turned[row.block]): block for row, block in own})


def _agree(account: Account, agency: Agency, period: Period) -> None:
    """Both sides say the same of the one client."""
    with schemas.inside(account):
        own = {each.kpi.key: each.number for each in read([Request(kpi, period, balancing=False) for kpi in KPIS])}
    found = portfolio.compare(agency, KPIS, period)
    for column in found.columns:
        if column.cells[account.pk].number != own[column.kpi.key]:
            raise RuntimeError(f"{column.kpi.key}: the agency reads another number than its client.")
