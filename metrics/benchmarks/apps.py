from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "metrics.benchmarks"
    label = "benchmarks"
    verbose_name = "Benchmarks"
