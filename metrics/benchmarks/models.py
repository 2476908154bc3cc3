"""What is kept of each quarter: who took part and where, and what may be shown. Nothing of what anybody contributed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tenants.models import Account


class Quarter(models.Model):
    """A quarter of the calendar whose cohorts are formed; never formed again."""

    start = models.DateField(primary_key=True)
    frozen_at = models.DateTimeField(auto_now_add=True)


class Member(models.Model):
    """An account that took part in a quarter, and the finest cohort it belongs to. Gone when the account stops sharing."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="members", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    node = ArrayField(models.CharField(max_length=30), help_text="Industry, business model, size, mix of channels, as far as they are known.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("quarter", "account"), name="member_once_a_quarter"),)


class Cohort(models.Model):
    """The quartiles of one KPI in one cohort, rounded, as they are shown."""

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="cohorts", db_index=False)
    kpi = models.CharField(max_length=80)
    version = models.CharField(max_length=40, help_text="Of the shipped definition by which it was counted.")
    node = ArrayField(models.CharField(max_length=30))
    accounts = models.IntegerField(help_text="How many contributed, rounded down to tens; all clients of one agency count once.")
    p25 = models.FloatField()
    p50 = models.FloatField()
    p75 = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("quarter", "kpi", "node"), name="cohort_once_a_quarter"),)
