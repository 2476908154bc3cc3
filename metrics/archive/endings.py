"""What an account leaves in others' hands when it is erased: the numbers of it in the reports of its agencies."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction

from tenants.models import Account

NOTE = "An account that was in it has been erased, so this edition is shown no more."


def erase_editions(account: Account) -> None:
    """Take the documents and files from every edition that shows the account among others; those on it alone go with it."""
    editions = apps.get_model("reports.Edition")._default_manager.filter(accounts__contains=[account.pk])
    with transaction.atomic():
        apps.get_model("reports.EditionFile")._default_manager.filter(edition__in=editions).delete()
        editions.update(document=None, state="withheld", note=NOTE, digest=None)
