"""Finding what an address names, and saying a refusal so that the asker knows what to do next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import Busy, NotAllowed, Refused, Unlawful
from careregister.register import policy, sections
from careregister.register.actions import reading
from careregister.register.queries import record as records
from careregister.web.parts.reasons import words as words_for
from careregister.web.staff.door import Missing, actor_of

from . import words

READERS = tuple(sorted(sections.SECTIONS))
FINDERS = tuple(sorted(policy.READERS))
KEEPERS = tuple(sorted(policy.KEEPERS))
WORK = Because("work")
_LOOKS, _DONE = "staff_looks", "staff_done"
_ONE_LOOK_SECONDS = 60
_STATUS = {NotAllowed: 403, Unlawful: 409, Busy: 503}


def registrant(number: str) -> Any:
    """The registrant of this number, to ask policy about and hand to actions. 404, in words, when there is none."""
    found = records.registrant_to_change(number)
    if found is None:
        raise Missing(
            _("No registrant has this number"), _("Look at the number again, or find the person by their name.")
        )
    return found


def opened(request: HttpRequest, number: str, part: str = "") -> tuple[Any, frozenset[str]]:
    """The registrant, and what the asker may read of them; the look is written down. NotAllowed when that is nothing,
    or not this `part` of the sections."""
    found = registrant(number)
    by = actor_of(request)
    shown = sections.sections(by, found)
    if part and part not in shown:
        raise NotAllowed("wrong_role")
    if first_look(request, found.pk):
        reading.look_at(found, by=by, because=WORK)
    return found, shown


def first_look(request: HttpRequest, at: object) -> bool:
    """Whether this session has not looked at it within a minute: a step of several pages is one look."""
    now = int(clock.now().timestamp())
    looks = {key: when for key, when in request.session.get(_LOOKS, {}).items() if 0 <= now - when < _ONE_LOOK_SECONDS}
    first = str(at) not in looks
    if first:
        request.session[_LOOKS] = {**looks, str(at): now}
    return first


def done(request: HttpRequest, name: str, *args: object) -> HttpResponse:
    """Lead to the page of what was just done, which says so once."""
    where = reverse(name, args=args)
    request.session[_DONE] = where
    return redirect(where)


def just_done(request: HttpRequest) -> bool:
    """Whether this page is where `done` led, the first time."""
    if request.session.get(_DONE) != request.path:
        return False
    del request.session[_DONE]
    return True


def page(request: HttpRequest, template: str, status: int = 200, **told: Any) -> HttpResponse:
    return render(
        request,
        f"staff/register/{template}",
        {"w": words.for_templates(), "refusal_words": _in_words, **told},
        status=status,
    )


def attempt(request: HttpRequest, number: str, act: Callable[[], HttpResponse], **told: Any) -> HttpResponse:
    """`act`; when it is refused, the page that says why, what was not done, and where to go from here."""
    try:
        return act()
    except Refused as refusal:
        return refused(request, refusal, number, **told)


def refused(request: HttpRequest, refusal: Refused, number: str, **told: Any) -> HttpResponse:
    status = next((code for kind, code in _STATUS.items() if isinstance(refusal, kind)), 403)
    said = words_for(refusal.reason)
    response = page(
        request,
        "refused.html",
        status=status,
        number=number,
        title=said.title,
        more=said.more,
        detail=refusal.detail,
        breaks_rule=isinstance(refusal, Unlawful) or refusal.reason in policy.BREAKS_A_RULE,
        look_again=refusal.reason in {"changed_meanwhile", "already_decided", "already_replaced"},
        **{"kept": [], "proposal_id": None, **told},
    )
    response["X-Refused"] = refusal.reason
    return response


def _in_words(reason: str) -> str:
    said = words_for(reason)
    return f"{said.title}. {said.more}"
