"""Reviewers read what was given: accept it, want more, or find the rules not met, which a second one has to agree to."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.ids import new_id
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many

from .. import letters, policy
from ..deadlines import answer_day
from ..models import Audit
from ..states import OUTCOME_EXCUSED, OUTCOME_MET, OUTCOME_NOT_MET, REVIEWERS, SECOND_LOOK
from .stepping import begin, said, take


@transaction.atomic
def open_audit(audit_id: UUID, *, by: Actor, because: Because) -> None:
    """Say that somebody opens what a person learnt: the look is written down. NotAllowed `own_audit`, `wrong_role`."""
    audit = Audit.objects.filter(pk=audit_id).first()
    if audit is None:
        raise NotAllowed("wrong_role")
    policy.may_open(by, audit)
    if policy.sees_learning(by, audit):
        role = by.acting_as(REVIEWERS)
        record("training.audit_read", audit, by=replace(by, role=role), because=because, person_id=audit.person_id)


@transaction.atomic
def accept(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The rules were met. Where a first reader found otherwise, another accepts it with words."""
    audit, by = begin(audit_id, "accept", by=by, seen=seen)
    words = said(because) if audit.state == SECOND_LOOK else because.words
    _read_by(audit, by)
    audit.outcome = OUTCOME_MET
    take(audit, "accept", "training.audit_accepted", by=by, because=because, words=words)
    letters.accepted(audit, by=by, because=because)


@transaction.atomic
def want_more(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Ask for what is missing; `because.words` goes to the person, who has the days of the rule again."""
    audit, by = begin(audit_id, "want_more", by=by, seen=seen)
    words = said(because)
    audit.first_reader = audit.second_reader = None  # what comes is read afresh
    audit.answer_by, audit.reminded_for = answer_day(audit.person_id), None
    take(audit, "want_more", "training.audit_more_wanted", by=by, because=because, words=words)
    letters.more_wanted(audit, words, by=by, because=because)


@transaction.atomic
def find_not_met(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The rules were not met, in the eyes of one. Nothing is said to the person before a second one has agreed."""
    audit, by = begin(audit_id, "find_not_met", by=by, seen=seen)
    words = said(because)
    audit.first_reader = by.person_id
    take(audit, "find_not_met", "training.audit_found_not_met", by=by, because=because, words=words)


@transaction.atomic
def agree_not_met(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """A second reader agrees; the words go to the person, who may appeal. NotAllowed `needs_second_person`."""
    audit, by = begin(audit_id, "agree_not_met", by=by, seen=seen)
    words = said(because)
    audit.second_reader, audit.not_met_at, audit.outcome = by.person_id, clock.now(), OUTCOME_NOT_MET
    take(audit, "agree_not_met", "training.audit_not_met", by=by, because=because, words=words)
    letters.not_met(audit, words, by=by, because=because)


@transaction.atomic
def excuse(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Not this time: illness, a new child, no longer in care work. `because.words` says why."""
    audit, by = begin(audit_id, "excuse", by=by, seen=seen)
    words = said(because)
    asked = audit.asked_at is not None
    audit.outcome = OUTCOME_EXCUSED
    take(audit, "excuse", "training.audit_excused", by=by, because=because, words=words)
    if asked:
        letters.excused(audit, by=by, because=because)


@transaction.atomic
def take_list(count: int, narrowed: Mapping[str, str], *, by: Actor, because: Because) -> None:
    """Write down that a list of audits left as a file: how many lines, under which filters. NotAllowed `wrong_role`."""
    _list("training.audit_list_taken", policy.may_take_list(by), count, narrowed, by, because)


@transaction.atomic
def read_list(count: int, narrowed: Mapping[str, str], *, by: Actor, because: Because) -> None:
    """Write down that a list of audits was read: how many lines, under which filters. NotAllowed `wrong_role`."""
    policy.may_read_queue(by)
    _list("training.audit_list_read", by.acting_as(policy.READS_AUDITS), count, narrowed, by, because)


def _list(what: str, role: str, count: int, narrowed: Mapping[str, str], by: Actor, because: Because) -> None:
    line = Line(
        what=what,
        subject_kind="training.list",
        subject_id=new_id(),
        by=replace(by, role=role),
        because=because,
        at=clock.now(),
        refs={"count": count, **narrowed},
    )
    record_many([line])


def _read_by(audit: Audit, by: Actor) -> None:
    """Whoever reads a second time stands beside the first."""
    if audit.first_reader is None:
        audit.first_reader = by.person_id
    else:
        audit.second_reader = by.person_id
