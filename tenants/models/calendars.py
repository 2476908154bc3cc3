"""When an account is open."""

from __future__ import annotations

from django.db import models

from .accounts import Account


def office_hours() -> dict[str, list[list[str]]]:
    """Monday to Friday, nine to five: what an account has until it says otherwise."""
    return {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class CalendarScope(models.TextChoices):
    """Whose opening hours a calendar holds: everybody's, or those of one team or channel."""

    DEFAULT = "default"
    TEAM = "team"
    CHANNEL = "channel"


class BusinessCalendar(models.Model):
    """One version of a calendar: weekly hours in local time, and days on which it is closed, from a local day on.

    Each account has a default calendar; a team or channel may have its own. A version ends where the next one begins.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="calendars")
    scope = models.CharField(max_length=10, choices=CalendarScope.choices, default=CalendarScope.DEFAULT, db_default=CalendarScope.DEFAULT)
    key = models.TextField(default="", db_default="", help_text="The team's or channel's key as the source writes it; '' for the default.")
    valid_from = models.DateField(null=True, help_text="The local day on which this version begins; NULL for since ever.")
    weekly_hours = models.JSONField(default=office_hours, help_text='{"mon": [["09:00", "17:00"]], …}')
    holidays = models.JSONField(default=list, help_text='["2026-12-25", …]')
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "scope", "key", "valid_from"), nulls_distinct=False, name="calendar_version_once"),
            models.CheckConstraint(
                condition=models.Q(scope=CalendarScope.DEFAULT, key="") | ~models.Q(scope=CalendarScope.DEFAULT) & ~models.Q(key=""),
                name="calendar_scope_has_key",
            ),
        )
