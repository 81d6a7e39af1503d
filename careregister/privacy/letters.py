"""Letters of the room: a request is here, was answered, was refused; a file is ready; data were erased."""

from django.utils.translation import gettext_lazy as _

from careregister.letters.kinds import LetterKind

RECEIVED = LetterKind(
    code="privacy.received",
    name=_("We have your request about your data"),
    placeholders=frozenset({"name", "request", "answer_by"}),
    repeats=True,
)
ANSWERED = LetterKind(
    code="privacy.answered",
    name=_("Our answer about your data"),
    placeholders=frozenset({"name", "request", "answer"}),
    repeats=True,
    closed=True,
)
REFUSED = LetterKind(
    code="privacy.refused",
    name=_("We do not do what you asked about your data"),
    placeholders=frozenset({"name", "request", "reason", "answer"}),
    repeats=True,
    closed=True,
)
COPY_READY = LetterKind(
    code="privacy.copy_ready",
    name=_("Your file with everything we hold is ready"),
    placeholders=frozenset({"name", "last_day"}),
    repeats=True,
)
LETTERS = (RECEIVED, ANSWERED, REFUSED, COPY_READY)
