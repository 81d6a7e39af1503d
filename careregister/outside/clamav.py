"""ClamAV's own protocol, by its library."""

import socket
from typing import Any
from urllib.parse import urlsplit

from clamd import ClamdError, ClamdNetworkSocket
from django.core.exceptions import ImproperlyConfigured

__all__ = ["ClamdError", "scanner"]


def scanner(address: str, silence_seconds: float) -> ClamdNetworkSocket:
    """A line to the clamd at `address` that may be silent so long. ImproperlyConfigured for one nobody could mean."""
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path:
        return _Scanner(socket.AF_UNIX, parts.path, silence_seconds)
    if parts.scheme == "tcp" and parts.hostname:
        where = (parts.hostname, parts.port or 3310)
        return _Scanner(socket.getaddrinfo(*where, type=socket.SOCK_STREAM)[0][0], where, silence_seconds)
    raise ImproperlyConfigured("CAREREGISTER_CLAMAV is unix:///path or tcp://host:port")


class _Scanner(ClamdNetworkSocket):
    """The library's protocol over a line of our own: its own has no time limit while it connects."""

    def __init__(self, family: int, where: Any, silence_seconds: float) -> None:
        super().__init__()
        self._family, self._where, self._silence_seconds = family, where, silence_seconds

    def _init_socket(self) -> None:
        self.clamd_socket = _Line(self._family)
        self.clamd_socket.settimeout(self._silence_seconds)
        self.clamd_socket.connect(self._where)


class _Line(socket.socket):
    def send(self, data: Any, flags: int = 0) -> int:
        """All of it: the library does not look how much of a part went, and half a part is another file."""
        self.sendall(data, flags)
        return len(data)
