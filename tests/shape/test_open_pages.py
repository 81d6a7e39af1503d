"""Every address asks for sign-in, unless it is on the one list of open pages."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from careregister.project.open_pages import OPEN, is_open

SAMPLES = {
    "uuid": "0b8f0f3a-5a0c-4f0e-9d59-3a6f5d1c2b10",
    "int": "1",
    "slug": "sample",
    "str": "sample",
    "path": "sample",
}


def addresses() -> Iterator[tuple[str, str, Callable]]:
    """Every route: its name, an address that fits its pattern, and its view."""
    yield from _below(get_resolver().url_patterns, "", "")


def _below(patterns: list, prefix: str, space: str) -> Iterator[tuple[str, str, Callable]]:
    for pattern in patterns:
        route = prefix + _sample(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, route, inner)
        else:
            yield f"{space}{pattern.name}", "/" + route, pattern.callback


def _sample(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    known = {type(converter): name for name, converter in get_converters().items()}
    for name, converter in pattern.pattern.converters.items():
        kind = known.get(type(converter), "str")
        text = text.replace(f"<{kind}:{name}>", SAMPLES.get(kind, "sample")).replace(f"<{name}>", SAMPLES["str"])
    return text


def test_every_address_has_a_name():
    nameless = [address for name, address, _ in addresses() if name.rpartition(":")[2] in {"", "None"}]
    assert not nameless, nameless


def test_the_list_names_only_addresses_that_exist():
    gone = set(OPEN) - {name for name, _, _ in addresses()}
    assert not gone, gone


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_sign_in_everywhere_else(client, method: str):
    let_in = []
    for name, address, view in addresses():
        if not is_open(view, name):
            answer = getattr(client, method)(address)
            asked_to_sign_in = answer.status_code == 302 and answer.url.startswith(resolve_url(settings.LOGIN_URL))
            if not asked_to_sign_in and answer.status_code not in {401, 403}:
                let_in.append(f"{name} {address}: {answer.status_code}")
    assert not let_in, "\n".join(let_in)
