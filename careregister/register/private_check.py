"""The private check: whoever asks sends the first characters of a hash, and we never learn whom they meant.

The hash is scrypt (RFC 7914) of number and date of birth with the parameters below: slow on purpose, so that the whole
register cannot be guessed through, and with the date of birth in it, so that only somebody who knows the person can
make it. It is not a secret; it keeps the question private.
"""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

SALT = b"care-register private check 1"
COST, BLOCK, LANES, LENGTH = 2**13, 8, 1, 20
MOST_IN_A_BUCKET = 400
FEWEST_IN_A_BUCKET = 10


def digest(number: str, born: date) -> str:
    """Forty hexadecimal characters for a canonical number and a date of birth."""
    text = f"{number}|{born.isoformat()}".encode()
    return hashlib.scrypt(text, salt=SALT, n=COST, r=BLOCK, p=LANES, dklen=LENGTH).hex()


def digests(pairs: Iterable[tuple[str, date]]) -> list[str]:
    """`digest` of many, on all cores."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda pair: digest(*pair), pairs))


def prefix_length(count: int) -> int:
    """How many characters to send, so that about ten people or more share them: two at least, six at most."""
    length = 2
    while length < 6 and count / 16 ** (length + 1) >= FEWEST_IN_A_BUCKET:
        length += 1
    return length
