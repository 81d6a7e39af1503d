"""The verbs of renewals. Everything asks who (`by=`) and why (`because=`)."""

from .answering import finish, send
from .answering import save as save  # no action: what is not sent is nobody else's business yet
from .chasing import chase, chase_by_hand, chase_due
from .checking import accept_evidence, do_not_accept_evidence, read_evidence
from .contacting import end_work_contact, keep_work_contact
from .deciding import hand_back, renew_after_look
from .deferring import agree_deferral, ask_deferral, decline_deferral, defer, end_deferral, take_back_deferral
from .listing import read_answers, read_list, take_list
from .looking import lapse, look
from .opening import close, open_due, open_renewal
from .reminding import remind, remind_due
from .restoring import begin_restoring

__all__ = [
    "accept_evidence",
    "agree_deferral",
    "ask_deferral",
    "begin_restoring",
    "chase",
    "chase_by_hand",
    "chase_due",
    "close",
    "decline_deferral",
    "defer",
    "do_not_accept_evidence",
    "end_deferral",
    "end_work_contact",
    "finish",
    "hand_back",
    "keep_work_contact",
    "lapse",
    "look",
    "open_due",
    "open_renewal",
    "read_answers",
    "read_evidence",
    "read_list",
    "remind",
    "remind_due",
    "renew_after_look",
    "send",
    "take_back_deferral",
    "take_list",
]
