"""Letters of the room. None says, or is sent because of, what the Update Service knows about somebody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.letters.kinds import LetterKind

from .models.asking import EMPLOYER_DBS, REFERENCE, VOUCHER

NOT_FOUND = LetterKind(
    code="checks.certificate_not_found",
    name=_("Please look at your certificate number again"),
    placeholders=frozenset({"name"}),
    repeats=True,
)

_ASK = frozenset({"name", "person", "link", "last_day"})


def _asking(code: str, name: Promise) -> LetterKind:
    return LetterKind(code=code, name=name, placeholders=_ASK, repeats=True, secret=True)


ASKED = {
    REFERENCE: _asking("checks.reference_asked", _("Asking for a reference")),
    VOUCHER: _asking("checks.voucher_asked", _("Asking somebody to vouch for who a person is")),
    EMPLOYER_DBS: _asking("checks.employer_asked", _("Asking an employer about a DBS certificate")),
}
REMINDED = _asking("checks.reference_reminded", _("Reminder of a question about somebody"))
THANKS = LetterKind(
    code="checks.ask_thanks",
    name=_("Thanks for an answer"),
    placeholders=frozenset({"name", "person"}),
)
NOT_NEEDED = LetterKind(
    code="checks.ask_not_needed",
    name=_("An answer is no longer needed"),
    placeholders=frozenset({"name", "person"}),
    repeats=True,
)
ASK_EXPIRED = LetterKind(
    code="checks.ask_expired_applicant",
    name=_("Somebody you named has not answered"),
    placeholders=frozenset({"name", "asked"}),
    repeats=True,
)
LETTERS = (NOT_FOUND, *ASKED.values(), REMINDED, THANKS, NOT_NEEDED, ASK_EXPIRED)
