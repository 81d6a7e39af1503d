"""Names that are nearly the one typed: told apart from it, and never by one word of several."""

import pytest

from .asking import Asker, words
from .people import registered, restricted

pytestmark = pytest.mark.django_db
OTHERS = "Other names that are close"


@pytest.fixture
def asker() -> Asker:
    return Asker()


def test_one_word_of_several_finds_nobody(asker: Asker):
    """The doubled letters matter: "renee" with its last two swapped is itself, and must not stand for "quillfeather"."""
    registered("Renée Quillfeather-Müller")
    for other in ("Renée Oxenbould", "Amy Renée Oxenbould", "Anna Quillfeather"):
        registered(other)
    assert asker.names("renee quillfeather") == ["Renée Quillfeather-Müller"]


def test_one_word_of_several_matches_no_number(asker: Asker):
    number = registered("Renée Oxenbould").number_id
    assert asker.matches(number, "Renee Quillfeather") == "no"


def test_close_names_stand_below_those_that_match(asker: Asker):
    registered("Imelda Oxenbould Gray")
    restricted(registered("Imelda Oxenbold"))
    page = words(asker.search("Imelda Oxenbould"))
    before, heading, after = page.partition(OTHERS)
    assert heading
    assert "1 person found" in before
    assert "Imelda Oxenbould Gray" in before
    assert "Imelda Oxenbold" not in before
    assert "Imelda Oxenbold" in after
    assert "Suspended" not in page


def test_when_only_close_names_are_found_the_page_says_so(asker: Asker):
    registered("Imelda Oxenbould")
    page = words(asker.search("Imelda Oxenbuold"))
    assert "We found nobody with exactly this name" in page
    assert "Names that are close" in page
    assert "found" not in page.partition("Names that are close")[2]


def test_a_former_name_with_a_wrong_letter_is_close_and_is_not_shown(asker: Asker):
    registered("Imelda Gray", former="Imelda Oxenbould", former_findable=True)
    right, wrong = words(asker.search("Imelda Oxenbould")), words(asker.search("Imelda Oxenbold"))
    assert "1 person found" in right
    assert "Close to a former name" in wrong
    assert "Oxenbould" not in wrong


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Imelda Oxenbould", "yes"),
        ("Imelda Oxenbold", "close"),
        ("Imelda Oxenbuold", "close"),
        ("Imelda Oxen", "no"),
    ],
)
def test_a_letter_wrong_is_close_and_no_flat_yes(asker: Asker, typed, answer):
    number = registered("Imelda Oxenbould").number_id
    assert asker.matches(number, typed) == answer


def test_the_close_answer_does_not_spell_the_name(asker: Asker):
    number = registered("Imelda Oxenbould").number_id
    page = words(asker.post(f"/register/{number}/name/", name="Imelda Oxenbold"))
    assert "Close: one letter differs" in page
    assert "Oxenbould" not in page


def test_somebody_at_risk_is_not_even_close(asker: Asker):
    number = registered("Imelda Oxenbould", at_risk=True).number_id
    assert asker.matches(number, "Imelda Oxenbold") == "no"
    assert asker.names("Imelda Oxenbold") == []


def test_our_number_can_be_pressed_to_ring_it(asker: Asker):
    number = registered("Imelda Oxenbould").number_id
    pages = (
        asker.get(f"/register/{number}/"),
        asker.get("/register/CR999999999/"),
        asker.search("Xenolith Quagmire"),
        asker.post(f"/register/{number}/name/", name="Wrong Name"),
        asker.get(asker.links("Imelda Oxenbold")[0]),
    )
    for page in pages:
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert 'href="tel:' in main or "one digit" in main.lower(), page.request["PATH_INFO"]
