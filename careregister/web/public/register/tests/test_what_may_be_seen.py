"""What may be seen, and how it is found."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.register.actions.admission import add_alias
from careregister.register.tests import world

from .asking import Asker, words
from .people import registered, restricted

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker() -> Asker:
    return Asker()


def test_an_exact_name_that_nobody_shares_shows_how_they_stand(asker: Asker):
    registrant = registered("Grace Ọlámídé Adébáyọ̀", town="Sale")
    page = words(asker.search("adebayo grace olamide"))
    assert "Grace Ọlámídé Adébáyọ̀" in page
    assert "Exact name" in page
    assert "Registered" in page
    [link] = asker.links("adebayo grace olamide")
    assert "Grace Ọlámídé Adébáyọ̀" in asker.page(link)
    assert registrant.number_id in link


def test_the_right_name_for_a_number_is_yes_and_a_wrong_one_no(asker: Asker):
    registrant = registered("Grace Ọlámídé Adébáyọ̀")
    assert asker.matches(registrant.number_id, "Grace Adebayo") == "yes"
    assert asker.matches(registrant.number_id, "Adebayo, Grace") == "yes"
    assert asker.matches(registrant.number_id, "Grace Adebajo") == "close"
    assert asker.matches(registrant.number_id, "Grace") == "no"
    assert asker.matches(registrant.number_id, "Sunil Gurung") == "no"
    assert asker.matches(registrant.number_id, "xy") == "400"


TYPED = ("{0}-{1}-{2}", "cr {0} {1} {2}", "{0}{1}{2}", "cr{0}.{1}.{2}")


@pytest.mark.parametrize("form", TYPED)
def test_a_number_is_found_however_it_is_typed(asker: Asker, form):
    registrant = registered("Imelda Featherstone")
    digits = registrant.number_id[2:]
    typed = form.format(digits[:3], digits[3:6], digits[6:])
    response = asker.get(f"/register/{typed}/?as-at=2026-01-01")
    assert response.status_code == 302
    assert response["Location"] == f"/register/{registrant.number_id}/?as-at=2026-01-01"
    assert asker.search(typed)["Location"].startswith("/register/")


def test_an_old_number_leads_to_the_entry_and_says_so(asker: Asker):
    registrant = registered("Imelda Featherstone")
    add_alias(registrant, "PCP-00417", by=world.staff("registrar"), because=world.BECAUSE)
    page = asker.page("/register/pcp-00417/")
    assert "You looked for PCP00417, a number from an older register" in page
    assert "Registered" in page
    assert asker.search("pcp 00417")["Location"] == "/register/PCP00417/"


def test_the_past_is_shown_with_a_banner_and_todays_name(asker: Asker):
    with clock.at(world.NOON):
        registrant = registered("Imelda Featherstone")
        restriction = restricted(registrant)
    with clock.at(world.NOON + timedelta(days=20)):
        world.do(registrant, "lift_restriction", world.details_for("lift_restriction", restriction))
    with clock.at(world.NOON + timedelta(days=30)):
        today = asker.page(f"/register/{registrant.number_id}/")
        past = asker.page(f"/register/{registrant.number_id}/?as-at=2026-06-12")
        before = asker.page(f"/register/{registrant.number_id}/?as-at=2026-06-09")
    assert "Suspended (ended)" in today
    assert "This is the past, not today" in past
    assert "end of 12 June 2026" in past
    assert "Suspended From 10 June 2026" in past
    assert "Not on the register" in before
