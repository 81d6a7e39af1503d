"""Names tried for one number: wrong ones are few, and nobody alone can use up what others have."""

import pytest

from careregister.web.public import budgets

from .asking import Asker, words
from .people import registered

pytestmark = pytest.mark.django_db
MOST = budgets.NAME_GUESSES_OF_ONE_ABOUT.most


@pytest.fixture
def number() -> str:
    return registered("Sunil Gurung").number_id


def test_one_asker_gets_five_wrong_names_and_takes_nothing_more_from_others(number):
    one = Asker()
    assert [one.matches(number, "Wrong Name") for _ in range(7)] == ["no"] * MOST + ["429", "429"]
    others = [Asker(address=f"203.0.113.{n}").matches(number, "Wrong Name") for n in range(20)]
    assert others.count("no") == budgets.NAME_GUESSES_ABOUT.most - MOST


def test_the_right_name_uses_up_nothing(number):
    for n in range(budgets.NAME_GUESSES_ABOUT.most + 1):
        assert Asker(address=f"203.0.113.{n}").matches(number, "Sunil Gurung") == "yes"
    one = Asker()
    assert [one.matches(number, "Sunil Gurung") for _ in range(MOST + 1)] == ["yes"] * (MOST + 1)


def test_the_refusal_says_what_is_so_and_where_to_ring(number):
    one = Asker()
    for _ in range(MOST):
        one.matches(number, "Wrong Name")
    answer = one.post(f"/register/{number}/name/", name="Sunil Gurung")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Too many have asked about this number" in words(answer)
    assert "ring us on" in words(answer)
    assert "looked up a lot of people" not in words(answer)
