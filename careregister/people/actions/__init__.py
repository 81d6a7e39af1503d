"""The verbs of the room: accounts of staff, their roles, their lost keys, and the names of people."""

from .accounts import end_sessions, reopen, suspend
from .codes import Entered, Made, forget_codes, make_code, use_code, use_link
from .factors import ask_factor_reset, confirm_factor_reset, withdraw_factor_reset
from .names import (
    change_legal_name,
    clear_at_risk,
    make_former_name_findable,
    make_former_name_unfindable,
    mark_at_risk,
    set_known_as,
)
from .persons import ask_adjustments, begin_person, keep_contact, settle_names, state_birth, state_names
from .sign_in import note
from .staff import add_staff, end_role, grant_role
from .telephone import change_phone

__all__ = [
    "Entered",
    "Made",
    "add_staff",
    "ask_adjustments",
    "ask_factor_reset",
    "begin_person",
    "change_legal_name",
    "change_phone",
    "clear_at_risk",
    "confirm_factor_reset",
    "end_role",
    "end_sessions",
    "forget_codes",
    "grant_role",
    "keep_contact",
    "make_code",
    "make_former_name_findable",
    "make_former_name_unfindable",
    "mark_at_risk",
    "note",
    "reopen",
    "set_known_as",
    "settle_names",
    "state_birth",
    "state_names",
    "suspend",
    "use_code",
    "use_link",
    "withdraw_factor_reset",
]
