"""A form whose tab was open while its owner signed in again elsewhere: its token is no longer right, its words are.

They are shown with a button that sends the same once more, under a new token. Only what came from a page of ours is shown
so: a browser says where a form was sent from, and another site cannot say our address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

LONGEST = 40_000  # characters
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)
# A secret is typed anew: it stands in no page that we send.
_SECRET = ("password", "oldpassword", "credential")
_SECRET_OF_ACCOUNTS = ("code", "secret")


@dataclass(frozen=True, slots=True)
class Kept:
    """`fields`: what was sent. `words`: of that, what somebody wrote. `files`: whether pictures were there, now gone."""

    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    files: bool


def kept(request: HttpRequest) -> Kept | None:
    """What was sent to this address, to be sent again; None where it is not ours to show."""
    if request.method != "POST" or not _from_our_own_page(request):
        return None
    fields = tuple(
        (name, value) for name, values in request.POST.lists() if name not in (TOKEN, "whose") for value in values
    )
    if not fields or any(is_secret(name, request.path) for name, _value in fields):
        return None
    if sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return None
    return shown(fields, bool(request.FILES))


def shown(fields: Iterable[tuple[str, str]], files: bool) -> Kept:
    fields = tuple(fields)
    words = tuple(value.strip() for name, value in fields if " " in value.strip() and not name.startswith("_"))
    return Kept(fields, words, files)


def is_secret(field: str, path: str) -> bool:
    """Passwords anywhere; codes and keys where people prove who they are. Elsewhere a `code` is a reason."""
    return field.startswith(_SECRET) or (path.startswith("/account/") and field.startswith(_SECRET_OF_ACCOUNTS))


def _from_our_own_page(request: HttpRequest) -> bool:
    sent_from = request.headers.get("Origin", "")
    ours = f"{request.scheme}://{request.get_host()}"
    return sent_from == ours or sent_from in settings.CSRF_TRUSTED_ORIGINS
