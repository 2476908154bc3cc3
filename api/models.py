"""Budgets of the GraphQL API, in the public schema."""

from django.db import models


class Bucket(models.Model):
    """A leaky bucket: how many points are in it at an instant. The table is unlogged: after a crash everybody's budget is whole."""

    name = models.TextField(primary_key=True, help_text="Whose: an account's, or one caller's in an account.")
    level = models.FloatField(help_text="Points used, before what has leaked since.")
    at = models.DateTimeField(help_text="When the level was true.")
