"""Ports of this machine."""

import socket


def free_port(wanted: int = 0) -> int:
    """`wanted` if nothing listens there now, else any port of 127.0.0.1 that is free."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
