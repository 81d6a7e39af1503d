"""The verbs of letters."""

from .delivery import hand_over, record_return, send_again, settle_interrupted
from .outbox import write, write_ready_made, write_to_person

__all__ = [
    "hand_over",
    "record_return",
    "send_again",
    "settle_interrupted",
    "write",
    "write_ready_made",
    "write_to_person",
]
