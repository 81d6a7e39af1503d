"""A stalker, scripted: one person to find, everything they know of her, and every way in that we offer.

She is at risk. He knows her name, a name she had before, her date of birth and the town she used to live in; then, in the
second half, also her number, from an old card. What he gets is written down here.
"""

import hashlib
from datetime import date, timedelta

import pytest

from careregister.base import clock
from careregister.register import private_check, queries

from .asking import Asker, names_in
from .people import registered

pytestmark = pytest.mark.django_db

NAME, BEFORE, BORN = "Imelda Featherstone-Oyelaran", "Imelda Quillfeather", date(1991, 5, 17)


@pytest.fixture
def her():
    registered("Grace Oyelaran", town="Sale")
    registered("Imelda Santos", town="Altrincham")
    return registered(
        NAME,
        town="Altrincham",
        county="Greater Manchester",
        born=BORN,
        at_risk=True,
        former=BEFORE,
        former_findable=True,
    )


def every_spelling() -> list[str]:
    first, last = NAME.split()
    parts = [
        NAME,
        BEFORE,
        f"{last} {first}",
        *last.split("-"),
        first,
        last.upper(),
        last.replace("-", " "),
        "Quillfeather",
    ]
    slips = [last[:at] + last[at + 1 :] for at in range(0, len(last), 3)]
    return [*parts, *slips, *(f"{first} {slip}" for slip in slips)]


def test_no_spelling_no_filter_and_no_former_name_finds_her(her):
    for typed in every_spelling():
        asker = Asker(address=f"198.51.100.{len(typed)}")  # he has as many addresses as he likes
        for narrowed in ({}, {"place": "Altrincham"}, {"place": "greater manchester"}, {"tier": "intermediate"}):
            page = asker.search(typed, **narrowed).content.decode()
            assert not {NAME, BEFORE} & set(names_in(page)), typed
            assert her.number_id not in page


def test_a_search_answers_alike_whether_she_is_on_the_register_or_not(her):
    asker = Asker()
    page = asker.search("Featherstone Oyelaran").content.decode().replace("Featherstone Oyelaran", "…")
    nobody = asker.search("Zebedee Quuxington").content.decode().replace("Zebedee Quuxington", "…")
    assert page == nobody


def test_counting_upwards_finds_no_number(her):
    """He guesses numbers whose check digit is right, as fast as he may, in four hours of a day."""
    asker, found, tried = Asker(), 0, 0
    moment = clock.start_of_day(clock.today() + timedelta(days=1))
    for hour in range(0, 24, 6):
        with clock.at(moment + timedelta(hours=hour, minutes=1)):
            for guess in range(200):
                answer = asker.get(f"/register/{_sound(hour * 200 + guess)}/")
                if answer.status_code == 429:
                    break
                tried += 1
                found += answer.status_code == 200
    print(f"\nFour hours of guessing numbers from one address: {tried} tried, {found} found.")  # noqa: T201
    assert found == 0
    assert tried <= 4 * 12


def test_once_he_is_stopped_a_right_number_is_not_told_from_a_wrong_one(her):
    asker = Asker()
    for guess in range(20):
        asker.get(f"/register/{_sound(guess)}/")
    right = asker.get(f"/register/{her.number_id}/")
    wrong = asker.get(f"/register/{_sound(999)}/")
    assert right.status_code == wrong.status_code == 429


def test_with_her_number_he_sees_how_she_stands_and_nothing_of_where_or_who(her):
    for headers in ({}, {"HTTP_ACCEPT": "application/json"}):
        page = Asker().get(f"/register/{her.number_id}/", **headers).content.decode()
        for secret in ("Imelda", "Featherstone", "Quillfeather", "Altrincham", "Greater Manchester", "1991", "at_risk"):
            assert secret not in page


def test_with_her_number_and_her_name_he_is_told_no(her):
    answers = {
        Asker(address=f"203.0.113.{n}").matches(her.number_id, typed) for n, typed in enumerate(every_spelling()[:12])
    }
    assert answers == {"no"}


def test_guessing_names_for_a_number_ends_for_everybody_together(her):
    other = registered("Sunil Gurung")
    answers = []
    for guess in range(40):
        asker = Asker(address=f"203.0.113.{guess}")  # a new address for each
        answers.append(asker.matches(other.number_id, f"Wrong Name{'abcdefghij'[guess % 10]}"))
    print(  # noqa: T201
        f"\nNames tried for one number from forty addresses: {answers.count('no')} answered, {answers.count('429')} refused."
    )
    assert answers.count("no") == 20
    assert Asker(address="203.0.113.200").matches(other.number_id, "Sunil Gurung") == "429"


def test_her_page_and_anothers_differ_in_nothing_that_tells_she_is_at_risk(her):
    other = registered("Sunil Gurung")  # who chose to show no town
    hers = Asker().get(f"/register/{her.number_id}/", HTTP_ACCEPT="application/json").json()
    theirs = Asker().get(f"/register/{other.number_id}/", HTTP_ACCEPT="application/json").json()
    assert {key for key in hers if hers[key] != theirs[key]} <= {
        "number",
        "number_read_aloud",
        "address",
        "looked_up_at",
    }


def test_the_private_check_answers_no_name_and_no_date_with_her_number(her):
    """Nobody at risk is in it: the right name is answered like a wrong one, and no date of birth can be tried at all."""
    asker = Asker()
    tried = [private_check.digest(her.number_id, typed) for typed in every_spelling()]
    for text in (f"{her.number_id}|{BORN.isoformat()}", her.number_id):
        tried.append(hashlib.scrypt(text.encode(), salt=private_check.SALT, n=2**13, r=8, p=1, dklen=20).hex())
    for made in tried:
        assert made[2:] not in asker.get(f"/register/private-check/{made[:2]}").content.decode()


def test_a_name_link_cannot_be_forged_or_turned_into_hers(her):
    mine = registered("Sunil Gurung")
    good = queries.link_for(mine.number_id)
    swapped = good.replace(mine.number_id, her.number_id)
    forged = f"{her.number_id}.sure:{hashlib.sha256(b'guess').hexdigest()}"
    for link in (swapped, forged, "", "x" * 5000):
        assert "Imelda" not in Asker().get(f"/register/{her.number_id}/?by={link}").content.decode()


def _sound(guess: int) -> str:
    from careregister.base import numbers

    body = f"{guess * 7919 % 10**8:08d}"
    return f"CR{body}{numbers.check_digit(body)}"
