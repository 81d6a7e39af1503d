"""The one way in which an audit goes on: lock the row, ask policy, change the state, keep what was said, record."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import policy
from ..models import Audit, AuditStep
from ..states import AUDIT, AUDIT_ENDED

LONGEST = 20_000  # characters


def begin(audit_id: UUID, action: str, *, by: Actor, seen: int | None) -> tuple[Audit, Actor]:
    """The locked audit, and `by` in the role acted in. NotAllowed `changed_meanwhile` when `seen` (the `steps_taken`
    of the page that was decided on) is not how it stands, and what `policy.may_step` says."""
    audit = Audit.objects.select_for_update().filter(pk=audit_id).first()
    if audit is None:
        raise NotAllowed("not_your_audit" if by.kind == Kind.PERSON else "wrong_role")
    role = policy.may_step(by, audit, action)
    if seen is not None and audit.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    return audit, replace(by, role=role) if by.kind == Kind.STAFF else by


def take(
    audit: Audit,
    action: str,
    event: str,
    *,
    by: Actor,
    because: Because,
    words: str = "",
    documents: Iterable[UUID] = (),
) -> None:
    """Take the step on the locked row. What is said lies in the step, and not a second time in history."""
    if len(words) > LONGEST:
        raise NotAllowed("words_too_long", most=LONGEST)
    audit.state = AUDIT.step(action).result(audit.state)
    audit.steps_taken += 1
    audit.ended_at = clock.now() if audit.state in AUDIT_ENDED else None
    audit.save()
    step = AuditStep(
        audit=audit,
        action=action,
        at=clock.now(),
        by_kind=by.kind,
        by_person=by.person_id,
        by_role=by.role,
        because=because.code,
        documents=list(dict.fromkeys(documents)),
    )
    step.put(words.strip())
    step.save(force_insert=True)
    refs = {"step": step.pk, "until": audit.answer_by}
    record(event, audit, by=by, because=Because(because.code), person_id=audit.person_id, refs=refs)


def said(because: Because) -> str:
    """The words of a reason. NotAllowed `words_missing`."""
    if not because.words.strip():
        raise NotAllowed("words_missing")
    return because.words.strip()
