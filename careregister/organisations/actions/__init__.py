"""The verbs of the room: take an edition of the directory in; open employers, and say who acts for them."""

from .directory import import_directory
from .employers import close_employer, confirm_employer, open_employer
from .users import (
    accept_invitation,
    decline_invitation,
    end_user,
    expire_invitations,
    give_role,
    invite_user,
    withdraw_invitation,
)

__all__ = [
    "accept_invitation",
    "close_employer",
    "confirm_employer",
    "decline_invitation",
    "end_user",
    "expire_invitations",
    "give_role",
    "import_directory",
    "invite_user",
    "open_employer",
    "withdraw_invitation",
]
