"""History as sentences that name who and whom: "Ada Moyo admitted Zoë O’Brien on 4 March 2026, because …"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Kind
from careregister.history.queries import Happened
from careregister.history.sentences import all_events, sentence
from careregister.people import queries as people
from careregister.people import reasons as people_reasons
from careregister.people.roles import ROLES

from .. import phrases, reasons, states
from ..events import LOOKS
from ..models import Registrant

_WITHOUT_REASON = frozenset(
    {*LOOKS, "register.searched", "register.exported", "register.history_exported", "register.replay_differs"}
)

_LISTS = frozenset(
    {"membership.list_read", "membership.list_taken", "payments.read", "renewals.list_read", "renewals.list_taken"}
    | {"training.audit_list_read", "training.audit_list_taken"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, as a sentence. `number` is the registrant's it is about, if any.

    `look`: of a look at something, who looked and at what, else None; `said` is the sentence without its day and reason.
    """

    at: datetime
    what: str
    sentence: str
    role: str
    words: str
    number: str = ""
    said: str = ""
    look: tuple[object, ...] | None = None


def who(kind: str, person: UUID | None, reference: str, called: dict[UUID, str]) -> str:
    """Whoever did something, as the subject of a sentence."""
    if kind == Kind.STAFF:
        return called.get(person, _("A member of staff")) if person else _("A member of staff")
    return {
        Kind.PERSON: _("The registrant"),
        Kind.CLOCK: _("The clock"),
        Kind.IMPORT: _("The import “%(reference)s”") % {"reference": reference},
        Kind.LINK: _("The holder of a link"),
        Kind.PROVIDER: _("A service we use"),
    }.get(Kind(kind), _("Somebody not signed in"))


def role_name(role: str) -> str:
    return str(ROLES[role].name) if role in ROLES else ""


def day(moment: date | datetime) -> str:
    """`4 March 2026`; a moment by its day in London."""
    on = clock.london_day(moment) if isinstance(moment, datetime) else moment
    return date_format(on, "j F Y", use_l10n=False)


def with_day_and_reason(said: str, effective: datetime, recorded: datetime, because: str) -> str:
    """`said` with its day and its reason; a day of effect that is not the day it was recorded is called one."""
    told = {"said": said, "day": day(effective), "because": because}
    if day(effective) != day(recorded):
        frame = (
            _("%(said)s, with effect from %(day)s, because %(because)s.")
            if because
            else _("%(said)s, with effect from %(day)s.")
        )
    else:
        frame = _("%(said)s on %(day)s, because %(because)s.") if because else _("%(said)s on %(day)s.")
    return frame % told


def tell(lines: Iterable[Happened]) -> tuple[Told, ...]:
    """These lines as sentences, in their order. Three queries, however many lines."""
    lines = list(lines)
    people_named = {line.by_person for line in lines} | {line.person_id for line in lines}
    called = people.names_of(person for person in people_named if person)
    persons = {line.person_id for line in lines if line.person_id}
    numbers = dict(Registrant.objects.filter(person__in=persons).values_list("person", "number"))
    return tuple(_told(line, called, numbers) for line in lines)


def _told(line: Happened, called: dict[UUID, str], numbers: dict[UUID, str]) -> Told:
    frame = phrases.EVENT_SENTENCES.get(line.what)
    names = {
        "who": who(line.by_kind, line.by_person, line.by_reference, called),
        "whom": called.get(line.person_id, _("somebody")) if line.person_id else _("somebody"),
        "what": _step(line),
        "kinds": _searched_by(line),
        "count": line.refs.get("count", 0),
    }
    if frame is None:
        known = sentence(line.what) if line.what in all_events() else line.what
        said = _("%(who)s: %(what)s") % {"who": names["who"], "what": f"{known}{_which_list(line)}"}
    else:
        said = str(frame) % names
    quiet = line.what in _WITHOUT_REASON or line.because == people_reasons.OWNER
    return Told(
        at=line.at,
        what=line.what,
        sentence=with_day_and_reason(said, _effective(line), line.at, "" if quiet else _clause(line)),
        role=role_name(line.by_role),
        words=line.words,
        number=numbers.get(line.person_id, "") if line.person_id else "",
        said=said,
        look=(line.what, line.by_account, line.by_role, line.subject_id) if line.what in LOOKS else None,
    )


def _step(line: Happened) -> str:
    """Of a proposal: what was proposed."""
    action = (
        "correct" if line.refs.get("corrects") and line.refs.get("action") != states.VOID else line.refs.get("action")
    )
    return str(phrases.VERBS.get(str(action), ""))


def _which_list(line: Happened) -> str:
    """Of a list that was read or taken away: which, and how many stood on it, in brackets."""
    if line.what not in _LISTS:
        return ""
    code = str(line.refs.get("list") or line.refs.get("tab") or line.refs.get("what") or "").partition(" ")[0]
    count = line.refs.get("count", line.refs.get("rows"))
    said = [str(phrases.LISTS.get(code, code)), "" if count is None else str(count)]
    return f" ({', '.join(one for one in said if one)})"


def _searched_by(line: Happened) -> str:
    kinds = line.refs.get("kinds")
    said = [str(phrases.SEARCHED_BY.get(kind, kind)) for kind in kinds] if isinstance(kinds, list) else []
    return ", ".join(said) or _("nothing")


def _effective(line: Happened) -> datetime:
    """The day an act takes effect; else the day of the event."""
    effective = line.refs.get("effective_from")
    return datetime.fromisoformat(effective) if isinstance(effective, str) else line.at


def _clause(line: Happened) -> str:
    if line.what.startswith("people.") and line.because in people_reasons.REASONS:
        words = str(people_reasons.REASONS[line.because])
        return words[:1].lower() + words[1:]
    return reasons.clause(line.because)
