"""What the clock does with applications: reminders, drafts that were given up, files that nobody took up."""

from __future__ import annotations

from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.people.models import RoleGrant

from .. import letters, states
from ..models import Application, InformationRequest
from .stepping import begin, lock, take, told

REMIND_MONTHS_BEFORE = 1


@transaction.atomic
def remind_of_draft(application_id: UUID, *, by: Actor, because: Because) -> bool:
    """Tell whoever left a draft lying that it will be discarded. False when it is not due, or was done."""
    _only_the_clock(by)
    application = lock(application_id)
    months = body.rule("admission.draft_months", clock.today()) - REMIND_MONTHS_BEFORE
    if (
        application.state != states.DRAFT
        or application.reminded_at is not None
        or clock.london_day(application.last_step_at) + relativedelta(months=months) > clock.today()
    ):
        return False
    application.reminded_at = clock.now()
    application.save(update_fields=["reminded_at"])
    told(application, "applications.reminded", by=by, because=because)
    letters.draft_reminder(application, by=by, because=because)
    return True


@transaction.atomic
def discard(application_id: UUID, *, by: Actor, because: Because) -> None:
    """Clear away a draft that was left lying after its reminder: what it said is deleted. NotAllowed not_due."""
    application, by = begin(application_id, "discard", by=by, seen=None)
    months = body.rule("admission.draft_months", clock.today())
    left = clock.london_day(application.last_step_at) + relativedelta(months=months)
    told_on = application.reminded_at
    if told_on is None or left > clock.today() or clock.london_day(told_on) + relativedelta(days=14) > clock.today():
        raise NotAllowed("not_due")
    application.sections.all().delete()
    take(application, "discard", "applications.discarded", by=by, because=because)


@transaction.atomic
def remind_of_question(request_id: UUID, *, by: Actor, because: Because) -> bool:
    """Once, a week before the last day; of a notice in words of its own. False when it is not due, or was done."""
    _only_the_clock(by)
    request = (
        InformationRequest.objects.select_for_update(of=("self",)).select_related("application").get(pk=request_id)
    )
    due = request.answer_by - relativedelta(days=7)
    asked = clock.london_day(request.asked_at)
    if request.closed_at or request.reminded_at or not max(due, asked + relativedelta(days=3)) <= clock.today():
        return False
    request.reminded_at = clock.now()
    request.save(update_fields=["reminded_at"])
    refs = {"request": request.pk}
    told(request.application, "applications.reminded", by=by, because=because, refs=refs)
    letter = letters.notice_reminder if request.hearing else letters.question_reminder
    letter(request.application, request, by=by, because=because)
    return True


@transaction.atomic
def give_an_owner(
    application_id: UUID, owner_person: UUID, owner_account: UUID, *, by: Actor, because: Because
) -> bool:
    """Hand what nobody took up, or whose owner works on it no more, to somebody. False when it has an owner by now."""
    _only_the_clock(by)
    application = lock(application_id)
    if has_an_owner(application) or application.state not in states.WITH_US:
        return False
    if owner_person == application.person_id:
        raise NotAllowed("own_record")
    application.owner_person, application.owner_account = owner_person, owner_account
    application.steps_taken += 1
    application.save(update_fields=["owner_person", "owner_account", "steps_taken"])
    refs = {"owner": owner_account}
    told(application, "applications.handed_over", by=by, because=because, refs=refs)
    return True


def has_an_owner(application: Application) -> bool:
    """Whether somebody has it who may still work on it: their account is open, they hold the role, and they do not
    know the applicant."""
    if application.owner_account is None or application.owner_person is None:
        return False
    if application.interests.filter(by_person=application.owner_person, conflict=True).exists():
        return False
    return RoleGrant.objects.filter(
        account_id=application.owner_account,
        role__in=states.WORKERS,
        held__contains=clock.now(),
        account__is_active=True,
    ).exists()


def _only_the_clock(by: Actor) -> None:
    if by.kind != Kind.CLOCK:
        raise NotAllowed("wrong_role")
