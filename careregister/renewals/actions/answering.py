"""What the person does: writes part by part, and sends. Saving is no action: history begins when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.register import actions as register
from careregister.register.drafts import Authority, Details

from .. import dates, fees, letters, papers, policy, questions, states
from ..models import Answers, Referral, Renewal
from ..needs import Needs, needs_of
from .closing import close_learning, drop
from .stepping import begin, lock, take

RULE = Because("renewal_complete")


def save(renewal_id: UUID, part: str, data: Mapping[str, Any], *, seen: int, by: Actor) -> int:
    """Keep what a part says now; its new version. `seen`: the version the page was made from (0: nothing kept yet).

    NotAllowed not_yours, unknown_part, part_closed when it may not be changed now, not_your_document, changed_meanwhile
    when another tab saved something else since. No action: see above.
    """
    if part not in questions.PARTS:
        raise NotAllowed("unknown_part")
    with transaction.atomic():
        renewal = lock(renewal_id)
        policy.may_read_own(by, renewal)
        if renewal.state not in states.WRITABLE:
            raise NotAllowed("part_closed")
        if part == questions.EVIDENCE:
            papers.check_own(renewal.person_id, data)
        row, _new = Answers.objects.get_or_create(renewal=renewal, part=part)
        if row.version != seen and row.data != dict(data):
            raise NotAllowed("changed_meanwhile")
        row.put(dict(data))
        row.version += 1
        row.saved_at = clock.now()
        row.save()
        return row.version


@transaction.atomic
def send(renewal_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> str:
    """Send what was written; the state it is in then. Nothing adverse, nothing out of date and paid: it renews at once.
    Something to look at: it goes to a registrar, and what was out of date to who checks it, with the papers that came for
    it. Not paid yet: it waits for that alone.

    NotAllowed not_yours, not_lawful_now, changed_meanwhile, parts_missing (with `parts`).
    """
    renewal = lock(renewal_id)
    policy.may_take(by, renewal, "send")
    if seen is not None and renewal.steps_taken != seen:
        raise NotAllowed("changed_meanwhile")
    by = Actor(kind=Kind.PERSON, person_id=by.person_id, account_id=by.account_id)  # whatever else they are here
    needs = needs_of(renewal)
    answers = {row.part: row.data for row in renewal.answers.all()}
    given = answers[questions.EVIDENCE] = papers.still_there(renewal.person_id, answers.get(questions.EVIDENCE, {}))
    missing = left(needs, answers)
    if missing:
        raise NotAllowed("parts_missing", parts=missing)
    drop(renewal, by=by, because=because)
    renewal.sent_at = clock.now()
    renewal.code_version = needs.code_version
    reasons = _reasons(renewal, needs, answers)
    if reasons:
        referral = Referral.objects.create(renewal=renewal, reasons=reasons)
        papers.hand_in(referral, needs.evidence, given, by=by, because=because)
        take(renewal, "refer", "renewals.referred", by=by, because=because, refs={"reasons": reasons})
        kind = letters.REFERRED if renewal.kind == states.RENEWAL else letters.COMING_BACK
        letters.tell(kind, renewal, by=by, because=because)
    elif needs.fee == fees.PAID:
        _renew(renewal, by=by, because=because)
    else:
        take(renewal, "send", "renewals.sent", by=by, because=because)
    return renewal.state


@transaction.atomic
def finish(renewal_id: UUID, *, by: Actor, because: Because) -> bool:
    """Renew what was sent and waited for its fee, once that is paid. False when it is not. NotAllowed not_lawful_now."""
    renewal, by = begin(renewal_id, "renew", by=by)
    if renewal.state != states.SENT:
        raise NotAllowed("not_lawful_now", state=renewal.state)
    if fees.fee_of(renewal.person_id) != fees.PAID:
        return False
    _renew(renewal, by=by, because=because)
    return True


def left(needs: Needs, answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The parts that are still to be written."""
    return [part for part in needs.parts if not questions.complete(part, answers.get(part, {}), needs.evidence)]


def _reasons(renewal: Renewal, needs: Needs, answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = questions.adverse(answers.get(questions.DECLARATIONS, {}))
    found |= {states.EVIDENCE} if needs.evidence else set()
    found |= set() if needs.cpd_met else {states.CPD}
    found |= {states.RESTORE} if renewal.kind == states.RESTORATION else set()
    return sorted(found)


def _renew(renewal: Renewal, *, by: Actor, because: Because) -> None:
    """By the renewal's own rules: the clock decides the act, on the ground of this renewal."""
    until = dates.next_until(renewal.until, clock.today())
    close_learning(renewal, by=Actor(kind=Kind.CLOCK), because=RULE)
    act = register.take(
        renewal.registrant,
        "renew",
        Details(until=until),
        by=Actor(kind=Kind.CLOCK),
        because=RULE,
        authority=Authority("renewal", renewal.pk),
    )
    renewal.act, renewal.renewed_until = act.pk, until
    take(renewal, "renew", "renewals.renewed", by=by, because=because, refs={"until": until})
    letters.tell(letters.RENEWED, renewal, by=by, because=because, until=letters.in_words(until))
