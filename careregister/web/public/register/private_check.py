"""The private check: a page that explains it, its parameters, the client, and the answers by prefix."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from careregister.register import queries
from careregister.register.queries import checks

from .. import budgets, door
from ..showing import show

CLIENT = Path(__file__).parent / "client" / "care_check.py"


@require_safe
@door.about_nobody
def page(request: HttpRequest) -> HttpResponse:
    found = checks.parameters()
    told = {
        "parameters": found,
        "padded_to": checks.PADDED_TO,
        "most": budgets.PREFIXES.most,
        "client": CLIENT.read_text(encoding="utf-8"),
        "address": request.build_absolute_uri("/"),
        "statuses": _status_words(),
    }
    return show(request, "register/private_check.html", told)


@require_safe
@door.about_nobody
def parameters(request: HttpRequest) -> HttpResponse:
    found = checks.parameters()
    return JsonResponse(
        {
            "hash": "scrypt",
            "text": "NUMBER|folded parts of the name, each once, sorted, with a space between",
            "salt": found.salt,
            "n": found.cost,
            "r": found.block,
            "p": found.lanes,
            "length": found.length,
            "prefix_length": found.prefix_length,
            "statuses": _status_words(),
        }
    )


@require_safe
@door.about_nobody
def client(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(CLIENT.read_text(encoding="utf-8"), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{CLIENT.name}"'
    return response


@require_safe
@door.about_persons
def bucket(request: HttpRequest, prefix: str) -> HttpResponse:
    wanted = checks.parameters().prefix_length
    budgets.spend(request, budgets.PREFIXES)
    lines = checks.bucket(prefix)
    if lines is None:
        words = _("Send exactly %(count)d characters of the hash, each of 0-9 or a-f.") % {"count": wanted}
        if door.wants_json(request):
            return JsonResponse({"error": "wrong_prefix", "words": words, "prefix_length": wanted}, status=400)
        return HttpResponse(words + "\n", content_type="text/plain; charset=utf-8", status=400)
    if door.wants_json(request):
        listed = [{"suffix": line.suffix, "status": line.status} for line in lines]
        return door.in_either_shape(JsonResponse({"prefix": prefix.lower(), "lines": listed}))  # type: ignore[return-value]
    text = "".join(f"{line.suffix}:{line.status}\n" for line in lines)
    return door.in_either_shape(HttpResponse(text, content_type="text/plain; charset=utf-8"))  # type: ignore[return-value]


def _status_words() -> dict[str, str]:
    return {one.status: one.line for one in queries.meanings()}
