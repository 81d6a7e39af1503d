"""Pages about the register itself: nobody is on them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from careregister.base import body, clock
from careregister.privacy import queries as retained
from careregister.register import queries
from careregister.register.queries import open_data

from .. import door
from ..showing import show


@require_safe
@door.about_nobody
def home(request: HttpRequest) -> HttpResponse:
    found = open_data.figures()
    advanced = next((row.count for row in found.by_tier if row.code == "advanced"), None)
    counties = sum(1 for row in found.by_county if row.code not in ("", "other"))
    return show(request, "pages/home.html", {"figures": found, "advanced": advanced, "counties": counties})


@require_safe
@door.about_nobody
def about(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    ladders = body.rule("tier_ladders", today)
    tiers = [{**row, **ladders.get(row["code"], {})} for row in body.rule("tiers", today)]
    told = {"tiers": tiers, "ladders_source": body.body().rule("tier_ladders", today).source}
    return show(request, "pages/about.html", told)


@require_safe
@door.about_nobody
def how_to_check(request: HttpRequest) -> HttpResponse:
    return show(request, "pages/how_to_check.html", {"meanings": queries.meanings()})


@require_safe
@door.about_nobody
def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "pages/accessibility.html")


@require_safe
@door.about_nobody
def privacy(request: HttpRequest) -> HttpResponse:
    months = body.rule("removal.publish_months", clock.today())
    return show(request, "pages/privacy.html", {"months": months})


@require_safe
@door.about_nobody
def retention(request: HttpRequest) -> HttpResponse:
    return show(request, "pages/retention.html", {"rows": retained.schedule_rows()})


@require_safe
@door.about_nobody
def robots(request: HttpRequest) -> HttpResponse:
    """Persons' pages are not closed here: an engine that may not read them would not see that they say `noindex`."""
    lines = ["User-agent: *", "Disallow: /staff/", "Disallow: /account/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Where browsers look that read no page: a file opened by itself, or an answer as JSON."""
    response = HttpResponseRedirect(static("parts/icon.svg"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
