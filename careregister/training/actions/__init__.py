"""The verbs of the room: telling of courses and becoming surer of them; logging and planning learning; auditing it."""

from .appealing import allow_appeal, appeal, close, dismiss_appeal
from .auditing import accept, agree_not_met, excuse, find_not_met, open_audit, read_list, take_list, want_more
from .awards import claim, confirm_with_issuer, note_observed, refuse_evidence, see_evidence, withdraw
from .closing import close_year
from .drawing import ask, draw, more_time, remind
from .giving import give
from .learning import Said, change, forget, log, put_back, remove
from .planning import change_plan, drop, pick_up, plan

__all__ = [
    "Said",
    "accept",
    "agree_not_met",
    "allow_appeal",
    "appeal",
    "ask",
    "change",
    "change_plan",
    "claim",
    "close",
    "close_year",
    "confirm_with_issuer",
    "dismiss_appeal",
    "draw",
    "drop",
    "excuse",
    "find_not_met",
    "forget",
    "give",
    "log",
    "more_time",
    "note_observed",
    "open_audit",
    "pick_up",
    "plan",
    "put_back",
    "read_list",
    "refuse_evidence",
    "remind",
    "remove",
    "see_evidence",
    "take_list",
    "want_more",
    "withdraw",
]
