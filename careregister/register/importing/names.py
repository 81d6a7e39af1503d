"""What may stand in a cell for a person's name. A name is kept as written; what cannot be one is refused."""

from __future__ import annotations

import re
import unicodedata

from careregister.base import names

LONGEST = 200
_APOSTROPHES = "'’‘ʼʻ`´′"
_HYPHENS = "-‐‑–"
_BESIDE_LETTERS = frozenset(" ./·" + _APOSTROPHES + _HYPHENS)
_BETWEEN_WORDS = re.compile(f"[{re.escape(_HYPHENS)} ]")
_JOINERS = "\u200c\u200d"  # letters of some scripts need them
_PLACEHOLDERS = frozenset(["n/a", "tba", "tbc", "unknown", "none", "null", "nil", "xxx", "fnu", "lnu"]) | {
    "not known",
    "no name",
}
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


class NotAName(ValueError):
    """The message is the code of the reason."""


def personal(text: str) -> str:
    """The name with its spaces tidied. NotAName with the reason's code."""
    if text.lstrip()[:1] in {"=", "+", "-", "@"}:
        raise NotAName("looks_like_a_formula")
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if name.casefold() in _PLACEHOLDERS:
        raise NotAName("placeholder")
    for letter in name:
        if not _may_stand(letter):
            raise NotAName(_why_not(letter))
    if not names.fold(name) or not any(letter.isalpha() for letter in name):
        raise NotAName("name_without_letters")
    if len(name) > LONGEST:
        raise NotAName("name_too_long")
    if any(_mixed(word) for word in _BETWEEN_WORDS.split(name)):
        raise NotAName("name_of_two_alphabets")
    return name


def _may_stand(letter: str) -> bool:
    return letter in _BESIDE_LETTERS or letter in _JOINERS or unicodedata.category(letter)[0] in "LM"


def _why_not(letter: str) -> str:
    if letter in "?\ufffd":
        return "letter_lost"
    if letter == ",":
        return "name_with_comma"
    if letter.isdigit():
        return "name_with_digits"
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Cc", "Cs", "Co", "Cn"}:
        return "invisible_character"
    return "name_with_sign" if ord(letter) < 128 else "letters_misread"


def _mixed(word: str) -> bool:
    """A word of Latin and Cyrillic letters looks like a name, and nobody who types it finds it."""
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return len(scripts & set(_SCRIPTS)) > 1
