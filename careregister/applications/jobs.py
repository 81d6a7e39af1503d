"""What the clock does with applications. Registered in project/jobs.py; each asks what is due, and is safe to run twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Count

from careregister.base import body, clock, working_days
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import Refused
from careregister.people.models import RoleGrant

from . import actions, states
from .actions.clearing import REMIND_MONTHS_BEFORE, has_an_owner
from .models import Application, InformationRequest

DUE = Because("time_over")
REMINDER = Because("reminder")
NOT_TAKEN_UP = Because("not_taken_up")

logger = logging.getLogger(__name__)


def tend_drafts() -> int:
    """Remind of drafts that lie, and discard those that lay on. Returns how many were discarded."""
    today = clock.today()
    months = body.rule("admission.draft_months", today)
    drafts = Application.objects.filter(state=states.DRAFT)
    old = clock.end_of_day(today - relativedelta(months=months - REMIND_MONTHS_BEFORE))
    to_remind = drafts.filter(reminded_at=None, last_step_at__lte=old).values_list("pk", flat=True)
    _each(to_remind, lambda one: actions.remind_of_draft(one, by=CLOCK, because=REMINDER))
    older = clock.end_of_day(today - relativedelta(months=months))
    to_discard = drafts.filter(reminded_at__isnull=False, last_step_at__lte=older).values_list("pk", flat=True)
    return _each(to_discard, lambda one: actions.discard(one, by=CLOCK, because=DUE))


def end_waiting() -> int:
    """Remind of questions, and go on where the time for an answer or a reply is over. Returns how many went on."""
    waiting = InformationRequest.objects.filter(closed_at=None)
    to_remind = waiting.filter(reminded_at=None).values_list("pk", flat=True)
    _each(to_remind, lambda one: actions.remind_of_question(one, by=CLOCK, because=REMINDER))
    over = waiting.filter(answer_by__lt=clock.today())
    asked = over.filter(hearing=False).values_list("application_id", flat=True)
    heard = over.filter(hearing=True).values_list("application_id", flat=True)
    return _each(asked, lambda one: actions.stop_waiting(one, by=CLOCK, because=DUE)) + _each(
        heard, lambda one: actions.stop_hearing(one, by=CLOCK, because=DUE)
    )


def find_owners() -> int:
    """Whatever nobody took up within the rule's working days goes to the registrar with the fewest open files; at once
    what belongs to somebody who left, lost the role, or said that they know the applicant.

    Returns how many were given to somebody; what nobody can take is logged, so that somebody looks.
    """
    days = body.rule("admission.taken_up_days", clock.today())
    given = 0
    for row in Application.objects.filter(state__in=states.WITH_US).order_by("last_step_at"):
        waited = working_days.between(clock.london_day(row.last_step_at), clock.today())
        if has_an_owner(row) or (row.owner_account is None and waited < days):
            continue
        grant = _least_loaded(row)
        if grant is None:
            logger.error("application %s has no owner, and there is nobody to give it to", row.pk)
        else:
            given += _each(
                [row.pk],
                lambda one, to=grant: actions.give_an_owner(  # type: ignore[misc]
                    one, to.person_id, to.account_id, by=CLOCK, because=NOT_TAKEN_UP
                ),
            )
    return given


def _least_loaded(application: Application) -> RoleGrant | None:
    """A registrar who is neither the applicant nor had a part before, with the fewest open files; the same every time."""
    parts: set[UUID | None] = set(application.decisions.values_list("decided_person", flat=True))
    parts |= set(application.decisions.values_list("recommended_person", flat=True))
    conflicts = set(application.interests.filter(conflict=True).values_list("by_person", flat=True))
    grants = RoleGrant.objects.filter(
        role__in=states.REGISTRARS, held__contains=clock.now(), account__is_active=True
    ).exclude(person__in={application.person_id} | conflicts | parts - {None})
    load = dict(
        Application.objects.filter(ended_at=None, owner_account__isnull=False)
        .values_list("owner_account")
        .annotate(Count("pk"))
    )
    return min(grants, key=lambda one: (load.get(one.account_id, 0), str(one.account_id)), default=None)


def _each(ids: Iterable[UUID], do: Callable[[UUID], object]) -> int:
    """Each in a transaction of its own: what is refused by now was done by somebody else."""
    done = 0
    for one in list(ids):
        try:
            done += do(one) is not False
        except Refused as refusal:
            logger.info("application job left %s: %s", one, refusal.reason)
    return done
