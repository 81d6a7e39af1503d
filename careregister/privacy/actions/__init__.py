"""The verbs of privacy."""

from .answering import acknowledge, answer, looked_at, refuse
from .asking import ask, escalate, withdraw
from .copies import ask_copy, copy_gone, fetch_copy, make_copy, saw_own
from .erasing import destroy_category, erase_on_request

__all__ = [
    "acknowledge",
    "answer",
    "ask",
    "ask_copy",
    "copy_gone",
    "destroy_category",
    "erase_on_request",
    "escalate",
    "fetch_copy",
    "looked_at",
    "make_copy",
    "refuse",
    "saw_own",
    "withdraw",
]
