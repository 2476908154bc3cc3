from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "metrics.published"
    label = "published"
    verbose_name = "Published"
