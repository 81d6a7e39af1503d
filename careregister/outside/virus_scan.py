"""Asking ClamAV whether a file is known to do harm (CAREREGISTER_CLAMAV).

unix:///run/clamav/clamd.ctl        tcp://host:3310        empty: nobody is asked
"""

import socket
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import clamd
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SILENCE_SECONDS = 20.0  # the longest clamd may say nothing: it looks only once it has the whole file


class Unavailable(Exception):
    """Nobody can know: it is away, too slow, or could not look at this file."""


def is_configured() -> bool:
    return bool(settings.CLAMAV)


def found_in(file: BinaryIO) -> str:
    """The name of what was found in the file, empty when nothing was. Read from the start; Unavailable.

    Empty as well where no scanner is set up, which `check --deploy` warns of.
    """
    if not is_configured():
        return ""
    file.seek(0)
    try:
        verdict, name = _scanner().instream(file)["stream"]
    except (clamd.ClamdError, OSError, LookupError, TypeError, ValueError) as problem:
        raise Unavailable(str(problem)) from problem
    finally:
        file.seek(0)
    if verdict == "FOUND":
        return name or "unnamed"
    if verdict != "OK":
        raise Unavailable(f"{verdict} {name}")
    return ""


def _scanner() -> clamd.ClamdNetworkSocket:
    address = urlsplit(settings.CLAMAV)
    if address.scheme == "unix" and address.path:
        return _Scanner(socket.AF_UNIX, address.path)
    if address.scheme == "tcp" and address.hostname:
        where = (address.hostname, address.port or 3310)
        return _Scanner(socket.getaddrinfo(*where, type=socket.SOCK_STREAM)[0][0], where)
    raise ImproperlyConfigured("CAREREGISTER_CLAMAV is unix:///path or tcp://host:port")


class _Scanner(clamd.ClamdNetworkSocket):
    """The library's protocol over a line of our own: its own has no time limit while it connects."""

    def __init__(self, family: int, where: Any) -> None:
        super().__init__()
        self._family, self._where = family, where

    def _init_socket(self) -> None:
        self.clamd_socket = _Line(self._family)
        self.clamd_socket.settimeout(SILENCE_SECONDS)
        self.clamd_socket.connect(self._where)


class _Line(socket.socket):
    def send(self, data: Any, flags: int = 0) -> int:
        """All of it: the library does not look how much of a part went, and half a part is another file."""
        self.sendall(data, flags)
        return len(data)
