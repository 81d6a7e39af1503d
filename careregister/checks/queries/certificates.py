"""What is known of certificates: for a checks officer, and for nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .. import policy
from ..kinds import CRIMINAL_RECORD
from ..models import Certificate, Check, StatusCheck
from ..models.certificates import BLANK, NEW_INFO, NO_MATCH, NON_BLANK
from ..states import WAITING

CODE_WORDS = {
    BLANK: _("Current. The certificate showed nothing"),
    NON_BLANK: _("Current. The certificate showed something: whoever relies on it must have seen the original"),
    NEW_INFO: _("There is new information: a new check is needed. This accuses nobody"),
    NO_MATCH: _("Not found: not subscribed, or a number or name is wrong"),
}
_NEEDS_A_HUMAN = {NEW_INFO: "new_information", NO_MATCH: "not_found"}


@dataclass(frozen=True, slots=True)
class OfficerTask:
    """What needs a checks officer. `what`: new_information, not_found, no_answer."""

    what: str
    question_id: UUID
    person_id: UUID
    application_id: UUID
    since: datetime


def officer_tasks(asker: Actor) -> tuple[OfficerTask, ...]:
    """What waits for a checks officer, oldest first; never about the asker. NotAllowed `wrong_role`."""
    if asker.kind != Kind.STAFF or not asker.acting_as(policy.CHECKS_OFFICER):
        raise NotAllowed("wrong_role")
    in_use = StatusCheck.objects.select_related("certificate").filter(
        certificate__replaced_at=None, certificate__ended_at=None
    )
    others = in_use.exclude(certificate__person_id=asker.person_id) if asker.person_id else in_use
    answered = others.filter(code__in=_NEEDS_A_HUMAN, looked_at=None)
    new = [_task(_NEEDS_A_HUMAN[one.code], one, one.answered_at) for one in answered]
    silent = [_task("no_answer", one, one.begun_at) for one in others.filter(answered_at=None).exclude(trouble="")]
    return tuple(sorted(new + silent, key=lambda task: task.since))


def wants_correcting(application_id: UUID, person_id: UUID) -> bool:
    """Whether the person is asked to look at their certificate's number again. Not adverse, and told to them alone."""
    waits = Check.objects.filter(
        application_id=application_id, person_id=person_id, kind=CRIMINAL_RECORD, state=WAITING
    ).exists()
    latest = StatusCheck.objects.filter(
        certificate__application_id=application_id, certificate__person_id=person_id, certificate__replaced_at=None
    ).order_by("-due_on")
    return waits and latest.values_list("code", flat=True).first() == NO_MATCH


def behind(check: Check) -> dict[str, Any]:
    """What a checks officer reads beside the check. The caller has asked the policy."""
    certificate = Certificate.objects.filter(application_id=check.application_id, replaced_at=None).first()
    said = [
        {
            "seen_on": one.seen_on,
            "issued_on": one.issued_on,
            "level": one.level,
            "workforce": one.workforce,
            "content_with_it": one.content_with_it,
            "at": one.at,
        }
        for one in check.attestations.order_by("-at")
    ]
    return {"certificate": _certificate(certificate) if certificate else None, "attestations": said}


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "id": certificate.pk,
        "mode": certificate.mode,
        "number": certificate.opened("number"),
        "surname": certificate.opened("surname"),
        "issued_on": certificate.issued_on,
        "level": certificate.level,
        "workforce": certificate.workforce,
        "over_three_years": certificate.issued_on is not None
        and certificate.issued_on + relativedelta(years=3) <= clock.today(),
        "questions": [_question(one) for one in certificate.status_checks.order_by("-due_on")],
    }


def _question(one: StatusCheck) -> dict[str, Any]:
    return {
        "id": one.pk,
        "due_on": one.due_on,
        "code": one.code,
        "code_words": CODE_WORDS.get(one.code, _("No answer yet")),
        "answered_at": one.answered_at,
        "trouble": one.trouble,
        "attempts": one.attempts,
        "looked_at": one.looked_at,
        "waits": one.code in _NEEDS_A_HUMAN and one.looked_at is None,
    }


def _task(what: str, one: StatusCheck, since: datetime | None) -> OfficerTask:
    certificate = one.certificate
    started = since or clock.start_of_day(one.due_on)
    return OfficerTask(what, one.pk, certificate.person_id, certificate.application_id, started)
