"""The provider's address: whatever comes, nothing is believed that is not signed, and nothing breaks."""

import hashlib
import hmac
import json

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careregister.base import clock
from careregister.payments.models import ProviderEvent
from careregister.web.public.payments import events

pytestmark = pytest.mark.django_db
ADDRESS = "/provider/events/"
EVENT = {
    "id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "created": 1_790_000_000,
    "data": {"object": {"id": "pi_1", "object": "payment_intent"}},
}  # fmt: skip


def signed(payload: bytes, secret: str = "whsec_pretend", at: int | None = None) -> str:
    moment = at if at is not None else int(clock.now().timestamp())
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def post(client, payload: bytes, signature: str | None) -> int:
    headers = {} if signature is None else {"Stripe-Signature": signature}
    return client.post(ADDRESS, payload, content_type="application/json", headers=headers).status_code


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_it_is_only_ever_posted_to(client, cards, method: str):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_what_nobody_signed_is_refused(client, cards):
    payload = json.dumps(EVENT).encode()
    for signature in (None, "", "t=1,v1=00", signed(payload, "whsec_another"), signed(b"other words"), "v1=,t="):
        assert post(client, payload, signature) == 400
    assert not ProviderEvent.objects.exists()


def test_an_old_signature_is_refused(client, cards):
    payload = json.dumps(EVENT).encode()
    assert post(client, payload, signed(payload, at=int(clock.now().timestamp()) - 3600)) == 400


def test_without_a_secret_nothing_is_believed(client, cards, settings):
    settings.CARDS_WEBHOOK_SECRET = ""
    payload = json.dumps(EVENT).encode()
    assert post(client, payload, signed(payload, "")) == 400
    assert not ProviderEvent.objects.exists()


def test_without_a_provider_nothing_is_believed(client, settings):
    payload = json.dumps(EVENT).encode()
    assert post(client, payload, signed(payload)) == 400


def test_one_that_is_too_large_is_refused(client, cards):
    payload = b" " * (256 * 1024 + 1)
    assert post(client, payload, signed(payload)) == 413


def test_a_signed_event_is_kept_once_and_answered_each_time(client, cards):
    payload = json.dumps(EVENT).encode()
    assert [post(client, payload, signed(payload)) for _ in range(3)] == [200] * 3
    assert ProviderEvent.objects.get().object_id == "pi_1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON,
        "object": st.just("event") | JSON,
        "type": JSON,
        "created": JSON,
        "data": st.fixed_dictionaries({}, optional={"object": JSON | st.dictionaries(
            st.sampled_from(["id", "object", "payment_intent", "payment_method"]), JSON)}) | JSON,
    },
)  # fmt: skip
FUZZ = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def answered(payload: bytes, signature: str) -> int:
    """By the view alone, which has to be right whatever stands before it."""
    request = RequestFactory().post(ADDRESS, payload, content_type="text/plain", HTTP_STRIPE_SIGNATURE=signature)
    return events.take(request).status_code


@FUZZ
@given(payload=st.binary(max_size=300), signature=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_any_bytes_with_any_signature_are_refused(cards, payload: bytes, signature: str):
    assert answered(payload, signature) == 400


@FUZZ
@given(payload=st.binary(max_size=300) | (JSON | SHAPED).map(lambda said: json.dumps(said).encode()))
def test_any_bytes_that_are_truly_signed_break_nothing(cards, payload: bytes):
    assert answered(payload, signed(payload)) in {200, 400}
