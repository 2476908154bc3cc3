"""
Laying out what commands need: the databases, the public schema's tables, the template schema, every account's tables.

What was laid out is written beside it, as the comment of the public schema, so that looking takes milliseconds. The
embedded server is always brought up to date; a named database when it is empty. One that somebody runs is brought up
to date by `manage.py prepare` alone, since its web servers should be told.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

PREPARATION_LOCK = 0x706C756D62_01
"""Two commands at once lay out once; any constant will do."""

Say = Callable[[str], None]


def prepare(*, say: Say = lambda line: None) -> None:
    """Make and bring up to date everything; does nothing when that has been done."""
    make_database(settings.DATABASE_URL)
    make_queue(settings.BROKER_URL)
    if laid_out() == fingerprint():
        return
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [PREPARATION_LOCK])
        if laid_out() != fingerprint():
            lay_out(say)


def is_prepared() -> bool:
    """Whether there is nothing to do; quick, since it needs no application loaded."""
    try:
        return laid_out() == fingerprint() and has_queue(settings.BROKER_URL)
    except psycopg.OperationalError:
        return False  # no such database, or no such server: `prepare` will tell


def lay_out(say: Say) -> None:
    """Every migration in every schema."""
    from django.core.management import call_command

    from tenants import provisioning

    say("Laying out the public schema")
    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    say("Laying out the template of accounts")
    provisioning.ensure_template()
    say("Bringing accounts up to date")
    call_command("migrate_schemas", tenant=True, executor="standard", interactive=False, verbosity=0)
    with psycopg.connect(settings.DATABASE_URL) as connection:
        connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(fingerprint())))


def fingerprint() -> str:
    """What the layout depends on: our migrations, and the libraries' versions."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
    migrations = [path for pattern in ("*/migrations/*.py", "*/*/migrations/*.py") for path in settings.BASE_DIR.glob(pattern)]
    for path in sorted(migrations):
        digest.update(path.name.encode() + path.read_bytes())
    return f"plumbline layout {digest.hexdigest()[:20]}"


def laid_out() -> str | None:
    """The fingerprint of what the database holds; an empty string for one laid out by hand, None for an empty one."""
    with psycopg.connect(settings.DATABASE_URL) as connection:
        found = connection.execute(
            "SELECT coalesce(obj_description('public'::regnamespace, 'pg_namespace'), ''), to_regclass('public.django_migrations') IS NOT NULL"
        ).fetchone()
    comment, has_tables = found or ("", False)
    return str(comment) if has_tables else None


def make_database(url: str) -> bool:
    """The database that `url` names, when its server lacks it. True when it was made."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise
    else:
        return False
    name = urlsplit(url).path[1:]
    with psycopg.connect(at_database(url, "postgres"), autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return False  # another command was faster
    return True


def make_queue(url: str) -> None:
    """The queue's database and PGMQ's tables in it, when tasks wait in PostgreSQL."""
    if not in_postgresql(url):
        return
    make_database(url)
    if has_queue(url):
        return
    from pgmq import install_pgmq_from_sql

    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [PREPARATION_LOCK])
        if not _has_queue(connection):
            install_pgmq_from_sql(conn=connection)


def has_queue(url: str) -> bool:
    """Whether tasks can wait there; a broker that is no PostgreSQL brings its own."""
    if not in_postgresql(url):
        return True
    with psycopg.connect(url) as connection:
        return _has_queue(connection)


def _has_queue(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    return connection.execute("SELECT to_regnamespace('pgmq') IS NOT NULL").fetchone() == (True,)


def in_postgresql(url: str) -> bool:
    return urlsplit(url).scheme in ("postgres", "postgresql")


def at_database(url: str, name: str) -> str:
    """The same server's database `name`."""
    return urlsplit(url)._replace(path=f"/{quote(name)}").geturl()
