"""The human, how they are reached, how they sign in, and what staff may act as."""

from .accounts import DONE, WITHDRAWN, Account, FactorReset, RoleGrant, from_now_on
from .contacts import (
    ADDRESS,
    CONTACT_KINDS,
    EMAIL,
    FORMER_ADDRESS,
    PHONE,
    Adjustment,
    Contact,
    SignInCode,
)
from .persons import FORMER, KNOWN_AS, LEGAL, Person, PersonName

__all__ = [
    "ADDRESS",
    "CONTACT_KINDS",
    "DONE",
    "EMAIL",
    "FORMER",
    "FORMER_ADDRESS",
    "KNOWN_AS",
    "LEGAL",
    "PHONE",
    "WITHDRAWN",
    "Account",
    "Adjustment",
    "Contact",
    "FactorReset",
    "Person",
    "PersonName",
    "RoleGrant",
    "SignInCode",
    "from_now_on",
]
