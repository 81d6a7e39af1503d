"""Registration numbers: eight random digits and a check digit, behind the body's letters.

The check digit is Damm's (H. Michael Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): it catches every
single wrong digit and every swap of neighbours. Numbers are random and sparse, so that counting upwards finds nobody.
"""

import re
import secrets
from collections.abc import Callable

DIGITS = 9
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SEPARATORS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\-\u2010-\u2015\u2212\u00ad\u200b-\u200d\u2060\ufeff./_]+")


def check_digit(digits: str) -> str:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def is_sound(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


def make(prefix: str, choose: Callable[[int], int] = secrets.randbelow) -> str:
    """A canonical number, `CR123456786`. The caller makes sure that it was never issued before."""
    body = f"{choose(10 ** (DIGITS - 1)):0{DIGITS - 1}d}"
    return f"{prefix}{body}{check_digit(body)}"


def squeeze(text: str) -> str:
    """What was typed, without spaces, dashes, control characters and case: the form in which numbers of any register are compared."""
    return _SEPARATORS.sub("", text).upper()


def canonical(text: str, prefix: str) -> str | None:
    """The canonical number for what was typed, with or without the letters in front; None if it cannot be one."""
    squeezed = squeeze(text)
    digits = squeezed.removeprefix(prefix)
    return f"{prefix}{digits}" if is_sound(digits) else None


def has_our_shape(text: str, prefix: str) -> bool:
    """Nine digits, with or without our letters in front, whatever the check digit says."""
    digits = squeeze(text).removeprefix(prefix)
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def looks_mistyped(text: str, prefix: str) -> bool:
    """Right length and shape, wrong check digit: "mistyped", which is not "not registered"."""
    return has_our_shape(text, prefix) and canonical(text, prefix) is None


def grouped(number: str) -> str:
    """`CR123456786` as it is read aloud: `CR 123 456 786`."""
    letters = number.rstrip("0123456789")
    digits = number[len(letters) :]
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    return " ".join([letters, *groups]) if letters else " ".join(groups)
