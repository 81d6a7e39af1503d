"""Nobody needs to answer any more: the asks of one application, taken back together. Their persons' rows are locked."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from careregister.base import clock
from careregister.base.actors import Actor, Because

from .. import asks
from ..models import Ask
from ..states import ASK, ASK_WAITING
from . import ask_steps, checks

WITHDRAWN = "checks.ask_withdrawn"


def take_back(there: Sequence[Ask], cause_id: UUID, *, by: Actor, because: Because) -> int:
    """Take back those of them that can be; `there`: all of their kinds. Who had not answered is told so, and a check
    waits on while anybody is asked. Returns how many it was."""
    gone = [asked for asked in there if ASK.lawful("withdraw", asked.state)]
    if not gone:
        return 0
    waited = {asked.pk for asked in gone if asked.state in ASK_WAITING}
    left = Counter(asked.kind for asked in there if asked.state in ASK_WAITING)
    _save(gone)
    unwilling = asks.unwilling(asked.address_blind for asked in gone if asked.pk in waited) if waited else set()
    under_way = ask_steps.under_way(cause_id, {asked.kind for asked in gone})
    called: dict[UUID, str] = {}
    for asked in gone:
        ask_steps.record(WITHDRAWN, asked, by, because)
        if asked.pk in waited:
            left[asked.kind] -= 1
            if bytes(asked.address_blind) not in unwilling:
                if asked.person_id not in called:
                    called[asked.person_id] = asks.called(asked)
                asks.write_not_needed(asked, called[asked.person_id], by=by, because=because)
        if check := under_way.get(ask_steps.CHECK_OF[asked.kind]):
            (checks.waits if left[asked.kind] else checks.comes_back)(check, by=by, because=because)
    return len(gone)


def _save(gone: Sequence[Ask]) -> None:
    after: defaultdict[str, list[UUID]] = defaultdict(list)
    for asked in gone:
        asked.state, asked.settled_at = ASK.step("withdraw").result(asked.state), clock.now()
        after[asked.state].append(asked.pk)
    for state, ids in after.items():
        Ask.objects.filter(pk__in=ids).update(state=state, settled_at=clock.now())
