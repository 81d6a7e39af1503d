"""A renewal closes the year of learning that it looked at: what is learnt in the grace counts once, and for that year."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from careregister.base import body, clock
from careregister.base.actors import Because
from careregister.register.models import Act
from careregister.renewals import actions, fees, needs
from careregister.renewals.models import Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, UNTIL
from careregister.training import actions as training
from careregister.training import queries as learning
from careregister.training.actions.learning import Said
from careregister.training.models import CountedFor

pytestmark = pytest.mark.django_db
GRACE = UNTIL + timedelta(days=10)
LOOKED = Because("looked", "I rang them, and all is well.")


@pytest.fixture(autouse=True)
def _paid(monkeypatch):
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)


def learnt(renewal: Renewal, on: date, minutes: int) -> None:
    """As much as this, with others, and what it changed."""
    said = Said("How to help somebody eat safely", on, minutes, "group", changed="I sit down beside people now.")
    training.log(renewal.person_id, said, ticket=uuid4(), by=world.themselves(renewal), because=world.OWN_WISH)


def all_learnt(renewal: Renewal, on: date) -> None:
    """What the rules of that day ask for, and the topics that must be fresh."""
    rules, by = body.rule("cpd.rules", on), world.themselves(renewal)
    for topic in rules["fresh_topics"]:
        training.claim(
            renewal.person_id, topic=topic, title="", provider="Kindly Care", finished_on=on, by=by, because=world.WHY
        )
    for _each in range(rules["reflections"]):
        learnt(renewal, on, rules["minutes"])


def minutes(renewal: Renewal, on: date) -> int:
    return {one.code: one.have for one in learning.cpd_mine(renewal.person_id, on).requirements}["minutes"]


def test_what_is_learnt_in_the_grace_counts_for_the_renewal_while_the_year_is_open():
    with world.on(OPENS):
        renewal = world.opened()
        assert not needs.cpd_of(renewal).met
    with world.on(GRACE):
        assert not needs.cpd_of(renewal).met
        all_learnt(renewal, GRACE)
        assert needs.cpd_of(renewal).met
        assert needs.needs_of(renewal).cpd_met


def test_a_renewal_in_the_grace_closes_the_year_with_what_it_counted_and_the_next_begins_empty():
    with world.on(OPENS):
        renewal = world.opened()
    with world.on(GRACE):
        all_learnt(renewal, GRACE)
        counted = minutes(renewal, GRACE)
        world.fill(renewal)
        assert actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH) == "renewed"
        rows = CountedFor.objects.filter(person=renewal.person_id)
        assert set(rows.values_list("year_until", flat=True)) == {GRACE}
        act = Act.objects.get(action="renew")
        assert all(row.at <= act.recorded_at for row in rows), "before the act, not after it"
        assert minutes(renewal, GRACE) == counted
        renewal.refresh_from_db()
    with world.on(GRACE + timedelta(days=1)):
        learnt(renewal, clock.today(), 30)
        assert minutes(renewal, clock.today()) == 30, "nothing counts twice, and nothing is lost"
        assert needs.cpd_of(renewal).closed, "a renewal that is over shows the year that it ended"


def test_a_registrar_who_renews_closes_the_year_too():
    with world.on(GRACE):
        renewal = world.opened()
        learnt(renewal, GRACE, 20)
        world.fill(renewal)
        assert actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH) == "referred"
        actions.renew_after_look(renewal.pk, by=world.staff(), because=LOOKED)
        assert learning.cpd_mine(renewal.person_id, GRACE).closed
        assert minutes(renewal, GRACE) == 20
    with world.on(GRACE + timedelta(days=1)):
        assert minutes(renewal, clock.today()) == 0
