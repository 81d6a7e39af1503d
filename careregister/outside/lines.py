"""The line to a foreign service: no proxy from the environment, no redirects, and certificates that were read once."""

import ssl
from functools import lru_cache
from threading import Lock

import httpx

_one_at_a_time = Lock()


def client(timeout: httpx.Timeout | float) -> httpx.Client:
    """A client of its own for a few calls: `with` closes it."""
    return httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=trusted())


def trusted() -> ssl.SSLContext:
    """The certificates we believe, read once in each process: reading them takes longer than asking."""
    with _one_at_a_time:
        return _read()


@lru_cache(maxsize=1)
def _read() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
