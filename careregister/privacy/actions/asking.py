"""What a person does: asks, withdraws, asks that somebody else look again."""

from datetime import timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.body import rule
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.letters.actions import write_to_person

from .. import letters, policy, states
from ..models import DataRequest
from ..names import KIND_NAMES


@transaction.atomic
def ask(person_id: UUID | None, kind: str, words: str, *, by: Actor, because: Because) -> UUID:
    """Ask something about one's own data. Returns the id of the request; its clocks follow the rule `privacy.clocks`.

    NotAllowed: not_your_data, words_missing, request_waits (the same kind of request is not settled yet).
    """
    person_id = policy.may_see_own(by, person_id)
    if kind not in states.KINDS or not words.strip():
        raise NotAllowed("words_missing")
    if DataRequest.objects.filter(person_id=person_id, kind=kind, state__in=states.WAITING).exists():
        raise NotAllowed("request_waits")
    made = DataRequest(person_id=person_id, kind=kind)
    made.put("words", words)
    _set_clocks(made)
    made.save(force_insert=True)
    told(made, "privacy.asked", by=by, because=because)
    _say_it_is_here(made, by, because)
    return made.pk


@transaction.atomic
def withdraw(request_id: UUID, *, by: Actor, because: Because) -> None:
    """NotAllowed: no_such_request, not_your_data, not_lawful_now."""
    request = locked(request_id)
    policy.may_see_own(by, request.person_id)
    take(request, "withdraw")
    request.settled_at = clock.now()
    request.save()
    told(request, "privacy.withdrawn", by=by, because=because)


@transaction.atomic
def escalate(request_id: UUID, words: str, *, by: Actor, because: Because) -> None:
    """Ask that somebody else look at it again, with what is still wrong. The clocks begin anew.

    NotAllowed: no_such_request, not_your_data, not_lawful_now (also a second time: the Commissioner is next),
    words_missing.
    """
    request = locked(request_id)
    policy.may_see_own(by, request.person_id)
    if request.first_answered_person is not None:
        raise NotAllowed("not_lawful_now")
    if not words.strip():
        raise NotAllowed("words_missing")
    take(request, "escalate")
    request.put("words", request.opened("words") + "\n\n" + words.strip())
    request.first_answered_person, request.answered_person = request.answered_person, None
    request.answered_account, request.settled_at = None, None
    _set_clocks(request)
    request.save()
    told(request, "privacy.escalated", by=by, because=because)
    _say_it_is_here(request, by, because)


def locked(request_id: UUID) -> DataRequest:
    request = DataRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        raise NotAllowed("no_such_request")
    return request


def take(request: DataRequest, action: str) -> None:
    """One step of the table; the caller saves it."""
    policy.check_lawful(request, action)
    request.state = states.REQUEST.step(action).result(request.state)


def told(request: DataRequest, what: str, *, by: Actor, because: Because) -> None:
    record(what, request, by=by, because=because, person_id=request.person_id, refs={"kind": request.kind})


def request_words(request: DataRequest) -> str:
    return str(KIND_NAMES[request.kind])


def _set_clocks(request: DataRequest) -> None:
    clocks = rule("privacy.clocks", clock.today())[request.kind]
    request.acknowledge_by = clock.today() + timedelta(days=clocks["acknowledge_days"])
    request.answer_by = clock.today() + relativedelta(months=clocks["answer_months"])


def _say_it_is_here(request: DataRequest, by: Actor, because: Because) -> None:
    """By a letter where we can write; on the page it says so in any case."""
    context = {"request": request_words(request), "answer_by": f"{request.answer_by:%-d %B %Y}"}
    write(letters.RECEIVED.code, request, context, by=by, because=because)


def write(code: str, request: DataRequest, context: dict[str, str], *, by: Actor, because: Because) -> None:
    """A letter to whoever asked. Somebody whom we cannot write to reads it in their account."""
    try:
        write_to_person(code, request.person_id, context=context, by=by, because=because, cause=request)
    except NotAllowed as refused:
        if refused.reason != "no_way_to_write":
            raise
