"""A renewal, part by part, and what stands beside it. Everything works without a script."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.people import queries as people
from careregister.renewals import actions, queries, questions
from careregister.renewals.queries import Mine, MyRenewal
from careregister.web.parts import holding, reasons, uploads

from .door import HOME, registrant, writing
from .forms import PART_FORMS, MoreTimeForm, PartForm, WorkForm

OWN_WISH = Because("own_wish")
CHECK = "account_renewal_check"


@require_GET
@registrant
def home(request: HttpRequest, by: Actor, mine: Mine) -> HttpResponse:
    """How it stands, what is known, and the next thing to do."""
    told: dict[str, Any] = {
        "mine": mine,
        "renewal": mine.renewal,
        "today": clock.today(),
        "work": queries.work_contact(by.person_id) if by.person_id else None,
        "membership_url": _address("account_membership"),
        "learning_url": _address("account_training"),
        "papers": _sent(mine.renewal, by),
        "next": _next(mine.renewal) if mine.renewal and mine.renewal.writable else "",
    }
    return render(request, "account/renewals/home.html", told)


@require_http_methods(["GET", "POST"])
@writing
def part(request: HttpRequest, by: Actor, renewal: MyRenewal, *, part: str) -> HttpResponse:
    """One part: one page."""
    codes = [one.code for one in renewal.parts]
    if part not in codes:
        return redirect(HOME)
    said, version = queries.shown_part(renewal.id, part, by)
    held = _returned(request, by)
    form = _form(request, by, renewal, part, said, held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(renewal.id, part, form.kept(), seen=_number(request.POST.get("version", "")), by=by)
        except NotAllowed as refusal:
            form.add_error(None, str(reasons.words(refusal.reason).title))
        else:
            return redirect(_onward(by, part, codes, "change" in request.GET))
    told = {
        "renewal": renewal,
        "part": part,
        "title": questions.PART_NAMES[part],
        "form": form,
        "version": version,
        "back": _before(part, codes),
        "step": (codes.index(part) + 1, len(codes) + 1),
        "returned": held is not None,
        "learning_url": _address("account_training"),
        **_known(by, part),
        "signs_in_by_phone": bool(request.user.phone),  # type: ignore[union-attr]
    }
    return render(request, "account/renewals/part.html", told, status=_status(request, form))


@require_http_methods(["GET", "POST"])
@writing
def check(request: HttpRequest, by: Actor, renewal: MyRenewal) -> HttpResponse:
    """Everything that is sent, on one page; then it is sent."""
    if request.method == "POST":
        state = actions.send(renewal.id, by=by, because=OWN_WISH, seen=_number(request.POST.get("seen", "")))
        if state == "renewed":
            messages.success(request, _("Your registration is renewed."))
        else:
            messages.success(request, _("Your renewal is sent."))
        return redirect(HOME)
    if not renewal.may_send:
        return redirect(_next(renewal))
    told = {
        "renewal": renewal,
        "answers": queries.said_in(renewal.id, by),
        "papers": queries.my_papers(renewal.id, by),
        "questions": questions.QUESTIONS,
        "parts": {one.code: one.title for one in renewal.parts},
        "membership_url": _address("account_membership"),
        **_known(by, questions.DETAILS),
    }
    return render(request, "account/renewals/check.html", told)


@require_http_methods(["GET", "POST"])
@registrant
def more_time(request: HttpRequest, by: Actor, mine: Mine) -> HttpResponse:
    """Ask for more time."""
    renewal = mine.renewal
    if renewal is None or not renewal.may_defer or (renewal.deferral and renewal.deferral.state == "asked"):
        return redirect(HOME)
    held = _returned(request, by)
    form = MoreTimeForm(request.POST or held, limits=queries.deferral_limits(clock.today()))
    if request.method == "POST" and form.is_valid():
        because = Because("own_wish", form.cleaned_data["words"])
        said = form.cleaned_data
        try:
            actions.ask_deferral(renewal.id, said["reason"], said["until"], by=by, because=because)
        except NotAllowed as refusal:
            form.add_error(None, str(reasons.words(refusal.reason).title))
        else:
            messages.success(request, _("We have your request. You stay registered, and nobody reminds you meanwhile."))
            return redirect(HOME)
    told = {"form": form, "returned": held is not None}
    return render(request, "account/renewals/more_time.html", told, status=_status(request, form))


@require_POST
@registrant
def no_more_time(request: HttpRequest, by: Actor, mine: Mine) -> HttpResponse:
    """Take the question back."""
    if mine.renewal is None:
        raise Http404
    actions.take_back_deferral(mine.renewal.id, by=by, because=OWN_WISH)
    messages.success(request, _("Taken back. You can renew now."))
    return redirect(HOME)


@require_http_methods(["GET", "POST"])
@registrant
def work(request: HttpRequest, by: Actor, mine: Mine) -> HttpResponse:
    """Who at work may be told that the renewal is still to be done."""
    assert by.person_id is not None
    known = queries.work_contact(by.person_id)
    initial = {"name": known[0], "email": known[1]} if known else {}
    form = WorkForm(request.POST or None, initial=initial)
    if request.method == "POST" and "end" in request.POST:
        actions.end_work_contact(by.person_id, by=by, because=OWN_WISH)
        messages.success(request, _("Nobody at work is told any more."))
        return redirect(HOME)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_work_contact(by.person_id, said["name"], said["email"], by=by, because=OWN_WISH)
        messages.success(request, _("Kept. You can end it here at any time."))
        return redirect(HOME)
    status = 400 if form.errors else 200
    return render(request, "account/renewals/work.html", {"form": form, "known": known}, status=status)


@require_POST
@registrant
def come_back(request: HttpRequest, by: Actor, mine: Mine) -> HttpResponse:
    """Begin to ask to come back to the register."""
    assert by.person_id is not None
    actions.begin_restoring(by.person_id, by=by, because=OWN_WISH)
    return redirect(HOME)


def _form(
    request: HttpRequest, by: Actor, renewal: MyRenewal, part: str, said: dict[str, Any], held: QueryDict | None
) -> PartForm:
    """The form of a part; papers that came with it are received, or taken back, whatever else is wrong."""
    assert by.person_id is not None
    if request.method == "POST":
        form = PART_FORMS[part](request.POST, request.FILES, renewal=renewal, said=said)
        uploads.take(form, person_id=by.person_id, by=by, because=OWN_WISH)
    else:
        form = PART_FORMS[part](held, renewal=renewal, said=said)
        uploads.show(form, person_id=by.person_id)
    return form


def _returned(request: HttpRequest, by: Actor) -> QueryDict | None:
    """What was written here while signed out."""
    return holding.returned(request, by.person_id) if by.person_id else None


def _status(request: HttpRequest, form: Form) -> int:
    return 400 if request.method == "POST" and form.errors else 200


def _known(by: Actor, part: str) -> dict[str, Any]:
    """What we know already, so that nobody is asked."""
    if part != questions.DETAILS or by.person_id is None:
        return {}
    address = [one.text for one in people.contacts_of(by.person_id) if one.kind == "address"]
    return {
        "names": people.names_for(by.person_id),
        "email": people.email_of(by.person_id),
        "phone": people.phone_of(by.person_id),
        "address": address[0] if address else "",
    }


def _sent(renewal: MyRenewal | None, by: Actor) -> dict[str, Any]:
    """What was sent and waits with us."""
    return queries.my_papers(renewal.id, by) if renewal and renewal.state == "referred" else {}


def _next(renewal: MyRenewal) -> str:
    """Where the next thing to do is."""
    if renewal.missing:
        return reverse("account_renewal_part", args=[renewal.missing[0].code])
    return reverse(CHECK)


def _onward(by: Actor, part: str, codes: list[str], changing: bool) -> str:
    mine = queries.mine(by.person_id, clock.today()) if by.person_id else None
    renewal = mine.renewal if mine else None
    if renewal is None or changing:
        return reverse(CHECK)
    after = [one.code for one in renewal.missing if codes.index(one.code) > codes.index(part)]
    return reverse("account_renewal_part", args=[after[0]]) if after else _next(renewal)


def _before(part: str, codes: list[str]) -> str:
    place = codes.index(part)
    return reverse("account_renewal_part", args=[codes[place - 1]]) if place else reverse(HOME)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _address(page: str) -> str:
    """Where a page is; empty while it is not built."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
