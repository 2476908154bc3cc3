"""Every model of an account is exported, or left out with a reason; and nothing that opens a door is in it."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import models

from metrics.archive.contents import HIDDEN, INSIDE, LEFT_OUT, OUTSIDE, models_of_accounts

SECRET = re.compile(r"digest|token|secret|salt|password|session", re.IGNORECASE)
HARMLESS = {"tickets.Snapshot.digest": "MD5 of the row as it was sent", "tickets.AiSession": "no field"}


def test_every_model_of_an_account_is_in_an_export_or_left_out_with_a_reason() -> None:
    found = {model._meta.label for model in models_of_accounts()}
    lines = [*INSIDE, *OUTSIDE, *LEFT_OUT]
    missing, strange = sorted(found - set(lines)), sorted(set(lines) - found)
    assert (missing, strange) == ([], []), "Give the model a line in metrics/archive/contents.py."
    assert len(lines) == len(set(lines))
    assert all(LEFT_OUT.values())


def test_models_that_hang_on_a_row_of_an_account_are_found_as_well() -> None:
    found = {model._meta.label for model in models_of_accounts()}
    assert {"tenants.KeyUse", "tenants.Membership", "tickets.Event", "surveys.Answer"} <= found
    assert not {"tenants.User", "tenants.Agency", "tenants.AgencyMembership", "tenants.Brand"} & found


def test_no_secret_is_exported() -> None:
    exported = [apps.get_model(label) for label in (*INSIDE, *OUTSIDE)]
    named = {f"{model._meta.label}.{each.name}" for model in exported for each in model._meta.concrete_fields if SECRET.search(each.name)}
    hidden = {f"{label}.{name}" for label, names in HIDDEN.items() for name in names}
    assert named - hidden - set(HARMLESS) == set()


def test_no_bytes_of_ours_are_exported() -> None:
    for label in (*INSIDE, *OUTSIDE):
        fields = [each for each in apps.get_model(label)._meta.concrete_fields if each.name not in HIDDEN.get(label, ())]
        assert not [each.name for each in fields if isinstance(each, models.BinaryField)], label
