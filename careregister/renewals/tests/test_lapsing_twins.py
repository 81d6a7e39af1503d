"""Who is ready to lapse, and to whose lapse a registrar said yes, is the same for many as for one, whatever happened."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careregister.base import clock
from careregister.base.actors import Because
from careregister.letters.models import Letter
from careregister.register import actions as register
from careregister.register.tests import world as registers
from careregister.renewals import actions, fees, jobs, lapsing, reached
from careregister.renewals.models import Look, Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, WHY
from tests.harness.database import undone


def in_the_register(renewal: Renewal, what: str) -> None:
    if what == "held":
        register.place_hold(renewal.registrant, by=world.staff("case_officer"), because=Because("concern_open"))
    if what == "suspended":
        registers.suspended(renewal.registrant, on=clock.today())
    if what == "asked":
        until = clock.today() + timedelta(days=30)
        actions.ask_deferral(renewal.pk, "illness", until, by=world.themselves(renewal), because=WHY)
    if what == "chased":
        actions.chase_by_hand(renewal.pk, "phone", by=world.staff(), because=WHY)


FAILS: dict[str, Callable[[Letter], bool]] = {
    "none": lambda letter: False,
    "mail": lambda letter: letter.channel == "email",
    "all": lambda letter: True,
    "first": lambda letter: letter.kind == "renewals.opened",
}


@pytest.mark.django_db
@settings(max_examples=20, deadline=None)
@given(
    fails=st.sampled_from(sorted(FAILS)),
    gaps=st.lists(st.integers(1, 30), min_size=2, max_size=14),
    what=st.sampled_from(["", "held", "suspended", "asked", "chased"]),
    then=st.integers(0, 45),
)
def test_ready_for_many_is_ready_for_one(fails, gaps, what, then):
    with undone():
        day = OPENS
        with world.on(day):
            renewal = world.opened()
        for gap in gaps:
            with world.on(day):
                jobs.daily()
            with world.on(day, 11):
                world.hand_over(fails=FAILS[fails])
            day += timedelta(days=gap)
        with world.on(day):
            renewal.refresh_from_db()
            in_the_register(renewal, what)
        for later in (0, then, 120):
            with world.on(day + timedelta(days=later), 12):
                renewal.refresh_from_db()
                one = lapsing.why_not(renewal) == ()
                assert one == (renewal.pk in reached.ready(clock.today())), lapsing.why_not(renewal)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(
    looks=st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from(["lapse", "wait"]), st.booleans(), st.integers(0, 1)),
        max_size=4,
    ),
    pays=st.booleans(),
    begins_anew=st.booleans(),
    then=st.integers(0, 16),
)
def test_a_yes_counts_for_many_as_for_one(looks, pays, begins_anew, then):
    with undone():
        day = OPENS
        with world.on(day):
            renewal = world.opened()
        for gap, verdict, paid, of_round in looks:
            day += timedelta(days=gap)
            wait_until = day + timedelta(days=5) if verdict == "wait" else None
            with world.on(day):
                Look.objects.create(
                    renewal=renewal, subject_person=renewal.person_id, round=of_round, verdict=verdict, paid=paid,
                    wait_until=wait_until, by_person=uuid4(), by_account=uuid4(), by_role="registrar",
                )  # fmt: skip
        Renewal.objects.filter(pk=renewal.pk).update(round=int(begins_anew))
        renewal.refresh_from_db()
        with pytest.MonkeyPatch.context() as patch, world.on(day + timedelta(days=then)):
            patch.setattr(fees, "paying", lambda ids: set(ids) if pays else set())
            assert (renewal.pk in lapsing.said_yes()) == (lapsing.not_looked(renewal) == ())
