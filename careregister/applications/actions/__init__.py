"""The verbs of the room: writing and sending an application, asking, hearing, deciding by one or two, appealing."""

from .admitting import admit, look_again
from .appealing import appeal, decide_appeal, recommend_on_appeal, withdraw_appeal
from .asking import answer, answer_by_link, ask, give_notice, reply, stop_hearing, stop_waiting
from .clearing import discard, give_an_owner, remind_of_draft, remind_of_question
from .drafting import begin
from .drafting import save as save  # no action: a draft is nobody's business yet
from .drafting import save_all as save_all
from .listing import take_list
from .matching import lead_back, say_different, say_same
from .recommending import accept_recommendation, recommend, send_back
from .reviewing import declare_interest, hand_to, note, take_up
from .righting import ask_again, ask_somebody_else, put_right
from .sending import send, withdraw

__all__ = [
    "accept_recommendation",
    "admit",
    "answer",
    "answer_by_link",
    "appeal",
    "ask",
    "ask_again",
    "ask_somebody_else",
    "begin",
    "decide_appeal",
    "declare_interest",
    "discard",
    "give_an_owner",
    "give_notice",
    "hand_to",
    "lead_back",
    "look_again",
    "note",
    "put_right",
    "recommend",
    "recommend_on_appeal",
    "remind_of_draft",
    "remind_of_question",
    "reply",
    "say_different",
    "say_same",
    "send",
    "send_back",
    "stop_hearing",
    "stop_waiting",
    "take_list",
    "take_up",
    "withdraw",
    "withdraw_appeal",
]
