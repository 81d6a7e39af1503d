"""References of applications: said on the telephone and written in letters, never to be taken for a registration number."""

import secrets

# No vowels, so that no word appears; nothing that reads like something else. The first part has letters only.
_LETTERS = "BCDFGHJKMNPQRTVWXY"
_ALL = _LETTERS + "346789"


def make() -> str:
    """`JKTR-4F9X`: four letters, then four letters or digits. The caller makes sure that it is new."""
    first = "".join(secrets.choice(_LETTERS) for _ in range(4))
    return f"{first}-{''.join(secrets.choice(_ALL) for _ in range(4))}"
