"""One question to the Update Service: begun and settled in two short transactions, with the call between them."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.letters.actions import write
from careregister.outside.dbs import Question
from careregister.people import queries as people

from ..kinds import CRIMINAL_RECORD
from ..letters import NOT_FOUND
from ..models import Certificate, Check, StatusCheck
from ..models.certificates import CURRENT, NO_MATCH
from ..rules import counts_until
from ..states import OPEN, PASSED
from . import steps

IN_HAND = timedelta(minutes=5)  # longer than the call may take: after that its process is taken for dead
NO_ANSWER = Because("no_answer")


@transaction.atomic(durable=True)
def begin_question(question_id: UUID, *, by: Actor, because: Because) -> Question | None:
    """Take a question in hand. None when it is answered, in another's hand, or cannot be put.

    NotAllowed `not_the_clock`: questions are put by jobs.
    """
    _only_the_clock(by)
    waiting = StatusCheck.objects.select_for_update(skip_locked=True, of=("self",)).select_related("certificate")
    question = waiting.filter(pk=question_id, answered_at=None).first()
    if question is None or (question.begun_at is not None and question.begun_at > clock.now() - IN_HAND):
        return None
    certificate = question.certificate
    born = people.birth_of(certificate.person_id)
    forename, surname = _officer(question)
    number = certificate.opened("number")
    if certificate.replaced_at or certificate.ended_at or born is None or not number or not surname:
        question.trouble = "cannot_be_put"
        question.save()
        return None
    question.begun_at, question.attempts = clock.now(), question.attempts + 1
    question.save()
    return Question(number, certificate.opened("surname"), born, forename, surname)


@transaction.atomic(durable=True)
def settle_question(question_id: UUID, code: str, *, by: Actor, because: Because) -> None:
    """Keep the answer. It decides nothing: whatever it is, an officer does. Answered already: nothing happens.

    History, words and times are the same for every answer but one: where no certificate was found the person is asked
    to look at the number again.
    """
    _only_the_clock(by)
    question = _in_hand(question_id)
    if question.answered_at is not None:
        return
    certificate = question.certificate
    question.code, question.answered_at, question.trouble = code, clock.now(), ""
    question.save()
    _record("checks.update_service_answered", certificate, question, by, because)
    check = Check.objects.filter(application_id=certificate.application_id, kind=CRIMINAL_RECORD).first()
    if check is None or certificate.replaced_at is not None or certificate.ended_at is not None:
        return
    check = steps.locked(check.pk)
    if code == NO_MATCH:
        _ask_to_correct(certificate, check, by, because)
    elif code in CURRENT and check.state == PASSED:
        # The date alone: no step, no history, and others are not shown it.
        check.expires_on = counts_until(CRIMINAL_RECORD, clock.today())
        check.save()


@transaction.atomic(durable=True)
def leave_question(question_id: UUID, trouble: str, *, by: Actor, because: Because) -> None:
    """No answer came. That is unknown, not adverse: it is asked again. `trouble` is outside.dbs.NoAnswer's reason."""
    _only_the_clock(by)
    question = _in_hand(question_id)
    if question.answered_at is not None:
        return
    question.trouble, question.begun_at = trouble, None
    question.save()
    if question.attempts == 1:
        _record("checks.update_service_silent", question.certificate, question, by, NO_ANSWER)


def _ask_to_correct(certificate: Certificate, check: Check, by: Actor, because: Because) -> None:
    if check.state == OPEN:
        steps.take(check, "wait", by=CLOCK, because=because)
    address = people.email_of(certificate.person_id)
    if address:
        name = people.names_of([certificate.person_id]).get(certificate.person_id, "")
        write(
            NOT_FOUND.code,
            to=address,
            context={"name": name},
            person_id=certificate.person_id,
            cause=certificate,
            by=by,
            because=because,
        )


def _officer(question: StatusCheck) -> tuple[str, str]:
    """Whose name the service is told: the officer who asks, or the one the installation names for the clock."""
    if question.asked_person is None:
        forename, _, surname = settings.DBS_OFFICER.strip().rpartition(" ")
        return forename, surname
    names = people.names_for(question.asked_person)
    surname = names.family or names.legal.rpartition(" ")[2]
    return names.legal.removesuffix(surname).strip(), surname


def _in_hand(question_id: UUID) -> StatusCheck:
    return (
        StatusCheck.objects.select_for_update(of=("self",)).select_related("certificate").get(pk=question_id)
    )  # its certificate is never changed here


def _record(what: str, certificate: Certificate, question: StatusCheck, by: Actor, because: Because) -> None:
    refs = {"due_on": question.due_on}  # never the code
    record(what, certificate, by=by, because=because, person_id=certificate.person_id, refs=refs)


def _only_the_clock(by: Actor) -> None:
    if by.kind != Kind.CLOCK:
        raise NotAllowed("not_the_clock")
