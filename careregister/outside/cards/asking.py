"""How the provider is asked: Stripe's own library over our own time limits, and what each of its failures leaves certain."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .facts import CardsRefused, CardsUnreachable

TIMES, CONNECTED_WITHIN = 10.0, 3.0  # seconds
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_clients: dict[tuple[str, str], tuple[Any, Any]] = {}  # by address and key: the library's client, and its line
_one_at_a_time = Lock()


def is_set_up() -> bool:
    """Whether anybody can pay at all. Without a key every call is refused with `not_set_up`."""
    return bool(settings.CARDS_KEY)


def address_is_safe(address: str) -> bool:
    """Whether a key may be sent there: over TLS, or within this machine."""
    where = urlsplit(address)
    return where.scheme == "https" or (where.scheme == "http" and where.hostname in LOOPBACK)


def client() -> Any:
    """Stripe's client: one for each address and key. Loaded when first asked, for it is large."""
    if not settings.CARDS_KEY:
        raise CardsRefused("not_set_up")
    asked = (settings.CARDS_URL.rstrip("/"), settings.CARDS_KEY)
    with _one_at_a_time:
        if asked not in _clients:
            _clients[asked] = _new_client(*asked)
        return _clients[asked][0]


def close() -> None:
    """Let go of every line that is open."""
    while _clients:
        _clients.popitem()[1][1].close()


@contextmanager
def judged() -> Iterator[None]:
    """Stripe's errors as ours. What they carry along (bodies, addresses) stays behind."""
    import stripe

    try:
        yield
    except stripe.APIConnectionError as error:
        raise CardsUnreachable(error.code or "unreachable") from None
    except stripe.StripeError as error:
        raise _judge(error) from None


def _judge(error: Any) -> Exception:
    import stripe

    if isinstance(error, stripe.IdempotencyError):
        return CardsUnreachable("key_used_otherwise")  # whatever the key did before, it was not this
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return CardsUnreachable("sign_in")
    if isinstance(error, stripe.RateLimitError):
        return CardsUnreachable("too_many")
    if isinstance(error, stripe.CardError | stripe.InvalidRequestError):
        return CardsRefused(code_of(error.json_body))
    if error.http_status == HTTPStatus.CONFLICT:
        return CardsUnreachable("key_in_use")
    return CardsUnreachable(f"status_{error.http_status}" if error.http_status else "not_json")


def code_of(body: Any) -> str:
    """The most telling word of an error: why the bank declined, before what kind of mistake it was."""
    said = body.get("error") if isinstance(body, dict) else None
    if not isinstance(said, dict):
        return "refused"
    return str(said.get("decline_code") or said.get("code") or said.get("type") or "refused")


def _new_client(address: str, key: str) -> tuple[Any, Any]:
    import stripe

    if not address_is_safe(address):
        raise ImproperlyConfigured("CAREREGISTER_CARDS_URL would send the key in clear: use https")
    stripe.enable_telemetry = False  # nothing about this machine goes along
    line = _transport()
    return stripe.StripeClient(key, base_addresses={"api": address}, max_network_retries=0, http_client=line), line


def _transport() -> Any:
    import httpx
    import stripe

    from .. import lines

    class Transport(stripe.HTTPClient):
        """httpx with our time limits; no proxy from the environment, no redirects, no retries: those are ours."""

        name = "httpx"

        def __init__(self) -> None:
            super().__init__()
            self._ours = lines.client(httpx.Timeout(TIMES, connect=CONNECTED_WITHIN))

        def request(
            self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_more: Any
        ) -> Any:
            try:
                answer = self._ours.request(method.upper(), url, headers=headers, content=post_data)
            except httpx.TimeoutException:
                raise stripe.APIConnectionError("slow", code="slow") from None
            except httpx.HTTPError:
                raise stripe.APIConnectionError("unreachable", code="unreachable") from None
            return answer.content, answer.status_code, answer.headers

        def close(self) -> None:
            self._ours.close()

    return Transport()
