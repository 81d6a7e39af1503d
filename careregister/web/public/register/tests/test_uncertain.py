"""What a name search tells of people who may not be meant: a name and a place, and nothing that leads further."""

import re

import pytest

from careregister.base import numbers
from careregister.register.tests import world
from careregister.web.public import budgets

from .asking import Asker, words
from .people import registered, restricted

pytestmark = pytest.mark.django_db


def reachable(asker: Asker, typed: str) -> str:
    """The source of everything a search leads to without an answer: its list, each question, and each way on."""
    seen = asker.search(typed).content.decode()
    for link in asker.links(typed):
        for path in (link, f"{link}&unsure=yes", f"{link}&as-at=2026-11-01"):
            answer = asker.client.get(path, follow=True)
            seen += answer.content.decode() + str(answer.redirect_chain) + str(answer.headers)
    return seen


@pytest.mark.parametrize("typed", ["Bridget Holloway", "Bridget Holoway", "Holloway"])
def test_a_harvester_of_names_gets_no_number(typed):
    both = [registered("Bridget Holloway", town=town) for town in ("Leeds", "York")]
    restricted(both[0])
    seen = reachable(Asker(), typed)
    assert "Bridget Holloway" in seen
    for one in both:
        assert one.number_id not in seen
        assert one.number_id[2:] not in re.sub(r"[^0-9]", "", seen.replace(" ", ""))
        assert numbers.grouped(one.number_id) not in seen


def test_the_way_on_has_no_name_no_place_and_no_day():
    restricted(registered("Bridget Holloway", town="Leeds"))
    [link] = Asker().links("Bridget Holoway")
    page = Asker().page(f"{link}&unsure=yes")
    assert "An entry that may be theirs" in page
    assert "Suspended" in page
    for secret in ("Bridget", "Leeds", "20"):
        assert secret not in page.partition("Do you have their number now?")[0]


def test_two_questions_about_one_person_are_not_alike():
    registered("Bridget Holloway")
    [one], [two] = Asker().links("Bridget Holoway"), Asker().links("Bridget Holoway")
    assert one != two


def test_numbers_tried_for_a_name_are_as_few_as_names_tried_for_a_number():
    registered("Bridget Holloway")
    other = registered("Sunil Gurung").number_id
    asker = Asker()
    [link] = asker.links("Bridget Holoway")
    question = link.partition("ask=")[2]
    answers = [asker.post("/register/person/", ask=question, number=other).status_code for _ in range(13)]
    assert answers == [400] * budgets.NAME_GUESSES.most + [429]


TIERS = ("", "foundation", "intermediate", "advanced")


@pytest.mark.parametrize("typed", ["Bridget Holloway", "Bridget Holoway", "Holloway"])
def test_the_filter_does_not_tell_the_tier_of_somebody_uncertain(typed):
    world.do(registered("Bridget Holloway", tier="advanced"), "lapse")
    registered("Bridget Holloway", tier="advanced")
    registered("Bridget Holloway", tier="intermediate")
    for tier in TIERS:
        assert len(Asker().names(typed, tier=tier)) == 3
    assert "people whatever their tier is" in words(Asker().search(typed, tier="advanced"))


def test_the_filter_narrows_to_the_tier_of_somebody_certain():
    registered("Imelda Featherstone", tier="advanced")
    for tier in TIERS:
        assert Asker().names("Imelda Featherstone", tier=tier) == (
            ["Imelda Featherstone"] if tier in ("", "advanced") else []
        )


def test_somebody_who_left_has_no_tier_to_be_found_by():
    world.do(registered("Imelda Featherstone", tier="advanced"), "lapse")
    assert Asker().names("Imelda Featherstone") == ["Imelda Featherstone"]
    assert Asker().names("Imelda Featherstone", tier="advanced") == []
    assert "Tier:" not in words(Asker().search("Imelda Featherstone"))
