"""How every action moves an ask: one step of its table, one line of history, and the check it is for told."""

from collections.abc import Collection
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record as write_history
from careregister.people.locks import lock_person_of
from careregister.people.models import Person

from .. import asks, letters, policy_of_asks
from ..kinds import CRIMINAL_RECORD, IDENTITY, REFERENCES
from ..models import Ask, Check, NeverWrite
from ..models.asking import EMPLOYER_DBS, REFERENCE, VOUCHER
from ..states import ASK, ASK_WAITING, UNDER_WAY
from . import checks

CHECK_OF = {REFERENCE: REFERENCES, VOUCHER: IDENTITY, EMPLOYER_DBS: CRIMINAL_RECORD}


def locked(ask_id: UUID) -> Ask:
    """The ask, with its person locked first. NotAllowed `ask_unknown`; Busy."""
    wanted = Ask.objects.filter(pk=ask_id)
    try:
        lock_person_of(wanted)
    except Person.DoesNotExist as error:
        raise NotAllowed("ask_unknown") from error
    return wanted.get()


def take(asked: Ask, step: str, event: str, by: Actor, because: Because) -> None:
    """Move the ask (locked) by a step of the table and save it with what the caller set on it."""
    policy_of_asks.check_step(asked, step)
    asked.state = ASK.step(step).result(asked.state)
    asked.settled_at = None if asked.state in ASK_WAITING else clock.now()
    asked.save()
    record(event, asked, by, because)


def begin_anew(asked: Ask, step: str, event: str, by: Actor, because: Because) -> None:
    """A new link, and the whole time for an answer."""
    asked.asked_at = clock.now()
    asked.expires_at = asked.asked_at + asks.days_open(clock.today())
    asked.reminders = 0
    take(asked, step, event, by, because)
    asks.send_link(asked, letters.ASKED[asked.kind].code, by=by, because=because)
    tell_check(asked, by, because)


def record(event: str, asked: Ask, by: Actor, because: Because) -> None:
    write_history(event, asked, by=by, because=because, person_id=asked.person_id, refs={"kind": asked.kind})


def lift_never_write(asked: Ask, by: Actor, because: Because) -> None:
    """The address of this ask (locked) may be written to again; history tells it once."""
    gone, _rows = NeverWrite.objects.filter(address_blind=bytes(asked.address_blind)).delete()
    if gone:
        record("checks.never_write_undone", asked, by, because)


def wanted(asked: Ask) -> bool:
    """Whether the check that the ask is for is still under way, or there is none."""
    of_it = Check.objects.filter(application_id=asked.cause_id, kind=CHECK_OF[asked.kind])
    return not of_it.exists() or of_it.filter(state__in=UNDER_WAY).exists()


def under_way(cause_id: UUID, kinds: Collection[str]) -> dict[str, Check]:
    """The checks under way for which asks of these kinds are, by the kind of check."""
    wanted = {CHECK_OF[kind] for kind in kinds}
    if not wanted:
        return {}
    found = Check.objects.filter(application_id=cause_id, kind__in=wanted, state__in=UNDER_WAY)
    return {check.kind: check for check in found.order_by("-pk")}


def tell_check(asked: Ask, by: Actor, because: Because) -> None:
    """The check waits while anybody is still asked, and comes back to us when nobody is. The person is locked."""
    check = Check.objects.filter(application_id=asked.cause_id, kind=CHECK_OF[asked.kind], state__in=UNDER_WAY).first()
    if check is not None:
        others = Ask.objects.filter(cause_id=asked.cause_id, kind=asked.kind, state__in=ASK_WAITING)
        (checks.waits if others.exists() else checks.comes_back)(check, by=by, because=because)
