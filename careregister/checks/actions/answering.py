"""What the holder of a link does: answer, decline, never be written to again, take a new link."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed
from careregister.base.together import together

from .. import asks, policy_of_asks, questions
from ..kinds import CRIMINAL_RECORD
from ..models import Ask, AskLink, Check, NeverWrite
from ..models.asking import EMPLOYER_DBS, NEVER_WRITE, NOT_NOW, REFERENCE
from ..states import ASK_EXPIRED, ASK_WAITING, RECEIVED
from . import ask_steps
from .criminal import attest

# What an employer says of a certificate lies in the room's Attestation, walled off, and not among the answers.
_OF_THE_CERTIFICATE = ("seen_on", "issued_on", "level", "workforce", "content")


@together
def answer(token: str, answers: Mapping[str, Any], *, by: Actor, because: Because) -> UUID:
    """Keep what somebody answered; the link is used up. Returns the ask's id. The same again is no error: it is kept.

    NotAllowed `link_unknown`, `ask_expired_now` (its time is over: see `renew`), `ask_is_…`, `answers_wrong`.
    """
    asked, by = _held(token, "receive", by)
    if asked.state == RECEIVED and asked.opened("answers") == _kept(asked, questions.cleaned(asked.kind, answers)):
        return asked.pk
    _check_time(asked)
    policy_of_asks.check_step(asked, "receive")
    said = questions.cleaned(asked.kind, answers)
    asked.put("answers", _kept(asked, said))
    asked.confidential = said.get("confidential") == "yes" if asked.kind == REFERENCE else None
    ask_steps.take(asked, "receive", "checks.answer_received", by, because)
    if asked.kind == EMPLOYER_DBS and said["seen"] == "yes":
        _attest(asked, said, by, because)
    ask_steps.tell_check(asked, by, because)
    asks.send_thanks(asked, by=by, because=because)
    return asked.pk


@together
def decline(token: str, *, by: Actor, because: Because) -> None:
    """They will not answer. Declined already is no error. NotAllowed `link_unknown`, `ask_expired_now`, `ask_is_…`."""
    asked, by = _held(token, "decline", by)
    if not asked.declined_because:
        _check_time(asked)
        asked.declined_because = NOT_NOW
        ask_steps.take(asked, "decline", "checks.answer_declined", by, because)
        ask_steps.tell_check(asked, by, because)


@together
def never_again(token: str, *, by: Actor, because: Because) -> None:
    """Never write to this address again, whoever asks. Works with any link that was ever sent. NotAllowed `link_unknown`."""
    asked, by = _held(token, "decline", by)
    _row, new = NeverWrite.objects.get_or_create(
        address_blind=bytes(asked.address_blind), defaults={"since": clock.now()}
    )
    if asked.state in ASK_WAITING:
        asked.declined_because = NEVER_WRITE
        ask_steps.take(asked, "decline", "checks.answer_declined", by, because)
        ask_steps.tell_check(asked, by, because)
    if new:
        ask_steps.record("checks.never_write", asked, by, because)


@together
def write_again(token: str, *, by: Actor, because: Because) -> None:
    """Whoever holds a link to that address takes "never again" back. Not said is no error. NotAllowed `link_unknown`."""
    asked, by = _held(token, "decline", by)
    ask_steps.lift_never_write(asked, by, because)


@together
def renew(token: str, *, by: Actor, because: Because) -> None:
    """Send a new link to the same address after the time was over. NotAllowed `link_unknown`, `ask_is_…`, `renewed_often`,
    `never_write`.
    """
    asked, by = _held(token, "renew", by)
    if asked.state in ASK_WAITING and asked.expires_at <= clock.now():  # the clock has not come by yet
        asked.state, asked.settled_at = ASK_EXPIRED, clock.now()
    policy_of_asks.check_step(asked, "renew")
    if asks.is_unwilling(asked.address_blind):
        raise NotAllowed("never_write")
    if asked.renewals >= rule("asks.renewals", clock.today()):
        raise NotAllowed("renewed_often")
    asked.renewals += 1
    ask_steps.begin_anew(asked, "renew", "checks.link_renewed", by, because)


def _held(token: str, step: str, by: Actor) -> tuple[Ask, Actor]:
    """The ask that the token is of, locked, and its holder as the actor. NotAllowed `wrong_role`, `link_unknown`."""
    if by.kind != Kind.LINK:
        raise NotAllowed("wrong_role")
    link = AskLink.objects.filter(digest=asks.digest(token)).values_list("ask_id", flat=True).first()
    if link is None:
        raise NotAllowed("link_unknown")
    asked = ask_steps.locked(link)
    policy_of_asks.may_take(by, step, asked.person_id)
    return asked, replace(by, reference=str(asked.pk))


def _check_time(asked: Ask) -> None:
    if asked.state == ASK_EXPIRED or (asked.state in ASK_WAITING and asked.expires_at <= clock.now()):
        raise NotAllowed("ask_expired_now")


def _kept(asked: Ask, said: Mapping[str, str]) -> dict[str, str]:
    walled = _OF_THE_CERTIFICATE if asked.kind == EMPLOYER_DBS else ()
    return {code: words for code, words in said.items() if code not in walled}


def _attest(asked: Ask, said: Mapping[str, str], by: Actor, because: Because) -> None:
    check = Check.objects.filter(application_id=asked.cause_id, kind=CRIMINAL_RECORD).first()
    if check is not None:
        attest(
            check.pk,
            ask_id=asked.pk,
            seen_on=date.fromisoformat(said["seen_on"]),
            issued_on=date.fromisoformat(said["issued_on"]),
            level=said["level"],
            workforce=said["workforce"],
            content_with_it=said["content"] == "yes",
            by=by,
            because=because,
        )
