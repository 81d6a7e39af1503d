"""A certified identity provider to click through: `python -m careregister.outside.fakes.identity --port 0 --client-id …`.

OpenID Connect with real keys, PKCE, single-use codes, client_secret_basic or private_key_jwt, and verified_claims. Its one
page asks who to be, how sure to be, and what to get wrong.
"""

import argparse
import base64
import hashlib
import hmac
import html
import json
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from careregister.base import clock

PROFILES = {"low": ("low", "l1a"), "medium": ("medium", "m1b"), "high": ("high", "h1b"), "overstated": ("high", "m1b")}
SCORES = {"low": (2, 2, 1, 1), "medium": (3, 2, 2, 2), "high": (3, 3, 1, 3), "overstated": (3, 2, 2, 2)}
TROUBLES = (
    "", "wrong_nonce", "wrong_signature", "wrong_audience", "wrong_issuer", "expired", "unsigned", "wrong_subject",
    "down", "unverified", "in_userinfo", "declined",
)  # fmt: skip
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>A pretend identity service</title><h1>A pretend identity service</h1>
<p>For trying things out. Nobody is checked here.</p><form method="post">{kept}
<p><label>First names <input name="given_name" value="Grace" autocomplete="off"></label></p>
<p><label>Family name <input name="family_name" value="Okafor" autocomplete="off"></label></p>
<p><label>Date of birth <input name="birthdate" value="1990-05-17" autocomplete="off"></label></p>
<p><label>How sure <select name="level"><option>medium<option>high<option>low<option>overstated</select></label></p>
<p><label>What goes wrong <select name="trouble">{troubles}</select></label></p>
<p><button>This is me</button></p></form></html>"""


class Provider(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, client_id: str, client_secret: str, client_key: RSAKey | None) -> None:
        super().__init__(("127.0.0.1", port), Answer)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.client_id, self.client_secret, self.client_key = client_id, client_secret, client_key
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, auto_kid=False)
        self.other_key = RSAKey.generate_key(2048, {"kid": str(self.key.kid)}, auto_kid=False)
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, str]] = {}
        self.assertions: set[str] = set()


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = dict(parse_qsl(address.query))
        if address.path == "/.well-known/openid-configuration":
            self._json(200, self._metadata())
        elif address.path == "/jwks":
            self._json(200, KeySet([self.server.key]).as_dict(private=False))
        elif address.path == "/authorize":
            self._page(asked)
        elif address.path == "/userinfo":
            self._userinfo()
        else:
            self._json(404, {})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        form = dict(parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
        if path == "/authorize":
            self._go_back(form)
        elif path == "/token":
            self._token(form)
        else:
            self._json(404, {})

    def log_message(self, *_said: object) -> None:
        """Nothing."""

    def _metadata(self) -> dict[str, Any]:
        at = self.server.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "jwks_uri": f"{at}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
            "claims_parameter_supported": True,
            "verified_claims_supported": True,
            "trust_frameworks_supported": ["uk_tfida"],
        }

    def _page(self, asked: dict[str, str]) -> None:
        right = (
            asked.get("response_type") == "code"
            and asked.get("client_id") == self.server.client_id
            and asked.get("code_challenge_method") == "S256"
            and all(asked.get(name) for name in ("redirect_uri", "state", "nonce", "code_challenge"))
            and "verified_claims" in asked.get("claims", "")
        )
        if not right:
            self._json(400, {"error": "invalid_request"})
            return
        kept = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(asked[name])}">'
            for name in ("redirect_uri", "state", "nonce", "code_challenge")
        )
        troubles = "".join(f"<option>{trouble}</option>" for trouble in TROUBLES)
        self._send(200, _PAGE.format(kept=kept, troubles=troubles).encode(), "text/html; charset=utf-8")

    def _go_back(self, form: dict[str, str]) -> None:
        back = {"state": form["state"]}
        if form.get("trouble") == "declined":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(24)
            self.server.codes[back["code"]] = form
        self.send_response(302)
        self.send_header("Location", f"{form['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _token(self, form: dict[str, str]) -> None:
        if not self._client(form):
            self._json(401, {"error": "invalid_client"})
            return
        given = self.server.codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            given is None
            or given["redirect_uri"] != form.get("redirect_uri")
            or given["code_challenge"] != base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        ):
            self._json(400, {"error": "invalid_grant"})
        elif given.get("trouble") == "down":
            self._json(503, {})
        else:
            access = secrets.token_urlsafe(24)
            self.server.tokens[access] = given
            self._json(200, {"access_token": access, "token_type": "Bearer", "id_token": self._id_token(given)})

    def _client(self, form: dict[str, str]) -> bool:
        if self.server.client_key is None:
            wanted = base64.b64encode(f"{self.server.client_id}:{self.server.client_secret}".encode()).decode()
            return hmac.compare_digest(self.headers.get("Authorization", ""), f"Basic {wanted}")
        try:
            said = jwt.decode(form.get("client_assertion", ""), self.server.client_key, algorithms=["RS256"]).claims
        except (JoseError, ValueError):
            return False
        once = said["jti"] not in self.server.assertions
        self.server.assertions.add(said["jti"])
        ours = said["sub"] == said["iss"] == self.server.client_id and said["aud"] == f"{self.server.issuer}/token"
        return once and ours and said["exp"] > clock.now().timestamp()

    def _id_token(self, given: dict[str, str]) -> str:
        trouble, moment = given.get("trouble", ""), int(clock.now().timestamp())
        claims: dict[str, Any] = {
            "iss": "http://127.0.0.1:1" if trouble == "wrong_issuer" else self.server.issuer,
            "aud": "somebody-else" if trouble == "wrong_audience" else self.server.client_id,
            "sub": "one-person",
            "iat": moment - 7200 if trouble == "expired" else moment,
            "exp": moment - 3600 if trouble == "expired" else moment + 300,
            "nonce": "another" if trouble == "wrong_nonce" else given["nonce"],
        }
        if trouble not in {"unverified", "in_userinfo", "wrong_subject"}:
            claims["verified_claims"] = verified(given)
        if trouble == "unsigned":
            parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        key = self.server.other_key if trouble == "wrong_signature" else self.server.key
        return jwt.encode({"alg": "RS256", "kid": self.server.key.kid}, claims, key)

    def _userinfo(self) -> None:
        given = self.server.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if given is None:
            self._json(401, {})
            return
        said: dict[str, Any] = {"sub": "another" if given.get("trouble") == "wrong_subject" else "one-person"}
        if given.get("trouble") != "unverified":
            said["verified_claims"] = verified(given)
        self._json(200, said)

    def _json(self, status: int, said: Any) -> None:
        self._send(status, json.dumps(said).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def verified(given: dict[str, str]) -> dict[str, Any]:
    """Verified claims as OpenID Connect for Identity Assurance has them."""
    sure = given.get("level") or "medium"
    level, profile = PROFILES[sure]
    strength, validity, fraud, verification = SCORES[sure]
    evidence = {"evidence_metadata": {"evidence_classification": f"score_{strength}"}, "check_id": "1"}
    return {
        "verification": {
            "trust_framework": "uk_tfida",
            "assurance_level": level,
            "assurance_process": {
                "policy": "gpg45",
                "procedure": profile,
                "assurance_details": [
                    {
                        "assurance_type": "evidence_validation",
                        "assurance_classification": f"score_{validity}",
                        "evidence_ref": [evidence],
                    },
                    {"assurance_type": "verification", "assurance_classification": f"score_{verification}"},
                    {"assurance_type": "counter_fraud", "assurance_classification": f"score_{fraud}"},
                ],
            },
            "evidence": [{"type": "document", "document_details": {"type": "passport", "document_number": "1234"}}],
        },
        "claims": {name: given[name] for name in ("given_name", "family_name", "birthdate") if given.get(name)},
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--client-id", default="care-register")
    arguments.add_argument("--client-secret", default="only-for-trying-out")
    arguments.add_argument("--client-key", type=Path, help="file of the client's public key: private_key_jwt")
    given = arguments.parse_args()
    key = RSAKey.import_key(given.client_key.read_bytes()) if given.client_key else None
    with Provider(given.port, given.client_id, given.client_secret, key) as provider:
        print(provider.issuer, flush=True)  # noqa: T201
        try:
            provider.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
