"""What staff read before a step is the letter that leaves after it."""

import pytest

from careregister.applications import queries
from careregister.applications.tests import world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ["admit", "lead_back", "ask", "give_notice"])
def test_each_step_with_a_letter_shows_it(action):
    application_id, _by = world.in_review()
    registrar = world.ready(application_id)
    shown = queries.letter_of(application_id, action, registrar, words="Which shop was it?", reasons=())
    assert shown is not None
    assert shown.body.strip()
