"""The demo's applications: every state has one, and loading twice writes them once."""

from collections import Counter
from typing import Any

import pytest

from careregister.applications import jobs, queries, seeds, states
from careregister.applications.models import Application
from careregister.applications.tests import world
from careregister.base import clock
from careregister.people import queries as people
from careregister.people.models import Account
from careregister.people.seeds import demo_accounts, demo_staff


@pytest.mark.django_db
def test_every_state_has_one_a_second_loading_writes_none_and_some_still_wait_after_the_clock():
    demo_staff()
    assert seeds.load() == len(seeds.STORIES)
    assert seeds.load() == 0
    found = Counter(Application.objects.values_list("state", flat=True))
    missing = {*states.APPLICATION.states} - {states.LED_BACK, states.DISCARDED} - found.keys()
    assert not missing
    standards: Any = queries.service_standards(clock.today())
    assert standards.decided.count >= 8
    assert 0 < standards.decided.median_days < 40
    assert queries.usual_until_decided(clock.today())
    head = next(row.account_id for row in demo_accounts() if row.role == "head_of_registration")
    asker = people.actor_for(Account.objects.get(pk=head))
    shown = [world.whole(row.reference, asker) for row in queries.queue(asker).rows]
    assert any(one.unclean == () for one in shown)
    assert any(row.late for row in queries.queue(asker).rows)
    assert jobs.find_owners() >= 1
    assert jobs.find_owners() == 0

    after_the_clock_came_by_somebody_is_still_heard_and_somebody_may_still_appeal()


def after_the_clock_came_by_somebody_is_still_heard_and_somebody_may_still_appeal():
    jobs.end_waiting()
    heard = Application.objects.filter(state=states.BEING_HEARD)
    assert heard
    own: Any = queries.mine
    assert all(own(one.person_id).question for one in heard)
    refused = Application.objects.filter(state=states.REFUSED)
    assert any(own(one.person_id).may_appeal for one in refused)
