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
_APOSTROPHES = re.compile("['’‘ʼʻ`´′]")
_NOT_A_LETTER = re.compile(r"[^\w]+|_+|\d+")


def fold(text: str) -> str:
    """`Zoë O’Brien-Łukasz` becomes `zoe obrien lukasz`: the form that is stored beside a name and searched."""
    lowered = _APOSTROPHES.sub("", text.casefold().replace("ı", "i"))
    apart = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_WHOLE_LETTERS)
    return " ".join(_NOT_A_LETTER.sub(" ", bare).split())


def tokens(text: str) -> list[str]:
    """The folded parts of a name, each once, in alphabetical order."""
    return sorted(set(fold(text).split()))


def letters(text: str) -> int:
    """How many letters a typed name has once folded: a search asks for three."""
    return len(fold(text).replace(" ", ""))
