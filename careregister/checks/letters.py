"""Letters of the room. None says, or is sent because of, what the Update Service knows about somebody."""

from django.utils.translation import gettext_lazy as _

from careregister.letters.kinds import LetterKind

NOT_FOUND = LetterKind(
    code="checks.certificate_not_found",
    name=_("Please look at your certificate number again"),
    placeholders=frozenset({"name"}),
    repeats=True,
)
LETTERS = (NOT_FOUND,)
