"""The Celery application: `celery -A config.celery worker|beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("plumbline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["tenants", "tickets", "surveys", "metrics", "metrics.archive", "metrics.reports"])
app.autodiscover_tasks(["tenants"], related_name="background")
