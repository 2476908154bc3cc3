"""A new account, ready, against running its migrations."""

from django.core.management import call_command

from tenants import provisioning, schemas

from . import measure, world
from .report import Report, at_most, seconds

SLUG, SCHEMA = "bench-new", "bench_migrated"


def run(report: Report, *, runs: int) -> None:
    report.title(f"A new account, median of {runs}")
    provisioning.ensure_template()
    created, migrated = measure.alternately([_create, _migrate], runs=runs)
    world.drop(SLUG)
    world.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    report.add("seconds until it can be entered", created, "create_account", at_most(2), unit="s")
    report.add("of the time of its migrations", created / migrated, f"{seconds(created)} against {seconds(migrated)}", at_most(0.333))


def _create() -> None:
    world.drop(SLUG)
    provisioning.create_account(slug=SLUG, name="New", timezone=world.ZONE)


def _migrate() -> None:
    schemas.leave()
    world.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    world.execute(f"CREATE SCHEMA {SCHEMA}")
    call_command("migrate_schemas", tenant=True, schema_name=SCHEMA, executor="standard", interactive=False, verbosity=0)
