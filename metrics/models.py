"""Mergeable daily and monthly states, the ledger of what is filled, and the account's targets."""

from typing import Any

from django.db import models


class Series(models.Model):
    """One version of one measure. Editing a declaration changes its fingerprint, so a new series begins."""

    id = models.AutoField(primary_key=True)
    measure = models.TextField()
    fingerprint = models.CharField(max_length=16)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("measure", "fingerprint"), name="series_once"),)


class Snapshot(models.Model):
    """The states of one series on one local day (or month), for every value of one dimension.

    Dimension 0 has one value, 0: all tickets. Each value is split by resolver (0: nobody), so every reading has its AI
    and human parts. Both columns are runs that concatenate: joining those of many days is merging them.
    """

    class Grain(models.IntegerChoices):
        DAY = 1
        MONTH = 2

    pk = models.CompositePrimaryKey("series_id", "grain", "dimension", "day")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, db_index=False)
    grain = models.SmallIntegerField(choices=Grain.choices)
    dimension = models.SmallIntegerField()
    day = models.DateField(help_text="The day, or the month's first.")
    cells = models.BinaryField(help_text="Records of the measure's aggregate: value (a Label's id, an hour of the week, or 0), resolver, its numbers.")
    hist = models.BinaryField(null=True, help_text="Little-endian u32, bucket << 21 | count, cell after cell.")


class FilledDay(models.Model):
    """The ledger: this series has its states for this day."""

    pk = models.CompositePrimaryKey("series_id", "day")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, db_index=False)
    day = models.DateField()


class Recompute(models.Model):
    """One run of recompute, for its progress and the account's freshness."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    days_total = models.IntegerField(default=0)
    days_done = models.IntegerField(default=0)


class UnpublishedDay(models.Model):
    """A local day whose states were written since the account last published them; noted in the transaction that wrote them."""

    day = models.DateField(primary_key=True)


class Target(models.Model):
    """What the account wants of one KPI, overall or of one segment: at least or at most, as the KPI's direction says; a range for
    a band. With `due` it is a goal for that day, and the way there begins on `since` at `start`."""

    kpi = models.CharField(max_length=60)
    dimension = models.SmallIntegerField(default=0, help_text="The segment's dimension; 0 for all tickets.")
    key = models.TextField(default="", help_text="The segment's key in that dimension.")
    value = models.FloatField(help_text="Rates as fractions, durations in seconds.")
    upper = models.FloatField(null=True, help_text="The upper end, for a KPI that wants a band.")
    since = models.DateField(null=True)
    start = models.FloatField(null=True)
    due = models.DateField(null=True)
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kpi", "dimension", "key"), name="target_once_per_segment"),)


class Pin(models.Model):
    """A KPI on the account's scorecard, in its place."""

    kpi = models.CharField(max_length=60, unique=True)
    place = models.SmallIntegerField()


class Scorecard(models.Model):
    """How many KPIs the account's scorecard holds. At most one row; without one the cap is six."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    cap = models.SmallIntegerField(default=6)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="scorecard_once"),)


class Definition(models.Model):
    """One version of what an account means by a KPI: a shipped one with its parameters and a narrower population, or one of its own.
    Never changed once it is made, except that it becomes ready, when all its states are computed, and may be retired."""

    key = models.CharField(max_length=60)
    number = models.IntegerField(help_text="Of a shipped KPI, from the number after the shipped one; of an own KPI, from 1.")
    values = models.JSONField(default=dict, help_text="The parameters' values, by key.")
    population = models.JSONField(default=list, help_text="Conditions that narrow it, as they were written.")
    expression = models.JSONField(null=True, help_text="Of an own KPI, all of it as it was written.")
    compiled = models.JSONField(default=dict, help_text="What is stored and read, with labels as their ids.")
    fingerprint = models.CharField(max_length=16)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.TextField()
    ready_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.TextField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "number"), name="definition_once_per_number"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises TypeError for one that is stored already."""
        if self.pk is not None:
            raise TypeError(f"Version {self.number} of {self.key} is made; a change is a new version.")
        super().save(*args, **kwargs)
