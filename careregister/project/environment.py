"""Reading the environment, with a plain word for what is missing."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCK_WAIT_MS = 3000
STATEMENT_LIMIT_MS = 30_000


def flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def listed(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def number(name: str, otherwise: int) -> int:
    text = os.environ.get(name, "")
    if text and not text.isdigit():
        raise ImproperlyConfigured(f"{name} is a whole number, not {text!r}")
    return int(text) if text else otherwise


def secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. bin/run and bin/manage make one for trying out.")
    return value


def database(name: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://login:password@host:port/name?option=value` address."""
    address = urlsplit(os.environ.get(name, ""))
    if address.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} is not set to a postgresql:// address. bin/run and bin/manage set it.")
    asked = dict(parse_qsl(address.query))
    owner = name == "DATABASE_OWNER_URL"
    # pgtrigger asks for its own setting in every row's trigger; where there is none, each asking is an error caught, and
    # ten thousand bookings in one transaction take minutes instead of a second.
    limits = f"-c lock_timeout={LOCK_WAIT_MS} -c pg_trgm.word_similarity_threshold=0.4 -c pgtrigger.ignore={{}}" + (
        "" if owner else f" -c statement_timeout={STATEMENT_LIMIT_MS}"
    )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": unquote(asked.pop("host", "") or address.hostname or ""),
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**asked, "options": limits},
    }
