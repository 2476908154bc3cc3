"""The API as a Django application: its budgets and its commands."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
