"""The letters of the room: about random audits of learning. Their texts are in `letters/<kind>/`."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from careregister.base.actors import Actor, Because
from careregister.letters import actions as outbox
from careregister.letters.kinds import LetterKind

from .deadlines import appeal_by
from .models import Audit

_ALWAYS = frozenset({"name", "link"})


def _kind(code: str, name: Promise, *more: str, closed: bool = False) -> LetterKind:
    placeholders = _ALWAYS | {*more}
    return LetterKind(code=f"training.{code}", name=name, placeholders=placeholders, repeats=True, closed=closed)


ASKED = _kind("audit_asked", gettext_lazy("Your learning was drawn by lot"), "since", "until", "answer_by", "draw")
REMINDER = _kind("audit_reminder", gettext_lazy("We still wait to see your learning"), "answer_by")
MORE_TIME = _kind("audit_more_time", gettext_lazy("You have more time"), "answer_by")
GIVEN = _kind("audit_given", gettext_lazy("We have your learning"))
MORE_WANTED = _kind("audit_more_wanted", gettext_lazy("Something is missing in your learning"), "words", "answer_by")
ACCEPTED = _kind("audit_accepted", gettext_lazy("Your learning was accepted"), "since", "until")
NOT_MET = _kind(
    "audit_not_met", gettext_lazy("Your learning did not meet the rules"), "words", "appeal_by", closed=True
)
EXCUSED = _kind("audit_excused", gettext_lazy("You need not show your learning this time"))
APPEAL_RECEIVED = _kind("audit_appeal_received", gettext_lazy("We have your appeal about your learning"), closed=True)
APPEAL_ALLOWED = _kind(
    "audit_appeal_allowed", gettext_lazy("Your appeal about your learning was allowed"), "words", closed=True
)
APPEAL_DISMISSED = _kind(
    "audit_appeal_dismissed", gettext_lazy("Your appeal about your learning was dismissed"), "words", closed=True
)
LETTERS = (
    ASKED,
    REMINDER,
    MORE_TIME,
    GIVEN,
    MORE_WANTED,
    ACCEPTED,
    NOT_MET,
    EXCUSED,
    APPEAL_RECEIVED,
    APPEAL_ALLOWED,
    APPEAL_DISMISSED,
)


def asked(audit: Audit, *, by: Actor, because: Because) -> UUID:
    how = f"{settings.SITE_ADDRESS}/register/learning-audits/"
    return _write(ASKED, audit, by, because, **_year(audit), answer_by=_day(audit.answer_by), draw=how)


def reminder(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(REMINDER, audit, by, because, answer_by=_day(audit.answer_by))


def more_time(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(MORE_TIME, audit, by, because, answer_by=_day(audit.answer_by))


def given(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(GIVEN, audit, by, because)


def more_wanted(audit: Audit, words: str, *, by: Actor, because: Because) -> UUID:
    return _write(MORE_WANTED, audit, by, because, words=words, answer_by=_day(audit.answer_by))


def accepted(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(ACCEPTED, audit, by, because, **_year(audit))


def not_met(audit: Audit, words: str, *, by: Actor, because: Because) -> UUID:
    return _write(NOT_MET, audit, by, because, words=words, appeal_by=_day(appeal_by(audit)))


def excused(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(EXCUSED, audit, by, because)


def appeal_received(audit: Audit, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_RECEIVED, audit, by, because)


def appeal_allowed(audit: Audit, words: str, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_ALLOWED, audit, by, because, words=words)


def appeal_dismissed(audit: Audit, words: str, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_DISMISSED, audit, by, because, words=words)


def _year(audit: Audit) -> dict[str, str]:
    return {"since": _day(audit.year_since), "until": _day(audit.year_until)}


def _write(kind: LetterKind, audit: Audit, by: Actor, because: Because, **context: str) -> UUID:
    link = f"{settings.SITE_ADDRESS}/account/training/audits/{audit.pk}/"
    return outbox.write_to_person(
        kind.code,
        audit.person_id,
        context={"link": link, **context},
        by=by,
        because=Because(because.code),
        cause=audit,
    )


def _day(day: date | None) -> str:
    return formats.date_format(day, "j F Y") if day else ""
