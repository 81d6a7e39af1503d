"""The verbs of letters."""

from .delivery import hand_over, record_return, send_again, settle_interrupted
from .handling import look, look_at_list, write_off
from .many import ToWrite, write_many
from .outbox import write, write_ready_made, write_to_person
from .returning import record_report
from .wording import change_text, go_back

__all__ = [
    "ToWrite",
    "change_text",
    "go_back",
    "hand_over",
    "look",
    "look_at_list",
    "record_report",
    "record_return",
    "send_again",
    "settle_interrupted",
    "write",
    "write_many",
    "write_off",
    "write_ready_made",
    "write_to_person",
]
