"""The verbs of membership: joining, changing, pausing, ending; waivers; employers who pay; what the clock does."""

from .dues import raise_dues
from .ending import cancel, change_mind, end_now, keep
from .hearing import method_ended, payment_failed, refresh_many
from .joining import change_plan, join
from .looking import look, look_at_employer, read_list, take_list
from .pausing import pause, resume
from .reminding import remind
from .tending import end_due, expire_worker_invitations
from .waivers import ask_waiver, decline_waiver, forget_words, grant_waiver, withdraw_waiver
from .workers import (
    accept_employer,
    bill_employer,
    decline_employer,
    end_cover,
    end_covers,
    invite_worker,
    withdraw_worker_invitation,
)

__all__ = [
    "accept_employer",
    "ask_waiver",
    "bill_employer",
    "cancel",
    "change_mind",
    "change_plan",
    "decline_employer",
    "decline_waiver",
    "end_cover",
    "end_covers",
    "end_due",
    "end_now",
    "expire_worker_invitations",
    "forget_words",
    "grant_waiver",
    "invite_worker",
    "join",
    "keep",
    "look",
    "look_at_employer",
    "method_ended",
    "pause",
    "payment_failed",
    "raise_dues",
    "read_list",
    "refresh_many",
    "remind",
    "resume",
    "take_list",
    "withdraw_waiver",
    "withdraw_worker_invitation",
]
