"""Another mobile number for an account that signs in by one: a code goes to the new number, and proves it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.letters import actions as letters
from careregister.people import actions, phones
from careregister.people.reasons import OWNER
from careregister.web.parts import asking, reasons

from . import guesses, words
from .join_forms import PHONE, CodeForm

ASKED = "phone_asked"  # in the session; never the place of a code that signs in
BY_OWNER = Because(OWNER)


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Your new mobile number"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "govuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Write your new mobile number")},
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_phone(self) -> str:
        number = phones.tidy(self.cleaned_data["phone"])
        if not number:
            raise ValidationError(_("Write a UK mobile number like 07700 900123"))
        if number == self.now:
            raise ValidationError(_("That is your number already"))
        return number


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Which number it is to be."""
    now = request.user.phone  # type: ignore[union-attr]
    if not now:
        return redirect("account_home")
    form = PhoneForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["phone"]
        if guesses.code_sent(number, request.client_address):  # type: ignore[attr-defined]
            _send(request, number)
            return redirect("account_phone_code")
        form.add_error("phone", _("We have sent several codes there already. Use the newest, or wait an hour."))
    return render(request, "account/phone.html", {"form": form, "now": phones.shown(now)})


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that came to the new number. The old one is told that it signs in no more."""
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("account_phone")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = asking.actor(request)
        try:
            before = actions.change_phone(UUID(asked["id"]), form.cleaned_data["code"], by=by, because=BY_OWNER)
        except NotAllowed as refusal:
            said = reasons.words(refusal.reason)
            form.add_error("code", str(said.title) if refusal.reason == "code_wrong" else f"{said.title}. {said.more}")
        else:
            del request.session[ASKED]
            if before:
                _text(before, words.phone_left(), by=by, kind="letters.account_notice")
            messages.success(request, _("Your mobile number is changed. Sign in with the new one from now on."))
            return redirect("account_home")
    return render(request, "account/phone_code.html", {"form": form, "shown": asked["shown"]})


def _send(request: HttpRequest, number: str) -> None:
    by = asking.actor(request)
    with transaction.atomic():
        made = actions.make_code(PHONE, number, opens=False, by=by, because=BY_OWNER)
        _text(number, words.code_text("phone", made.code), by=by)
    request.session[ASKED] = {"id": str(made.id), "shown": phones.shown(number)}


def _text(number: str, text: str, *, by: Actor, kind: str = "letters.account_mail") -> None:
    why = Because("account_mail")
    letters.write_ready_made(kind, to=number, subject=text, body=text, by=by, because=why, channel="sms")
