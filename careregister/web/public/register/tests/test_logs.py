"""What is looked for leaves no trace in the logs."""

import io
import json
import logging

import pytest
from django.test import Client

from careregister.project.logging import mask
from careregister.register import queries

ASKED = {
    "GET /register/?q=grace+adeyemi": "GET /register/",
    "GET /register/CR123456786/": "GET /register/(masked)/",
    "POST /register/CR123456786/name/": "POST /register/(masked)/name/",
    "GET /register/cr%20123%20456%20786/?by=x": "GET /register/(masked)/",
    "GET /register/person/?ask=abc": "GET /register/person/",
    "GET /register/data/figures.csv": "GET /register/data/figures.csv",
    "GET /register/private-check/": "GET /register/private-check/",
    "GET /staff/registrants/CR123456786/holds/": "GET /staff/registrants/(masked)/holds/",
    "GET /staff/applications/RKJY-TGRW/note/": "GET /staff/applications/(masked)/note/",
    "GET /staff/letters/of/6f239df2-1850-4249-9550-21543f32657a/": "GET /staff/letters/of/(masked)/",
    "GET /staff/letters/": "GET /staff/letters/",
    "GET /account/password/reset/3f-c0ffee-12/": "GET /account/password/reset/(masked)/",
    "GET /account/email/confirm/MQ:1a:secret/": "GET /account/email/confirm/(masked)/",
}


@pytest.mark.parametrize("request_line", ASKED)
def test_neither_name_nor_number_is_logged(request_line):
    assert mask(None, "info", {"request": request_line})["request"] == ASKED[request_line]


@pytest.mark.parametrize("key", ["event", "exception", "positional_args", "stack"])
def test_no_value_of_a_line_holds_a_number_or_a_key(key):
    text = "Forbidden: /register/CR123456786/ and /staff/registrants/CR%20123/ '/account/email/confirm/MQ:1a:k/'"
    for value in (text, (text,), {"deep": [text]}):
        said = json.dumps(mask(None, "info", {key: value}))
        assert "123" not in said
        assert "1a:k" not in said
        assert "/register/(masked)/" in said


@pytest.fixture
def logged():
    """The lines as they are written, of every logger that has the handler."""
    out = io.StringIO()
    handlers = {h for name in ("", "django.request", "django.server") for h in logging.getLogger(name).handlers}
    ours = [h for h in handlers if isinstance(h, logging.StreamHandler) and "Processor" in type(h.formatter).__name__]
    kept = [(handler, handler.setStream(out)) for handler in ours]
    yield out
    for handler, stream in kept:
        handler.setStream(stream)


LOOKED_FOR = {
    "/register/CR123456786/name/": "CR123456786",
    "/staff/registrants/CR123456786/holds/": "CR123456786",
    "/account/password/reset/3f-c0ffee-12/": "c0ffee",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", LOOKED_FOR)
def test_a_refused_form_logs_neither_number_nor_key(logged, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"name": "Grace Adeyemi"})
    assert answer.status_code in (302, 403)
    assert LOOKED_FOR[address] not in logged.getvalue()
    if answer.status_code == 403:
        assert "Forbidden" in logged.getvalue()


@pytest.mark.django_db
def test_a_server_error_logs_neither_number_nor_name(logged, monkeypatch):
    def broken(number, **_asked):
        raise RuntimeError(f"cannot open /register/{number}/")

    monkeypatch.setattr(queries, "entry", broken)
    client = Client(raise_request_exception=False)
    assert client.get("/register/CR123456786/?by=Grace").status_code == 500
    assert "RuntimeError" in logged.getvalue()
    assert "123456786" not in logged.getvalue()
    assert "by=Grace" not in logged.getvalue()
