"""What a letter or a text says: the code in it, and the links."""

import re

from tests.harness.letterbox import Received


def code_in(letter: Received) -> str:
    found = re.search(r"\b\d{6}\b", letter.body)
    assert found, letter
    return found[0]


def link_in(letter: Received, start: str = "/account/code/") -> str:
    """The first link of ours that begins so, without the host."""
    found = re.search(rf"https?://[^/\s]+({re.escape(start)}\S+)", letter.body)
    assert found, letter
    return found[1]
