"""Requests of a browser are answered while its story runs. A page that asks once more when its story has ended (a script
that saves, a picture that loads late) would otherwise be answered from the next test's database."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_LONGEST_SECONDS = 20.0
_changed = threading.Condition()
_state = {"open": False, "inside": 0}


def gate(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware: what comes to the main thread (a test's own client) passes; what comes to the server's threads
    passes while a story runs."""

    def pass_or_not(request: HttpRequest) -> HttpResponseBase:
        if threading.current_thread() is threading.main_thread():
            return get_response(request)
        with _changed:
            if not _state["open"]:
                return HttpResponse("The story has ended.", status=503, content_type="text/plain")
            _state["inside"] += 1
        try:
            _leave_the_last_clone()
            return get_response(request)
        finally:
            with _changed:
                _state["inside"] -= 1
                _changed.notify_all()

    return pass_or_not


def _leave_the_last_clone() -> None:
    """A thread of the server keeps its connection from request to request, until another clone's turn comes."""
    kept = connection.connection
    if kept is not None and (kept.closed or kept.info.dbname != connection.settings_dict["NAME"]):
        connection.close()


@contextmanager
def opened() -> Iterator[None]:
    """The gate is open; at the end it closes, and whoever is inside is waited for."""
    with _changed:
        _state["open"] = True
    try:
        yield
    finally:
        with _changed:
            _state["open"] = False
            _changed.wait_for(lambda: not _state["inside"], timeout=_LONGEST_SECONDS)
