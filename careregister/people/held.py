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
        what="E-mail addresses, telephone numbers and postal addresses now and before, sealed",
        why="letters and notices; former addresses are asked for the criminal record check",
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
    "people.Adjustment.code": Held(
        what="What makes it easier for the person to deal with us",
        why="reasonable adjustments are a duty, and are kept to without asking again",
        keep="while registered or applying, then six years",
        export="as written",
        erase="deleted",
    ),
    "people.Adjustment.sealed_words": Held(
        what="More about that, in the person's own words, sealed",
        why="reasonable adjustments",
        keep="with the adjustment",
        export="opened",
        erase="deleted",
    ),
    "people.SignInCode.sealed_address": Held(
        what="The address that a code for joining or signing in was sent to, sealed",
        why="proves that the address is theirs",
        keep="a day",
        export="left out: gone after a day",
        erase="deleted",
    ),
    "people.SignInCode.code": Held(
        what="A keyed digest of the code", why="sign-in", keep="a day", export="left out", erase="deleted"
    ),
    "people.SignInCode.link": Held(
        what="A keyed digest of the link", why="sign-in", keep="a day", export="left out", erase="deleted"
    ),
    "people.Account.phone": Held(
        what="The mobile number that signs in",
        why="sign-in for whoever has no e-mail address of their own",
        keep="while the account is open",
        export="as written",
        erase="emptied",
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
    "people.Person": ("id", "names_open", "created_at"),
    "people.PersonName": ("id", "person", "kind", "since", "until"),
    "people.Contact": ("id", "person", "kind", "since", "until"),
    "people.Adjustment": ("id", "person", "since", "until"),
    "people.SignInCode": ("id", "kind", "opens", "made_at", "ends_at", "guesses", "used_at"),
    "people.Account": ("id", "person", "is_active", "session_round", "created_at"),
    "people.RoleGrant": ("id", "account", "person", "side"),
    "people.FactorReset": ("id", "account", "person", "asked_at", "ended_at", "outcome"),
}

_OPEN = "while the account is open"
_SESSION = "until signed out or idle too long, thirty days at most; cleared every night"

# Tables of libraries (django-allauth, Django's sessions) that we keep and did not write.
LIBRARIES = {
    "account.EmailAddress.email": Held(
        what="An e-mail address of the account, also a new one that is not confirmed yet",
        why="the address is changed only when the new one is confirmed",
        keep=_OPEN,
        export="as written",
        erase="deleted",
    ),
    "account.EmailAddress.verified": Held(
        what="Whether the address was confirmed", why="sign-in", keep=_OPEN, export="as written", erase="deleted"
    ),
    "mfa.Authenticator.data": Held(
        what="A passkey's public key and the name its owner gave it; the secret of an app or of recovery codes, sealed",
        why="the second step of signing in",
        keep="until removed, and while the account is open",
        export="the passkey's name; secrets are left out",
        erase="deleted",
    ),
    "mfa.Authenticator.created_at": Held(
        what="When a second step was set up",
        why="the owner sees what is theirs",
        keep="with it",
        export="as written",
        erase="deleted",
    ),
    "mfa.Authenticator.last_used_at": Held(
        what="When a second step was last used",
        why="noticing misuse",
        keep="with it",
        export="as written",
        erase="deleted",
    ),
    "usersessions.UserSession.ip": Held(
        what="The address an account is signed in from",
        why="the owner sees where they are signed in, and can end it",
        keep=_SESSION,
        export="as written",
        erase="deleted",
    ),
    "usersessions.UserSession.user_agent": Held(
        what="What the browser calls itself",
        why="the owner knows a device of theirs",
        keep=_SESSION,
        export="as written",
        erase="deleted",
    ),
    "usersessions.UserSession.created_at": Held(
        what="When this sign-in began", why="noticing misuse", keep=_SESSION, export="as written", erase="deleted"
    ),
    "usersessions.UserSession.last_seen_at": Held(
        what="When it was last used", why="noticing misuse", keep=_SESSION, export="as written", erase="deleted"
    ),
    "sessions.Session.session_data": Held(
        what="Whose browser it is, how and when they signed in, messages not yet shown; signed",
        why="staying signed in from page to page",
        keep=_SESSION,
        export="left out: nothing that the account does not say",
        erase="deleted",
    ),
}

LIBRARIES_NOT_PERSONAL = {
    "account.EmailAddress": ("id", "user", "primary"),
    "account.EmailConfirmation": ("id", "email_address", "created", "sent", "key"),  # stays empty: links are signed
    "mfa.Authenticator": ("id", "user", "type"),
    "usersessions.UserSession": ("id", "user", "session_key", "data"),
    "sessions.Session": ("session_key", "expire_date"),
}
