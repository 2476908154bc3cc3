"""Sets the benchmark up: a database of its own on the product's server, so that nobody's data is touched."""

import os
from urllib.parse import urlsplit, urlunsplit

DATABASE = "plumbline_bench"


def prepare() -> None:
    """Django, configured for the benchmark's database, which is made and laid out when it is missing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    from config import commands
    from config.embedded.places import DEVELOPMENT

    given = os.environ.get("DATABASE_URL")
    if not given:
        commands.use_embedded()
    address = urlsplit(given or DEVELOPMENT.url("plumbline"))
    os.environ["DATABASE_URL"] = urlunsplit(address._replace(path=f"/{DATABASE}"))
    commands.lay_out(always=True)


def enter() -> None:
    """Django in a process that a prepared one started: the environment says everything."""
    import django

    django.setup()
