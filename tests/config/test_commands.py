"""Every command finds a database that is laid out, and changes nobody's layout unasked."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from config.embedded.places import CHECKOUT
from config.preparation import at_database, fingerprint


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a database that does not exist yet."""
    name = f"plumbline_commands_{os.getpid()}"
    yield at_database(settings.DATABASE_URL, name)
    with psycopg.connect(at_database(settings.DATABASE_URL, "postgres"), autocommit=True) as connection:
        for each in (name, f"{name}_broker"):
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(each)))


def begin(url: str, *arguments: str) -> "subprocess.Popen[str]":
    env = {key: value for key, value in os.environ.items() if key != "BROKER_URL"} | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def layout(url: str, *, becomes: str | None = None) -> str:
    """The fingerprint that the database carries, after writing another one if asked to."""
    with psycopg.connect(url) as connection:
        if becomes is not None:
            connection.execute(sql.SQL("COMMENT ON SCHEMA public IS {}").format(sql.Literal(becomes)))
        found = connection.execute("SELECT obj_description('public'::regnamespace)").fetchone()
    assert found
    return str(found[0])


def test_commands_that_begin_at_once_lay_out_an_empty_database_together(url: str) -> None:
    begun = [begin(url, "create_account", slug, "--timezone", "UTC") for slug in ("north", "south")]
    said = [command.communicate(timeout=120) for command in begun]
    assert [command.returncode for command in begun] == [0, 0], said
    assert layout(url) == fingerprint()


def test_a_database_of_another_version_is_left_as_it_is_and_told_of(url: str) -> None:
    layout(url, becomes="plumbline layout of another version")
    command = begin(url, "create_account", "east", "--timezone", "UTC")
    _, said = command.communicate(timeout=120)
    assert command.returncode == 0
    assert "`manage.py prepare` brings it up to date" in said
    assert layout(url) == "plumbline layout of another version"


def test_prepare_brings_it_up_to_date(url: str) -> None:
    layout(url, becomes="plumbline layout of another version")
    command = begin(url, "prepare")
    said, _ = command.communicate(timeout=120)
    assert command.returncode == 0
    assert "Everything is laid out." in said
    assert layout(url) == fingerprint()


def test_the_queue_is_laid_out_beside_the_database(url: str) -> None:
    with psycopg.connect(at_database(url, f"plumbline_commands_{os.getpid()}_broker")) as connection:
        assert connection.execute("SELECT to_regnamespace('pgmq') IS NOT NULL").fetchone() == (True,)


def test_a_server_that_is_not_there_is_an_error_and_not_a_hang(url: str) -> None:
    command = begin("postgres://postgres@127.0.0.1:9/plumbline", "create_account", "west", "--timezone", "UTC")
    _, said = command.communicate(timeout=60)
    assert command.returncode == 1
    assert said.startswith("The database cannot be used: ")
    assert "Traceback" not in said
