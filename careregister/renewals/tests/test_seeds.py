"""The demo's renewals: one of each kind that staff meet."""

from collections import Counter

import pytest

from careregister.base import clock
from careregister.checks.models import Check
from careregister.people.models import Account
from careregister.renewals import queries, reached, seeds
from careregister.renewals.models import Deferral, Referral, Renewal


@pytest.mark.timeout(600)
def test_the_demo_has_a_renewal_of_each_kind(demo_database):
    assert seeds.load() == 0
    states = Counter(Renewal.objects.values_list("kind", "state"))
    assert states["renewal", "open"] >= 6
    assert states["renewal", "referred"] == 3
    assert Check.objects.filter(state="open", application_id__in=Referral.objects.values("pk")).count() == 2
    assert states["renewal", "deferred"] == 1
    assert states["restoration", "referred"] == 1
    assert Deferral.objects.filter(state="asked").count() == 1
    assert len(reached.to_chase()) == 1
    assert len(reached.ready(clock.today())) == 2


@pytest.mark.timeout(600)
def test_somebody_of_the_demo_can_sign_in_and_renew_with_nothing_to_add(demo_database):
    quick = []
    for row in Renewal.objects.filter(kind="renewal", state="open").select_related("registrant"):
        mine = queries.mine(row.registrant.person_id, clock.today())
        assert mine is not None
        assert mine.renewal is not None
        if mine.renewal.fee == "paid" and {part.code for part in mine.renewal.parts} <= {
            "details",
            "declarations",
            "code",
        }:
            quick.append(row.registrant.person_id)
    assert Account.objects.filter(person__in=quick).exists()
