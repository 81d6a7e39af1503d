"""The words of these pages for codes that the register keeps."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from careregister.base.actors import Kind
from careregister.register import phrases, reasons, states
from careregister.web.parts.jinja import date_words


def kind_of(status: str) -> str:
    """The shape and colour of a status: registered, restricted, paused or unregistered."""
    if status == states.PAUSED:
        return "paused"
    group = states.MEANINGS[status].group
    return "unregistered" if group == "not_registered" else group


def line(status: str) -> str:
    return str(states.MEANINGS[status].line)


def restriction(kind: str) -> str:
    return str(phrases.RESTRICTION_NAMES[kind])


def verb(action: str) -> str:
    return str(phrases.VERBS[action])


def proposed(action: str, *, correcting: bool) -> str:
    """What a proposal asks for. To undo a decision is a correction too, and says so itself."""
    return verb("correct" if correcting and action != states.VOID else action)


def how(codes: tuple[str, ...], matched_name: str) -> str:
    """How somebody in a list was matched."""
    said = {
        "number": _("Number"),
        "old_number": _("Older number"),
        "email": _("E-mail address"),
        "birth": _("Date of birth"),
        "exact": _("Name"),
        "part": _("Part of the name"),
        "near": _("Similar name"),
        "former_exact": _("Another name, no longer used"),
        "former_part": _("Part of a name no longer used"),
        "former_near": _("Similar to a name no longer used"),
    }
    words = ", ".join(said[code] for code in codes)
    return _("%(how)s: %(name)s") % {"how": words, "name": matched_name} if matched_name else words


def authority(code: str) -> str:
    said = {
        states.APPLICATION: _("An application"),
        states.RENEWAL: _("A renewal"),
        states.REQUEST: _("The person’s own request"),
        states.LADDER: _("The ladder of notices"),
        states.CASE: _("A case"),
        states.ERROR: _("Our error"),
        states.EVIDENCE: _("Evidence"),
        states.IMPORT: _("An import"),
        states.TRANSFER: _("A transfer from another register"),
        states.CORRECTION: _("A correction"),
    }
    return said.get(code, code)


def proposal_state(state: str) -> str:
    return {
        states.OPEN: _("Waiting"),
        states.ACCEPTED: _("Accepted"),
        states.DECLINED: _("Declined"),
        states.TAKEN_BACK: _("Taken back"),
    }[state]


def name_kind(kind: str, ended: bool) -> str:
    if kind == "known_as":
        return _("Was known as") if ended else _("Known as")
    return {"legal": _("Legal name"), "former": _("Former name")}[kind]


def contact_kind(kind: str) -> str:
    return {"email": _("E-mail"), "phone": _("Telephone")}[kind]


def name_shown(code: str) -> str:
    return {"legal": _("The legal name"), "known_as": _("The name they go by")}[code]


def actor_kind(kind: str) -> str:
    return {
        Kind.PERSON: _("The registrant"),
        Kind.STAFF: _("A member of staff"),
        Kind.LINK: _("The holder of a link we sent"),
        Kind.PROVIDER: _("A service we use"),
        Kind.IMPORT: _("An import: a file that was read in"),
        Kind.CLOCK: _("The clock: it happened by itself, on its day"),
        Kind.ANONYMOUS: _("Somebody not signed in"),
    }[Kind(kind)]


def room(code: str) -> str:
    """What the part of the system that an event belongs to is about."""
    said = {
        "applications": _("Applications"),
        "checks": _("Checks: identity, certificates, references, work"),
        "evidence": _("Papers that people gave us"),
        "history": _("The history itself"),
        "letters": _("Letters"),
        "membership": _("Membership: plans, employers, requests not to pay"),
        "organisations": _("Places of care"),
        "payments": _("Money: invoices, payments, refunds"),
        "people": _("Names, accounts and signing in"),
        "privacy": _("What is held, and how long"),
        "register": _("The register: decisions, looks and searches"),
        "renewals": _("Renewals: notices, more time, lapses"),
        "training": _("Courses, awards and yearly learning"),
    }
    return said.get(code, code.capitalize())


def day(value: date | datetime | None, otherwise: str = "") -> str:
    return date_words(value, otherwise)


def for_templates() -> dict[str, Any]:
    """What the templates of this room call."""
    return {
        "kind_of": kind_of,
        "line": line,
        "restriction_words": restriction,
        "verb": verb,
        "proposed": proposed,
        "how_words": how,
        "authority_words": authority,
        "state_words": proposal_state,
        "name_kind": name_kind,
        "contact_kind": contact_kind,
        "name_shown": name_shown,
        "actor_kind": actor_kind,
        "clause": reasons.clause,
    }
