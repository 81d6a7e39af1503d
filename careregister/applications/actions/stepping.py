"""The one way in which a step is taken: lock the row, ask policy, change the state, note how long it was there, record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.locks import waiting
from careregister.base.refusals import NotAllowed
from careregister.base.together import once
from careregister.history.actions import Subject, record

from .. import policy, states
from ..models import Application, Passage, Recommendation

# All but the rules it is decided by: those are large, and written when it is sent.
_WHAT_A_STEP_CHANGES = [
    field.name
    for field in Application._meta.concrete_fields
    if not field.primary_key and not field.name.startswith("criteria")
]


def lock(application_id: UUID) -> Application:
    """The application's row, locked until the transaction ends."""
    return once(("application", application_id), lambda: _lock(application_id))


def _lock(application_id: UUID) -> Application:
    with waiting():
        try:
            return Application.objects.select_for_update().get(pk=application_id)
        except Application.DoesNotExist as error:
            raise NotAllowed("no_application") from error


def begin(application_id: UUID, action: str, *, by: Actor, seen: int | None) -> tuple[Application, Actor]:
    """The locked application, and `by` in the role acted in. NotAllowed `changed_meanwhile` when `seen` (the
    `steps_taken` of the page that was decided on) is not how it stands, and what `policy.may_take` says."""
    application = lock(application_id)
    role = policy.role_for(by, application, states.APPLICATION.step(action).who)
    if seen is not None and application.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    policy.may_take(by, application, action)
    return application, in_role(by, role)


def take(
    application: Application,
    action: str,
    event: str,
    *,
    by: Actor,
    because: Because,
    refs: Mapping[str, object] | None = None,
) -> None:
    """Take the step on the locked row, and write it into history."""
    if not because.code:
        raise NotAllowed("reason_missing")
    after = states.APPLICATION.step(action).result(application.state)
    moment = clock.now()
    if after != application.state:
        Passage.objects.filter(application=application, until=None).update(until=moment)
        if after in states.OPEN:
            Passage.objects.create(application=application, state=after, since=moment)
        application.state = after
        application.ended_at = moment if after in states.ENDED else None
    application.last_step_at = moment
    application.steps_taken += 1
    application.save(update_fields=None if action == "send" else _WHAT_A_STEP_CHANGES)
    told(application, event, by=by, because=because, refs=refs)


def touch(application: Application) -> None:
    """Something beside the steps changed, which a page that decides should show."""
    application.steps_taken += 1
    application.save(update_fields=["steps_taken"])


def told(
    application: Application,
    event: str,
    *,
    by: Actor,
    because: Because,
    refs: Mapping[str, object] | None = None,
    subject: Subject | None = None,
) -> None:
    record(
        event,
        subject or application,
        by=by,
        because=because,
        person_id=application.person_id,
        refs={"application": application.pk, **(refs or {})} if subject else refs,
    )


def in_role(by: Actor, role: str) -> Actor:
    return replace(by, role=role) if by.kind == Kind.STAFF else by


def staff_ids(by: Actor) -> tuple[UUID, UUID]:
    """Person and account of somebody who decides; NotAllowed wrong_role for whoever has none."""
    if by.person_id is None or by.account_id is None:
        raise NotAllowed("wrong_role")
    return by.person_id, by.account_id


def said(because: Because) -> str:
    """The words of a reason; NotAllowed words_missing."""
    if not because.words.strip():
        raise NotAllowed("words_missing")
    return because.words.strip()


def pending(application: Application) -> Recommendation:
    with waiting():
        found = Recommendation.objects.select_for_update().filter(application=application, state=states.PENDING).first()
    if found is None:
        raise NotAllowed("nothing_recommended")
    return found


def close(recommendation: Recommendation, action: str, *, by: Actor, words: str = "") -> None:
    """End a recommendation by a step of its table."""
    if not states.RECOMMENDATION.lawful(action, recommendation.state):
        raise NotAllowed("not_lawful_now", state=recommendation.state)
    recommendation.state = states.RECOMMENDATION.step(action).result(recommendation.state)
    recommendation.closed_person, recommendation.closed_account = staff_ids(by)
    recommendation.closed_role = by.role
    recommendation.closed_at = clock.now()
    recommendation.closed_words = words
    recommendation.save()
