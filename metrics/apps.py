"""Wiring: the declarations are checked when Django starts."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"

    def ready(self) -> None:
        from metrics import checks  # noqa: F401
