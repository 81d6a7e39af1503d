"""A page that asks why, does one thing, and goes back to where it came from. Each change says only what is its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

Attempt = Callable[[Callable[[], HttpResponse]], HttpResponse | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`do`: the one thing, done when the form is right. `done`: what is said afterwards. `now`: how it is before."""

    form: forms.Form
    do: Callable[[], Any]
    heading: str
    button: str
    done: str
    more: str = ""
    now: str = ""
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change leads back to, what the link there says, and whom the page is about (a name, a number in groups) if
    its heading does not say."""

    address: str
    words: str
    name: str = ""
    number: str = ""


def asked(request: HttpRequest, change: Change, place: Place, attempt: Attempt) -> HttpResponse:
    """The page, or what comes of carrying the change out. `attempt` deals with a refusal: by an answer of its own, or by
    None after noting it on the form, which is then shown again."""
    if request.method == "POST" and change.form.is_valid():
        answer = attempt(lambda: _carried_out(request, change, place))
        if answer is not None:
            return answer
    return render(request, "staff/change.html", {"change": change, "form": change.form, "place": place})


def _carried_out(request: HttpRequest, change: Change, place: Place) -> HttpResponse:
    change.do()
    messages.success(request, change.done)
    return redirect(place.address)
