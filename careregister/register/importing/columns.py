"""The columns an import understands, and the many ways in which spreadsheets head them."""

import re

from careregister.base import names

# What a mended file brings back: ours, so not reported as unknown.
LINE, COLUMN, WRONG, MEND = "line", "column", "what is wrong", "how to mend it"
OURS = (LINE, COLUMN, WRONG, MEND)

SPELLINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "legal name", "registrant", "registrant name", "name of registrant", "care worker"),
    "given": ("first name", "first names", "forename", "forenames", "given name", "given names", "christian name"),
    "middle": ("middle name", "middle names", "other forenames"),
    "family": ("last name", "surname", "family name", "family names", "second name"),
    "previous": (
        "previous name",
        "previous names",
        "former name",
        "former names",
        "maiden name",
        "formerly",
        "other names",
        "previous surname",
        "née",
        "birth name",
    ),
    "known_as": ("known as", "known as name", "preferred name", "also known as", "goes by"),
    "born": ("date of birth", "dob", "d o b", "birth date", "birthdate", "born", "birthday"),
    "email": ("e-mail", "e-mail address", "email addresses", "mail", "contact email", "personal email"),
    "tier": ("tier", "level", "registration tier", "registration level", "tier of registration"),
    "tier_since": ("tier since", "tier from", "tier date", "level since", "level from"),
    "since": (
        "registered from",
        "registration from",
        "registered since",
        "registered on",
        "date registered",
        "registration date",
        "date of registration",
        "start date",
        "registration start",
        "registration start date",
        "date joined register",
        "admitted",
        "date admitted",
        "from",
    ),
    "until": (
        "registered until",
        "registration until",
        "registered to",
        "registration to",
        "expiry date",
        "expiry",
        "expires",
        "expires on",
        "valid until",
        "end date",
        "registration end",
        "registration end date",
        "registration expires",
        "registration expiry date",
        "until",
    ),
    "status": ("status", "registration status", "register status", "standing"),
    "status_since": (
        "status since",
        "status from",
        "status date",
        "date of status",
        "date lapsed",
        "date removed",
        "status changed",
        "status changed on",
        "date left",
        "standing since",
    ),
    "restriction_until": ("restriction until", "restricted until", "sanction until", "suspended until"),
    "review_by": ("review by", "review date", "review due", "restriction review by"),
    "number": (
        "number",
        "registration number",
        "register number",
        "reg no",
        "reg number",
        "registration no",
        "reg no.",
        "registration id",
        "registrant number",
        "pin",
        "membership number",
        "member number",
        "member no",
    ),
    "different_person": ("different person", "a different person", "not a duplicate", "namesake"),
}
NEEDED = ("born", "since", "until")

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def key(heading: str) -> str:
    """`Date of Birth (dd/mm/yyyy)`, `date_of_birth` and `DateOfBirth` are one."""
    return names.fold(_IN_BRACKETS.sub(" ", heading)).replace(" ", "")


_FIELDS = {key(spelling): field for field, spellings in SPELLINGS.items() for spelling in spellings}
_OURS = {key(heading) for heading in OURS}


def field(heading: str) -> str | None:
    """Which field a heading means; None for one that is unknown."""
    return _FIELDS.get(key(heading))


def ours(heading: str) -> bool:
    """Whether the column is one that an errors file adds."""
    return key(heading) in _OURS


def named(fields: set[str]) -> bool:
    """Whether people can be named from these columns."""
    return "name" in fields or {"given", "family"} <= fields
