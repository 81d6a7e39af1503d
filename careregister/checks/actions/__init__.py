"""What may be done to a check. Everything asks who (`by=`) and why (`because=`)."""

from .checks import accept, close_all, come_back, do_not_accept, expire, open_check, reopen, wait
from .criminal import (
    ask_update_service,
    attest,
    give_certificate,
    image_destroyed,
    make_due,
    take_up,
)
from .identity import Finished, begin_provider, finish_provider, record_scores
from .update_service import begin_question, leave_question, settle_question

__all__ = [
    "Finished",
    "accept",
    "ask_update_service",
    "attest",
    "begin_provider",
    "begin_question",
    "close_all",
    "come_back",
    "do_not_accept",
    "expire",
    "finish_provider",
    "give_certificate",
    "image_destroyed",
    "leave_question",
    "make_due",
    "open_check",
    "record_scores",
    "reopen",
    "settle_question",
    "take_up",
    "wait",
]
