"""What staff do with a request: look, say that it is here, answer, refuse."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import letters, policy
from ..models import DataRequest
from ..names import REFUSALS
from .asking import locked, request_words, take, told, write


@transaction.atomic
def looked_at(request_id: UUID, *, by: Actor, because: Because) -> None:
    """That somebody of staff read a request. NotAllowed: no_such_request, wrong_role, own_record."""
    request = locked(request_id)
    policy.may_read(by, request)
    told(request, "privacy.looked_at", by=by, because=because)


@transaction.atomic
def acknowledge(request_id: UUID, *, by: Actor, because: Because) -> None:
    """Say that it is here and looked into. NotAllowed: see `policy.may_keep`."""
    request, by = _begin(request_id, "acknowledge", by)
    take(request, "acknowledge")
    request.acknowledged_at = clock.now()
    request.save()
    told(request, "privacy.acknowledged", by=by, because=because)


@transaction.atomic
def answer(request_id: UUID, words: str, *, by: Actor, because: Because) -> None:
    """Answer with a letter. NotAllowed: words_missing, and see `policy.may_keep`."""
    request, by = _begin(request_id, "answer", by)
    _settle(request, "answer", words, by)
    told(request, "privacy.answered", by=by, because=because)
    context = {"request": request_words(request), "answer": words.strip()}
    write(letters.ANSWERED.code, request, context, by=by, because=because)


@transaction.atomic
def refuse(request_id: UUID, reason: str, words: str, *, by: Actor, because: Because) -> None:
    """Refuse with a named reason (`names.REFUSALS`), and say how to complain. NotAllowed: reason_missing, and as above."""
    request, by = _begin(request_id, "refuse", by)
    if reason not in REFUSALS:
        raise NotAllowed("reason_missing")
    request.reason = reason
    _settle(request, "refuse", words, by)
    told(request, "privacy.refused", by=by, because=because)
    context = {"request": request_words(request), "reason": str(REFUSALS[reason]), "answer": words.strip()}
    write(letters.REFUSED.code, request, context, by=by, because=because)


def _begin(request_id: UUID, action: str, by: Actor) -> tuple[DataRequest, Actor]:
    request = locked(request_id)
    return request, replace(by, role=policy.may_keep(by, request, action))


def _settle(request: DataRequest, action: str, words: str, by: Actor) -> None:
    if not words.strip():
        raise NotAllowed("words_missing")
    take(request, action)
    request.put("answer", words)
    request.settled_at = clock.now()
    request.answered_person, request.answered_account = by.person_id, by.account_id
    request.answered_role = by.role
    request.save()
