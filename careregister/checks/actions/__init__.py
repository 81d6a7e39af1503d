"""What may be done to a check. Everything asks who (`by=`) and why (`because=`)."""

from .answering import answer, decline, never_again, renew, write_again
from .asking import (
    ask,
    ask_again,
    ask_somebody_else,
    expire_ask,
    lift_never_write,
    read_answers,
    remind,
    remind_all,
    withdraw_asks,
)
from .checks import accept, bring, come_back, do_not_accept, expire, open_check, open_checks, reopen, wait
from .closing import admitted, close_all, stop_asking
from .criminal import (
    ask_update_service,
    attest,
    give_certificate,
    image_destroyed,
    make_due,
    take_up,
)
from .employment import lodge_history
from .identity import Finished, begin_provider, finish_provider, record_scores
from .naming import Named, Naming, name_others
from .proving import accept_proof
from .update_service import begin_question, leave_question, settle_question

__all__ = [
    "Finished",
    "Named",
    "Naming",
    "accept",
    "accept_proof",
    "admitted",
    "answer",
    "ask",
    "ask_again",
    "ask_somebody_else",
    "ask_update_service",
    "attest",
    "begin_provider",
    "begin_question",
    "bring",
    "close_all",
    "come_back",
    "decline",
    "do_not_accept",
    "expire",
    "expire_ask",
    "finish_provider",
    "give_certificate",
    "image_destroyed",
    "leave_question",
    "lift_never_write",
    "lodge_history",
    "make_due",
    "name_others",
    "never_again",
    "open_check",
    "open_checks",
    "read_answers",
    "record_scores",
    "remind",
    "remind_all",
    "renew",
    "reopen",
    "settle_question",
    "stop_asking",
    "take_up",
    "wait",
    "withdraw_asks",
    "write_again",
]
