"""Everybody's letter-box in the demonstration: in demo mode, on this machine, and nowhere else.

Whoever tries things out follows a code or a referee's letter from here. It reads the folders that letters are handed to,
so what is sealed in the outbox stays sealed.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from careregister.base.refusals import NotAllowed
from careregister.outside import folders
from careregister.web.parts import asking

SIZE = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that was handed over, newest first."""
    _door(request)
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    found, count = folders.page(number, SIZE)
    told = {"found": found, "number": number, "pages": -(-count // SIZE), "kept_here": folders.are_folders()}
    return render(request, "account/demo_inbox/list.html", told)


@require_GET
def message(request: HttpRequest, name: str) -> HttpResponse:
    _door(request)
    found = folders.one(name)
    if found is None:
        raise Http404
    return render(request, "account/demo_inbox/message.html", {"letter": found})


def _door(request: HttpRequest) -> None:
    if not settings.DEMO:
        raise Http404
    if not asking.may_sign_in_by_demo(request):
        raise NotAllowed("not_on_this_machine")
