"""What the clock does for checks. Registered in project/jobs.py; every job is safe to run twice."""

import logging
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import F, Max

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.body import rule
from careregister.base.refusals import Refused
from careregister.evidence import actions as evidence
from careregister.outside import dbs

from . import actions, queries
from .kinds import CRIMINAL_RECORD, REGISTER
from .models import Certificate, Check, CheckDocument, StatusCheck
from .rules import modes_open, next_due
from .states import CLOSED, DECIDED, EXPIRED, PASSED

logger = logging.getLogger(__name__)

RECHECK = Because("recheck")
MOST_A_NIGHT = 2000
GIVE_UP_AFTER = 5  # without an answer in a row: the service is away, so the rest can wait for the next night


def expire_due() -> int:
    """Passed checks whose last day is over. Returns how many ran out."""
    due = Check.objects.filter(state=PASSED, expires_on__lt=clock.today()).order_by("expires_on", "id")
    return sum(
        _spared(partial(actions.expire, check_id, by=CLOCK, because=Because("ran_out")))
        for check_id in list(due.values_list("pk", flat=True))
    )


def ask_update_service(question_id: str) -> str:
    """Put one question. Returns "answered", "unknown", or "" when it was not ours to put."""
    return _put(UUID(question_id))


def recheck_due(wait: Callable[[float], None] = time.sleep) -> int:
    """Put every question that is due and not yet answered, politely one after the other. Returns how many were answered.

    A certificate is due so many months after the latest answer (`criminal_record.recheck_months`); there is one row for
    each due date, so that a second run, or a second process, asks nothing twice.
    """
    if REGISTER not in modes_open(clock.today()):
        return 0
    _make_due()
    pause = 60 / rule("criminal_record.asks_per_minute", clock.today())
    answered = silent = 0
    for question_id in _unanswered():
        outcome = _put(question_id)
        if outcome:
            answered, silent = (answered + 1, 0) if outcome == "answered" else (answered, silent + 1)
            if silent == GIVE_UP_AFTER:
                break
            wait(pause)
    return answered


def destroy_images() -> int:
    """Pictures of certificates go within the rule's months of the decision, a day early rather than one late."""
    months = rule("criminal_record.image_months", clock.today())
    before = clock.start_of_day(clock.today() - relativedelta(months=months) + relativedelta(days=2))
    kept = CheckDocument.objects.filter(of_check__kind=CRIMINAL_RECORD, destroyed_at=None)
    # The first decision counts, or the end without one: opening a check again does not keep a picture longer.
    ended = kept.filter(of_check__steps__after__in=(*DECIDED, EXPIRED, CLOSED), of_check__steps__at__lt=before)
    rows = list(ended.values_list("pk", "document_id").distinct())
    return sum(_spared(partial(_destroy_image, *row)) for row in rows)


def remind_asks() -> int:
    """Referees, vouchers and employers whose reminder is due. Returns how many were written to."""
    return actions.remind_all(queries.waiting_asks(clock.today()), by=CLOCK, because=Because("no_answer_yet"))


def expire_asks() -> int:
    """Questions whose time is over without an answer. Returns how many."""
    over = queries.asks_over(clock.now())
    return sum(actions.expire_ask(ask_id, by=CLOCK, because=Because("ran_out")) for ask_id in over)


def _destroy_image(row_id: UUID, document_id: UUID) -> bool:
    why = Because("certificate_months_over")
    evidence.destroy(document_id, by=CLOCK, because=why)
    return actions.image_destroyed(row_id, by=CLOCK, because=why)


def _spared(do: Callable[[], bool]) -> bool:
    """One that is refused or in somebody's hands does not keep the others waiting: it comes again the next night."""
    try:
        return do()
    except Refused as refused:
        logger.warning("left for the next night: %s", refused.reason)
        return False


def _make_due() -> None:
    in_use = Certificate.objects.filter(mode=REGISTER, replaced_at=None, ended_at=None)
    latest = in_use.annotate(answered=Max("status_checks__answered_at"), asked=Max("status_checks__due_on"))
    for certificate in latest.filter(answered__isnull=False).order_by("answered")[:MOST_A_NIGHT]:
        due = next_due(clock.london_day(certificate.answered))
        if due <= clock.today() and certificate.asked < due and _still_wanted(certificate):
            actions.make_due(certificate.pk, due, by=CLOCK, because=RECHECK)


def _still_wanted(certificate: Certificate) -> bool:
    """Only a check that counts is kept current: nobody whose application was refused is asked about for ever."""
    return Check.objects.filter(application_id=certificate.application_id, kind=CRIMINAL_RECORD, state=PASSED).exists()


def _unanswered() -> list[UUID]:
    due = StatusCheck.objects.filter(
        answered_at=None, due_on__lte=clock.today(), certificate__replaced_at=None, certificate__ended_at=None
    )
    in_order = due.order_by(F("begun_at").asc(nulls_first=True), "due_on", "id")
    return list(in_order.values_list("pk", flat=True)[:MOST_A_NIGHT])


def _put(question_id: UUID) -> str:
    question = actions.begin_question(question_id, by=CLOCK, because=RECHECK)
    if question is None:
        return ""
    try:
        code = dbs.ask(question)
    except dbs.NoAnswer as trouble:
        actions.leave_question(question_id, trouble.reason, by=CLOCK, because=RECHECK)
        return "unknown"
    actions.settle_question(question_id, code, by=CLOCK, because=RECHECK)
    return "answered"
