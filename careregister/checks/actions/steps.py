"""How every action of the room moves a check: one step of the table, one row of its steps, one line of history."""

from collections.abc import Iterable
from uuid import UUID

from careregister.base import clock, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.locks import lock_person_of
from careregister.people.models import Person

from .. import policy
from ..kinds import CRIMINAL_RECORD
from ..models import Check, CheckDocument, CheckStep
from ..states import CHECK, CLOSED, DECIDED, EXPIRED

MOVED = "checks.criminal_record_step"
NO_WORDS = Because("criminal_record_check")  # whatever was said about a certificate is said nowhere else
_EVENTS = {
    "wait": "checks.waits",
    "come_back": "checks.came_back",
    "accept": "checks.accepted",
    "do_not_accept": "checks.not_accepted",
    "reopen": "checks.reopened",
    "expire": "checks.expired",
    "close": "checks.closed",
}


def locked(check_id: UUID) -> Check:
    """The check, with its person locked first. NotAllowed `check_unknown`; Busy."""
    wanted = Check.objects.filter(pk=check_id)
    try:
        lock_person_of(wanted)
    except Person.DoesNotExist as error:
        raise NotAllowed("check_unknown") from error
    return wanted.get()


def take(check: Check, step: str, *, by: Actor, because: Because, role: str = "") -> None:
    """Move `check` (locked) by a step and save it with what the caller set on it."""
    policy.check_step(check, step)
    before, check.state = check.state, CHECK.step(step).result(check.state)
    if check.state not in (*DECIDED, EXPIRED):
        check.decided_at = check.decided_person = check.decided_account = check.expires_on = None
        check.decided_role = ""
    check.save()
    note(check, step, before, by=by, role=role)
    if check.kind == CRIMINAL_RECORD:
        what, because = (_EVENTS[step] if check.state == CLOSED else MOVED), NO_WORDS
    else:
        what = _EVENTS[step]
    record(what, check, by=by, because=because, person_id=check.person_id, refs={"kind": check.kind})


def note(check: Check, step: str, before: str, *, by: Actor, role: str = "") -> None:
    write_down([noted(check, step, before, by=by, role=role)])


def write_down(rows: list[CheckStep]) -> None:
    together.put(_insert, rows)


def _insert(rows: list[CheckStep]) -> None:
    CheckStep.objects.bulk_create(rows)


def noted(check: Check, step: str, before: str, *, by: Actor, role: str = "") -> CheckStep:
    """The row of a step; the caller saves it."""
    return CheckStep(
        of_check=check,
        step=step,
        before=before,
        after=check.state,
        by_kind=by.kind,
        by_person=by.person_id,
        by_account=by.account_id,
        by_role=role,
        at=clock.now(),
    )


def keep_documents(check: Check, documents: Iterable[UUID]) -> None:
    """Keep on the check which evidence was looked at; one already there is left as it is."""
    rows = [CheckDocument(of_check=check, document_id=document, at=clock.now()) for document in set(documents)]
    CheckDocument.objects.bulk_create(rows, ignore_conflicts=True)
