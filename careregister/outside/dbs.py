"""Asking the DBS Update Service whether a certificate is current (its Multiple Status Check, guide of 23 November 2024).

`organisation`, `forename` and `surname` name whoever asks, an officer of ours: the service logs them and shows them to
the certificate's holder. Whatever is not a plain SUCCESS is no answer, and says nothing about anybody.
"""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote
from xml.etree.ElementTree import Element, ParseError

import httpx
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings

from . import lines

LONGEST = 64 * 1024
CODES = frozenset({"BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "NEW_INFO", "NO_MATCH_FOUND"})


class NoAnswer(Exception):
    """The service did not say. `reason`: unreachable, slow, status_<number>, not_xml, no_result, unknown_code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Question:
    """A certificate and its holder, and which officer asks. Not shown when printed."""

    number: str = field(repr=False)
    surname: str = field(repr=False)
    born: date = field(repr=False)
    officer_forename: str
    officer_surname: str


def ask(question: Question) -> str:
    """One of CODES. Raises NoAnswer. Call it outside a transaction: it may take several times settings.DBS_TIMEOUT."""
    asked = {
        "dateOfBirth": f"{question.born:%d/%m/%Y}",
        "surname": question.surname,
        "hasAgreedTermsAndConditions": "true",
        "organisationName": settings.DBS_ORGANISATION,
        "employeeSurname": question.officer_surname,
        "employeeForename": question.officer_forename,
    }
    try:
        with lines.client(settings.DBS_TIMEOUT) as client:
            answer = client.get(f"{settings.DBS_URL.rstrip('/')}/{quote(question.number, safe='')}", params=asked)
    except httpx.TimeoutException:
        raise NoAnswer("slow") from None  # the address, which an error would carry along, names a person
    except httpx.HTTPError:
        raise NoAnswer("unreachable") from None
    if answer.status_code != httpx.codes.OK:
        raise NoAnswer(f"status_{answer.status_code}")
    return _code(answer.content)


def _code(body: bytes) -> str:
    if len(body) > LONGEST:
        raise NoAnswer("not_xml")
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise NoAnswer("not_xml") from None
    if root.tag != "statusCheckResult" or (root.findtext("statusCheckResultType") or "").strip() != "SUCCESS":
        raise NoAnswer("no_result")
    code = (root.findtext("status") or "").strip()
    if code not in CODES:
        raise NoAnswer("unknown_code")
    return code
