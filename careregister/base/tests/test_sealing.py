"""Sealed fields open where they were sealed, whole, and with the key that sealed them; else not at all."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careregister.base import sealing

OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
texts = st.text(st.characters(codec="utf-8"))
PLACE = "people_contact.sealed:1"


@pytest.fixture
def keys(settings):
    def use(text: str) -> None:
        settings.SEAL_KEYS = text

    use(f"old:{OLD}")
    return use


def test_a_value_moved_to_another_row_does_not_open(keys):
    sealed = sealing.seal("ada@example.org", PLACE)
    for elsewhere in ("people_contact.sealed:2", "people_contact.blind:1", "", PLACE + "1"):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(sealed, elsewhere)


def test_a_value_with_any_one_byte_changed_does_not_open(keys):
    sealed = sealing.seal("ada@example.org", PLACE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(bytes(changed), PLACE)


def test_a_value_cut_short_at_any_place_or_made_longer_does_not_open(keys):
    sealed = sealing.seal("ada@example.org", PLACE)
    for kept in range(len(sealed)):
        with pytest.raises(sealing.CannotOpen):
            sealing.unseal(sealed[:kept], PLACE)
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed + b"\0", PLACE)


@given(st.binary())
def test_what_was_never_sealed_does_not_open(rubbish):
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(rubbish, PLACE)


def test_a_key_that_is_gone_opens_nothing_and_one_that_is_only_old_still_does(keys):
    sealed = sealing.seal("ada@example.org", PLACE)
    keys(f"new:{NEW}")
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, PLACE)
    keys(f"new:{NEW},old:{OLD}")
    assert sealing.unseal(sealed, PLACE) == "ada@example.org"
    assert (sealing.sealed_with(sealed), sealing.current_key()) == ("old", "new")
    assert sealing.sealed_with(sealing.seal("ada@example.org", PLACE)) == "new"


def test_a_key_under_another_keys_name_opens_nothing(keys):
    sealed = sealing.seal("ada@example.org", PLACE)
    keys(f"old:{NEW}")
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, PLACE)


@pytest.mark.parametrize("text", ["", "old", f"old:{OLD[:20]}", "old:", f"old:{OLD},new:c2hvcnQ="])
def test_keys_that_are_no_keys_are_refused(keys, text):
    keys(text)
    with pytest.raises(ValueError, match=r"(?i)key|padding|base64"):
        sealing.seal("ada@example.org", PLACE)


@given(texts, texts)
def test_whatever_is_sealed_opens_as_it_was(text, place):
    assert sealing.unseal(sealing.seal(text, place), place) == text


def test_the_same_text_never_seals_alike_but_is_always_found_alike(keys):
    assert sealing.seal("ada@example.org", PLACE) != sealing.seal("ada@example.org", PLACE)
    before = sealing.blind_index("ada@example.org", "contact:email")
    assert before != sealing.blind_index("ada@example.org", "contact:phone")
    assert before != sealing.blind_index("adb@example.org", "contact:email")
    keys(f"new:{NEW},old:{OLD}")
    assert before == sealing.blind_index("ada@example.org", "contact:email")
