"""The private check: whoever asks sends the first characters of a hash, and we never learn whom they meant.

The hash is scrypt (RFC 7914) of number and name with the parameters below: slow on purpose, so that nobody soon tries
all names for a number. Whoever has both learns what the public page tells them anyway; it is not a secret, it keeps
the question private. Never of a date of birth: there are too few of them (`docs/decisions/0007-the-private-check.md`).
"""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from careregister.base import names

SALT = b"care-register private check 2"
COST, BLOCK, LANES, LENGTH = 2**13, 8, 1, 20
FEWEST_IN_A_BUCKET = 10


def digest(number: str, name: str) -> str:
    """Forty hexadecimal characters for a canonical number and a name as written: its folded parts, each once, sorted."""
    text = f"{number}|{' '.join(names.tokens(name))}".encode()
    return hashlib.scrypt(text, salt=SALT, n=COST, r=BLOCK, p=LANES, dklen=LENGTH).hex()


def digests(pairs: Iterable[tuple[str, str]], cores: int | None = None) -> list[str]:
    """`digest` of many, on so many cores, or on all."""
    with ThreadPoolExecutor(cores) as pool:
        return list(pool.map(lambda pair: digest(*pair), pairs))


def prefix_length(count: int) -> int:
    """How many characters to send, so that about ten people or more share them: two at least, six at most."""
    length = 2
    while length < 6 and count / 16 ** (length + 1) >= FEWEST_IN_A_BUCKET:
        length += 1
    return length
