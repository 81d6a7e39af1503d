"""A certified provider, against a process that speaks OpenID Connect with real keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from careregister.outside import identity, lines
from careregister.outside.tests.processes import service

BACK = "http://127.0.0.1:8000/account/identity/back/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with service("identity", "--client-id", "ours", "--client-secret", "between us") as address:
        yield address


@pytest.fixture
def issuer(settings, provider: str) -> str:
    settings.IDENTITY_ISSUER = provider
    settings.IDENTITY_CLIENT_ID = "ours"
    settings.IDENTITY_CLIENT_SECRET = "between us"
    settings.IDENTITY_PROVIDER_NAME = "Pretend"
    return provider


def shown(visit: identity.Visit, **chosen: str) -> dict[str, str]:
    """What the browser brings back after the person chose on the provider's page."""
    page = httpx.get(visit.url, verify=lines.trusted())
    assert page.status_code == 200, page.text
    sent = dict(parse_qsl(urlsplit(visit.url).query))
    form = {name: sent[name] for name in ("redirect_uri", "state", "nonce", "code_challenge")}
    said = {"given_name": "Grace", "family_name": "Okafor", "birthdate": "1990-05-17", "level": "medium"}
    answer = httpx.post(visit.url.partition("?")[0], data=form | said | chosen, verify=lines.trusted())
    assert answer.status_code == 302
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def finished(**chosen: str) -> identity.Proof:
    visit = identity.begin(BACK)
    back = shown(visit, **chosen)
    assert back["state"] == visit.state
    return identity.finish(back["code"], nonce=visit.nonce, verifier=visit.verifier, back=BACK)


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("wrong_nonce", "nonce_wrong"),
        ("wrong_signature", "token_wrong"),
        ("wrong_audience", "token_wrong"),
        ("wrong_issuer", "token_wrong"),
        ("expired", "token_wrong"),
        ("unsigned", "token_wrong"),
        ("wrong_subject", "subject_wrong"),
        ("unverified", "nothing_verified"),
    ],
)
def test_what_proves_nothing_is_not_believed(issuer: str, trouble: str, reason: str):
    with pytest.raises(identity.NotProven) as no:
        finished(trouble=trouble)
    assert no.value.reason == reason


def test_a_code_works_once_and_only_with_its_verifier(issuer: str):
    visit = identity.begin(BACK)
    code = shown(visit)["code"]
    for verifier in ("another" * 8, visit.verifier):  # the first try used the code up
        with pytest.raises(identity.NotProven) as no:
            identity.finish(code, nonce=visit.nonce, verifier=verifier, back=BACK)
        assert no.value.reason == "code_refused"


def test_a_wrong_secret_is_refused(issuer: str, settings):
    visit = identity.begin(BACK)
    code = shown(visit)["code"]
    settings.IDENTITY_CLIENT_SECRET = "guessed"
    with pytest.raises(identity.NotProven) as no:
        identity.finish(code, nonce=visit.nonce, verifier=visit.verifier, back=BACK)
    assert no.value.reason == "code_refused"


def test_a_provider_that_is_down_is_tried_later(issuer: str, settings):
    with pytest.raises(identity.ProviderDown) as down:
        finished(trouble="down")
    assert down.value.reason == "status_503"
    settings.IDENTITY_ISSUER = "http://127.0.0.1:1"
    with pytest.raises(identity.ProviderDown) as gone:
        identity.begin(BACK)
    assert gone.value.reason == "unreachable"


def test_an_issuer_that_calls_itself_otherwise_is_refused(issuer: str, settings):
    settings.IDENTITY_ISSUER = issuer.replace("127.0.0.1", "localhost")
    with pytest.raises(identity.ProviderDown) as no:
        identity.begin(BACK)
    assert no.value.reason == "wrong_issuer"


def test_verified_claims_come_back_as_a_proof(issuer: str):
    proof = finished()
    assert proof == identity.Proof(
        provider="Pretend",
        framework="uk_tfida",
        level="medium",
        policy="gpg45",
        profile="M1B",
        scores={"strength": 3, "validity": 2, "fraud": 2, "verification": 2},
        evidence_kinds=("passport",),
        given_name="Grace",
        family_name="Okafor",
        born=date(1990, 5, 17),
    )
    assert "Okafor" not in repr(proof)


def test_verified_claims_may_come_from_userinfo(issuer: str):
    assert finished(trouble="in_userinfo").profile == "M1B"


def test_each_visit_has_secrets_of_its_own(issuer: str):
    visits = [identity.begin(BACK) for _ in range(2)]
    asked: list[dict[str, Any]] = [parse_qs(urlsplit(visit.url).query) for visit in visits]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert visits[0].verifier not in visits[0].url


def test_a_client_may_sign_for_itself_in_place_of_a_secret(settings, tmp_path: Path):
    key = rsa.generate_private_key(65537, 2048)
    public = tmp_path / "ours.pem"
    public.write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    settings.IDENTITY_CLIENT_ID = "ours"
    settings.IDENTITY_CLIENT_KEY = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    with service("identity", "--client-id", "ours", "--client-key", str(public)) as settings.IDENTITY_ISSUER:
        assert finished().profile == "M1B"
        settings.IDENTITY_CLIENT_KEY = ""
        with pytest.raises(identity.NotProven):
            finished()
