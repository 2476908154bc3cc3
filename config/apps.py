"""Makes the Celery application the one that tasks are sent through, in every process that loads Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import celery  # noqa: F401
