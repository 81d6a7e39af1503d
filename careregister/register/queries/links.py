"""What a name search hands on, for fifteen minutes: a signed link to a certain entry, and a sealed question about others.

A signed link has the number in it, and opens the entry with its name. A question has the number sealed inside, so that
whoever found a name can ask "is this the right person?" without learning the number that is the answer.
"""

from __future__ import annotations

import base64
import binascii

from django.core import signing

from careregister.base import clock, sealing

SECONDS = 15 * 60
_SALT = "register.name-link"
_PLACE = "register.right-person"


def link_for(number: str) -> str:
    """A signed link that opens an entry with its name: proof that the asker knew the name, and whose it is."""
    return signing.Signer(salt=_SALT).sign(f"{number}.sure.{_until()}")


def link_opens(link: str, number: str) -> bool:
    """Whether a link opens this canonical number: not forged, not too old, not another entry's."""
    try:
        linked, how, until = signing.Signer(salt=_SALT).unsign(link).rsplit(".", 2)
    except (ValueError, signing.BadSignature):
        return False
    return linked == number and how == "sure" and _open_still(until)


def question_about(number: str) -> str:
    """A question that tells nothing of the number sealed in it. No two are alike, so they cannot be compared either."""
    sealed = sealing.seal(f"{number}.{_until()}", _PLACE)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def asked_about(question: str) -> str | None:
    """The canonical number a question is about; None when it was made up or is too old."""
    try:
        sealed = base64.b64decode(question.encode("ascii") + b"=" * (-len(question) % 4), altchars=b"-_", validate=True)
        number, until = sealing.unseal(sealed, _PLACE).rsplit(".", 1)
    except (sealing.CannotOpen, binascii.Error, ValueError):
        return None
    return number if _open_still(until) else None


def _until() -> int:
    return int(clock.now().timestamp()) + SECONDS


def _open_still(until: str) -> bool:
    return clock.now().timestamp() < int(until)
