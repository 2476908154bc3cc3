"""What accounts publish: how each stands, and its mergeable states in blocks. In the public schema, small, and gone with the last reader."""

from __future__ import annotations

from django.db import models

from tenants.models import Account


class PublishedAccount(models.Model):
    """How an account that publishes stands: everything that a number needs beside its states. Without a row nothing is published."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="+")
    layout = models.CharField(max_length=16, help_text="Of its blocks; one of another version of the code cannot be read until it is published anew.")
    marks = models.JSONField(default=dict, help_text="The fingerprint of each measure's states, by the measure's key.")
    stale = models.JSONField(default=list, help_text="Keys of measures whose states are of an older definition.")
    lacking = models.JSONField(default=list, help_text="Keys of inputs that the account never sent.")
    began = models.JSONField(default=dict, help_text="The first day with facts, by the key of each KPI that counts up.")
    targets = models.JSONField(default=list, help_text="Targets overall and by canonical channel: kpi, value, upper, dimension, key, since, start, due.")
    currency = models.CharField(max_length=3, null=True)
    as_of = models.DateTimeField(null=True, help_text="When the states were computed.")
    published_at = models.DateTimeField(auto_now=True)


class PublishedBlock(models.Model):
    """The states of all published measures of an account in one canonical channel (0: all) over a month's days, or a year's months.

    `counts`: whole numbers of one width (1, 2 or 4 bytes), a run of days (or months) for each lane of `metrics.published.layout`.
    `sums`: records of what does not count but adds. `hist`: little-endian u16, bucket << 5 | count, in the order of days and lanes, so that
    days that nobody asks for can be cut off.
    """

    class Grain(models.IntegerChoices):
        DAY = 1
        MONTH = 2

    pk = models.CompositePrimaryKey("account_id", "grain", "channel", "block")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, db_index=False, related_name="+")
    grain = models.SmallIntegerField(choices=Grain.choices)
    channel = models.SmallIntegerField()
    block = models.DateField(help_text="The first day of the month, or of the year.")
    counts = models.BinaryField()
    sums = models.BinaryField()
    hist = models.BinaryField()
