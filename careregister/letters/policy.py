"""Who may do what with a letter."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .kinds import LetterKind

# An administrator sees no case and no letter; the one who represents members reads none of the register's.
READERS = frozenset({"registrar", "head_of_registration", "checks_officer", "membership_officer", "auditor"})
SENDERS = frozenset({"registrar", "head_of_registration", "membership_officer"})
MOST_ATTEMPTS_UNASKED = 3


def may_read(by: Actor, person_id: UUID | None) -> None:
    """The person's own letters, or a reader's role. Raises NotAllowed."""
    if by.kind == Kind.PERSON and person_id is not None and by.person_id == person_id:
        return
    if by.kind != Kind.STAFF or not by.acting_as(READERS):
        raise NotAllowed("not_a_reader")


def may_send_again(by: Actor, kind: LetterKind, attempts: int) -> None:
    """An uncertain letter goes again only where its kind says so; by the clock only a few times. Raises NotAllowed."""
    if not kind.repeats:
        raise NotAllowed("kind_is_not_repeated")
    if by.kind == Kind.CLOCK:
        if attempts >= MOST_ATTEMPTS_UNASKED:
            raise NotAllowed("tried_often_enough")
    elif by.kind != Kind.STAFF or not by.acting_as(SENDERS):
        raise NotAllowed("not_a_sender")


def may_hand_over(by: Actor) -> None:
    """Letters leave by the clock, and by nobody's hand. Raises NotAllowed."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")


def may_record_return(by: Actor) -> None:
    """Only the service that delivers knows of returns. Raises NotAllowed."""
    if by.kind not in {Kind.PROVIDER, Kind.CLOCK}:
        raise NotAllowed("not_the_provider")
