"""Sealed fields: AES-256-GCM under a named key, bound to the place where the value lies.

A sealed value is `key id : nonce and ciphertext` in bytes. The place (`table.column:row id`) is authenticated, so that a
value moved to another row does not open. Keys come from the environment; the first seals, all of them open.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class CannotOpen(Exception):
    """The key is gone, the value was changed, or it was moved here from another row."""


def seal(text: str, place: str) -> bytes:
    """Seal `text` for `place`."""
    return seal_bytes(text.encode(), place)


def unseal(sealed: bytes, place: str) -> str:
    """The text sealed for `place`; CannotOpen when it was not."""
    try:
        return unseal_bytes(sealed, place).decode()
    except UnicodeDecodeError as error:
        raise CannotOpen("sealed, but not as text") from error


def seal_bytes(data: bytes, place: str) -> bytes:
    """`seal` for what is not text: a picture, say."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(_NONCE)
    return key_id.encode() + b":" + nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    """The bytes sealed for `place`; CannotOpen when they were not."""
    key_id, _, rest = bytes(sealed).partition(b":")
    key = _keys().get(key_id.decode(errors="replace"))
    if key is None:
        raise CannotOpen("no such key")
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: cut short
        raise CannotOpen("changed, or sealed for another place") from error


def sealed_with(sealed: bytes) -> str:
    """The id of the key that sealed a value: what key rotation looks for."""
    return bytes(sealed).partition(b":")[0].decode()


def current_key() -> str:
    return next(iter(_keys()))


def blind_index(text: str, purpose: str) -> bytes:
    """A keyed digest by which a sealed value is found again without opening any. Keyed by the oldest seal key."""
    oldest = list(_keys().values())[-1]
    key = hmac.digest(oldest, f"blind:{purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def _keys() -> dict[str, bytes]:
    return _parse(settings.SEAL_KEYS)


@lru_cache(maxsize=4)
def _parse(text: str) -> dict[str, bytes]:
    keys = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        key_id, _, encoded = pair.partition(":")
        keys[key_id] = base64.b64decode(encoded)
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise ValueError("CAREREGISTER_SEAL_KEYS needs at least one `id:base64 of 32 bytes`")
    return keys
