"""Who is ready to lapse is the same for many as for one, whatever happened on the way."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careregister.base import clock
from careregister.base.actors import Because
from careregister.letters.models import Letter
from careregister.register import actions as register
from careregister.register.tests import world as registers
from careregister.renewals import actions, jobs, lapsing, reached
from careregister.renewals.models import Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, WHY


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


class TestTwins(TestCase):
    @settings(max_examples=20, deadline=None)
    @given(
        fails=st.sampled_from(sorted(FAILS)),
        gaps=st.lists(st.integers(1, 30), min_size=2, max_size=14),
        what=st.sampled_from(["", "held", "suspended", "asked", "chased"]),
        then=st.integers(0, 45),
    )
    def test_ready_for_many_is_ready_for_one(self, fails, gaps, what, then):
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
