"""Making an account: its row, its schema, its calendar and its first owner, all or nothing.

The schema is copied from a template schema, which holds what the migrations make; the template is migrated when there
are new migrations, and the copy takes its `django_migrations` rows along. Where copying would lose something, and on
Citus, the new schema is migrated instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.text import slugify
from psycopg import sql

from tenants import audit, callers, cloning, schemas, tombstones
from tenants.callers import Actor
from tenants.errors import Invalid, Taken
from tenants.models import Account, Agency, BusinessCalendar, Grant, Membership, Role, User

SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9])+")
LONGEST_SLUG = 40
RESERVED = frozenset(
    {
        "a",
        "account",
        "accounts",
        "admin",
        "agencies",
        "agency",
        "api",
        "app",
        "assets",
        "auth",
        "billing",
        "dashboard",
        "docs",
        "graphql",
        "health",
        "help",
        "internal",
        "invite",
        "log-in",
        "log-out",
        "login",
        "logout",
        "media",
        "new",
        "null",
        "plumbline",
        "public",
        "root",
        "security",
        "settings",
        "sign-up",
        "signup",
        "static",
        "status",
        "support",
        "system",
        "template",
        "undefined",
        "verify-email",
        "www",
    }
)
# Serialises clones against migrations of the template; any constant will do.
TEMPLATE_LOCK = 0x706C756D62


def create_account(*, slug: str | None, name: str, timezone: str, owner: User | None = None, agency: Agency | None = None, by: Actor | None = None) -> Account:
    """A new, empty account, ready to be entered; with `owner` as its owner, or for an `agency` to own until a client does.

    Without a slug it is derived from the name, with a number if it is taken. Raises `Invalid` or `Taken` with the
    field at fault. After any failure nothing of the account remains.
    """
    name = checked_name(name)
    timezone = checked_timezone(timezone)
    if slug is not None:
        return _create(slug=checked_slug(slug), name=name, timezone=timezone, owner=owner, agency=agency, by=by)
    while True:
        try:
            return _create(slug=free_slug(name), name=name, timezone=timezone, owner=owner, agency=agency, by=by)
        except Taken:
            continue  # Somebody took it between the look and the insert; look again.


def _create(*, slug: str, name: str, timezone: str, owner: User | None, agency: Agency | None, by: Actor | None) -> Account:
    with schemas.outside():
        if _can_clone():
            with transaction.atomic():
                account = _insert(slug=slug, name=name, timezone=timezone, owner=owner, agency=agency, by=by)
                _clone_template(account.schema_name)
        else:
            account = _insert(slug=slug, name=name, timezone=timezone, owner=owner, agency=agency, by=by)
            _migrate_or_undo(account)
    return account


def _insert(*, slug: str, name: str, timezone: str, owner: User | None, agency: Agency | None, by: Actor | None) -> Account:
    if tombstones.is_reserved(slug):
        raise Taken("There was an account with this address not long ago.", field="slug")
    try:
        with transaction.atomic():
            account: Account = Account.objects.create(slug=slug, schema_name=schema_of(slug), name=name, timezone=timezone)
    except (IntegrityError, ValidationError) as clash:  # The latter from django-tenants, which looks before it inserts.
        raise Taken("There is already an account with this address.", field="slug") from clash
    BusinessCalendar.objects.create(account=account)
    if owner is not None:
        Membership.objects.create(account=account, user=owner, email=owner.email, role=Role.OWNER)
    if agency is not None:
        Grant.objects.create(account=account, agency=agency, role=Role.OWNER, created_by=callers.person(by))
    audit.record("account.made", account=account, agency=agency, by=by or owner, subject=name)
    return account


def schema_of(slug: str) -> str:
    """The schema of an account: `acme-shop` lives in `a_acme_shop`. Slugs have no underscore, so no two share one."""
    return "a_" + slug.replace("-", "_")


# --- names, addresses, zones


def checked_name(name: str, *, of: str = "account") -> str:
    name = " ".join(name.split())
    if not name or len(name) > 120 or not name.isprintable():
        raise Invalid(f"Give the {of} a name of at most 120 characters.", field="name")
    return name


def checked_timezone(timezone: str) -> str:
    if timezone not in zones():
        raise Invalid("This is no time zone we know. Use an IANA name such as Europe/Berlin.", field="timezone")
    return timezone


@cache
def zones() -> frozenset[str]:
    """IANA names that Python and PostgreSQL both know; the numbers are computed in the latter."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name for (name,) in cursor.fetchall()}
    return frozenset(zone for zone in available_timezones() & known if zone[0].isupper() and not zone.startswith(("SystemV/", "Factory")))


def checked_slug(slug: str) -> str:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Invalid("An address has 2 to 40 lower-case letters, digits and single hyphens, with a letter or digit at both ends.", field="slug")
    if slug in RESERVED:
        raise Invalid("This address is reserved. Choose another.", field="slug", code="RESERVED")
    return slug


def free_slug(name: str, *, among: type[Account] | type[Agency] = Account) -> str:
    """The first of `acme-shop`, `acme-shop-2`, `acme-shop-3` … that no account (or agency) has; `account` for a name without letters."""
    stem = re.sub(r"-+", "-", slugify(name).replace("_", "-"))[: LONGEST_SLUG - 6].strip("-")
    if len(stem) < 2:
        stem = f"{among._meta.model_name}-{stem}".strip("-")
    taken = set(among._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED | tombstones.reserved(stem)
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug


# --- the template


def ensure_template() -> None:
    """Make the template schema if it is missing, and migrate it if there are migrations it has not had."""
    if _is_current(template()):
        return
    with _template_locked():
        if not _is_current(template()):
            _migrate(template())


@contextmanager
def _template_locked() -> Iterator[None]:
    """Nobody else migrates the template or copies it meanwhile. A connection of its own holds the lock, because migrating closes the usual one."""
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        yield
    finally:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [TEMPLATE_LOCK])
        holder.close()


def template() -> str:
    return str(getattr(settings, "TENANT_BASE_SCHEMA", None) or "template")


def _is_current(schema: str) -> bool:
    """Whether every migration on disk has been applied in this schema."""
    with schemas.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{schema}".django_migrations'])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(sql.SQL("SELECT app, name FROM {}").format(sql.Identifier(schema, "django_migrations")))
        return migrations_on_disk() <= set(cursor.fetchall())


@cache
def migrations_on_disk() -> frozenset[tuple[str, str]]:
    """Every (app, migration) this process can see; a new deployment is a new process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _migrate(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    call_command("migrate_schemas", tenant=True, schema_name=schema, executor="standard", interactive=False, verbosity=0)


def _migrate_or_undo(account: Account) -> None:
    """Migrations commit as they go, so a failure is undone by hand."""
    try:
        _migrate(account.schema_name)
    except BaseException:
        with schemas.outside(), connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(account.schema_name)))
        account.delete()
        raise


def _can_clone() -> bool:
    """Whether a copy of the template is as good as migrating; brings the template up to date on the way.

    Not on Citus, which places a schema when it is made and wants plain migrations there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')")
        if cursor.fetchone()[0]:
            return False
    ensure_template()
    with connection.cursor() as cursor:
        return not cloning.beyond_tables(cursor, schema=template())


def _clone_template(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [TEMPLATE_LOCK])
        cloning.clone(cursor, template=template(), schema=schema)
