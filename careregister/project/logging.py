"""Logs: one JSON object a line, in UTC, with a request id, and nothing about people in them."""

import re
from typing import Any

import structlog

# Values under these names never reach a log, whoever logs them.
_MASKED = ("password", "email", "token", "secret", "code", "name", "q", "date_of_birth", "cookie", "authorization")

# Links that were mailed carry a key that lets in whoever has it.
_KEYS_IN_ADDRESSES = re.compile(r"(/account/(?:password/reset|email/confirm)/)[^/\s\"']*[-:][^/\s\"']*")
_LINKS = re.compile(r"(/(?:asked|answer)/)[\w-]{20,}")

# Whose entry or record was looked at, by whichever address: nobody's business afterwards.
_NUMBERS_IN_ADDRESSES = re.compile(r"(/(?:register|staff/registrants)/)(?=[^/\s]*\d)[^/\s\"'?]+")

# The same for applications, and for letters of somebody.
_FILES = re.compile(r"(/staff/(?:applications/(?=[A-Z0-9]{4}-)|letters/(?:of/)?(?=[0-9a-f]{8}-)))[^/\s\"'?]+")

# What was asked, where an address of ours stands among other words.
_QUERIES = re.compile(r"((?:^|[\s\"'(])/[^\s\"'?]*|https?://[^\s\"'?]+)\?[^\s\"']*")


def mask(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    for key in event:
        if key.lower() in _MASKED and not isinstance(event[key], int):  # an HTTP status is called `code` too
            event[key] = "(masked)"
    if isinstance(request := event.get("request"), str):
        event["request"] = request.partition("?")[0]
    for key in event:
        event[key] = _clean(event[key])
    return event


def _clean(value: Any) -> Any:
    """Addresses in a text, or in what a list or a mapping holds, without keys, numbers and queries."""
    if isinstance(value, str):
        shown = _KEYS_IN_ADDRESSES.sub(r"\1(masked)", _QUERIES.sub(r"\1", value))
        shown = _FILES.sub(r"\1(masked)", _LINKS.sub(r"\1(masked)", shown))
        return _NUMBERS_IN_ADDRESSES.sub(r"\1(masked)", shown)
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return value


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[
        *_SHARED,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                mask,  # last, when sentences and tracebacks are put together
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": [*_SHARED, structlog.processors.format_exc_info],
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        # What ran and how it ended is in its own tables; a line for each, every minute, hides what matters.
        "procrastinate": {"level": "WARNING"},
        "pikepdf": {"level": "ERROR"},  # what is odd about somebody’s paper is for nobody’s log
        "httpx": {"level": "WARNING"},  # it would write down whom we ask the outside about
        "stripe": {"level": "WARNING"},  # likewise
        "fontTools": {"level": "WARNING"},  # it would write down the letters of a name on a receipt
        "django.server": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["out"], "level": "ERROR", "propagate": False},
    },
}
