"""The demo's renewals: one of each kind that staff meet."""

from collections import Counter

import pytest

from careregister.base import clock
from careregister.renewals import reached, seeds
from careregister.renewals.models import Deferral, Renewal


@pytest.mark.timeout(600)
def test_the_demo_has_a_renewal_of_each_kind(demo_database):
    assert seeds.load() == 0
    states = Counter(Renewal.objects.values_list("kind", "state"))
    assert states["renewal", "open"] >= 6
    assert states["renewal", "referred"] == 2
    assert states["renewal", "deferred"] == 1
    assert states["restoration", "referred"] == 1
    assert Deferral.objects.filter(state="asked").count() == 1
    assert len(reached.to_chase()) == 1
    assert len(reached.ready(clock.today())) == 2
