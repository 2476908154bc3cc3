from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "metrics.published"
    label = "published"
    verbose_name = "Published"

    def ready(self) -> None:
        from . import checks  # noqa: F401
