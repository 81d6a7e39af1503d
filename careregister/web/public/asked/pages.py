"""Pages for whoever holds a link: a referee, a voucher, an employer. They sign in nowhere, and need no script."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import LimitReached, NotAllowed
from careregister.checks import actions, queries
from careregister.checks.queries import OpenAsk

from .. import budgets, door
from ..showing import show
from ..words import wait_words
from .forms import Answers, as_written

HOLDER = Actor(kind=Kind.LINK)
BECAUSE = Because("asked_by_link")
_NOT_WRITTEN = ("csrfmiddlewaretoken", "step")
Page = Callable[[HttpRequest, str, OpenAsk], HttpResponseBase]


def _with_link(page: Page) -> Callable[..., HttpResponseBase]:
    """A page about one ask; 404 for a link that nobody was sent. Looking for such links is slowed down."""

    @wraps(page)
    def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            budgets.spend(request, budgets.LINKS)
            found = queries.open_ask(token)
            if found is None:
                budgets.spend(request, budgets.LINKS, cost=budgets.COST_OF_A_MISS)
        except LimitReached as reached:
            response = show(request, "asked/wait.html", {"wait": wait_words(reached.seconds)}, status=429)
            response["Retry-After"] = str(reached.seconds)
            return response
        if found is None:
            return show(request, "asked/unknown.html", status=404)
        return page(request, token, found)

    return door.about_persons(guarded)


@require_http_methods(["GET", "HEAD"])
@_with_link
def about(request: HttpRequest, token: str, ask: OpenAsk) -> HttpResponseBase:
    """What it is about, and who asks; or that it is too late, or was answered, or is not needed any more."""
    return _shown(request, token, ask)


@require_http_methods(["GET", "HEAD", "POST"])
@_with_link
def questions(request: HttpRequest, token: str, ask: OpenAsk) -> HttpResponseBase:
    """One page of questions; then what was written, to be checked; then it is sent."""
    if request.method != "POST":
        if ask.state != "open":
            return HttpResponseRedirect(reverse("public:asked", args=[token]))
        return show(request, "asked/questions.html", {"ask": ask, "token": token, "form": Answers(ask)})
    if ask.state != "open":
        return _shown(request, token, ask, sent=True)
    form, step = Answers(ask, request.POST), request.POST.get("step", "check")
    if not form.is_valid():
        return show(request, "asked/questions.html", {"ask": ask, "token": token, "form": form}, status=400)
    if step == "change":
        return show(request, "asked/questions.html", {"ask": ask, "token": token, "form": form})
    if step == "send":
        try:
            actions.answer(token, form.given(), by=HOLDER, because=BECAUSE)
        except NotAllowed:  # its time ended, or somebody else answered, between two clicks
            changed = queries.open_ask(token)
            if changed is None or changed.state == "open":
                raise
            return _shown(request, token, changed, sent=True)
        return HttpResponseRedirect(reverse("public:asked", args=[token]))
    kept = [(name, value) for name, value in request.POST.items() if name not in _NOT_WRITTEN]
    told = {"ask": ask, "token": token, "rows": form.rows(), "kept": kept}
    return show(request, "asked/check.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@_with_link
def decline(request: HttpRequest, token: str, ask: OpenAsk) -> HttpResponseBase:
    """Not this time, or never again: the second, and taking it back, work with any link that was ever sent."""
    if request.method == "POST" and request.POST.get("never"):
        actions.never_again(token, by=HOLDER, because=BECAUSE)
        return show(request, "asked/never.html", {"ask": ask, "token": token})
    if request.method == "POST" and request.POST.get("again"):
        actions.write_again(token, by=HOLDER, because=BECAUSE)
        return HttpResponseRedirect(reverse("public:asked", args=[token]))
    if request.method == "POST" and ask.state == "open":
        actions.decline(token, by=HOLDER, because=BECAUSE)
        return HttpResponseRedirect(reverse("public:asked", args=[token]))
    return show(request, "asked/decline.html", {"ask": ask, "token": token})


@require_http_methods(["POST"])
@_with_link
def new_link(request: HttpRequest, token: str, ask: OpenAsk) -> HttpResponseBase:
    """A link that ran out becomes a new one, sent to the same address."""
    if ask.state == "open":
        return HttpResponseRedirect(reverse("public:asked", args=[token]))
    try:
        actions.renew(token, by=HOLDER, because=BECAUSE)
    except NotAllowed as no:
        return show(request, "asked/no_new_link.html", {"ask": ask, "often": no.reason == "renewed_often"}, status=409)
    return show(request, "asked/new_link.html", {"ask": ask})


def _shown(request: HttpRequest, token: str, ask: OpenAsk, *, sent: bool = False) -> HttpResponse:
    """The page for the state an ask is in. `sent`: something was written that we cannot take, and give back."""
    written = as_written(ask, request.POST) if sent else []
    told = {"ask": ask, "token": token, "written": written}
    return show(request, f"asked/{ask.state}.html", told, status=409 if sent else 200)
