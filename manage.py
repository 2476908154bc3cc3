#!/usr/bin/env python
"""Django's command-line entry; every command finds a database, embedded unless DATABASE_URL names one."""

import os
import sys

from config import commands


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    commands.before(sys.argv)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
