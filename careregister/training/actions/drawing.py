"""Drawing lots, and asking who was drawn."""

import secrets
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many
from careregister.register.models import StandingSpan
from careregister.register.states import REGISTERED

from .. import catalogue, letters, lots, policy
from ..deadlines import answer_day
from ..models import Audit, Draw, DrawList
from .stepping import begin, said, take


@transaction.atomic
def draw(
    ends_from: date, ends_until: date, *, by: Actor, because: Because, seed: str = "", seed_from: str = ""
) -> UUID:
    """Draw the share of the rule among those registered whose registration runs until a day between these two.

    `seed`: by itself made by chance; from outside (numbers drawn in public, say) with `seed_from`, which says whence.
    The list and its digest are kept with the seed, so that anybody can draw again. NotAllowed `wrong_role`,
    `drawn_already`, `days_odd`, `seed_odd`.
    """
    policy.may_draw(by)
    if ends_until < ends_from:
        raise NotAllowed("days_odd")
    seed, seed_from = " ".join(seed.split()), seed_from.strip()
    if bool(seed) != bool(seed_from) or len(seed) > 200:
        raise NotAllowed("seed_odd")
    seed = seed or secrets.token_hex(16)
    people = _list(ends_from, ends_until)
    share = Decimal(body.rule("cpd.audit", clock.today())["share"])
    found = lots.draw(people, seed, share)
    made = Draw(
        ends_from=ends_from,
        ends_until=ends_until,
        drawn_at=clock.now(),
        seed=seed,
        seed_from=seed_from,
        share=share,
        size=found.size,
        count=len(found.drawn),
        list_digest=found.digest,
        threshold=found.threshold,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise NotAllowed("drawn_already") from error
    DrawList.objects.create(draw=made, numbers="\n".join(lots.in_order(people)))
    record("training.lots_drawn", made, by=by, because=because, refs={"size": made.size, "drawn": made.count})
    _open([(number, *people[number]) for number in found.drawn], made, by, because)
    return made.pk


@transaction.atomic
def ask(audit_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Write to who was drawn. Staff do it with words, for whom no letter of ours reaches: how they were told.

    NotAllowed `no_way_to_write` for the clock, and what policy says.
    """
    audit, by = begin(audit_id, "ask", by=by, seen=seen)
    words = said(because) if by.kind == Kind.STAFF else ""
    audit.asked_at, audit.answer_by, audit.reminded_for = clock.now(), answer_day(audit.person_id), None
    take(audit, "ask", "training.audit_asked", by=by, because=because, words=words)
    if by.kind != Kind.STAFF:
        letters.asked(audit, by=by, because=because)


@transaction.atomic
def remind(audit_id: UUID, days: int, *, by: Actor, because: Because) -> None:
    """Remind that an answer is waited for: `days` before its last day, of the rule. Each once. NotAllowed `not_due`."""
    audit, by = begin(audit_id, "remind", by=by, seen=None)
    assert audit.answer_by is not None
    reminded = audit.reminded_for is not None and audit.reminded_for <= days
    if reminded or clock.today() > audit.answer_by or clock.today() < audit.answer_by - timedelta(days=days):
        raise NotAllowed("not_due")
    audit.reminded_for = days
    letters.reminder(audit, by=by, because=because)
    take(audit, "remind", "training.audit_reminded", by=by, because=because)


@transaction.atomic
def more_time(audit_id: UUID, until: date, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Give a later last day; `because` says why. NotAllowed `date_past`, `words_missing`."""
    audit, by = begin(audit_id, "more_time", by=by, seen=seen)
    words = said(because)
    if audit.answer_by is None or until <= max(audit.answer_by, clock.today()):
        raise NotAllowed("date_past")
    audit.answer_by, audit.reminded_for = until, None
    take(audit, "more_time", "training.audit_more_time", by=by, because=because, words=words)
    letters.more_time(audit, by=by, because=because)


def _list(ends_from: date, ends_until: date) -> dict[str, tuple[UUID, date]]:
    """Number to person and "registered until", of those who are registered now (who has paused is not asked)."""
    now = {"known__upper_inf": True, "valid__contains": clock.now(), "base": REGISTERED}
    spans = StandingSpan.objects.filter(**now, registered_until__range=(ends_from, ends_until))
    rows = spans.values_list("registrant__number_id", "registrant__person_id", "registered_until")
    return {number: (person, until) for number, person, until in rows}


def _open(drawn: list[tuple[str, UUID, date]], made: Draw, by: Actor, because: Because) -> None:
    months = int(body.rule("registration.length_months", clock.today()))
    audits = [
        Audit(
            draw=made,
            person_id=person,
            number=number,
            year_since=catalogue.months_after(until, -months) + timedelta(days=1),
            year_until=until,
            drawn_at=made.drawn_at,
        )
        for number, person, until in drawn
    ]
    Audit.objects.bulk_create(audits)
    record_many(
        Line(
            what="training.audit_drawn",
            subject_kind=Audit._meta.label_lower,
            subject_id=one.pk,
            by=by,
            because=because,
            at=made.drawn_at,
            person_id=one.person_id,
            refs={"draw": made.pk},
        )
        for one in audits
    )
