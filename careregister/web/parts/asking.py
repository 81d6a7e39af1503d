"""Who asks: the actor behind a request, how surely we know them, and from where they come."""

from functools import cached_property
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from careregister.base.actors import ANONYMOUS, Actor, Kind
from careregister.people import queries as people

DEMO_SESSION = "demo_staff"  # in a session that was begun by the demonstration's one-click sign-in
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")


def actor(request: HttpRequest) -> Actor:
    """The `base.Actor` behind this request, with the roles held now. Looked up once for each request."""
    known: Actor | None = getattr(request, "_actor", None)
    if known is None:
        known = people.actor_in_session(request.user) if has_session(request) else ANONYMOUS
        request._actor = known  # type: ignore[attr-defined]
    return known


def has_session(request: HttpRequest) -> bool:
    """Whether somebody is signed in. Asks nothing of the database when the browser sent no session."""
    if not hasattr(request, "session") or request.session.session_key is None:
        return False
    return bool(request.user.is_authenticated)


def used_second_step(request: HttpRequest) -> bool:
    """Whether a passkey, an authenticator app or a recovery code was used in this session, by this account."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(record.get("method") == "mfa" for record in records)


def signed_in_by_demo(request: HttpRequest) -> bool:
    """A session begun by the demonstration's button, and only while the demonstration runs on this machine alone."""
    return bool(request.session.get(DEMO_SESSION)) and may_sign_in_by_demo(request)


def may_sign_in_by_demo(request: HttpRequest) -> bool:
    """Demo mode, nobody in between, and both ends on this machine: whatever could have been forwarded is refused."""
    if not settings.DEMO or settings.TRUSTED_PROXIES or settings.HTTPS or request.is_secure():
        return False
    if any(name.startswith("HTTP_X_FORWARDED") or name in _FORWARDED for name in request.META):
        return False
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and _names_this_machine(request.META.get("HTTP_HOST", ""))


def client_address(meta: dict[str, Any], trusted_proxies: int) -> str:
    """Where a request came from, believing only the `trusted_proxies` nearest hops of X-Forwarded-For."""
    nearest = str(meta.get("REMOTE_ADDR", ""))
    if not trusted_proxies:
        return nearest
    hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    claimed = hops[-trusted_proxies] if len(hops) >= trusted_proxies else nearest
    try:
        return str(ip_address(claimed))
    except ValueError:
        return nearest


def limit_key(address: str) -> str:
    """What a limit counts an address as: an IPv6 customer has a whole /64 of them."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


class Asker:
    """What a page may say of whoever is signed in. Nothing is looked up until a page asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def signed_in(self) -> bool:
        return has_session(self._request)

    @cached_property
    def actor(self) -> Actor:
        return actor(self._request)

    @cached_property
    def is_staff(self) -> bool:
        return self.signed_in and self.actor.kind == Kind.STAFF

    @cached_property
    def name(self) -> str:
        person = self.actor.person_id
        said = people.names_of([person]).get(person, "") if person else ""
        return said or (self._request.user.email if self.signed_in else "")  # type: ignore[union-attr]


def _is_loopback(address: str) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in LOOPBACK)


def _names_this_machine(host: str) -> bool:
    name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
    return name.lower() in {"localhost", "127.0.0.1", "[::1]"}
