"""What a registrar does with a renewal that was referred, and with somebody who wants to come back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction

from careregister.base import body, clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.register import actions as register
from careregister.register.drafts import Authority, Details

from .. import dates, letters, needs, papers, policy, states
from ..models import Referral, Renewal
from .closing import close_learning
from .stepping import begin, said, staff_ids, take

AFTER_A_LOOK, ACCEPTED = "renewal_after_a_look", "application_accepted"


@transaction.atomic
def renew_after_look(renewal_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> date:
    """Renew, or bring back, after a closer look; until when. `because` in words: what was looked at.

    NotAllowed wrong_role, own_record, not_lawful_now, changed_meanwhile, words_missing, evidence_out_of_date until what ran
    out was seen anew and accepted, and what the register says.
    """
    renewal, by = begin(renewal_id, "renew_after_look", by=by, seen=seen)
    words = said(because)
    if needs.out_of_date(renewal.person_id, clock.today()):
        raise NotAllowed("evidence_out_of_date")
    comes_back = renewal.kind == states.RESTORATION
    if comes_back:
        length = relativedelta(months=body.rule("registration.length_months", clock.today()))
        until, action, ground, code = clock.today() + length, "restore", "application", ACCEPTED
    else:
        until, action, ground, code = dates.next_until(renewal.until, clock.today()), "renew", "renewal", AFTER_A_LOOK
    close_learning(renewal, by=by, because=Because(code))
    act = register.take(
        renewal.registrant,
        action,
        Details(until=until),
        by=by,
        because=Because(code, words),
        authority=Authority(ground, renewal.pk),
    )
    _close_referral(renewal, "renew_after_look", by)
    renewal.act, renewal.renewed_until = act.pk, until
    event = "renewals.restored" if comes_back else "renewals.renewed_after_look"
    take(renewal, "renew_after_look", event, by=by, because=because, refs={"until": until})
    kind = letters.RESTORED if comes_back else letters.RENEWED
    letters.tell(kind, renewal, by=by, because=because, until=letters.in_words(until))
    return until


@transaction.atomic
def hand_back(renewal_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Say in words what is missing; the person writes on, and the whole ladder begins anew. A checks officer hands back
    what went out of date, so that nobody else need know why.

    NotAllowed wrong_role, own_record, not_lawful_now, changed_meanwhile, words_missing.
    """
    renewal, by = begin(renewal_id, "hand_back", by=by, seen=seen)
    policy.check_hand_back(by, renewal)
    words = said(because)
    _close_referral(renewal, "hand_back", by, words)
    begin_anew(renewal)
    take(renewal, "hand_back", "renewals.handed_back", by=by, because=because)
    answer_by = renewal.day or clock.today() + timedelta(days=body.rule("admission.information_days", clock.today()))
    kind = letters.HANDED_BACK if renewal.kind == states.RENEWAL else letters.COMING_BACK_MISSING
    letters.tell(kind, renewal, by=by, because=because, words=words, day=letters.in_words(answer_by))


def begin_anew(renewal: Renewal, since: date | None = None) -> None:
    """A new round of the ladder from today, or from a later day, with all of its time. The caller saves."""
    if renewal.kind != states.RENEWAL:
        return
    today = clock.today()
    opens = timedelta(days=body.rule("renewal.opens_days", today))
    renewal.round += 1
    renewal.ladder_on = today
    renewal.day = max(renewal.until, (since or today) + opens)


def _close_referral(renewal: Renewal, outcome: str, by: Actor, words: str = "") -> None:
    person, account = staff_ids(by)
    referrals = Referral.objects.filter(renewal=renewal, closed_at=None)
    papers.put_down(list(referrals.values_list("pk", flat=True)), by=by, because=Because("renewal_looked_at"))
    closed = referrals.update(
        closed_at=clock.now(),
        closed_person=person,
        closed_account=account,
        closed_role=by.role,
        outcome=outcome,
        words=words,
    )
    if not closed:
        raise NotAllowed("not_lawful_now", state=renewal.state)
