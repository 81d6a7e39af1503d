"""What must not be shown, wall by wall. What may be seen is in test_what_may_be_seen.py."""

from datetime import date, timedelta
from typing import Any

import pytest

from careregister.base import clock
from careregister.register import queries
from careregister.register.tests import world

from .asking import Asker, words
from .people import registered, restricted

pytestmark = pytest.mark.django_db

SIXTEEN = date(2010, 1, 1)
UNNAMED: dict[str, dict[str, Any]] = {
    "a person at risk": {"at_risk": True},
    "somebody aged 16": {"born": SIXTEEN},
    "somebody who is 18 tomorrow": {"born": "tomorrow"},
}


@pytest.fixture
def asker() -> Asker:
    return Asker()


def made(**said):
    if said.get("born") == "tomorrow":
        said["born"] = clock.today().replace(year=clock.today().year - 18) + timedelta(days=1)
    return registered("Imelda Featherstone-Oyelaran", town="Altrincham", county="Greater Manchester", **said)


@pytest.mark.parametrize("who", UNNAMED)
@pytest.mark.parametrize("typed", ["Imelda Featherstone-Oyelaran", "oyelaran", "imelda oyelarn", "Featherstone Imelda"])
def test_no_name_finds_them(asker: Asker, who, typed):
    made(**UNNAMED[who])
    assert asker.names(typed) == []


@pytest.mark.parametrize("who", UNNAMED)
def test_every_name_is_no_for_their_number(asker: Asker, who):
    registrant = made(**UNNAMED[who])
    assert asker.matches(registrant.number_id, "Imelda Featherstone-Oyelaran") == "no"


@pytest.mark.parametrize("who", UNNAMED)
def test_even_a_link_signed_before_shows_neither_name_nor_place(asker: Asker, who):
    registrant = made(**UNNAMED[who])
    link = queries.link_for(registrant.number_id)
    page = asker.page(f"/register/{registrant.number_id}/?by={link}")
    assert "Imelda" not in page
    assert "Altrincham" not in page
    assert "Greater Manchester" not in page
    assert "Registered" in page


@pytest.mark.parametrize("who", UNNAMED)
def test_a_link_in_doubt_shows_no_name_of_theirs_either(asker: Asker, who):
    registrant = made(**UNNAMED[who])
    question = queries.question_about(registrant.number_id)
    assert "Imelda" not in asker.page(f"/register/person/?ask={question}")
    answer = asker.post("/register/person/", ask=question, number="CR 123 456 786")
    assert "Imelda" not in answer.content.decode()


def test_a_hidden_former_name_finds_nobody(asker: Asker):
    registrant = registered("Rowan Ashdown", former="Rita Quillfeather")
    assert asker.names("Rita Quillfeather") == []
    assert asker.names("Quillfeather") == []
    assert asker.matches(registrant.number_id, "Rita Quillfeather") == "no"


def test_a_public_former_name_finds_but_is_never_shown(asker: Asker):
    registered("Rowan Ashdown", former="Rita Quillfeather", former_findable=True)
    page = words(asker.search("Rita Quillfeather"))
    assert "Rowan Ashdown" in page
    assert "A former name" in page
    assert "Quillfeather" not in page


FORMS = ("/register/{}/", "/register/{}/?as-at=2026-11-01", "/register/{}/?unsure=yes", "/register/{}/?by=forged")


@pytest.mark.parametrize("form", FORMS)
def test_a_number_alone_shows_no_name(asker: Asker, form):
    registrant = registered("Imelda Featherstone")
    for headers in ({}, {"HTTP_ACCEPT": "application/json"}):
        response = asker.get(form.format(registrant.number_id), **headers)
        assert "Imelda" not in response.content.decode()
        assert "Featherstone" not in response.content.decode()


def test_json_has_no_name_even_with_a_good_link(asker: Asker):
    registrant = registered("Imelda Featherstone")
    link = queries.link_for(registrant.number_id)
    response = asker.get(f"/register/{registrant.number_id}/?by={link}", HTTP_ACCEPT="application/json")
    assert "Imelda" not in response.content.decode()
    assert response.json()["name_shown"] is False


def test_a_link_is_over_after_fifteen_minutes(asker: Asker):
    registered("Imelda Featherstone")
    found_at = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    with clock.at(found_at):
        [link] = asker.links("Imelda Featherstone")
    for seconds, shown in ((0, True), (15 * 60 - 1, True), (15 * 60, False), (24 * 3600, False)):
        with clock.at(found_at + timedelta(seconds=seconds)):
            page = asker.page(link)
        assert ("Imelda Featherstone" in page) is shown
        assert ("the name is hidden" in page) is not shown


def test_a_link_opens_no_other_entry(asker: Asker):
    registered("Imelda Featherstone")
    other = registered("Sunil Gurung")
    [link] = asker.links("Imelda Featherstone")
    page = asker.page(f"/register/{other.number_id}/?{link.partition('?')[2]}")
    assert "Sunil" not in page


class TestNamesakes:
    """A restriction is never seen beside a name unless it is certain whose it is."""

    def test_the_list_shows_neither_number_nor_standing(self, asker: Asker):
        restricted(registered("Bridget Holloway", town="Leeds"))
        registered("Bridget Holloway", town="York")
        page = words(asker.search("Bridget Holloway"))
        assert page.count("Bridget Holloway") == 2
        assert "CR " not in page.partition("people found")[2]
        for word in ("Suspended", "Registered", "Intermediate"):
            assert word not in page.partition("people found")[2]

    def test_narrowing_does_not_make_a_shared_name_certain(self, asker: Asker):
        restricted(registered("Bridget Holloway", town="Leeds"))
        registered("Bridget Holloway", town="York")
        assert asker.names("Bridget Holloway", place="leeds") == ["Bridget Holloway"]
        assert "Suspended" not in words(asker.search("Bridget Holloway", place="leeds"))

    @pytest.mark.parametrize("typed", ["Bridget Holloway", "Bridget Holoway", "Holloway"])
    def test_the_right_person_page_shows_name_and_place_alone(self, asker: Asker, typed):
        restricted(registered("Bridget Holloway", town="Leeds"))
        if typed == "Bridget Holloway":
            registered("Bridget Holloway", town="York")
        pages = [asker.page(link) for link in asker.links(typed)]
        assert pages
        for page in pages:
            assert "Is this the right person? Bridget Holloway" in page
            assert "Suspended" not in page
            assert "Registered" not in page

    def test_the_way_on_shows_the_standing_without_the_name(self, asker: Asker):
        restricted(registered("Bridget Holloway", town="Leeds"))
        [link] = asker.links("Bridget Holoway")
        page = asker.page(link + "&unsure=yes")
        assert "This may be somebody else" in page
        assert "Suspended" in page
        assert "Bridget" not in page

    def test_the_doubt_does_not_ask_for_the_name_they_came_by(self, asker: Asker):
        registered("Bridget Holloway")
        [link] = asker.links("Bridget Holoway")
        assert "Does this name match?" not in asker.page(link + "&unsure=yes")

    def test_another_number_does_not_lead_on(self, asker: Asker):
        registrant = registered("Bridget Holloway")
        other = registered("Sunil Gurung")
        question = queries.question_about(registrant.number_id)
        answer = asker.post("/register/person/", ask=question, number=other.number_id)
        assert answer.status_code == 400
        assert "belongs to another entry" in words(answer)

    @pytest.mark.parametrize("forged", ["forged", "", "é", "A" * 5000, "dGVzdHM6"])
    def test_a_question_made_up_does_not_lead_on(self, asker: Asker, forged):
        registrant = registered("Bridget Holloway")
        answer = asker.post("/register/person/", ask=forged, number=registrant.number_id)
        assert answer.status_code == 404
        assert "Search for the name again" in words(answer)

    def test_a_question_is_over_after_fifteen_minutes(self, asker: Asker):
        question = queries.question_about(registered("Bridget Holloway").number_id)
        with clock.at(clock.now() + timedelta(minutes=16)):
            assert asker.get(f"/register/person/?ask={question}").status_code == 404

    def test_their_own_number_leads_to_the_whole_entry(self, asker: Asker):
        registrant = registered("Bridget Holloway")
        restricted(registrant)
        question = queries.question_about(registrant.number_id)
        typed = f"{registrant.number_id[:5].lower()} {registrant.number_id[5:]}"
        answer = asker.post("/register/person/", ask=question, number=typed)
        page = asker.page(answer["Location"])
        assert "Bridget Holloway" in page
        assert "Suspended" in page


def test_who_left_too_long_ago_is_found_in_no_way(asker: Asker):
    registrant = registered("Imelda Featherstone")
    world.do(registrant, "lapse")
    with clock.at(clock.now() + timedelta(days=400)):
        assert asker.names("Imelda Featherstone") == []
        assert asker.get(f"/register/{registrant.number_id}/").status_code == 404
        assert asker.get(f"/register/{registrant.number_id}/?as-at=2026-11-22").status_code == 404
        assert asker.matches(registrant.number_id, "Imelda Featherstone") == "no"


def test_the_last_day_of_publication_is_the_same_for_name_and_number(asker: Asker):
    registrant = registered("Imelda Featherstone")
    world.do(registrant, "lapse")
    last = clock.today().replace(year=clock.today().year + 1)
    for day, found in ((last, 1), (last + timedelta(days=1), 0)):
        with clock.at(clock.end_of_day(day)):
            assert len(asker.names("Imelda Featherstone")) == found
            assert (asker.get(f"/register/{registrant.number_id}/").status_code == 200) is bool(found)


MISSING = {
    "a number nobody has": ("CR123456786", 404, "No entry with this number"),
    "one digit wrong": ("CR123456787", 404, "One digit seems wrong"),
    "no number at all": ("nobody", 404, "No entry with this number"),
}


@pytest.mark.parametrize("what", MISSING)
def test_a_number_without_an_entry_is_explained(asker: Asker, what):
    number, status, said = MISSING[what]
    response = asker.get(f"/register/{number}/")
    assert response.status_code == status
    assert said in words(response)
    as_json = asker.get(f"/register/{number}/", HTTP_ACCEPT="application/json")
    assert as_json.status_code == status
    assert as_json.json()["error"] == ("mistyped" if "digit" in what else "unknown")


DAYS = {
    "2027-01-01": "That day has not come yet",
    "2026-02-30": "We could not read that date",
    "yesterday": "We could not read that date",
    "0000-00-00": "We could not read that date",
    "9999-12-31": "That day has not come yet",
}


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_cannot_be_shown_is_explained(asker: Asker, day):
    registrant = registered("Imelda Featherstone")
    with clock.at(world.NOON + timedelta(days=165)):
        response = asker.get(f"/register/{registrant.number_id}/?as-at={day}")
        assert response.status_code == 400
        assert DAYS[day] in words(response)
        assert (
            asker.get(f"/register/{registrant.number_id}/?as-at={day}", HTTP_ACCEPT="application/json").status_code
            == 400
        )


def test_the_first_day_of_the_calendar_is_no_error(asker: Asker):
    registrant = registered("Imelda Featherstone")
    assert "Not on the register" in asker.page(f"/register/{registrant.number_id}/?as-at=0001-01-01")
