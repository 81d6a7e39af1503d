"""The letters that are the outbox's own: about signing in, which concerns everybody and no room above."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.actors import Actor, Because

from .actions import write
from .kinds import LetterKind

SIGN_IN_NOTICE = LetterKind(
    code="letters.sign_in_notice",
    name=_("Notice of a sign-in"),
    placeholders=frozenset({"day", "time", "device"}),
)
ACCOUNT_MAIL = LetterKind(
    code="letters.account_mail",
    name=_("A link or code for the account"),
    repeats=True,
    secret=True,
    keep_trying=timedelta(minutes=30),
)
ACCOUNT_NOTICE = LetterKind(
    code="letters.account_notice",
    name=_("What was done to the account"),
    repeats=True,  # a warning that comes twice does no harm, one that never comes may
)
READY_MADE = (ACCOUNT_MAIL, ACCOUNT_NOTICE)
LETTERS = (SIGN_IN_NOTICE, *READY_MADE)


def sign_in_notice(
    *, to: str, at: datetime, device: str, by: Actor, because: Because, person_id: UUID | None = None
) -> UUID:
    """Tell whoever owns the account that it was signed in to from a device that was not seen before."""
    moment = at.astimezone(clock.LONDON)
    context = {
        "day": formats.date_format(moment, "j F Y"),
        "time": clock.hour_words(at),
        "device": device,
    }
    return write(SIGN_IN_NOTICE.code, to=to, context=context, person_id=person_id, by=by, because=because)
