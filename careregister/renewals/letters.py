"""The letters of the room: what each is for, and what it is told. Their texts are in `letters/<kind>/`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from careregister.base import numbers
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.letters import actions as outbox
from careregister.letters.kinds import LetterKind

from . import dates
from .ladder import Rung
from .models import Renewal

_ALWAYS = frozenset({"name", "number", "link"})
_OF_THE_LADDER = ("day", "last_day")


def _kind(code: str, name: Promise, *more: str, closed: bool = False) -> LetterKind:
    return LetterKind(code=f"renewals.{code}", name=name, placeholders=_ALWAYS | {*more}, repeats=True, closed=closed)


OPENED = _kind("opened", gettext_lazy("Your renewal is open"), *_OF_THE_LADDER)
REMINDER = _kind("reminder", gettext_lazy("Please renew"), *_OF_THE_LADDER)
GRACE = _kind("grace", gettext_lazy("Your renewal is late"), *_OF_THE_LADDER)
EMPLOYER = LetterKind(
    code="renewals.employer",
    name=gettext_lazy("To somebody at work: a renewal is still to be done"),
    placeholders=frozenset({"asked", "name", *_OF_THE_LADDER}),
    repeats=True,
)
RENEWED = _kind("renewed", gettext_lazy("You are registered for another year"), "until")
REFERRED = _kind("referred", gettext_lazy("We look at your renewal"))
HANDED_BACK = _kind("handed_back", gettext_lazy("Something is missing in your renewal"), "words", "day", closed=True)
DEFERRED = _kind("deferred", gettext_lazy("You have more time to renew"), "until", "words", closed=True)
NOT_DEFERRED = _kind("not_deferred", gettext_lazy("We could not give you more time"), "words", "day", closed=True)
LAPSED = _kind("lapsed", gettext_lazy("You are no longer on the register"))
COMING_BACK = _kind("coming_back", gettext_lazy("We look at whether you can come back"))
COMING_BACK_MISSING = _kind(
    "coming_back_missing", gettext_lazy("Something is missing before you can come back"), "words", "day", closed=True
)
RESTORED = _kind("restored", gettext_lazy("You are back on the register"), "until")
LETTERS = (
    OPENED,
    REMINDER,
    GRACE,
    EMPLOYER,
    RENEWED,
    REFERRED,
    HANDED_BACK,
    DEFERRED,
    NOT_DEFERRED,
    LAPSED,
    COMING_BACK,
    COMING_BACK_MISSING,
    RESTORED,
)

NO_WORDS = gettext_lazy("You do not need to do anything now.")


def of_rung(rung: Rung) -> LetterKind:
    """The letter of a rung: the first one tells, those after the day speak of the grace."""
    if rung.days < 0:
        return GRACE
    return OPENED if rung.days >= 45 else REMINDER


def of_ladder(name: str, number: str, day: date, ladder_on: date) -> dict[str, str]:
    """What every letter of a ladder is told."""
    return {
        "name": name,
        "number": numbers.grouped(number),
        "link": address(),
        "day": in_words(day),
        "last_day": in_words(dates.grace_ends(day, ladder_on)),
    }


def to_employer(asked: str, name: str, day: date, ladder_on: date) -> dict[str, str]:
    """To somebody at work: that it is to be done, and nothing else."""
    return {
        "asked": asked,
        "name": name,
        "day": in_words(day),
        "last_day": in_words(dates.grace_ends(day, ladder_on)),
    }


def tell(kind: LetterKind, renewal: Renewal, *, by: Actor, because: Because, **more: str) -> UUID | None:
    """Write to the person, in the transaction of the cause. None where there is no way: that stops no decision."""
    try:
        return outbox.write_to_person(
            kind.code,
            renewal.person_id,
            context={"number": numbers.grouped(renewal.registrant.number_id), "link": address(), **more},
            by=by,
            because=Because(because.code),
            cause=renewal,
        )
    except NotAllowed as refusal:
        if refusal.reason != "no_way_to_write":
            raise
        return None


def address() -> str:
    """Where a link in a letter leads."""
    return f"{settings.SITE_ADDRESS}/account/renewal/"


def in_words(day: date) -> str:
    return _in_words(day, get_language())


@lru_cache(maxsize=1024)  # thousands of letters of a night name the same few days
def _in_words(day: date, language: str | None) -> str:
    return formats.date_format(day, "j F Y")
