"""Django settings, from environment variables alone; docs/operations.md lists them."""

import secrets
from pathlib import Path
from platform import node
from typing import Any
from urllib.parse import urlsplit

from config import env
from config.embedded.places import DEVELOPMENT
from config.queues import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / "var"


def _own_secret() -> str:
    """A key of this checkout's own, made once: good for one machine. Several machines share one through SECRET_KEY."""
    kept = STATE_DIR / "secret_key"
    if not kept.exists():
        STATE_DIR.mkdir(exist_ok=True)
        fresh = STATE_DIR / f"secret_key.{secrets.token_hex(8)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.replace(kept)
    return kept.read_text()


# Who may ask
SECRET_KEY = env.text("SECRET_KEY") or _own_secret()
DEBUG = env.boolean("DEBUG", default=False)
SITE_URL = env.origin("SITE_URL")
ALLOWED_HOSTS = [
    ".localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, [node(), urlsplit(SITE_URL).hostname]),
    *env.words("ALLOWED_HOSTS"),
]
TXT_RESOLVER = "tenants.dns.txt"  # asks whether a host name is an agency's

# What is stored where
DATABASE_URL = env.text("DATABASE_URL", DEVELOPMENT.url("plumbline"))
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        **env.database("DATABASE_URL", DATABASE_URL),
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }
}
if env.boolean("DATABASE_POOL", default=False):  # the web server sets it; commands and workers hold one connection each
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "media")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
IMPORT_MAX_BYTES = env.integer("IMPORT_MAX_MB", default=1024, least=1, most=1024 * 1024) * 1024 * 1024

# Accounts: one schema each, cloned from a template schema
TENANT_MODEL = "tenants.Account"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_BASE_SCHEMA = "template"
TENANT_CREATION_FAKES_MIGRATIONS = True
AUTH_USER_MODEL = "tenants.User"

SHARED_APPS = [
    "django_tenants",
    "tenants",
    "config",
    "api",
    "metrics.published",
    "metrics.benchmarks",
    "metrics.reports",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "rest_framework",
    "drf_spectacular",
]
TENANT_APPS = ["tickets", "surveys", "metrics"]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]

# From a request to its answer
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
MIDDLEWARE = [
    "tenants.hosts.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.security.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenants.hosts.ReachMiddleware",
    "tenants.middleware.AccountMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

# Counting log-in attempts: by each process for itself, or together where there is a Redis
if BROKER_URL.startswith("redis"):  # noqa: F405
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": BROKER_URL, "KEY_PREFIX": "plumbline"}}  # noqa: F405

# The web application's files
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/"

# Keeping strangers out
ENCRYPTED = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = ENCRYPTED
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = ENCRYPTED
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
CSRF_FAILURE_VIEW = "config.security.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENCRYPTED else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.boolean("BEHIND_PROXY", default=False):  # a proxy of ours sets X-Forwarded-Proto and drops what clients send
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the limits on signing up and logging in count clients, not the proxy

# Signing up and logging in, by e-mail and password, through the JSON interface alone
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "tenants.signing_up.Adapter"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
HEADLESS_ONLY = True
HEADLESS_ADAPTER = "tenants.branding.FrontendAddresses"
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{SITE_URL}/verify-email/{{key}}",
    "account_reset_password": f"{SITE_URL}/reset-password",
    "account_reset_password_from_key": f"{SITE_URL}/reset-password/{{key}}",
    "account_signup": f"{SITE_URL}/sign-up",
}

# E-mail
globals().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Plumbline <plumbline@localhost>")
EMAIL_TIMEOUT = 10

# Facts: what else is derived from touched tickets, in the same transaction, and which task follows
FACT_DERIVERS = ["surveys.facts.derive", "tickets.ingest.rows.touch_days", "metrics.snapshots.bearing.touch_days"]
AFTER_DERIVE = "metrics.recompute"

# Rows beside tickets: kinds that apps declare, and what is told of tickets that have come in, in the same transaction
ROW_KINDS = ["surveys.rows.KINDS"]
AFTER_TICKETS = ["tickets.ingest.rows.link"]

# The end of an account: what apps keep of it outside its schema and folder goes by these, called with the account, as often as it takes
ACCOUNT_ERASERS = ["metrics.archive.endings.erase_editions"]

# Customers' erasure: free text by model, and the tags and custom fields that an account's own KPIs count by
FREE_TEXT = ["tickets.ingest.silencing.FREE_TEXT", "surveys.personal.FREE_TEXT"]
FILES_OF_CUSTOMERS = ["metrics.archive.exports.lapse_all"]
COUNTED_ATTRIBUTES = "metrics.archive.counted.counted_attributes"

# Grants: what is told, in the same transaction, that others than before may read what an account publishes
AFTER_GRANTS = ["metrics.published.readers_changed", "metrics.benchmarks.readers_changed"]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {"TITLE": "Plumbline", "DESCRIPTION": "Facts in bulk: events and imports.", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.choice("LOG_LEVEL", default="INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django_tenants": {"level": "WARNING"},
        "celery": {"level": "INFO"},
        "kombu": {"level": "WARNING"},
        "pgmq": {"level": "WARNING"},
    },
}
