"""What the room holds about people. The directory is public; a provider who trades alone is in it by name. Of an
employer's people we hold the account, what they may do, and the address they were invited at."""

from careregister.base.held import Held

_KEEP = "while listed, then six years"
_ACTS = "while they act for the employer and six years after"
_ANSWERED = "the address until the invitation is over; see the schedule"


def _user(what: str, why: str) -> Held:
    return Held(what=what, why=why, keep=_ACTS, export="as written", erase="kept: an id without a name")


def _invited(what: str, why: str, export: str = "left out: it is about somebody who has no account yet") -> Held:
    return Held(
        what=what,
        why=why,
        keep=_ANSWERED,
        export=export,
        erase="the address is emptied when the invitation is over; ids and a keyed digest stay",
    )


HELD = {
    "organisations.Location.name": Held(
        what="The name of a place that gives care; now and then a person's",
        why="employers are found by it",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.provider_name": Held(
        what="Who runs a place: a company, or a person who trades alone",
        why="employers are found by it",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.phone": Held(
        what="The telephone number of a place",
        why="references are asked for at the right place",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.folded": Held(
        what="Name, address and provider of a place without accents and case",
        why="search",
        keep=_KEEP,
        export="left out: made from the name",
        erase="with the name",
    ),
    "organisations.Employer.name": Held(
        what="The name of an employer; of a household it is a person's",
        why="workers see who pays for them, and invoices name who owes",
        keep="while open and six years after",
        export="to whoever acts for it",
        erase="kept: invoices name it",
    ),
    "organisations.EmployerUser.account": _user("Who acts for an employer", "it is asked on each of its pages"),
    "organisations.EmployerUser.employer": _user(
        "For which employer somebody acts", "it is asked on each of its pages"
    ),
    "organisations.EmployerUser.roles": _user("What somebody may do for an employer", "nobody does more"),
    "organisations.EmployerUser.since": _user("Since when somebody acts for an employer", "who was who, on a day"),
    "organisations.EmployerUser.until": _user("Until when somebody acted for an employer", "who was who, on a day"),
    "organisations.EmployerInvitation.sealed": _invited("The address of an invited colleague, sealed", "delivery"),
    "organisations.EmployerInvitation.blind": _invited(
        "A keyed digest of that address", "nobody is invited twice at once", "left out: nobody can be told from it"
    ),
    "organisations.EmployerInvitation.invited_account": _invited(
        "Who invited", "invitations have authors", "left out: it is about somebody else"
    ),
    "organisations.EmployerInvitation.settled_account": _invited(
        "Who accepted or declined", "who began to act for an employer, and how", "as written"
    ),
}

NOT_PERSONAL = {
    "organisations.Employer": ("id", "provider_id", "state", "opened_at", "closed_at"),
    "organisations.EmployerUser": ("id",),
    "organisations.EmployerInvitation": (
        "id",
        "employer",
        "roles",
        "token_digest",
        "state",
        "invited_at",
        "ends_at",
        "settled_at",
    ),
    "organisations.Edition": ("id", "produced_on", "partial", "digest", "listed", "imported_at"),
    "organisations.Location": (
        "id",
        "location_id",
        "also_known_as",
        "address",
        "postcode",
        "website",
        "service_types",
        "specialisms",
        "checked_on",
        "provider_id",
        "local_authority",
        "region",
        "url",
        "first_listed",
        "last_listed",
        "left_on",
    ),
}
