"""The letter that a step would send, before anybody takes it: for whoever is about to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks.letters import REMINDED
from careregister.letters import texts
from careregister.letters.kinds import LetterKind
from careregister.people import queries as people

from .. import criteria, letters, policy, states
from ..actions.asking import answer_by_day
from ..models import Application

_ADMITTING = {states.ADMIT: letters.ADMITTED, states.ALLOW: letters.APPEAL_ALLOWED}
_REFUSING = {states.REFUSE: letters.REFUSED, states.DISMISS: letters.APPEAL_DISMISSED}


def letter_of(
    application_id: UUID,
    action: str,
    asker: Actor,
    *,
    words: str = "",
    reasons: Iterable[str] = (),
    outcome: str = "",
    answer_by: date | None = None,
) -> texts.Words | None:
    """What the applicant would read after `action`; None when it sends nothing. A link, and a number that is not given
    yet, are said as such. `outcome`: what is recommended, of a recommendation. NotAllowed wrong_role, own_record."""
    application = Application.objects.get(pk=application_id)
    policy.may_read(asker, application)
    pending = application.recommendations.filter(state=states.PENDING).first()
    reads = policy.sees_closed(asker, application)
    if action in ("accept_recommendation", "decide_appeal") and pending is not None and reads:
        words, reasons, outcome = "\n\n".join(filter(None, (pending.words, words))), pending.reasons, pending.outcome
    if action == "ask":
        day = answer_by_day(application, "admission.information_days", answer_by)
        return _filled(
            letters.QUESTION, application, question=words, answer_by=_day(day), link=_("(a link of their own)")
        )
    if action == "give_notice":
        day = answer_by_day(application, "admission.hearing_days", None)
        listed = letters.listed(application, list(reasons))
        return _filled(letters.NOTICE, application, reasons=listed, words=words, reply_by=_day(day))
    if action == "lead_back":
        return _filled(letters.LED_BACK, application, link=letters.address("/account/"))
    return _of_outcome(application, states.ADMIT if action == "admit" else outcome, words, list(reasons))


def reminder_of_an_ask() -> texts.Words:
    """What somebody reads who was asked and has not answered: with the names of nobody."""
    said = {"name": _("(their name)"), "person": _("(the applicant)"), "link": _("(a link of their own)")}
    return texts.written(REMINDED, {**said, "last_day": _("(the last day)")})


def _of_outcome(application: Application, outcome: str, words: str, reasons: list[str]) -> texts.Words | None:
    if outcome in _ADMITTING:
        later = _("(given when it is decided)")
        said = letters.about_paying(application)
        return _filled(_ADMITTING[outcome], application, number=later, until=later, entry=later, **said)
    if outcome not in _REFUSING:
        return None
    told = {"reasons": letters.listed(application, reasons), "words": words}
    if outcome == states.REFUSE:
        days = criteria.value(application, "admission.appeal_days")
        told["appeal_by"] = _day(clock.today() + timedelta(days=days))
    return _filled(_REFUSING[outcome], application, **told)


def _filled(kind: LetterKind, application: Application, **said: str) -> texts.Words:
    name = people.names_of([application.person_id]).get(application.person_id, "")
    said.setdefault("link", letters.address("/account/application/"))
    return texts.written(kind, {"name": name, "reference": application.reference, **said})


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
