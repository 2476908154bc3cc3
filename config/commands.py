"""What happens before a `manage.py` command: the database it needs is up and laid out."""

import atexit
import os
import sys

from config.embedded import server
from config.embedded.errors import EmbeddedError
from config.embedded.places import DEVELOPMENT

WITHOUT_DATABASE = frozenset({"check", "diffsettings", "findstatic", "graphql_schema", "help", "makemessages", "makemigrations", "spectacular", "version"})
LAYS_OUT_ITSELF = "prepare"


def before(arguments: list[str]) -> None:
    """Start the embedded server unless DATABASE_URL names one, and lay out what is missing. Exits with a message when that fails."""
    command = arguments[1] if len(arguments) > 1 else "help"
    if command.startswith("-") or "--help" in arguments or command in WITHOUT_DATABASE:
        return
    embedded = not os.environ.get("DATABASE_URL")
    if embedded:
        use_embedded()
    if command != LAYS_OUT_ITSELF:
        lay_out(always=embedded)


def use_embedded() -> None:
    """The development server, for as long as this process runs."""
    try:
        atexit.register(server.hold(DEVELOPMENT).release)
    except EmbeddedError as reason:
        sys.exit(f"{reason}")


def lay_out(*, always: bool) -> None:
    """Bring the embedded database up to date; a named one only when it is empty, else say that it is behind."""
    import django
    import psycopg

    django.setup()
    try:
        _lay_out(always=always)
    except psycopg.OperationalError as reason:
        sys.exit(f"The database cannot be used: {reason}")


def _lay_out(*, always: bool) -> None:
    from django.conf import settings

    from config import preparation

    if preparation.make_database(settings.DATABASE_URL) or always or preparation.laid_out() is None:
        preparation.prepare(say=lambda line: print(line, "…", file=sys.stderr, flush=True))
    elif preparation.laid_out() != preparation.fingerprint():
        print("The database is not as this version lays it out; `manage.py prepare` brings it up to date.", file=sys.stderr)
    preparation.make_queue(settings.BROKER_URL)
