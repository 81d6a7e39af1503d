"""What the clock does with memberships. Registered in project/jobs.py; each asks what is due, and is safe to run twice."""

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.organisations import actions as organisations

from . import actions, reminders

NIGHT = Because("time_over")
DUES = Because("dues")
REMINDER = Because("reminder")


def night() -> None:
    """First what time alone changes, then the dues of whoever is still a member."""
    today = clock.today()
    actions.end_due(today, by=CLOCK, because=NIGHT)
    actions.raise_dues(today, by=CLOCK, because=DUES)
    actions.expire_worker_invitations(by=CLOCK, because=NIGHT)
    actions.forget_words(by=CLOCK, because=NIGHT)
    organisations.expire_invitations(by=CLOCK, because=NIGHT)


def remind_due() -> int:
    """Letters before a payment, a renewal and the end of a pause. Returns how many."""
    return reminders.remind_due(clock.today())
