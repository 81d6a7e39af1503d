"""Against "not met": within the rule's days, decided by somebody who had no part in it."""

from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import letters
from ..deadlines import appeal_by
from ..states import OUTCOME_MET
from .stepping import begin, said, take


@transaction.atomic
def appeal(audit_id: UUID, words: str, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The person appeals. NotAllowed `too_late_to_appeal`, `words_missing`."""
    audit, by = begin(audit_id, "appeal", by=by, seen=seen)
    if clock.today() > appeal_by(audit):
        raise NotAllowed("too_late_to_appeal", last_day=appeal_by(audit))
    if not words.strip():
        raise NotAllowed("words_missing")
    take(audit, "appeal", "training.audit_appealed", by=by, because=because, words=words)
    letters.appeal_received(audit, by=by, because=because)


@transaction.atomic
def allow_appeal(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The appeal is right: the rules were met. NotAllowed `read_before`, `words_missing`."""
    audit, by = begin(audit_id, "allow_appeal", by=by, seen=seen)
    words = said(because)
    audit.appeal_reader, audit.outcome = by.person_id, OUTCOME_MET
    take(audit, "allow_appeal", "training.audit_appeal_allowed", by=by, because=because, words=words)
    letters.appeal_allowed(audit, words, by=by, because=because)


@transaction.atomic
def dismiss_appeal(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """It stays as it was decided; the words go to the person. NotAllowed `read_before`, `words_missing`."""
    audit, by = begin(audit_id, "dismiss_appeal", by=by, seen=seen)
    words = said(because)
    audit.appeal_reader = by.person_id
    take(audit, "dismiss_appeal", "training.audit_appeal_dismissed", by=by, because=because, words=words)
    letters.appeal_dismissed(audit, words, by=by, because=because)


@transaction.atomic
def close(audit_id: UUID, *, by: Actor, because: Because) -> None:
    """The clock: the days to appeal are over. NotAllowed `not_due`."""
    audit, by = begin(audit_id, "close", by=by, seen=None)
    if clock.today() <= appeal_by(audit):
        raise NotAllowed("not_due")
    take(audit, "close", "training.audit_closed", by=by, because=because)
