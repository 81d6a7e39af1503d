"""Finding a place."""

import pytest

from careregister.organisations import queries, seeds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _homes():
    seeds.load()


@pytest.mark.parametrize("nothing", ["", "   ", "--", "zzz no such house", "ZZ9 9ZZ"])
def test_nothing_is_found_for_nothing(nothing):
    assert queries.search(nothing) == []


def test_one_word_that_is_not_there_is_enough_to_find_nothing():
    assert queries.search("Allingham Sale Xylophone") == []


def test_a_district_is_not_its_longer_neighbour():
    assert {place.postcode.split()[0] for place in queries.search("M41", most=60)} == {"M41"}
    assert queries.search("M4") == []


@pytest.mark.parametrize("typed", ["M41 5BU", "m415bu", "M41  5bu"])
def test_a_postcode_is_found_however_it_is_typed(typed):
    assert [place.name for place in queries.search(typed)] == ["10 Spennithorne Road"]


@pytest.mark.parametrize(
    "typed", ["allingham", "ALLINGHAM HOUSE", "house allingham", "Állingham", "maria mallaband deansgate"]
)
def test_a_place_is_found_by_name_provider_and_street(typed):
    assert "Allingham House Care Centre" in [place.name for place in queries.search(typed)]


def test_a_town_finds_its_places_and_the_answer_has_an_end():
    assert len(queries.search("Sale", most=5)) == 5


def test_what_begins_with_the_words_comes_first():
    assert queries.search("ascot")[0].name == "Ascot House"


def test_a_like_pattern_in_the_words_is_only_words():
    assert queries.search("%") == queries.search("_") == []


def test_councils_are_choices():
    assert queries.local_authorities() == ["Trafford"]


def test_a_search_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.search("sale")
