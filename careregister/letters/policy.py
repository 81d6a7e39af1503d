"""Who may do what with a letter."""

from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .kinds import LetterKind
from .states import UNCERTAIN

# An administrator sees no case and no letter; the one who represents members reads none of the register's.
READERS = frozenset({"registrar", "head_of_registration", "checks_officer", "membership_officer", "auditor"})
# Whoever decides on somebody reads what was said to them of it; all others see that it went.
READS_CLOSED = frozenset({"registrar", "head_of_registration"})
SENDERS = frozenset({"registrar", "head_of_registration", "membership_officer"})
AUDITORS = frozenset({"auditor"})
EDITORS = frozenset({"editor"})
MOST_ATTEMPTS_UNASKED = 3


def may_read(by: Actor, person_id: UUID | None) -> None:
    """The person's own letters, or a reader's role; staff read their own as everybody does. Raises NotAllowed."""
    not_about_oneself(by, person_id)
    if by.kind == Kind.PERSON and person_id is not None and by.person_id == person_id:
        return
    if by.kind != Kind.STAFF or not by.acting_as(READERS):
        raise NotAllowed("not_a_reader")


def reads_words(by: Actor, kind: LetterKind | None) -> bool:
    """Whether a letter's words are opened for a reader: never a code or a link, and what is closed for few of staff."""
    if kind is None or kind.secret:  # one that is no longer declared is taken for secret
        return False
    return not kind.closed or by.kind == Kind.PERSON or bool(by.acting_as(READS_CLOSED))


def may_send_again(by: Actor, kind: LetterKind, status: str, attempts: int, *, over: bool) -> None:
    """A letter goes again only where its kind says so. Raises NotAllowed.

    The clock repeats what is uncertain, a few times; staff also what came back or was refused. `over`: the letter's
    time is past, so a code in it is no use any more.
    """
    if not kind.repeats:
        raise NotAllowed("kind_is_not_repeated")
    if by.kind == Kind.CLOCK:
        if status != UNCERTAIN:
            raise NotAllowed(f"letter_is_{status}")
        if attempts >= MOST_ATTEMPTS_UNASKED:
            raise NotAllowed("tried_often_enough")
        return
    may_handle(by)
    if kind.secret and over:
        raise NotAllowed("letter_too_old")


def may_handle(by: Actor) -> str:
    """Looks after letters that did not arrive; the role in which. Raises NotAllowed."""
    role = by.acting_as(SENDERS) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("not_a_sender")
    return role


def may_list(by: Actor) -> None:
    """Sees which letters did not arrive, without a word of them. Raises NotAllowed."""
    if by.kind != Kind.STAFF or not by.acting_as(SENDERS | AUDITORS):
        raise NotAllowed("not_a_sender")


def not_about_oneself(by: Actor, person_id: UUID | None) -> None:
    """Staff handle no letter to themselves. Raises NotAllowed."""
    if by.kind == Kind.STAFF and person_id is not None and by.person_id == person_id:
        raise NotAllowed("about_oneself")


def may_edit(by: Actor) -> tuple[UUID, UUID]:
    """Texts are written by an editor, who is known by name: person and account. Raises NotAllowed."""
    if by.kind != Kind.STAFF or not by.acting_as(EDITORS) or by.person_id is None or by.account_id is None:
        raise NotAllowed("not_an_editor")
    return by.person_id, by.account_id


def may_hand_over(by: Actor) -> None:
    """Letters leave by the clock, and by nobody's hand. Raises NotAllowed."""
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")


def may_record_return(by: Actor) -> None:
    """Only the service that delivers knows of returns. Raises NotAllowed."""
    if by.kind not in {Kind.PROVIDER, Kind.CLOCK}:
        raise NotAllowed("not_the_provider")
