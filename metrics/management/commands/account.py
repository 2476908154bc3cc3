"""`manage.py account suspend|resume|close|reopen|erase|export SLUG`: an operator's hand on one account."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from metrics import archive
from tenants import ending, life, schemas
from tenants.commands import CHECKS
from tenants.errors import Refused
from tenants.models import Account


def suspend(account: Account) -> str:
    life.suspend(account, by=None)
    return f"{account} is suspended. Its owners can come in, and cannot resume it."


def resume(account: Account) -> str:
    life.resume(account, by=None)
    return f"{account} is open again."


def close(account: Account) -> str:
    life.close(account, by=None)
    return f"{account} is closed, and will be erased after {account.erase_after:%Y-%m-%d %H:%M} UTC."


def reopen(account: Account) -> str:
    life.reopen(account, by=None)
    return f"{account} is no longer closed{'' if account.suspended_at is None else ', and is suspended as before'}."


def erase(account: Account) -> str:
    ending.erase(account)
    return f"{account} is gone."


def export(account: Account) -> str:
    with schemas.inside(account):
        asked = archive.request(by=None)
        archive.perform(asked.pk)
        asked.refresh_from_db()
        path = archive.file_of(asked)
    if path is None:
        raise CommandError("A worker is writing an export of this account already.")
    return f"{path}\n{asked.rows} rows, {asked.bytes} bytes, SHA-256 {asked.sha256}; removed after {asked.expires_at:%Y-%m-%d %H:%M} UTC."


ACTIONS: dict[str, Callable[[Account], str]] = {act.__name__: act for act in (suspend, resume, close, reopen, erase, export)}


class Command(BaseCommand):
    requires_system_checks = CHECKS
    help = "Suspend or resume an account, close it or take it back, erase it when its time is over, or export everything it has."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("slug", help="The account's address: /a/SLUG/")

    def handle(self, *, action: str, slug: str, **options: Any) -> None:
        account = Account.objects.filter(slug=slug).first()
        if account is None:
            raise CommandError(f"There is no account {slug}.")
        try:
            self.stdout.write(ACTIONS[action](account))
        except Refused as refused:
            raise CommandError(refused.message) from refused
