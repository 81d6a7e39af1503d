"""The line to a foreign service: nobody without a certificate is believed, and certificates are read once."""

import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from careregister import outside
from careregister.outside import lines

from .certificates import own_certificate

MAKES_ITS_OWN = ("httpx.Client(", "httpx.get(", "httpx.post(", "httpx.create_ssl_context(")


def test_a_certificate_that_nobody_vouches_for_is_not_believed(tmp_path: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own_certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def answer() -> None:
            taken, _address = server.accept()
            with taken, pytest.raises((ssl.SSLError, OSError)):
                context.wrap_socket(taken, server_side=True)

        waiting = threading.Thread(target=answer)
        waiting.start()
        with lines.client(5.0) as client, pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            client.get(f"https://127.0.0.1:{port}/")
        waiting.join(5)


def test_certificates_are_read_once_whoever_asks_first():
    lines._read.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        read = [found.result() for found in [threads.submit(lines.trusted) for _ in range(8)]]
    assert {id(one) for one in read} == {id(lines.trusted())}
    assert (lines.trusted().verify_mode, lines.trusted().check_hostname) == (ssl.CERT_REQUIRED, True)


def test_nobody_else_in_the_room_makes_a_line():
    files = [one for one in Path(outside.__path__[0]).rglob("*.py") if "tests" not in one.parts]
    made = [one.name for one in files for way in MAKES_ITS_OWN if way in one.read_text()]
    assert sorted(set(made)) == ["lines.py"]
