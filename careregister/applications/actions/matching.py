"""Somebody we may have met before: decided by a registrar, never by a machine."""

from __future__ import annotations

from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.checks import actions as checks

from .. import letters, policy, states
from ..models import Match
from .stepping import begin, in_role, lock, said, staff_ids, take, told, touch


@together
def say_same(application_id: UUID, match_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """It is the same person. Words are needed."""
    _decide(application_id, match_id, "say_same", by=by, because=because, seen=seen)


@together
def say_different(
    application_id: UUID, match_id: UUID, *, by: Actor, because: Because, seen: int | None = None
) -> None:
    """It is somebody else. Words are needed."""
    _decide(application_id, match_id, "say_different", by=by, because=because, seen=seen)


@together
def lead_back(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """End an application of somebody whom we know already, and tell them where their first record is.

    NotAllowed match_undecided, no_earlier_record unless a match was decided to be the same person, removed_before.
    """
    application, by = begin(application_id, "lead_back", by=by, seen=seen)
    match = policy.check_lead_back(application)
    take(application, "lead_back", "applications.led_back", by=by, because=because, refs={"match": match.pk})
    checks.close_all(application.pk, by=by, because=because)
    letters.led_back(application, by=by, because=because)


def _decide(
    application_id: UUID, match_id: UUID, action: str, *, by: Actor, because: Because, seen: int | None
) -> None:
    application = lock(application_id)
    match = Match.objects.select_for_update(of=("self",)).filter(pk=match_id, application=application).first()
    if match is None:
        raise NotAllowed("no_match")
    by = in_role(by, policy.may_decide_match(by, match))
    if seen is not None and application.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    if application.state not in states.OPEN or not states.MATCH.lawful(action, match.state):
        raise NotAllowed("not_lawful_now", state=match.state)
    match.closed_words = said(because)
    match.state = states.MATCH.step(action).result(match.state)
    match.closed_person, match.closed_account = staff_ids(by)
    match.closed_at = clock.now()
    match.save()
    touch(application)
    refs = {"match": match.pk, "other": match.other_id}
    event = "applications.said_same" if action == "say_same" else "applications.said_different"
    told(application, event, by=by, because=Because(because.code), refs=refs)
