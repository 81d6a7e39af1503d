"""Handing a short text to a gateway, or to a folder when trying things out (CAREREGISTER_SMS_URL).

    https://key@host/path?sender=NACAS       POST {"from", "to", "text", "reference"} as JSON, `Authorization: Bearer key`
    file:///folder                           each text becomes one .txt file

Most gateways take this or are a few lines of adapter away. What matters is what a failure leaves certain: until the
request is sent the gateway has nothing; once it has answered 2xx it has it; between the two nobody can know. The
`reference` (also `Idempotency-Key`) is the letter's own, so that a gateway that knows it sends a text only once.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit
from uuid import uuid4

import httpx
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from careregister.base import clock

from . import lines
from .mail import NotNow, Refused, Uncertain

TIMES = httpx.Timeout(15.0, connect=5.0)  # seconds
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# The alphabet of GSM 03.38, and what of it takes two places.
_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
SEGMENT = 160  # characters of a text in the plain alphabet that cost one text
_OURS = {401, 403}  # our key is wrong or used up: the text may go when that is mended
_LATER = {408, 425, 429, 503}


def deliver(to: str, text: str, reference: str) -> None:
    """Hand one text over to one number (`+44…`). Raises mail.Refused, mail.NotNow or mail.Uncertain.

    Call it outside a transaction: it may take as long as TIMES.
    """
    place = settings.SMS_URL
    if not to.startswith("+"):
        raise Refused("number")
    if place.startswith("file:"):
        _write_file(Path(unquote(urlsplit(place).path)), to, text)
        return
    url, key, sender = _gateway(place)
    said = {"from": sender, "to": to, "text": text, "reference": reference}
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": reference}
    try:
        with lines.client(TIMES) as client:
            answer = client.post(url, json=said, headers=headers)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        raise NotNow("unreachable") from error
    except httpx.HTTPError as error:
        raise Uncertain("no_answer") from error
    _judge(answer.status_code)


def segments(text: str) -> int:
    """How many texts a gateway charges for this one: 160 characters of the plain alphabet (a few of them count twice), 70
    of any other; less in each where it takes several."""
    plain = all(letter in _PLAIN or letter in _TWICE for letter in text)
    length = sum(2 if letter in _TWICE else 1 for letter in text) if plain else len(text.encode("utf-16-be")) // 2
    alone, of_several = (SEGMENT, 153) if plain else (70, 67)
    return 1 if length <= alone else -(-length // of_several)


def _judge(code: int) -> None:
    if 200 <= code < 300:
        return
    if code in _OURS:
        raise NotNow("sign_in", code)
    if code in _LATER:
        raise NotNow("gateway", code)
    if code >= 500:
        raise Uncertain("gateway", code)
    raise Refused("gateway", code)


def _gateway(place: str) -> tuple[str, str, str]:
    """(address, key, sender); ImproperlyConfigured where it is wrong or would give the key away."""
    parts = urlsplit(place)
    key = unquote(parts.username or "")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme not in {"https", "http"} or not parts.hostname or not key or "sender" not in asked:
        raise ImproperlyConfigured("CAREREGISTER_SMS_URL is https://key@host/path?sender=NAME or file:///folder")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured("CAREREGISTER_SMS_URL would send the key in clear: use https")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    where = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, where, parts.path, "", "")), key, asked["sender"]


def _write_file(folder: Path, to: str, text: str) -> None:
    """One .txt a text, whole or not at all: written beside, then renamed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{clock.now():%Y%m%dT%H%M%S%f}-{to.removeprefix('+')}-{uuid4()}.txt"
        draft = path.with_suffix(".part")
        draft.write_text(f"To: {to}\n\n{text}\n", encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise NotNow("folder") from error
