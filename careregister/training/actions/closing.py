"""Closing a year: what counted for it is written down, and counts for no other."""

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.people.locks import lock_person

from .. import counting, policy, years
from ..models import CountedFor
from ..queries.standing import items_of, taken_by


@transaction.atomic
def close_year(person_id: UUID, on: date, *, by: Actor, because: Because) -> int:
    """Close the year in which `on` falls. Returns how many rows were written: 0 when it was closed already.

    A renewal closes the year that it looked at, with `on` today and before its own act: what is learnt from the next day
    on counts for the next year. What was counted is not changed or removed any more. NotAllowed `wrong_role`,
    `date_in_future`.
    """
    policy.may_close_year(by)
    if on > clock.today():
        raise NotAllowed("date_in_future")
    person = lock_person(person_id)
    year = years.year_of(person_id, on)
    if year.closed or not year.registrant:
        return 0
    until = min(year.until, clock.today())
    found = counting.counted(items_of(person_id, body.rule("cpd.rules", on)), taken_by(person_id), year.since, until)
    CountedFor.objects.bulk_create(
        CountedFor(
            person=person,
            **{f"{one.kind}_id": one.id},
            requirement=one.requirement,
            year_since=year.since,
            year_until=until,
            amount=one.amount,
            at=clock.now(),
        )
        for one in found
    )
    refs = {"since": year.since, "until": until, "rows": len(found), **counting.totals(found)}
    record("training.year_closed", person, by=by, because=because, person_id=person_id, refs=refs)
    return len(found)
