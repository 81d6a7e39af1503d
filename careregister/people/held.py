"""What the room holds about a person: the data map is printed from here, and a field that is missing fails a test."""

from careregister.base.held import Held

_WHILE = "while registered, and as long after as the entry may be published"

HELD = {
    "people.Person.date_of_birth": Held(
        what="Date of birth",
        why="tells two people of one name apart; keeps those under 18 out of name search",
        keep=_WHILE,
        export="as written",
        erase="emptied",
    ),
    "people.Person.at_risk": Held(
        what="Whether naming the person in public search would put them at risk",
        why="keeps a person who is being looked for safe",
        keep="until the person says it is over",
        export="as written",
        erase="kept while the name is",
    ),
    "people.PersonName.full": Held(
        what="Names now and before",
        why="the register is of named people",
        keep=_WHILE,
        export="as written",
        erase="emptied",
    ),
    "people.PersonName.family": Held(
        what="The family part of a name", why="sorting and letters", keep=_WHILE, export="as written", erase="emptied"
    ),
    "people.PersonName.folded": Held(
        what="A name without accents and case",
        why="search",
        keep=_WHILE,
        export="left out: made from the name",
        erase="emptied",
    ),
    "people.PersonName.tokens": Held(
        what="The parts of a name", why="search", keep=_WHILE, export="left out: made from the name", erase="emptied"
    ),
    "people.PersonName.findable": Held(
        what="Whether a former name may be searched for",
        why="the person's own choice",
        keep=_WHILE,
        export="as written",
        erase="with the name",
    ),
    "people.Contact.sealed": Held(
        what="E-mail addresses and telephone numbers, sealed",
        why="letters and notices",
        keep="while registered, then six years",
        export="opened",
        erase="deleted",
    ),
    "people.Contact.blind": Held(
        what="A keyed digest of a contact",
        why="finds the same address again without opening any",
        keep="with the contact",
        export="left out: made from the contact",
        erase="deleted",
    ),
    "people.Account.email": Held(
        what="The e-mail address that signs in",
        why="sign-in",
        keep="while the account is open",
        export="as written",
        erase="replaced by a dead address",
    ),
    "people.Account.password": Held(
        what="A password, hashed with Argon2",
        why="sign-in",
        keep="while the account is open",
        export="left out",
        erase="deleted",
    ),
    "people.Account.last_login": Held(
        what="When the account last signed in",
        why="noticing misuse",
        keep="while the account is open",
        export="as written",
        erase="emptied",
    ),
    "people.RoleGrant.role": Held(
        what="Roles of staff",
        why="who may do what",
        keep="six years after they ended",
        export="as written",
        erase="kept: it says who decided",
    ),
    "people.RoleGrant.held": Held(
        what="When a role was held",
        why="who could do what, when",
        keep="six years after it ended",
        export="as written",
        erase="kept: it says who decided",
    ),
    "people.RoleGrant.granted_by": Held(
        what="Who gave the role",
        why="accountability",
        keep="six years after it ended",
        export="as written",
        erase="kept: it says who decided",
    ),
    "people.FactorReset.asked_by": Held(
        what="Who asked to take away lost sign-in keys",
        why="accountability",
        keep="six years",
        export="as the role they acted in",
        erase="kept: an id without words",
    ),
    "people.FactorReset.ended_by": Held(
        what="Who did it or called it off",
        why="accountability",
        keep="six years",
        export="as the role they acted in",
        erase="kept: an id without words",
    ),
}

NOT_PERSONAL = {
    "people.Person": ("id", "created_at"),
    "people.PersonName": ("id", "person", "kind", "since", "until"),
    "people.Contact": ("id", "person", "kind", "since", "until"),
    "people.Account": ("id", "person", "is_active", "session_round", "created_at"),
    "people.RoleGrant": ("id", "account", "person", "side"),
    "people.FactorReset": ("id", "account", "person", "asked_at", "ended_at", "outcome"),
}
