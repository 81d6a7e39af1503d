"""Proof of identity from a certified provider: OpenID Connect with verified claims (OpenID Connect for Identity
Assurance 1.0), authorization code with PKCE.

Nothing that comes back is believed before the ID token's signature, issuer, audience, nonce and times are right. The
libraries for that are large, and loaded when somebody proves who they are.
"""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from django.conf import settings

from careregister.base import clock

from . import lines

TIMES = httpx.Timeout(10.0, connect=5.0)
SIGNED_WITH = ("RS256", "PS256", "ES256")
LEEWAY_SECONDS = 30
FRAMEWORK = "uk_tfida"  # the UK digital verification services trust framework
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_SCORED = {"evidence_validation": "validity", "verification": "verification", "counter_fraud": "fraud"}


class ProviderDown(Exception):
    """The provider cannot be reached or does not keep to the protocol just now: try later. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotProven(Exception):
    """What came back proves nothing: `code_refused`, `token_wrong`, `nonce_wrong`, `subject_wrong`, `nothing_verified`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Visit:
    """Where to send the person, and what to keep (sealed) until they are back."""

    url: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the provider verified. `scores` has what it told of the five, and may be empty; `profile` is GPG 45's."""

    provider: str
    framework: str
    level: str
    policy: str
    profile: str
    scores: dict[str, int]
    evidence_kinds: tuple[str, ...]
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    born: date | None = field(repr=False)


def is_set_up() -> bool:
    return bool(settings.IDENTITY_ISSUER and settings.IDENTITY_CLIENT_ID)


def begin(back: str) -> Visit:
    """A visit that comes back to the address `back`. Raises ProviderDown."""
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    with lines.client(TIMES) as client:
        metadata = _metadata(client)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    wanted = {
        "response_type": "code",
        "client_id": settings.IDENTITY_CLIENT_ID,
        "redirect_uri": back,
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
        "claims": json.dumps({"userinfo": {"verified_claims": _asked()}, "id_token": {"verified_claims": _asked()}}),
    }
    return Visit(f"{metadata['authorization_endpoint']}?{urlencode(wanted)}", state, nonce, verifier)


def finish(code: str, *, nonce: str, verifier: str, back: str) -> Proof:
    """Exchange the code that came back. Raises ProviderDown or NotProven. Call it outside a transaction."""
    with lines.client(TIMES) as client:
        metadata = _metadata(client)
        token = _token(client, metadata, code, verifier, back)
        claims = _believed(client, metadata, str(token.get("id_token", "")), nonce)
        said = claims.get("verified_claims") or _userinfo(client, metadata, token, claims).get("verified_claims")
    return _proof(said)


def _asked() -> dict[str, Any]:
    return {
        "verification": {
            "trust_framework": {"value": FRAMEWORK},
            "assurance_level": None,
            "assurance_process": None,
            "evidence": None,
        },
        "claims": {"given_name": None, "family_name": None, "birthdate": None, "address": None},
    }


def _metadata(client: httpx.Client) -> dict[str, Any]:
    issuer = settings.IDENTITY_ISSUER.rstrip("/")
    found = _json(lambda: client.get(f"{issuer}/.well-known/openid-configuration"))
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise ProviderDown("wrong_issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        address = urlsplit(str(found.get(name, "")))
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            raise ProviderDown("not_https")
    return found


def _token(client: httpx.Client, metadata: dict[str, Any], code: str, verifier: str, back: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    endpoint = metadata["token_endpoint"]
    auth: httpx.Auth = httpx.Auth()  # none
    if settings.IDENTITY_CLIENT_KEY:
        from authlib.oauth2.rfc7523 import private_key_jwt_sign
        from joserfc.jwk import RSAKey

        form |= {
            "client_id": settings.IDENTITY_CLIENT_ID,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": private_key_jwt_sign(
                RSAKey.import_key(settings.IDENTITY_CLIENT_KEY),
                client_id=settings.IDENTITY_CLIENT_ID,
                token_endpoint=endpoint,
                issued_at=int(clock.now().timestamp()),
                expires_in=60,
            ),
        }
    else:
        auth = httpx.BasicAuth(settings.IDENTITY_CLIENT_ID, settings.IDENTITY_CLIENT_SECRET)
    return _json(lambda: client.post(endpoint, data=form, auth=auth), refused="code_refused")


def _believed(client: httpx.Client, metadata: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is genuine, ours, in time, and of this visit."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    keys = _json(lambda: client.get(metadata["jwks_uri"]))
    rules = jwt.JWTClaimsRegistry(
        now=int(clock.now().timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": metadata["issuer"]},
        aud={"essential": True, "value": settings.IDENTITY_CLIENT_ID},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True},
    )
    try:
        opened = jwt.decode(token, KeySet.import_key_set({"keys": keys["keys"]}), algorithms=list(SIGNED_WITH))
        rules.validate(opened.claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotProven("token_wrong") from error
    claims = dict(opened.claims)
    others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (others or "azp" in claims) and claims.get("azp") != settings.IDENTITY_CLIENT_ID:
        raise NotProven("token_wrong")
    if not hmac.compare_digest(str(claims["nonce"]), nonce):
        raise NotProven("nonce_wrong")
    return claims


def _userinfo(
    client: httpx.Client, metadata: dict[str, Any], token: dict[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    if "userinfo_endpoint" not in metadata or "access_token" not in token:
        return {}
    _check_access_token(str(token["access_token"]), claims)
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    said = _json(lambda: client.get(metadata["userinfo_endpoint"], headers=bearer))
    if said.get("sub") != claims["sub"]:
        raise NotProven("subject_wrong")
    return said


def _check_access_token(access_token: str, claims: dict[str, Any]) -> None:
    """Where the ID token says which access token goes with it, it has to be that one."""
    if "at_hash" in claims:
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        if str(claims["at_hash"]) != base64.urlsafe_b64encode(half).rstrip(b"=").decode():
            raise NotProven("token_wrong")


def _json(send: Any, *, refused: str = "") -> dict[str, Any]:
    try:
        answer: httpx.Response = send()
        if refused and 400 <= answer.status_code < 500:
            raise NotProven(refused)
        if answer.status_code != httpx.codes.OK:
            raise ProviderDown(f"status_{answer.status_code}")
        said = answer.json()
    except httpx.TimeoutException:
        raise ProviderDown("slow") from None
    except httpx.HTTPError:
        raise ProviderDown("unreachable") from None
    except ValueError:
        raise ProviderDown("not_json") from None
    if not isinstance(said, dict):
        raise ProviderDown("not_json")
    return said


def _proof(said: Any) -> Proof:
    """Verified claims as we use them. The first set of our trust framework, where there are several."""
    sets = said if isinstance(said, list) else [said]
    for one in sets:
        verification = _part(one, "verification")
        claims = _part(one, "claims")
        if verification.get("trust_framework") == FRAMEWORK and claims.get("family_name"):
            process = _part(verification, "assurance_process")
            return Proof(
                provider=settings.IDENTITY_PROVIDER_NAME or settings.IDENTITY_ISSUER,
                framework=FRAMEWORK,
                level=str(verification.get("assurance_level", "")),
                policy=str(process.get("policy", "")),
                profile=str(process.get("procedure", "")).upper(),
                scores=_scores(process),
                evidence_kinds=tuple(sorted(_kinds(verification))),
                given_name=str(claims.get("given_name", "")),
                family_name=str(claims["family_name"]),
                born=_day(claims.get("birthdate")),
            )
    raise NotProven("nothing_verified")


def _part(whole: Any, name: str) -> dict[str, Any]:
    part = whole.get(name) if isinstance(whole, dict) else None
    return part if isinstance(part, dict) else {}


def _scores(process: dict[str, Any]) -> dict[str, int]:
    scores: dict[str, int] = {}
    for detail in process.get("assurance_details") or ():
        name = _SCORED.get(str(detail.get("assurance_type", ""))) if isinstance(detail, dict) else None
        if name is None:
            continue
        scores |= _score(name, detail.get("assurance_classification"))
        for reference in detail.get("evidence_ref") or () if name == "validity" else ():
            scores |= _score("strength", _part(reference, "evidence_metadata").get("evidence_classification"))
    return scores


def _score(name: str, said: Any) -> dict[str, int]:
    digit = str(said or "").removeprefix("score_")
    return {name: int(digit)} if digit in {"0", "1", "2", "3", "4"} else {}


def _kinds(verification: dict[str, Any]) -> set[str]:
    """Which kinds of evidence: never their numbers."""
    kinds = set()
    for piece in verification.get("evidence") or ():
        if isinstance(piece, dict):
            details = _part(piece, "document_details") or _part(piece, "record")
            kinds.add(str(details.get("type") or piece.get("type") or ""))
    return {kind for kind in kinds if kind.replace("_", "").isalnum() and len(kind) <= 40}


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
