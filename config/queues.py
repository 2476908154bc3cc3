"""Celery's settings: where tasks wait, who takes them, and what runs by the clock."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config import env
from config.embedded.places import DEVELOPMENT

__all__ = [
    "BROKER_URL",
    "CELERY_BEAT_SCHEDULE",
    "CELERY_BEAT_SCHEDULER",
    "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP",
    "CELERY_BROKER_TRANSPORT_OPTIONS",
    "CELERY_BROKER_URL",
    "CELERY_TASK_ACKS_LATE",
    "CELERY_TASK_DEFAULT_QUEUE",
    "CELERY_TASK_IGNORE_RESULT",
    "CELERY_TASK_REJECT_ON_WORKER_LOST",
    "CELERY_TASK_ROUTES",
    "CELERY_TIMEZONE",
    "CELERY_WORKER_ENABLE_REMOTE_CONTROL",
    "CELERY_WORKER_HIJACK_ROOT_LOGGER",
    "CELERY_WORKER_PREFETCH_MULTIPLIER",
]

VISIBILITY_SECONDS = 600
"""A task that is not acknowledged by then is given to another worker; tasks are split so as to stay well below."""

POSTGRES_QUEUE: dict[str, Any] = {
    "init_extension": False,
    "use_notify": True,
    "wait_time_seconds": 0,
    "notify_throttle_interval_ms": 0,
    "visibility_timeout": VISIBILITY_SECONDS,
}


def beside(database_url: str) -> str:
    """The queue's database: beside the given one, on the same server."""
    before, mark, options = database_url.partition("?")
    return f"{before}_broker{mark}{options}"


def transport(url: str) -> tuple[str, dict[str, Any]]:
    """Celery's broker address and options for what BROKER_URL says: postgres://…, redis://…, amqp://…, memory://."""
    scheme = url.partition("://")[0]
    if scheme in ("postgres", "postgresql"):
        words = make_conninfo("", **{k: str(v) for k, v in conninfo_to_dict(url).items()})  # PGMQ overlooks a socket that a URL names
        return "pgmq://localhost", {**POSTGRES_QUEUE, "conn_string": words}
    if scheme in ("redis", "rediss"):
        return url, {"visibility_timeout": VISIBILITY_SECONDS}
    if scheme in ("amqp", "amqps", "memory"):
        return url, {}
    raise env.BadEnvironment(f"BROKER_URL must start with redis://, amqp:// or postgres://, not {env.masked(url)!r}.")


BROKER_URL = env.text("BROKER_URL") or beside(env.text("DATABASE_URL", DEVELOPMENT.url("plumbline")))
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = transport(BROKER_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"

CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "tenants.*": {"queue": CELERY_TASK_DEFAULT_QUEUE},
    "tickets.*": {"queue": "ingest"},
    "surveys.*": {"queue": "surveys"},
    "metrics.*": {"queue": "recompute"},
    "exports.*": {"queue": "exports"},
    "customers.*": {"queue": "exports"},
    "accounts.*": {"queue": "exports"},
    "reports.*": {"queue": "exports"},
}

# Kept in memory: every entry is idempotent and only makes up for what was missed, so nothing is lost when beat restarts.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "recompute": {"task": "metrics.recompute_all", "schedule": 300.0},
    "tidy": {"task": "exports.tidy_all", "schedule": 900.0},
    "ends": {"task": "accounts.erase_due", "schedule": 3600.0},
    "reports": {"task": "reports.sweep", "schedule": 300.0},
    "sweep": {"task": "tickets.sweep_sla_all", "schedule": 300.0},
    "benchmarks": {"task": "metrics.freeze_benchmarks", "schedule": 6 * 3600.0},
    "domains": {"task": "tenants.recheck_domains", "schedule": 6 * 3600.0},
}
