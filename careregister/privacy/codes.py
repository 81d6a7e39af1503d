"""What our short codes read as, for the page on which somebody reads what we hold. JSON keeps the codes."""

import re
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.applications import names as applications
from careregister.applications.form.sections import SECTIONS
from careregister.checks.kinds import KINDS
from careregister.checks.queries.asking import KIND_SAID, STATE_SAID
from careregister.checks.questions import QUESTIONS
from careregister.people.roles import ROLES
from careregister.register.reasons import REASONS
from careregister.training import catalogue

_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
# What one word of ours means in whatever room it stands; what is asked in a form is gathered below.
_OURS: dict[str, Promise | str] = {
    "yes": _("Yes"),
    "no": _("No"),
    "person": _("The person"),
    "staff": _("A member of staff"),
    "clock": _("The clock"),
    "link": _("Whoever was sent the link"),
    "import": _("The import"),
    "provider": _("The identity service"),
    "legal": _("Legal name"),
    "known_as": _("Known as"),
    "former": _("Former name"),
    "address": _("Postal address"),
    "former_address": _("Earlier address"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "sms": _("Text message"),
    "open": _("Open"),
    "waiting": _("Waits for somebody"),
    "passed": _("Passed"),
    "not_passed": _("Not passed"),
    "closed": _("Closed"),
    "accept": _("Accepted"),
    "do_not_accept": _("Not accepted"),
    "come_back": _("Came back to us"),
    "wait": _("Began to wait for somebody"),
    "close": _("Closed"),
    "reopen": _("Opened again"),
    "expire": _("Ran out"),
    "pending": _("Waits for a second person"),
    "accepted": _("Accepted"),
    "sent_back": _("Sent back"),
    "dropped": _("Fell away"),
    "handed_over": _("Handed over"),
    "written": _("Waits to be sent"),
    "returned": _("Came back"),
    "claimed": _("Said by you, not yet checked"),
    "registered": _("Registered"),
    "paused": _("Paused"),
    "lapsed": _("Lapsed"),
    "removed_own_request": _("Removed at own request"),
    "removed_by_decision": _("Removed by decision"),
    "removed_deceit": _("Removed: obtained by deceit"),
    "withdrawn_our_error": _("Withdrawn: our error"),
    "deceased": _("Deceased"),
    "foundation": _("Foundation"),
    "intermediate": _("Intermediate"),
    "advanced": _("Advanced"),
    "enhanced": _("Enhanced"),
    "enhanced_barred": _("Enhanced, with the barred list"),
    "adult": _("Adults"),
    "child": _("Children"),
    "both": _("Adults and children"),
    "not_known": _("Not known"),
    "in_person": _("In person"),
    "video": _("By video"),
    "vouched": _("Somebody vouched"),
    "online": _("Online"),
}


@cache
def _gathered() -> dict[str, Promise | str]:
    asked = [field for section in SECTIONS for page in section.pages for field in page.fields]
    questions = [question for kind in QUESTIONS.values() for question in kind]
    found: dict[str, Promise | str] = {}
    for choices in (*(one.choices for one in asked), *(one.choices for one in questions)):
        found.update(choices)
    found.update({code: kind.name for code, kind in KINDS.items()})
    found.update({reason.code: reason.clause for reason in REASONS})
    found.update({code: role.name for code, role in ROLES.items()})
    for named in (catalogue.titles(), KIND_SAID, STATE_SAID, applications.OUTCOMES, applications.STATES, _OURS):
        found.update(named)
    return found


@cache
def _labels() -> dict[str, Promise | str]:
    found: dict[str, Promise | str] = {}
    found.update({one.code: one.label for kind in QUESTIONS.values() for one in kind})
    found.update({field.code: field.label for section in SECTIONS for page in section.pages for field in page.fields})
    return found


def said(text: str) -> str:
    """A code as words. What is no code of ours is left as it was written."""
    if text in _gathered():
        return str(_gathered()[text])
    return _great(text) if _CODE.fullmatch(text) else text


def label(key: str) -> str:
    """What was asked under this key of a form."""
    return str(_labels().get(key) or _great(key))


def _great(code: str) -> str:
    return code.replace("_", " ").capitalize()
