"""A mail server of the test's own, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from tools.ports import free_port


@contextmanager
def running(handler: Any, **options: Any) -> Iterator[int]:
    """The port at which `handler` takes mail while the block lasts."""
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
