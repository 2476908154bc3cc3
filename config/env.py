"""Settings from the environment: every reader refuses nonsense and names the variable that holds it."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")


class BadEnvironment(ValueError):
    """A variable holds something that we cannot use; the message says what would do."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding space; unset and empty mean the default."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    """`true` or `false` (also 1/0, yes/no, on/off)."""
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE + FALSE:
        raise BadEnvironment(f"{name} must be true or false, not {value!r}.")
    return value in TRUE


def integer(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    value = text(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadEnvironment(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in among:
        raise BadEnvironment(f"{name} must be one of {', '.join(among)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """A list separated by commas; empty entries are dropped."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def origin(name: str) -> str:
    """`https://host[:port]` without a path, or an empty string when unset."""
    value = text(name).rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
        raise BadEnvironment(f"{name} must look like https://kpi.example.com, not {value!r}.")
    return value


def database(name: str, url: str) -> dict[str, Any]:
    """
    Django's connection parameters of `postgres://user:password@host:port/name?option=value`.

    A socket directory is named by the option `host`; all other options reach libpq as they are.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:
        raise BadEnvironment(f"{name} must look like postgres://user:password@host:5432/name, not {masked(url)!r}.")
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def email(name: str) -> dict[str, Any]:
    """
    Django's e-mail settings of `console:`, `file:///folder`, or `smtp[+tls|+ssl]://user:password@host:port`.

    Without the variable letters are printed.
    """
    url = text(name, "console:")
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme in ("smtp", "smtp+tls", "smtp+ssl") and parts.hostname:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
            "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        }
    raise BadEnvironment(f"{name} must be console:, file:///folder or smtp://host:25, not {masked(url)!r}.")


def masked(url: str) -> str:
    """The address without its password, for messages."""
    parts = urlsplit(url)
    return url.replace(f":{parts.password}@", ":…@") if parts.password else url
