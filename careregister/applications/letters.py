"""The letters of the room: what each is for, and what it is told. Their texts are in `letters/<kind>/`."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import body, clock, numbers
from careregister.base.actors import Actor, Because
from careregister.letters import actions as outbox
from careregister.letters.kinds import LetterKind
from careregister.register.models import Registrant

from . import criteria
from .models import Application, Decision, InformationRequest

_ALWAYS = frozenset({"name", "reference", "link"})


def _kind(code: str, name: Promise, *more: str, secret: bool = False, closed: bool = False) -> LetterKind:
    placeholders = _ALWAYS | {*more}
    return LetterKind(
        code=f"applications.{code}", name=name, placeholders=placeholders, repeats=True, secret=secret, closed=closed
    )


RECEIVED = _kind("received", gettext_lazy("We have your application"), "usual")
QUESTION = _kind("question", gettext_lazy("A question about your application"), "question", "answer_by", secret=True)
QUESTION_REMINDER = _kind("question_reminder", gettext_lazy("We still wait for your answer"), "answer_by")
NOTICE_REMINDER = _kind(
    "notice_reminder", gettext_lazy("We still wait to hear your side"), "reasons", "reply_by", closed=True
)
NOTICE = _kind("notice", gettext_lazy("Before we decide against you"), "reasons", "words", "reply_by", closed=True)
_ENTRY = ("number", "until", "entry", "paying", "membership")
ADMITTED = _kind("admitted", gettext_lazy("You are on the register"), *_ENTRY)
REFUSED = _kind("refused", gettext_lazy("We refused your application"), "reasons", "words", "appeal_by", closed=True)
WITHDRAWN = _kind("withdrawn", gettext_lazy("You withdrew your application"))
APPEAL_RECEIVED = _kind("appeal_received", gettext_lazy("We have your appeal"), closed=True)
APPEAL_ALLOWED = _kind("appeal_allowed", gettext_lazy("Your appeal was allowed"), *_ENTRY, closed=True)
APPEAL_DISMISSED = _kind("appeal_dismissed", gettext_lazy("Your appeal was dismissed"), "reasons", "words", closed=True)
APPEAL_WITHDRAWN = _kind("appeal_withdrawn", gettext_lazy("You withdrew your appeal"), closed=True)
DRAFT_REMINDER = _kind("draft_reminder", gettext_lazy("Your application is not sent yet"), "discard_on")
LED_BACK = _kind("led_back", gettext_lazy("You are known to us already"))
LETTERS = (
    RECEIVED,
    QUESTION,
    QUESTION_REMINDER,
    NOTICE,
    NOTICE_REMINDER,
    ADMITTED,
    REFUSED,
    WITHDRAWN,
    APPEAL_RECEIVED,
    APPEAL_ALLOWED,
    APPEAL_DISMISSED,
    APPEAL_WITHDRAWN,
    DRAFT_REMINDER,
    LED_BACK,
)


def received(application: Application, *, by: Actor, because: Because) -> UUID:
    days = body.rule("service_standards.targets", clock.today())["decided_days"]
    usual = _("%(weeks)d weeks") % {"weeks": -(-days // 7)}
    return _write(RECEIVED, application, by, because, usual=usual)


def question(application: Application, request: InformationRequest, token: str, *, by: Actor, because: Because) -> UUID:
    return _write(
        QUESTION,
        application,
        by,
        because,
        question=request.question,
        answer_by=_day(request.answer_by),
        link=address(f"/answer/{token}/"),
    )


def question_reminder(application: Application, request: InformationRequest, *, by: Actor, because: Because) -> UUID:
    return _write(QUESTION_REMINDER, application, by, because, answer_by=_day(request.answer_by))


def notice(application: Application, request: InformationRequest, *, by: Actor, because: Because) -> UUID:
    return _write(
        NOTICE,
        application,
        by,
        because,
        reasons=listed(application, request.reasons),
        words=request.question,
        reply_by=_day(request.answer_by),
    )


def notice_reminder(application: Application, request: InformationRequest, *, by: Actor, because: Because) -> UUID:
    return _write(
        NOTICE_REMINDER,
        application,
        by,
        because,
        reasons=listed(application, request.reasons),
        reply_by=_day(request.answer_by),
    )


def admitted(application: Application, decision: Decision, *, by: Actor, because: Because) -> UUID:
    return _write(ADMITTED, application, by, because, **_entry(application))


def refused(application: Application, decision: Decision, *, by: Actor, because: Because) -> UUID:
    days = criteria.value(application, "admission.appeal_days")
    return _write(
        REFUSED,
        application,
        by,
        because,
        reasons=listed(application, decision.reasons),
        words=decision.words.explanation,
        appeal_by=_day(clock.london_day(decision.decided_at) + timedelta(days=days)),
    )


def withdrawn(application: Application, *, by: Actor, because: Because) -> UUID:
    return _write(WITHDRAWN, application, by, because)


def appeal_received(application: Application, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_RECEIVED, application, by, because)


def appeal_allowed(application: Application, decision: Decision, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_ALLOWED, application, by, because, **_entry(application))


def appeal_dismissed(application: Application, decision: Decision, *, by: Actor, because: Because) -> UUID:
    return _write(
        APPEAL_DISMISSED,
        application,
        by,
        because,
        reasons=listed(application, decision.reasons),
        words=decision.words.explanation,
    )


def appeal_withdrawn(application: Application, *, by: Actor, because: Because) -> UUID:
    return _write(APPEAL_WITHDRAWN, application, by, because)


def draft_reminder(application: Application, *, by: Actor, because: Because) -> UUID:
    months = body.rule("admission.draft_months", clock.today())
    last = clock.london_day(application.last_step_at) + relativedelta(months=months)
    return _write(DRAFT_REMINDER, application, by, because, discard_on=_day(last))


def led_back(application: Application, *, by: Actor, because: Because) -> UUID:
    return _write(LED_BACK, application, by, because, link=address("/account/"))


def listed(application: Application, reasons: list[str]) -> str:
    """The reasons as lines of text, in the words of the rules the application is decided by."""
    words = criteria.reasons(application)
    return "\n".join(f"- {words.get(code, code)}" for code in reasons)


def address(path: str) -> str:
    """Where a link in a letter leads."""
    return f"{settings.SITE_ADDRESS}{path}"


def _entry(application: Application) -> dict[str, str]:
    registrant = Registrant.objects.get(person=application.person_id)
    span = registrant.standing_spans.filter(known__upper_inf=True).latest("valid")
    return {
        "number": numbers.grouped(registrant.number_id),
        "until": _day(span.registered_until),
        "entry": address(f"/register/{registrant.number_id}/"),
        **about_paying(application),
    }


def about_paying(application: Application) -> dict[str, str]:
    """What an admission says of the fee: by what they said when they applied, and where to go."""
    words = _PAYING.get(_paying(application), _PAYING["monthly"])
    return {"paying": str(words), "membership": address("/account/membership/")}


# What follows from what they said of paying when they applied.
_PAYING = {
    "monthly": gettext_lazy("Now choose how you pay your fee: it takes two minutes."),
    "yearly": gettext_lazy("You would like to pay once a year. Now choose how: it takes two minutes."),
    "employer": gettext_lazy(
        "You told us that your employer pays for you. Ask it to send you its offer, or choose how you pay yourself."
    ),
    "hardship": gettext_lazy(
        "You told us that you cannot afford the fee now. Join, then ask us on the same page not to pay for a time."
    ),
}


def _paying(application: Application) -> str:
    said = {row.code: row.data for row in application.sections.all()}.get("paying", {})
    return str(said.get("how", ""))


def _write(kind: LetterKind, application: Application, by: Actor, because: Because, **context: str) -> UUID:
    context.setdefault("link", address("/account/application/"))
    return outbox.write_to_person(
        kind.code,
        application.person_id,
        context={"reference": application.reference, **context},
        by=by,
        because=Because(because.code),
        cause=application,
    )


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
