"""The end of an account: after the grace period all of it goes, step by step, each of which may be done again after a crash.

First a tombstone, then the doors: members, keys, grants and invitations. Then what is published and what other apps keep
(settings.ACCOUNT_ERASERS), then the files, and last, in one transaction, the schema and every row of the public schema that belongs
to the account, its own among them. Until that transaction the account is found again by the next sweep (docs/adr/0094).
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from psycopg import sql

from tenants import grants, schemas
from tenants.errors import Refused
from tenants.models import Account, ApiKey, Grant, Invitation, Membership, Tombstone

logger = logging.getLogger(__name__)
_LOCK = 0x706C756D63


def erase_due(*, now: datetime | None = None) -> int:
    """Erase every account whose grace period is over, those that were begun among them. Returns how many are gone now.

    One that fails is reported and left to the next sweep; the others are erased all the same.
    """
    gone = 0
    for account in Account.objects.filter(erase_after__lte=now or timezone.now()).order_by("erase_after"):
        try:
            erase(account, now=now)
            gone += 1
        except Exception:
            logger.exception("Account %s could not be erased; the next sweep carries on.", account.slug)
    return gone


def erase(account: Account, *, now: datetime | None = None) -> Tombstone:
    """Erase a closed account whose grace period is over, or carry on where a crash left it. `Refused` NOT_DUE otherwise."""
    with schemas.outside():
        fresh = Account.objects.filter(pk=account.pk).first()
        if fresh is None:
            return Tombstone.objects.get(number=account.pk)
        if fresh.closed_at is None or fresh.erase_after is None or fresh.erase_after > (now or timezone.now()):
            raise Refused("Only a closed account is erased, when its grace period is over.", code="NOT_DUE")
        for step in STEPS:
            step(fresh)
        return Tombstone.objects.get(number=account.pk)


def bury(account: Account) -> None:
    """Note that this account is going."""
    Tombstone.objects.get_or_create(number=account.pk, defaults={"slug": account.slug, "schema_name": account.schema_name})


def shut_the_doors(account: Account) -> None:
    """Nobody comes in any more, by whatever way, and no agency reads what was published."""
    with transaction.atomic():
        for model in (Membership, ApiKey, Invitation, Grant):
            model._default_manager.filter(account=account).delete()
        grants.readers_changed(account)


def erase_elsewhere(account: Account) -> None:
    """What the apps above keep of the account outside its schema: they are told of it, and find it themselves."""
    for path in settings.ACCOUNT_ERASERS:
        import_string(path)(account)


def remove_files(account: Account) -> None:
    """Uploads, rejects and exports: everything below the account's folder."""
    folder = Path(settings.MEDIA_ROOT) / "accounts" / account.schema_name
    if folder.exists():
        shutil.rmtree(folder)


def remove_rows(account: Account) -> None:
    """The schema, and every row of the public schema that belongs to the account: all at once, so that neither is left without the other."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(account.schema_name)))
        for model, column in owned():
            cursor.execute(sql.SQL("DELETE FROM public.{} WHERE {} = %s").format(sql.Identifier(model._meta.db_table), sql.Identifier(column)), [account.pk])
        Account.objects.filter(pk=account.pk).delete()
        Tombstone.objects.filter(number=account.pk, erased_at=None).update(erased_at=timezone.now())


STEPS = (bury, shut_the_doors, erase_elsewhere, remove_files, remove_rows)


def owned() -> Iterator[tuple[type[models.Model], str]]:
    """Models of the public schema whose rows name their account by its number without a foreign key, and the column; what has a key goes with its account."""
    for model in apps.get_models():
        if model._meta.app_config.name in settings.SHARED_APPS:
            for each in model._meta.concrete_fields:
                if not each.is_relation and each.column in ("account", "account_id"):
                    yield model, str(each.column)
