"""Moving the room's sealed columns to the current key."""

from collections.abc import Mapping, Sequence

from django.db.models import Model

from careregister.history.rotating import Moved, Tell, move_all

from .models import EmployerInvitation

SEALED: Mapping[type[Model], Sequence[str]] = {EmployerInvitation: ("sealed",)}


def rotate(tell: Tell = lambda kind, count: None) -> Moved:
    return move_all("organisations", SEALED, tell=tell)
