"""What others read of asks, as plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed

from .. import addresses, asks, comparing, policy, policy_of_asks
from ..models import Ask, AskLink, WorkHistory
from ..models.asking import EMPLOYER_DBS, REFERENCE, VOUCHER
from ..questions import QUESTIONS, Question
from ..states import (
    ASK_EXPIRED,
    ASK_WAITING,
    ASK_WITHDRAWN,
    DECLINED,
    OFFICERS,
    RECEIVED,
    REMINDED,
    REQUESTED,
)
from .employment import care_of, jobs_of

KIND_SAID = {
    REFERENCE: _("Reference"),
    VOUCHER: _("Somebody who vouches for who they are"),
    EMPLOYER_DBS: _("An employer's word on a DBS certificate"),
}
STATE_SAID = {
    REQUESTED: _("Asked"),
    REMINDED: _("Asked, and reminded"),
    RECEIVED: _("Answered"),
    DECLINED: _("Would not answer"),
    ASK_EXPIRED: _("Did not answer in time"),
    ASK_WITHDRAWN: _("Taken back"),
}
OPEN, USED, OVER, GONE = "open", "used", "over", "gone"


@dataclass(frozen=True, slots=True)
class AskFacts:
    """One ask. `email`, `unwilling` (the address never wants to be written to), `declined_because`, `fit` and `flags` are empty for the person it is about; the answers are never in here."""

    id: UUID
    kind: str
    kind_name: str
    person_id: UUID
    cause_id: UUID
    name: str
    organisation: str
    email: str
    state: str
    state_words: str
    asked_at: datetime
    expires_at: datetime
    settled_at: datetime | None
    reminders: int
    next_reminder: date | None
    confidential: bool | None
    declined_because: str
    unwilling: bool
    replaced: bool
    fit: str
    fit_words: str
    flags: tuple[tuple[str, str], ...]  # code and words of what differs or worries
    can_be_read: bool


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """What the holder of a link may know. `state`: open, used (answered or declined), over (too late), gone (taken back).

    `person` is named only while there is something to answer, or it is too late for it.
    """

    id: UUID
    kind: str
    state: str
    name: str
    person: str
    organisation: str
    last_day: date
    declined: bool
    unwilling: bool  # this address asked us never to write again
    questions: tuple[Question, ...]


def open_ask(token: str) -> OpenAsk | None:
    """The ask that a link is of; None for a link that nobody was sent."""
    link = AskLink.objects.select_related("ask").filter(digest=asks.digest(token)).first()
    if link is None:
        return None
    asked = link.ask
    said, state = asked.opened(), _open_state(asked)
    return OpenAsk(
        id=asked.pk,
        kind=asked.kind,
        state=state,
        name=said.get("name", ""),
        person=asks.called(asked) if state in (OPEN, OVER) else "",
        organisation=said.get("about", {}).get("organisation", ""),
        last_day=clock.london_day(asked.expires_at),
        declined=asked.state == DECLINED,
        unwilling=asks.is_unwilling(asked.address_blind),
        questions=QUESTIONS[asked.kind],
    )


def asks_of(about: UUID, asker: Actor) -> tuple[AskFacts, ...]:
    """The asks of a person or of an application (either id), in the order they were made. NotAllowed `wrong_role`."""
    rows = Ask.objects.filter(Q(person_id=about) | Q(cause_id=about)).select_related("replaced_by")
    found = sorted(rows, key=lambda row: (row.asked_at, str(row.pk)))
    for person_id in {row.person_id for row in found}:
        policy.may_read(asker, person_id)
    unwilling = asks.unwilling(row.address_blind for row in found) if found else set()
    return tuple(_facts(row, asker, unwilling) for row in found)


def ends_to_verify(application_id: UUID, asker: Actor) -> tuple[tuple[str, str, bool], ...]:
    """Each job in care that ended: employer, month of the end, and whether a referee from there has said why.

    Care law asks for that so far as it is practicable. For officers. NotAllowed `wrong_role`.
    """
    history = WorkHistory.objects.filter(application_id=application_id).first()
    if history is None:
        return ()
    policy.may_read(asker, history.person_id)
    if asker.person_id == history.person_id:  # it would tell them what a confidential reference says
        raise NotAllowed("wrong_role")
    received = Ask.objects.filter(cause_id=application_id, kind=REFERENCE, state=RECEIVED)
    said = [
        row.opened().get("about", {})
        for row in received
        if row.opened("answers").get("reason", "not_known") != "not_known"
    ]
    jobs = [job for job, row in zip(jobs_of(history), care_of(history), strict=True) if row and job.ended]
    return tuple((job.employer, job.ended, any(comparing.is_there(job, about) for about in said)) for job in jobs)


def waiting_asks(on: date, *, kind: str = "") -> tuple[UUID, ...]:
    """Those that wait for an answer, the one that runs out first at the front: what reminders are for."""
    found = Ask.objects.filter(state__in=ASK_WAITING, expires_at__gte=clock.start_of_day(on))
    if kind:
        found = found.filter(kind=kind)
    return tuple(found.order_by("expires_at", "id").values_list("pk", flat=True))


def asks_over(moment: datetime) -> tuple[UUID, ...]:
    """Those whose time is over and that nobody has settled."""
    found = Ask.objects.filter(state__in=ASK_WAITING, expires_at__lte=moment)
    return tuple(found.order_by("expires_at", "id").values_list("pk", flat=True))


def _facts(asked: Ask, asker: Actor, unwilling: Collection[bytes]) -> AskFacts:
    said = asked.opened()
    officer = asker.kind == Kind.STAFF and asker.person_id != asked.person_id and bool(asker.acting_as(OFFICERS))
    return AskFacts(
        id=asked.pk,
        kind=asked.kind,
        kind_name=str(KIND_SAID[asked.kind]),
        person_id=asked.person_id,
        cause_id=asked.cause_id,
        name=said.get("name", ""),
        organisation=said.get("about", {}).get("organisation", ""),
        email=said.get("email", "") if officer else "",
        state=asked.state,
        state_words=str(STATE_SAID[asked.state]),
        asked_at=asked.asked_at,
        expires_at=asked.expires_at,
        settled_at=asked.settled_at,
        reminders=asked.reminders,
        next_reminder=asks.next_reminder(asked) if asked.state in ASK_WAITING else None,
        confidential=asked.confidential,
        declined_because=asked.declined_because if officer else "",
        unwilling=officer and bytes(asked.address_blind) in unwilling,
        replaced=hasattr(asked, "replaced_by"),
        fit=asked.fit if officer else "",
        fit_words=str(addresses.SAID[asked.fit]) if officer and asked.fit else "",
        flags=_flags(asked) if officer and asked.state == RECEIVED and asked.kind != EMPLOYER_DBS else (),
        can_be_read=policy_of_asks.can_read_answers(asker, asked),
    )


def _flags(asked: Ask) -> tuple[tuple[str, str], ...]:
    history = WorkHistory.objects.filter(application_id=asked.cause_id).first()
    may_differ = rule("references.months_may_differ", clock.today())
    codes = comparing.flags(
        asked.opened("answers"), asked.opened().get("about", {}), jobs_of(history) if history else (), may_differ
    )
    return tuple((code, str(comparing.SAID[code])) for code in codes)


def _open_state(asked: Ask) -> str:
    if asked.state in ASK_WAITING:
        return OPEN if asked.expires_at > clock.now() else OVER
    return {RECEIVED: USED, DECLINED: USED, ASK_EXPIRED: OVER}.get(asked.state, GONE)
