"""The first page of staff: what is mine to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from careregister.people.roles import ROLES

from .applications.queue import waiting
from .door import actor_of, staff_page
from .membership import waivers
from .payments import refunds
from .register import desk
from .renewals import lists as renewals
from .training import queue as training


@require_GET
@staff_page()
def home(request: HttpRequest) -> HttpResponse:
    roles = [ROLES[code].name for code in sorted(actor_of(request).roles)]
    by = actor_of(request)
    waits = [
        *waiting(by),
        *desk.waiting(by),
        *renewals.waiting(by),
        *training.waiting(by),
        *waivers.waiting(by),
        *refunds.waiting(by),
    ]
    return render(request, "staff/home.html", {"roles": roles, "waits": waits})
