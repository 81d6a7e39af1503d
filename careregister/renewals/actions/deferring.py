"""More time: asked for, decided, and over. While it runs nobody is reminded; after it the whole ladder begins anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed

from .. import dates, letters, policy, states
from ..models import Deferral, DeferralWords, Renewal
from .deciding import begin_anew
from .stepping import begin, in_role, lock, said, staff_ids, take, told, touch

RUNNING = {"state": states.AGREED, "ended_at": None}


@transaction.atomic
def ask_deferral(renewal_id: UUID, reason: str, until: date, *, by: Actor, because: Because) -> UUID:
    """Ask for more time, for one's own renewal, or for somebody who told us. The words of `because` are sealed.

    NotAllowed not_yours, own_record, wrong_role, not_lawful_now, deferral_asked, deferral_reason, deferral_too_long (with
    `until`), deferral_too_short.
    """
    renewal = lock(renewal_id)
    role = policy.role_for(by, renewal.person_id, states.DEFERRALS.step("ask").who)
    by = in_role(by, role)
    if not states.RENEWALS.lawful("defer", renewal.state) or renewal.kind != states.RENEWAL:
        raise NotAllowed("not_lawful_now", state=renewal.state)
    if renewal.deferrals.filter(state=states.ASKED).exists():
        raise NotAllowed("deferral_asked")
    _check(reason, until)
    deferral = Deferral.objects.create(
        renewal=renewal, subject_person=renewal.person_id, reason=reason, wanted_until=until, asked_kind=by.kind
    )
    words = DeferralWords(deferral=deferral)
    words.put("asked", because.words.strip())
    words.save()
    touch(renewal)
    refs = {"deferral": deferral.pk, "until": until}
    told(renewal, "renewals.deferral_asked", by=by, because=Because(because.code), refs=refs)
    return deferral.pk


@transaction.atomic
def take_back_deferral(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """The person does not need more time after all. NotAllowed not_yours, no_deferral."""
    renewal = lock(renewal_id)
    policy.may_read_own(by, renewal)
    deferral = _asked(renewal)
    deferral.state, deferral.decided_at = states.TAKEN_BACK, clock.now()
    deferral.save()
    touch(renewal)
    told(renewal, "renewals.deferral_taken_back", by=by, because=because)


@transaction.atomic
def agree_deferral(renewal_id: UUID, until: date, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Give the time that was asked for, or less, or more. The words of `because` go to the person.

    NotAllowed wrong_role, own_record, not_lawful_now, changed_meanwhile, no_deferral, and of how long `ask_deferral`.
    """
    renewal, by = begin(renewal_id, "defer", by=by, seen=seen)
    deferral = _asked(renewal)
    _check(deferral.reason, until)
    renewal.deferrals.filter(**RUNNING).update(ended_at=clock.now())
    _decide(deferral, states.AGREED, by, because.words)
    deferral.until = until
    deferral.save()
    refs = {"deferral": deferral.pk, "until": until}
    take(renewal, "defer", "renewals.deferred", by=by, because=Because(because.code), refs=refs)
    words = because.words.strip() or str(letters.NO_WORDS)
    letters.tell(letters.DEFERRED, renewal, by=by, because=because, until=letters.in_words(until), words=words)


@transaction.atomic
def defer(renewal_id: UUID, reason: str, until: date, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Give more time to somebody who told us: asked for and given by the same registrar, who says in words how we know.

    NotAllowed as `ask_deferral` and `agree_deferral`; words_missing.
    """
    renewal, by = begin(renewal_id, "defer", by=by, seen=seen)
    said(because)
    ask_deferral(renewal.pk, reason, until, by=by, because=because)
    agree_deferral(renewal.pk, until, by=by, because=because)


@transaction.atomic
def decline_deferral(renewal_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Do not give more time, and say why in words, which go to the person. NotAllowed as `agree_deferral`; words_missing."""
    renewal, by = begin(renewal_id, "defer", by=by, seen=seen)
    deferral = _asked(renewal)
    words = said(because)
    _decide(deferral, states.DECLINED, by, words)
    deferral.save()
    touch(renewal)
    told(renewal, "renewals.deferral_declined", by=by, because=Because(because.code), refs={"deferral": deferral.pk})
    assert renewal.day is not None
    letters.tell(letters.NOT_DEFERRED, renewal, by=by, because=because, words=words, day=letters.in_words(renewal.day))


@transaction.atomic
def end_deferral(renewal_id: UUID, *, by: Actor, because: Because) -> None:
    """The time is over: the ladder begins anew, all of it. Before its end by a registrar alone, who says why in words.

    NotAllowed not_lawful_now, wrong_role, own_record, deferral_not_over, words_missing.
    """
    renewal, by = begin(renewal_id, "end_deferral", by=by)
    running = renewal.deferrals.get(**RUNNING)
    assert running.until is not None
    if running.until >= clock.today():
        if not by.role:
            raise NotAllowed("deferral_not_over")
        said(because)
    running.ended_at = clock.now()
    running.save()
    begin_anew(renewal)
    refs = {"deferral": running.pk, "day": renewal.day}
    take(renewal, "end_deferral", "renewals.deferral_ended", by=by, because=because, refs=refs)


def _check(reason: str, until: date) -> None:
    if reason not in states.DEFERRAL_REASONS:
        raise NotAllowed("deferral_reason")
    if until <= clock.today():
        raise NotAllowed("deferral_too_short")
    longest = dates.longest_deferral(reason, clock.today())
    if until > longest:
        raise NotAllowed("deferral_too_long", until=longest)


def _asked(renewal: Renewal) -> Deferral:
    found = renewal.deferrals.filter(state=states.ASKED).first()
    if found is None:
        raise NotAllowed("no_deferral")
    return found


def _decide(deferral: Deferral, state: str, by: Actor, words: str) -> None:
    person, account = staff_ids(by)
    deferral.state, deferral.decided_at = state, clock.now()
    deferral.decided_person, deferral.decided_account, deferral.decided_role = person, account, by.role
    deferral.words.put("answered", words.strip())
    deferral.words.save()
