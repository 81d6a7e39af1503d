"""The demo's registrants: lawful, of every kind, and the same every time."""

import hashlib
from collections import Counter
from datetime import UTC, datetime

import pytest
from dateutil.relativedelta import relativedelta

from careregister.base import clock
from careregister.people.models import FORMER, Person, PersonName
from careregister.people.seeds import demo_staff
from careregister.register import jobs, seeds, states
from careregister.register.models import (
    Act,
    Hold,
    Number,
    Proposal,
    PublicFacts,
    Registrant,
    RestrictionSpan,
    StandingSpan,
    TierSpan,
)
from careregister.register.seeds.famous import FAMOUS
from careregister.register.seeds.lives import FATES
from tests.harness.database import undone
from tools.environment import ROOT

pytestmark = pytest.mark.django_db
ANCHORED = datetime.combine(seeds.ANCHOR, datetime.min.time(), tzinfo=UTC).replace(hour=12)
SOME = 900


def loaded(size: int = SOME) -> None:
    demo_staff()
    seeds.load(size)


def now(model):
    return model.objects.filter(known__upper_inf=True, valid__contains=ANCHORED)


def fingerprint() -> str:
    rows = Act.objects.order_by("registrant__number", "recorded_at").values_list(
        "registrant__number", "action", "effective_from", "recorded_at", "until", "tier", "decided_account"
    )
    names = PersonName.objects.order_by("person__registrant__number", "kind", "full").values_list(
        "full", "kind", "findable"
    )
    return hashlib.sha256(repr([list(rows), list(names)]).encode()).hexdigest()


def every_span_is_what_its_acts_say_and_every_standing_is_there():
    assert Registrant.objects.count() == SOME
    assert jobs.verify_spans().differing == ()
    assert set(now(StandingSpan).values_list("base", flat=True)) == set(states.BASES)
    assert set(now(RestrictionSpan).values_list("kind", flat=True)) == set(states.RESTRICTION_KINDS)
    assert set(now(TierSpan).values_list("tier", flat=True)) == set(states.TIERS)
    assert RestrictionSpan.objects.filter(valid__startswith__gt=ANCHORED).exists()
    assert RestrictionSpan.objects.filter(valid__endswith__lt=ANCHORED).exists()
    assert now(RestrictionSpan).filter(review_by__lt=seeds.ANCHOR).exists()
    assert set(Act.objects.values_list("action", flat=True)) >= set(states.STANDING.steps) - {"restore_after_removal"}


def interim_orders_are_in_force_all_winter_and_reviewed_within_the_rule():
    spring = datetime(2027, 3, 31, 12, tzinfo=UTC)
    lasting = RestrictionSpan.objects.filter(known__upper_inf=True, valid__contains=spring, kind__in=states.INTERIM)
    assert lasting.count() >= 4
    assert set(lasting.values_list("kind", flat=True)) == set(states.INTERIM)
    for act in Act.objects.filter(review_by__isnull=False).exclude(authority=states.TRANSFER):
        assert act.review_by is not None
        assert act.review_by <= clock.london_day(act.effective_from) + relativedelta(months=6), act


def nothing_was_recorded_after_the_anchor_and_nobody_decided_about_themselves():
    assert not Act.objects.filter(recorded_at__gt=ANCHORED).exists()
    for act in Act.objects.filter(decided_kind="staff"):
        assert act.decided_person != act.subject_person
    assert {act.authority for act in Act.objects.filter(decided_kind="import")} == {states.TRANSFER}


def most_are_simply_registered():
    restricted = set(now(RestrictionSpan).values_list("registrant", flat=True))
    simple = now(StandingSpan).filter(base=states.REGISTERED).exclude(registrant__in=restricted).count()
    assert 0.85 < simple / SOME < 0.91
    assert 0.6 < PublicFacts.objects.exclude(town="", county="").count() / SOME < 0.8


def staff_find_work_waiting():
    assert 5 <= Proposal.objects.filter(state=states.OPEN).count() <= 10
    assert Proposal.objects.filter(registrant=None).exists()
    assert Hold.objects.filter(released_at=None).count() >= 3
    assert Act.objects.filter(authority=states.CORRECTION).count() == 2
    assert Number.objects.exclude(alias_of=None).exists()
    assert PersonName.objects.filter(kind=FORMER, findable=True).exists()
    assert Person.objects.filter(at_risk=True).count() >= 2


def test_it_is_the_same_every_time_and_the_second_time_nothing_is_written():
    prints = set()
    for again in range(2):
        with undone():
            loaded(150)
            prints.add(fingerprint())
            before = (Registrant.objects.count(), Act.objects.count(), Proposal.objects.count())
            if not again:
                assert seeds.load(150) == 0
                assert (Registrant.objects.count(), Act.objects.count(), Proposal.objects.count()) == before
                assert fingerprint() in prints
    assert len(prints) == 1


def only_the_famous_are_minors_and_three_are():
    ages = Counter(person.age_on(seeds.ANCHOR) for person in Person.objects.filter(registrant__isnull=False))
    assert sum(count for age, count in ages.items() if age is not None and age < 18) == 3
    for act in Act.objects.filter(action__in=states.ADMISSIONS).select_related("registrant__person"):
        age = act.registrant.person.age_on(clock.london_day(act.effective_from))
        assert age is not None
        assert age >= 16


def test_the_demos_registrants_are_lawful_of_every_kind_and_leave_work_waiting(subtests):
    loaded()
    for promise in (
        every_span_is_what_its_acts_say_and_every_standing_is_there,
        interim_orders_are_in_force_all_winter_and_reviewed_within_the_rule,
        nothing_was_recorded_after_the_anchor_and_nobody_decided_about_themselves,
        most_are_simply_registered,
        staff_find_work_waiting,
        only_the_famous_are_minors_and_three_are,
    ):
        with subtests.test(promise.__name__):
            promise()


def test_the_famous_are_in_the_page_about_the_demo():
    page = (ROOT / "docs" / "demo.md").read_text(encoding="utf-8")
    missing = [one.code for one in FAMOUS if f"| {one.number} | {one.person.full} |" not in page]
    assert FAMOUS
    assert missing == []


def test_every_fate_befalls_somebody():
    from careregister.register.seeds.lives import shares

    assert set(shares(SOME)) == set(FATES)
