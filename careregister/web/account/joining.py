"""Joining, and signing in by a code: what it takes, an address, the code or the link, and then you are in.

A known address, an unknown one, and one of staff get the same pages in the same time; only the letter differs.
"""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.letters import actions as letters
from careregister.organisations import queries as organisations
from careregister.people import actions, phones, queries
from careregister.people.reasons import OWNER
from careregister.web.parts import asking, reasons

from . import guesses, words
from .join_forms import EMAIL, PHONE, AddressForm, AdjustmentsForm, CodeForm

SENT, WISHES = "code_sent", "adjustments_wished"
BY_OWNER = Because(OWNER)


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What joining takes, before anything is asked."""
    if asking.has_session(request):
        return redirect("account_home")
    return render(request, "account/join/start.html", {"wishes": request.session.get(WISHES)})


@require_http_methods(["GET", "POST"])
def adjustments(request: HttpRequest) -> HttpResponse:
    """What helps: kept with the person; before there is one, in this browser's session until they have joined."""
    person_id = asking.actor(request).person_id
    form = AdjustmentsForm(request.POST or None, initial=_wished(request, person_id))
    if request.method == "POST" and form.is_valid():
        wishes = {"codes": form.cleaned_data["codes"], "words": form.cleaned_data["words"]}
        if person_id is None:
            request.session[WISHES] = wishes
            return redirect("account_signup")
        _keep_wishes(request, person_id, wishes)
        messages.success(request, _("Saved. Everybody here who deals with you sees it."))
        return redirect("account_home")
    return render(request, "account/join/adjustments.html", {"form": form, "inside": person_id is not None})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """To which address the code goes, for whoever joins."""
    if asking.has_session(request):
        return redirect("account_home")
    return _ask(request, opens=True)


@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """The same for whoever has an account."""
    return _ask(request, opens=False)


@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code is typed here; a new one is asked for here."""
    sent = request.session.get(SENT)
    if not sent:
        return redirect("account_code_ask")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = actions.use_code(
                UUID(sent["id"]), form.cleaned_data["code"], by=asking.actor(request), because=BY_OWNER
            )
        except NotAllowed as refusal:
            form.add_error("code", _mistake(refusal))
        else:
            return _let_in(request, entered, sent.get("next", ""))
    again = "account_join_address" if sent["opens"] else "account_code_ask"
    told = {"form": form, "sent": sent, "again": reverse(again)}
    return render(request, "account/join/code.html", told)


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, code_id: UUID, token: str) -> HttpResponse:
    """The link in the letter: a page with a button, so that a mail scanner that opens it uses nothing up."""
    if request.method == "GET":
        return render(request, "account/join/link.html", {"code_id": code_id, "token": token})
    try:
        entered = actions.use_link(code_id, token, by=asking.actor(request), because=BY_OWNER)
    except NotAllowed:
        return render(request, "account/join/link_over.html", status=410)
    sent = request.session.get(SENT, {})
    return _let_in(request, entered, sent.get("next", "") if sent.get("id") == str(code_id) else "")


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Right after joining: a passkey or a password, both of which can wait."""
    return render(request, "account/join/keys.html", {"me": queries.account_facts(request.user)})


def _ask(request: HttpRequest, *, opens: bool) -> HttpResponse:
    form = AddressForm(request.POST or None)
    warned = ""
    if request.method == "POST" and form.is_valid():
        address, kind = form.cleaned_data["address"], form.kind
        if opens and kind == EMAIL and form.cleaned_data["seen"] != address and _of_work(address):
            warned = address
        elif guesses.code_sent(address, request.client_address):  # type: ignore[attr-defined]
            _send(request, kind, address, opens=opens)
            return redirect("account_code")
        else:
            form.add_error("address", _("We have sent several codes there already. Use the newest, or wait an hour."))
    page = "account/join/address.html" if opens else "account/join/ask_code.html"
    return render(request, page, {"form": form, "warned": warned, "next": _next(request)})


def _send(request: HttpRequest, kind: str, address: str, *, opens: bool) -> None:
    by = asking.actor(request)
    with transaction.atomic():
        made = actions.make_code(kind, address, opens=opens, by=by, because=BY_OWNER)
        which = _which(made.whose, opens)
        link = request.build_absolute_uri(reverse("account_code_link", args=[made.id, made.link]))
        if kind == PHONE:
            subject = text = words.code_text(which, made.code)
        else:
            subject, text = words.code_letter(
                which,
                code=made.code,
                link=link,
                sign_in_url=request.build_absolute_uri(reverse("account_login")),
                join_url=request.build_absolute_uri(reverse("account_signup")),
            )
        letters.write_ready_made(
            "letters.account_mail",
            to=address,
            subject=subject,
            body=text,
            by=by,
            because=Because("account_mail"),
            channel="sms" if kind == PHONE else "email",
        )
    shown = phones.shown(address) if kind == PHONE else address
    request.session[SENT] = {
        "id": str(made.id),
        "kind": kind,
        "shown": shown,
        "opens": opens,
        "next": _next(request),
    }


def _which(whose: str, opens: bool) -> str:
    if whose == "stranger":
        return "join" if opens else "unknown"
    return "staff" if whose == "staff" else "sign_in"


def _let_in(request: HttpRequest, entered: actions.Entered, then: str) -> HttpResponse:
    """Through the library's door, with whatever it asks besides; what was wished before is kept."""
    account, wishes = entered.account, request.session.get(WISHES)
    for done in (SENT, WISHES):
        request.session.pop(done, None)
    if wishes and account.person_id:
        _keep_wishes(request, account.person_id, wishes, account=account)
    record_authentication(request, account, method="code", reauthenticated=True)
    where = then or reverse("account_join_keys" if entered.new else "account_home")
    answer: HttpResponse = perform_login(request, Login(user=account, redirect_url=where, email=account.email or None))
    return answer


def _keep_wishes(request: HttpRequest, person_id: UUID, wishes: dict[str, Any], account: Any = None) -> None:
    by = queries.actor_for(account) if account else asking.actor(request)
    actions.ask_adjustments(person_id, wishes["codes"], words=wishes["words"], by=by, because=Because("own_wish"))


def _wished(request: HttpRequest, person_id: UUID | None) -> dict[str, Any]:
    if person_id is None:
        wishes: dict[str, Any] = request.session.get(WISHES, {})
        return wishes
    rows = queries.adjustments_of(person_id)
    return {"codes": [row.code for row in rows], "words": rows[0].words if rows else ""}


def _of_work(email: str) -> bool:
    return organisations.is_a_places_domain(email.rpartition("@")[2])


def _mistake(refusal: NotAllowed) -> str:
    said = reasons.words(refusal.reason)
    left = refusal.detail.get("left")
    return f"{said.title}. {said.more}" if left or refusal.reason == "code_over" else str(said.title)


def _next(request: HttpRequest) -> str:
    """Where they were going, when it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""
