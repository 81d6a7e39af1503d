"""Where the payment provider says that something changed. Nobody is known here but by their signature."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from careregister.base.actors import Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.payments import actions

PROVIDER = Actor(kind=Kind.PROVIDER, reference="cards")
SAID = Because("provider_said")
LARGEST = 256 * 1024  # bytes; theirs are a few kilobytes


@csrf_exempt
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Keep one event: 200 for a new and for a known one, 400 when it is not signed by the provider, 413 too large.

    The signature is over the bytes as they came, so nothing reads a form here. What is signed is kept before the
    answer; what becomes of it is a job, so that the provider is answered in milliseconds.
    """
    payload = request.read(LARGEST + 1)
    if len(payload) > LARGEST:
        return _said("too large", 413)
    try:
        actions.take_event(payload, request.headers.get("Stripe-Signature", ""), by=PROVIDER, because=SAID)
    except NotAllowed:
        return _said("not signed", 400)
    return _said("thank you", 200)


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})
