"""What remains of an account that is gone."""

from __future__ import annotations

from django.db import models


class Tombstone(models.Model):
    """An account that was erased, or whose erasure has begun: no name, no people, nothing it held. Its address is kept from strangers for a while."""

    number = models.BigIntegerField(primary_key=True, help_text="The number that the account had.")
    slug = models.SlugField(max_length=40, db_index=True)
    schema_name = models.CharField(max_length=63)
    erased_at = models.DateTimeField(null=True, help_text="When the last of it was gone; NULL while it is being erased.")
