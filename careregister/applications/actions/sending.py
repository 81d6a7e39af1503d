"""Sending, and withdrawing. On sending, the rules are frozen, the answers lodged and the checks opened."""

from __future__ import annotations

from uuid import UUID

from django.db.models import prefetch_related_objects

from careregister.base import clock, queue
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.checks import actions as checks

from .. import clean, criteria, letters, states
from ..form.sections import SECTIONS
from ..models import InformationRequest, Recommendation
from ..whole import not_complete
from .lodging import applicant, lodge
from .stepping import begin, close, take

HAVE_WE_MET = "applications.have_we_met"  # the job's name in project/jobs.py


@together
def send(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Send the application. NotAllowed `incomplete` with the `sections` that are not whole, `gaps` for months that no
    job and no word covers; and what the rooms say in which the answers are lodged."""
    application, by = begin(application_id, "send", by=by, seen=seen)
    prefetch_related_objects([application], "sections")  # what is said is read once
    if missing := not_complete(application):
        raise NotAllowed("incomplete", sections=missing)
    today = clock.today()
    application.criteria, application.criteria_since = criteria.frozen(today)
    application.sent_at = clock.now()
    refs = {"criteria_since": application.criteria_since}
    take(application, "send", "applications.sent", by=by, because=because, refs=refs)
    own = applicant(application, by)
    wanted = clean.wanted_checks(application)
    checks.open_checks(application.person_id, wanted, application_id=application.pk, by=own, because=because)
    lodge(application, [one.code for one in SECTIONS], by=by, because=because)
    queue.enqueue(HAVE_WE_MET, application_id=str(application.pk))
    letters.received(application, by=by, because=because)


@together
def withdraw(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """The applicant thinks better of it: what is open about it ends. A draft is simply gone from their list."""
    application, by = begin(application_id, "withdraw", by=by, seen=seen)
    was_sent = application.sent_at is not None
    for recommendation in Recommendation.objects.select_for_update().filter(
        application=application, state=states.PENDING
    ):
        close(recommendation, "drop", by=by)
    InformationRequest.objects.filter(application=application, closed_at=None).update(
        closed_at=clock.now(), token_digest=None
    )
    take(application, "withdraw", "applications.withdrawn", by=by, because=because)
    if was_sent:
        checks.close_all(application.pk, by=applicant(application, by), because=because)
        letters.withdrawn(application, by=by, because=because)
