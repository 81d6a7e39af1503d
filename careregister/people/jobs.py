"""What the clock does in this room."""

from careregister.base.actors import CLOCK, Because

from . import actions


def forget_codes() -> None:
    """Codes that nobody can use any more, with the addresses they were sent to."""
    actions.forget_codes(by=CLOCK, because=Because("time_over"))
