"""How files come in: never more of one than it may have, and what came beside it is not lost."""

from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from careregister.base.refusals import NotAllowed
from careregister.evidence import arriving

MB = 1024 * 1024


@contextmanager
def posted(size: int, **headers):
    big = BytesIO(b"\xff\xd8\xff" + bytes(size))
    big.name = "big.jpg"
    body = encode_multipart(BOUNDARY, {"before": "one", "proof": big, "after": "two"})
    request = RequestFactory().generic("POST", "/", body, content_type=MULTIPART_CONTENT, **headers)
    try:
        yield request
    finally:
        request.close()


def test_forty_megabytes_are_not_kept_and_the_other_answers_are_there():
    with posted(40 * MB) as request:
        assert (request.POST["before"], request.POST["after"]) == ("one", "two")
        arrived = request.FILES["proof"]
        assert arrived.too_big
        assert len(arrived.file.read()) == 0
        with pytest.raises(NotAllowed) as refused:
            arriving.made_ready([arrived])
    assert refused.value.reason == "file_too_big"


def test_a_file_below_the_limit_arrives_whole_and_has_no_name_on_the_disk():
    with posted(3 * MB) as request:
        arrived = request.FILES["proof"]
        assert not arrived.too_big
        assert (arrived.size, len(arrived.read())) == (3 * MB + 3, 3 * MB + 3)
        assert not Path(str(arrived.file.name)).is_file()


def test_more_than_any_form_may_send_is_not_even_read():
    with posted(10, CONTENT_LENGTH=str(400 * MB)) as request, pytest.raises(RequestDataTooBig):
        request.POST.get("before")
