"""Handing letters over, and what becomes of them.

A hand-over has three parts: "it begins" is committed, the letter is given to the mail server, its outcome is
committed. Whoever is killed between the first and the last leaves a letter that is neither: it becomes uncertain.
"""

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import transaction

from careregister.base import clock, queue
from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record
from careregister.outside import mail, sms

from .. import kinds, policy
from ..bounces import LETTER_HEADER
from ..models import SMS, Letter
from ..states import HANDING_OVER, LETTER, SETTLED, UNCERTAIN, WRITTEN

# Longer than any hand-over takes (mail.WHOLE_SECONDS), so that what is still under way then was interrupted.
INTERRUPTED_AFTER = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
MOST_AT_ONCE = 500
HAND_OVER = "letters.hand_over"  # the job's name in project/jobs.py


def hand_over(letter_id: UUID, *, by: Actor, because: Because) -> str:
    """Hand one letter over if it is due, and return its status then. Safe to run twice, and at once.

    Never inside a transaction: what it does outside cannot be rolled back.
    """
    policy.may_hand_over(by)
    begun = _begin(letter_id)
    if begun is None:
        return Letter.objects.values_list("status", flat=True).get(pk=letter_id)
    give, attempt = begun
    try:
        give()
    except mail.Refused as error:
        return _settle(letter_id, attempt, "refuse", str(error), by, because)
    except mail.NotNow as error:
        return _put_back(letter_id, attempt, str(error), by, because)
    except ImproperlyConfigured:
        return _put_back(letter_id, attempt, "not_configured", by, because)
    except mail.Uncertain as error:
        return _settle(letter_id, attempt, "lose", str(error), by, because)
    return _settle(letter_id, attempt, "hand_over", "", by, because)


def settle_interrupted(*, by: Actor, because: Because) -> int:
    """Call uncertain what was interrupted half-way, and put back what its kind repeats. Returns how many there were."""
    policy.may_hand_over(by)
    long_ago = clock.now() - INTERRUPTED_AFTER
    lost = Letter.objects.filter(status=HANDING_OVER, begun_at__lte=long_ago).values_list("pk", "attempts")
    for letter_id, attempt in lost[:MOST_AT_ONCE]:
        _settle(letter_id, attempt, "lose", "interrupted", by, because)
    uncertain = Letter.objects.filter(
        status=UNCERTAIN, give_up_at__gt=clock.now(), kind__in=_repeated(), written_off_at=None
    )
    again = uncertain.filter(attempts__lt=policy.MOST_ATTEMPTS_UNASKED).values_list("pk", flat=True)
    for letter_id in again[:MOST_AT_ONCE]:
        send_again(letter_id, by=by, because=because)
    return len(lost)


@transaction.atomic
def send_again(letter_id: UUID, *, by: Actor, because: Because) -> None:
    """Put a letter that may not have arrived back, under the same Message-ID: whoever has it knows it for the same.

    NotAllowed kind_is_not_repeated, letter_too_old, tried_often_enough, letter_is_…; not_a_sender.
    """
    letter = lock(letter_id)
    moment = clock.now()
    kind = kinds.kind(letter.kind)
    policy.not_about_oneself(by, letter.person_id)
    policy.may_send_again(by, kind, letter.status, letter.attempts, over=letter.give_up_at <= moment)
    take(letter, "send_again")
    letter.due_at = moment
    letter.give_up_at = (
        max(letter.give_up_at, moment + kind.keep_trying) if by.kind == Kind.STAFF else letter.give_up_at
    )
    letter.save()
    if by.kind == Kind.STAFF:
        queue.enqueue(HAND_OVER, letter_id=str(letter_id))
    record("letters.sent_again", letter, by=by, because=because, person_id=letter.person_id)


@transaction.atomic
def record_return(message_id: str, code: str, *, by: Actor, because: Because) -> UUID | None:
    """A letter came back. `code` is the mail system's own (`5.1.1`). None when no letter has that Message-ID."""
    policy.may_record_return(by)
    letter = Letter.objects.select_for_update().filter(message_id=message_id).first()
    if letter is None:
        return None
    take(letter, "return")
    letter.outcome = code
    letter.save()
    record("letters.returned", letter, by=by, because=because, person_id=letter.person_id, refs={"code": code})
    return letter.id


@transaction.atomic(durable=True)
def _begin(letter_id: UUID) -> tuple[Callable[[], None], int] | None:
    """Commit that the hand-over begins: how to give it away, and which attempt this is.

    None when the letter is not due, or somebody else has it in hand.
    """
    due = Letter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("words")
    letter = due.filter(pk=letter_id, status=WRITTEN, due_at__lte=clock.now()).first()
    if letter is None:
        return None
    give = _as_text(letter) if letter.channel == SMS else _as_email(letter)
    take(letter, "begin")
    letter.attempts += 1
    letter.begun_at = clock.now()
    letter.save()
    return give, letter.attempts


def _as_text(letter: Letter) -> Callable[[], None]:
    to, text = letter.words.opened("to"), letter.words.opened("subject")
    return lambda: sms.deliver(to, text, str(letter.id))


def _as_email(letter: Letter) -> Callable[[], None]:
    words = letter.words
    message = EmailMessage(
        subject=words.opened("subject"),
        body=words.opened("body"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[words.opened("to")],
        headers={
            "Message-ID": letter.message_id,
            "Date": format_datetime(letter.written_at.astimezone(clock.LONDON)),
            "Auto-Submitted": "auto-generated",
            LETTER_HEADER: str(letter.id),
        },
    )
    return lambda: mail.deliver(message)


@transaction.atomic(durable=True)
def _put_back(letter_id: UUID, attempt: int, outcome: str, by: Actor, because: Because) -> str:
    """Try later, ever more seldom; give up when the letter's time is over."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.status != HANDING_OVER or letter.attempts != attempt:
        return letter.status
    letter.outcome = outcome
    letter.due_at = clock.now() + min(timedelta(minutes=2 ** min(attempt - 1, 10)), LONGEST_WAIT)
    if letter.due_at >= letter.give_up_at:
        _end(letter, "refuse", by, because)
    else:
        take(letter, "put_back")
        letter.save()
    return letter.status


@transaction.atomic(durable=True)
def _settle(letter_id: UUID, attempt: int, action: str, outcome: str, by: Actor, because: Because) -> str:
    """Commit the outcome, unless a later attempt has the letter in hand. That it went is true whoever says it."""
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    stale = action != "hand_over" and letter.attempts != attempt
    if stale or not LETTER.lawful(action, letter.status):
        return letter.status
    letter.outcome = outcome
    _end(letter, action, by, because)
    return letter.status


_EVENTS = {"hand_over": "letters.handed_over", "refuse": "letters.refused", "lose": "letters.uncertain"}


def _end(letter: Letter, action: str, by: Actor, because: Because) -> None:
    take(letter, action)
    letter.save()
    refs = {"kind": letter.kind, "attempts": letter.attempts, "outcome": letter.outcome or None}
    record(_EVENTS[action], letter, by=by, because=because, person_id=letter.person_id, refs=refs)


def lock(letter_id: UUID) -> Letter:
    """The letter, its row locked; NotAllowed `letter_unknown`."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotAllowed("letter_unknown")
    return letter


def take(letter: Letter, action: str) -> None:
    """One step of the table; NotAllowed when it is not lawful from where the letter is."""
    if not LETTER.lawful(action, letter.status):
        raise NotAllowed(f"letter_is_{letter.status}")
    after = LETTER.step(action).result(letter.status)
    if after != letter.status:
        letter.written_off_at = None  # something new is known of it
        letter.status = after
        letter.settled_at = clock.now() if after in SETTLED else None


def _repeated() -> list[str]:
    return [kind.code for kind in kinds.all_kinds().values() if kind.repeats]
