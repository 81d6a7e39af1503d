"""How people are drawn for audits of learning: enough for anybody to draw again, and nobody's number."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from careregister.base import body, clock
from careregister.training import queries

from .. import door
from ..showing import show

CLIENT = Path(__file__).parent / "client" / "draw_again.py"


@require_safe
@door.about_nobody
def page(request: HttpRequest) -> HttpResponse:
    rule = body.rule("cpd.audit", clock.today())
    told = {
        "draws": queries.draws(),
        "share": f"{100 * float(rule['share']):g}%",
        "answer_days": rule["answer_days"],
        "months": rule["drawn_months_before"],
        "program": CLIENT.read_text(encoding="utf-8"),
    }
    return show(request, "training/learning_audits.html", told)


@require_safe
@door.about_nobody
def client(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(CLIENT.read_text(encoding="utf-8"), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{CLIENT.name}"'
    return response
