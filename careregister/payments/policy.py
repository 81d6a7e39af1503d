"""Who may do what with money."""

from collections.abc import Callable
from uuid import UUID

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed

from .models import Payer
from .states import FINANCE, KEEPERS

READERS = FINANCE | {"auditor"}  # of everything that is money
SEES_A_PAYER = READERS | {"membership_officer"}  # one at a time, each look written down

_UNASKED = frozenset({Kind.CLOCK, Kind.PROVIDER})


def may_make_payer(by: Actor, person_id: UUID | None) -> None:
    """Oneself, or a keeper of money for somebody else. NotAllowed `not_your_money`, `wrong_role`, `about_oneself`."""
    if by.kind in _UNASKED or by.kind == Kind.IMPORT:
        return
    if by.kind == Kind.PERSON:
        if person_id is not None and by.person_id != person_id:
            raise NotAllowed("not_your_money")
        return
    _keeper(by, person_id)


def may_arrange(by: Actor, payer: Payer) -> None:
    """Gives and ends ways to pay, and pays: the payer. What an organisation lets whom do, the caller has asked.

    NotAllowed `not_your_money`.
    """
    if by.kind in _UNASKED:
        return
    own = payer.person_id is not None and payer.person_id == by.person_id
    if by.kind == Kind.PERSON and (own or payer.organisation_id is not None):
        return
    raise NotAllowed("not_your_money")


def may_end_method(by: Actor, payer: Payer) -> None:
    """The payer, or a keeper of money who was asked to. NotAllowed."""
    if by.kind == Kind.STAFF:
        _keeper(by, payer.person_id)
    else:
        may_arrange(by, payer)


def may_owe(by: Actor, payer: Payer) -> None:
    """Raises and ends what is owed: the payer's own steps, a keeper of money, the clock. NotAllowed."""
    if by.kind == Kind.IMPORT:
        return
    if by.kind == Kind.STAFF:
        _keeper(by, payer.person_id)
    else:
        may_arrange(by, payer)


def may_forgive(by: Actor, payer: Payer) -> None:
    """Waives and gives up what is owed: a keeper of money or the clock, and nobody for themselves. NotAllowed."""
    if by.kind == Kind.CLOCK:
        return
    _keeper(by, payer.person_id)


def may_refund(by: Actor, payer: Payer) -> tuple[UUID, UUID]:
    """A finance officer who is known by name, and not the one who is paid. NotAllowed `wrong_role`, `about_oneself`."""
    if by.kind != Kind.STAFF or not by.acting_as(FINANCE) or by.person_id is None or by.account_id is None:
        raise NotAllowed("wrong_role")
    _not_oneself(by, payer.person_id)
    return by.person_id, by.account_id


def may_explain(by: Actor) -> None:
    """Says what an unknown movement was: a finance officer. NotAllowed `wrong_role`."""
    if by.kind != Kind.STAFF or not by.acting_as(FINANCE):
        raise NotAllowed("wrong_role")


def must_be_the_clock(by: Actor) -> None:
    """Money moves by the clock and by what the provider says, never by a hand. NotAllowed `not_the_clock`."""
    if by.kind not in _UNASKED:
        raise NotAllowed("not_the_clock")


def may_read(by: Actor) -> str:
    """Reads figures and lists of money; the role in which. NotAllowed `wrong_role`."""
    role = by.acting_as(READERS) if by.kind == Kind.STAFF else ""
    if not role:
        raise NotAllowed("wrong_role")
    return role


def may_look_at(by: Actor, payer: Payer) -> str:
    """Opens one payer's money; the role of staff in which, empty for the payer. NotAllowed."""
    if by.kind != Kind.STAFF:
        may_arrange(by, payer)
        return ""
    role = by.acting_as(SEES_A_PAYER)
    if not role:
        raise NotAllowed("wrong_role")
    _not_oneself(by, payer.person_id)
    return role


def allowed(ask: Callable[[], object]) -> bool:
    """Whether a question of this file is answered with yes: for a button."""
    try:
        ask()
    except NotAllowed:
        return False
    return True


def _keeper(by: Actor, person_id: UUID | None) -> None:
    if by.kind != Kind.STAFF or not by.acting_as(KEEPERS):
        raise NotAllowed("wrong_role")
    _not_oneself(by, person_id)


def _not_oneself(by: Actor, person_id: UUID | None) -> None:
    if person_id is not None and by.person_id == person_id:
        raise NotAllowed("about_oneself")
