"""Telephone numbers as they are kept: `+447700900123`."""

import re

# Mobile numbers of the United Kingdom and the islands. Not 070 (costs the sender dearly) and not pagers (076, but for
# the Isle of Man's 07624); nothing abroad: texts that we are made to send to dear numbers are how thieves earn.
_MOBILE = re.compile(r"\+44(7[1-57-9]\d{8}|7624\d{6})")


def tidy(text: str) -> str:
    """A mobile number in the one form it is kept in; empty when it is none that we can send a text to."""
    digits = re.sub(r"[\s().\-\u2010-\u2015]", "", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+440"):
        digits = "+44" + digits[4:]
    elif digits.startswith("0"):
        digits = "+44" + digits[1:]
    return digits if _MOBILE.fullmatch(digits) else ""


def shown(kept: str) -> str:
    """As people write it: `07700 900123`."""
    return f"0{kept[3:7]} {kept[7:]}" if kept.startswith("+44") else kept
