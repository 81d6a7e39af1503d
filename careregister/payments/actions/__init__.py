"""The verbs of money."""

from .collecting import collect, collect_due, retry_due
from .forgiving import cancel_invoice, cancel_part, give_up, waive_invoice
from .hearing import book_event, take_event, take_missed, take_seldom
from .issuing import NewLine, issue, issue_many
from .looking import look, look_at_figures
from .methods import begin_method, end_method, finish_method, let_go
from .payers import collect_again, hold_collecting, payer_for_organisation, payer_for_person
from .reconciling import explain_movement, reconcile
from .refunding import agree_refund, ask_refund, decline_refund, look_at_refund, send_refund, take_back_refund
from .sending import chase, collect_now, send

__all__ = [
    "NewLine",
    "agree_refund",
    "ask_refund",
    "begin_method",
    "book_event",
    "cancel_invoice",
    "cancel_part",
    "chase",
    "collect",
    "collect_again",
    "collect_due",
    "collect_now",
    "decline_refund",
    "end_method",
    "explain_movement",
    "finish_method",
    "give_up",
    "hold_collecting",
    "issue",
    "issue_many",
    "let_go",
    "look",
    "look_at_figures",
    "look_at_refund",
    "payer_for_organisation",
    "payer_for_person",
    "reconcile",
    "retry_due",
    "send",
    "send_refund",
    "take_back_refund",
    "take_event",
    "take_missed",
    "take_seldom",
    "waive_invoice",
]
