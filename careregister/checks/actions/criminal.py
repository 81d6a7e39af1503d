"""Criminal-record certificates: given by their owner, asked about, attested. Never what they say."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock, queue, together
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.locks import lock_person

from .. import policy
from ..kinds import CRIMINAL_RECORD, EMPLOYER, REGISTER, UMBRELLA
from ..models import Attestation, Certificate, Check, CheckDocument, StatusCheck
from ..models.certificates import LEVELS, NEW_INFO, NO_MATCH, WORKFORCES
from ..rules import modes_open
from . import steps
from .checks import come_back

ASK = "checks.ask_update_service"  # the job's name in project/jobs.py
_AS_THE_FORM_SAYS = {"update_service": REGISTER}  # what the form calls it, from the applicant's side


@together.part
def give_certificate(
    person_id: UUID,
    *,
    mode: str,
    number: str,
    surname: str,
    issued_on: date | None,
    level: str,
    workforce: str,
    application_id: UUID,
    by: Actor,
    because: Because,
) -> UUID:
    """Keep what identifies a certificate, sealed; it replaces the one given before. Returns its id.

    `mode`: employer, umbrella or register (`update_service`, as the form has it, is register). `number`: 12 digits,
    spaces allowed; may be empty while an employer attests or a new check is under way. NotAllowed `mode_not_open`,
    `certificate_number`, `certificate_surname`, `certificate_date`, `certificate_kind`, `own_record`, `wrong_role`.
    """
    policy.may_give_certificate(by, person_id)
    mode = _AS_THE_FORM_SAYS.get(mode, mode)
    _check_mode(mode)
    digits, surname = "".join(number.split()), " ".join(surname.split())
    _check_certificate(mode, digits, surname, issued_on, level, workforce)
    lock_person(person_id)
    before = Certificate.objects.filter(application_id=application_id, replaced_at=None)
    if before.exclude(person_id=person_id).exists():
        raise NotAllowed("check_unknown")
    before.update(replaced_at=clock.now())
    certificate = Certificate(
        person_id=person_id,
        application_id=application_id,
        mode=mode,
        issued_on=issued_on,
        level=level,
        workforce=workforce,
    )
    certificate.put(number=digits, surname=surname)
    certificate.save(force_insert=True)
    record("checks.certificate_given", certificate, by=by, because=because, person_id=person_id, refs={"mode": mode})
    check = _check_of(certificate)
    if check is not None:
        come_back(check.pk, by=by, because=steps.NO_WORDS)
    return certificate.pk


@transaction.atomic
def ask_update_service(certificate_id: UUID, *, by: Actor, because: Because) -> UUID:
    """Have the Update Service asked about a certificate, in the officer's own name. Returns the question's id.

    The question goes after the commit; asking twice on a day is one question. NotAllowed `own_record`, `wrong_role`,
    `mode_not_open`, `certificate_replaced`, `check_is_closed`.
    """
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate is None:
        raise NotAllowed("check_unknown")
    role = policy.may_ask_update_service(by, certificate.person_id)
    lock_person(certificate.person_id)
    certificate.refresh_from_db()
    _check_askable(certificate)
    question, new = StatusCheck.objects.get_or_create(
        certificate=certificate,
        due_on=clock.today(),
        defaults={"asked_person": by.person_id, "asked_role": role},
    )
    if new:
        _asked(question, by, steps.NO_WORDS)
    if question.answered_at is None:
        queue.enqueue(ASK, question_id=str(question.pk))
    return question.pk


@transaction.atomic
def make_due(certificate_id: UUID, due_on: date, *, by: Actor, because: Because) -> UUID:
    """The question that is due for a certificate by its own clock, once for each due date."""
    question, new = StatusCheck.objects.get_or_create(certificate_id=certificate_id, due_on=due_on)
    if new:
        _asked(question, by, because)
    return question.pk


@transaction.atomic
def take_up(status_check_id: UUID, *, by: Actor, because: Because) -> None:
    """A checks officer takes up an answer that needs a human. It changes nothing else. NotAllowed `already_taken_up`."""
    question = StatusCheck.objects.select_for_update().select_related("certificate").get(pk=status_check_id)
    policy.may_ask_update_service(by, question.certificate.person_id)
    if question.code not in {NEW_INFO, NO_MATCH} or question.looked_at is not None:
        raise NotAllowed("already_taken_up")
    question.looked_at, question.looked_person, question.looked_account = clock.now(), by.person_id, by.account_id
    question.save()
    # Not because of what: that it was taken up would itself tell everybody who reads history.


@transaction.atomic
def attest(
    check_id: UUID,
    *,
    ask_id: UUID,
    seen_on: date,
    level: str,
    workforce: str,
    content_with_it: bool,
    issued_on: date | None = None,
    by: Actor,
    because: Because,
) -> UUID:
    """An employer who saw the original says when, and whether they let the person work with people in care.

    An answer is not a decision: the check comes back to us whatever was said. NotAllowed `wrong_role`, `mode_not_open`,
    `certificate_kind`, `certificate_date`, `check_unknown`, `already_answered`.
    """
    policy.may_bring_answer(by)
    check = steps.locked(check_id)
    if check.kind != CRIMINAL_RECORD:
        raise NotAllowed("check_unknown")
    _check_mode(EMPLOYER)
    if level not in LEVELS or workforce not in WORKFORCES:
        raise NotAllowed("certificate_kind")
    if seen_on > clock.today() or (issued_on is not None and issued_on > seen_on):
        raise NotAllowed("certificate_date")
    if Attestation.objects.filter(ask_id=ask_id).exists():
        raise NotAllowed("already_answered")
    said = Attestation.objects.create(
        of_check=check,
        ask_id=ask_id,
        seen_on=seen_on,
        issued_on=issued_on,
        level=level,
        workforce=workforce,
        content_with_it=content_with_it,
    )
    record("checks.employer_attested", check, by=by, because=steps.NO_WORDS, person_id=check.person_id)
    come_back(check.pk, by=by, because=steps.NO_WORDS)
    return said.pk


def _check_mode(mode: str) -> None:
    if mode not in modes_open(clock.today()):
        raise NotAllowed("mode_not_open")


def _check_askable(certificate: Certificate) -> None:
    if certificate.replaced_at is not None:
        raise NotAllowed("certificate_replaced")
    if certificate.ended_at is not None:
        raise NotAllowed("check_is_closed")
    if certificate.mode != REGISTER:
        raise NotAllowed("mode_not_open")
    _check_mode(REGISTER)


def _check_certificate(
    mode: str, digits: str, surname: str, issued_on: date | None, level: str, workforce: str
) -> None:
    if level not in LEVELS or workforce not in WORKFORCES:
        raise NotAllowed("certificate_kind")
    if (digits or mode == REGISTER) and not (len(digits) == 12 and digits.isascii() and digits.isdigit()):
        raise NotAllowed("certificate_number")
    if mode == REGISTER and not surname:
        raise NotAllowed("certificate_surname")
    if issued_on is None and mode not in {UMBRELLA, EMPLOYER}:
        raise NotAllowed("certificate_date")
    if issued_on is not None and issued_on > clock.today():
        raise NotAllowed("certificate_date")


def _asked(question: StatusCheck, by: Actor, because: Because) -> None:
    certificate = question.certificate
    refs = {"due_on": question.due_on}
    record(
        "checks.update_service_asked", certificate, by=by, because=because, person_id=certificate.person_id, refs=refs
    )


def _check_of(certificate: Certificate) -> Check | None:
    return Check.objects.filter(application_id=certificate.application_id, kind=CRIMINAL_RECORD).first()


@transaction.atomic
def image_destroyed(row_id: UUID, *, by: Actor, because: Because) -> bool:
    """Say on the check that the picture of a certificate is gone. False when that was said before."""
    row = CheckDocument.objects.select_for_update().select_related("of_check").get(pk=row_id)
    if row.destroyed_at is not None:
        return False
    row.destroyed_at = clock.now()
    row.save()
    check, refs = row.of_check, {"document_id": row.document_id}
    record("checks.image_destroyed", check, by=by, because=because, person_id=check.person_id, refs=refs)
    return True
