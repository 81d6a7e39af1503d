"""How an address fits, and how a referee's words differ from the applicant's."""

import pytest

from careregister.checks import addresses, comparing
from careregister.checks.comparing import Job, flags
from careregister.checks.tests.asking import REFERENCE

JOB = Job("Rose House Care Home", "1-100", "2021-03", "2024-06", "left")
ABOUT = {"organisation": "rose house", "place": ""}


@pytest.mark.parametrize(
    ("email", "website", "said"),
    [
        ("rosa@gmail.com", "www.gmail.com", "free_mail"),
        ("rosa@GoogleMail.com", "", "free_mail"),
        ("rosa@rosehouse.co.uk", "", "not_known"),
        ("rosa@rosehouse.co.uk", "   ", "not_known"),
        ("rosa@rosehouse.co.uk", "www.rosehouse.co.uk", "fits"),
        ("rosa@mail.rosehouse.co.uk", "https://www.RoseHouse.co.uk/contact", "fits"),
        ("rosa@elmhouse.co.uk", "www.rosehouse.co.uk", "differs"),
        ("rosa@rosehouse.co.uk.example.org", "www.rosehouse.co.uk", "differs"),
        ("rosa@notrosehouse.co.uk", "rosehouse.co.uk", "differs"),
        ("rosa@care.org", "http://care.org", "fits"),
        ("rosa@trust.nhs.uk", "www.other.nhs.uk", "differs"),
    ],
)
def test_an_address_and_a_website(email, website, said):
    assert addresses.fit(email, website) == said


def test_every_code_has_words():
    assert set(addresses.SAID) == {"fits", "differs", "free_mail", "not_known", "own"}
    assert all(str(words) for words in (*addresses.SAID.values(), *comparing.SAID.values()))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ()),
        ({"started": "2021-05"}, ()),
        ({"started": "2021-06"}, ("started",)),
        ({"ended": "2025-06"}, ("ended",)),
        ({"still": "yes"}, ("still",)),
        ({"reason": "dismissed"}, ("reason",)),
        ({"reason": "not_known"}, ()),
        ({"again": "no"}, ("not_again",)),
        ({"safety": "yes"}, ("safety",)),
        ({"started": "2019-01", "reason": "dismissed", "safety": "yes"}, ("started", "reason", "safety")),
    ],
)
def test_what_differs_is_a_flag(changed, found):
    assert flags({**REFERENCE, **changed}, ABOUT, [JOB], 2) == found


def test_words_that_every_care_home_has_are_no_likeness():
    other = {"organisation": "Elm House Care Home Ltd", "place": ""}
    assert flags(REFERENCE, other, [JOB], 2) == ("no_such_job",)
    assert flags(REFERENCE, {**other, "place": "1-100"}, [JOB], 2) == ()


def test_of_several_jobs_at_one_place_the_one_that_fits_is_meant():
    earlier = Job("Rose House", "", "2010-01", "2011-01", "left")
    assert flags(REFERENCE, ABOUT, [earlier, JOB], 2) == ()


def test_a_teacher_is_not_asked_for_a_job():
    assert flags({**REFERENCE, "relation": "teacher"}, ABOUT, [], 2) == ()
