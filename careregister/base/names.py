"""Names as they are compared: without accents, case, apostrophes, hyphens and order. Never as they are shown."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ə": "e",
        "ɛ": "e",
        "ɔ": "o",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
    }
)
_APOSTROPHES = re.compile("['’‘‛ʼʻʽʹˈ`´′‵]")
_NOT_A_LETTER = re.compile(r"[^\w]+|_+|\d+")


def fold(text: str) -> str:
    """`Zoë O’Brien-Łukasz` becomes `zoe obrien lukasz`: the form that is stored beside a name and searched."""
    apart = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", apart) if not _goes(letter))
    return " ".join(_NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", bare).translate(_WHOLE_LETTERS)).split())


def _goes(letter: str) -> bool:
    """Marks (accents, vowel signs) and what nobody sees (soft hyphens, joiners): they do not part a word."""
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf"}


def tokens(text: str) -> list[str]:
    """The folded parts of a name, each once, in alphabetical order."""
    return sorted(set(fold(text).split()))


def letters(text: str) -> int:
    """How many letters a typed name has once folded: a search asks for three."""
    return len(fold(text).replace(" ", ""))
