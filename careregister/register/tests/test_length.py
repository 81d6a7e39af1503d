"""Nobody is registered for longer than the rule `registration.length_months` allows: twelve months, in the demo's body."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.people.seeds import demo_staff
from careregister.register import seeds, states
from careregister.register.actions import accept, propose
from careregister.register.drafts import Authority, Details
from careregister.register.models import Act, Proposal, Registrant, StandingSpan
from careregister.register.tests import world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LONGEST = date(2027, 6, 10)  # twelve months from `world.TODAY`


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(world.NOON):
        yield


def refused(call, *args, **said) -> None:
    before = world.counts()
    with pytest.raises(NotAllowed) as refusal:
        call(*args, **said)
    assert (refusal.value.reason, refusal.value.detail) == ("longer_than_the_rule", {"months": 12})
    assert world.counts() == before


def proposal_to_admit(until: date) -> Proposal:
    return propose(
        world.a_person(),
        "admit_on_review",
        Details(until=until),
        by=world.staff("registrar"),
        because=world.BECAUSE,
        authority=Authority("application"),
    )


def test_nobody_is_admitted_for_longer():
    person = world.a_person()
    refused(world.admitted, person, until=LONGEST + DAY)
    refused(world.admitted, person, until=date.max)
    world.admitted(person, until=LONGEST)


def test_it_counts_from_the_day_of_effect():
    ahead = clock.start_of_day(date(2026, 7, 1))
    person = world.a_person()
    refused(world.admitted, person, effective_from=ahead, until=date(2027, 7, 2))
    world.admitted(person, effective_from=ahead, until=date(2027, 7, 1))


def test_two_do_not_admit_for_longer_and_learn_it_before_the_second_looks():
    with pytest.raises(NotAllowed, match="longer_than_the_rule"):
        proposal_to_admit(LONGEST + DAY)
    assert not Proposal.objects.exists()
    proposal = proposal_to_admit(LONGEST)
    act = accept(proposal, by=world.staff("registrar"), because=world.BECAUSE)
    assert act.until == LONGEST


def test_a_renewal_is_not_for_longer_than_the_rule_after_what_it_renews():
    registrant = world.admitted(until=date(2026, 9, 30))
    refused(world.do, registrant, "renew", Details(until=date(2027, 10, 1)))
    world.do(registrant, "renew", Details(until=date(2027, 9, 30)))
    refused(world.do, registrant, "renew", Details(until=date(2028, 10, 1)))


def test_a_late_renewal_counts_from_its_own_day():
    registrant = world.admitted(until=date(2026, 6, 20))
    with clock.at(clock.start_of_day(date(2026, 7, 5))):
        refused(world.do, registrant, "renew", Details(until=date(2027, 7, 6)))
        world.do(registrant, "renew", Details(until=date(2027, 7, 5)))


def test_a_renewal_together_with_the_admission_counts_from_its_last_day():
    registrant = world.admitted(effective_from=world.NOON, until=date(2026, 9, 30))
    refused(world.do, registrant, "renew", Details(until=date(2027, 10, 1), effective_from=world.NOON))
    world.do(registrant, "renew", Details(until=date(2027, 9, 30), effective_from=world.NOON))


def test_whoever_comes_back_comes_back_for_no_longer():
    registrant = world.in_standing("lapsed")
    refused(world.do, registrant, "restore", Details(until=LONGEST + DAY))
    world.do(registrant, "restore", Details(until=LONGEST))


def test_a_correction_does_not_make_it_longer():
    registrant = world.admitted(until=date(2027, 1, 1))
    refused(world.correct, registrant.acts.get(), Details(until=LONGEST + DAY))
    world.correct(registrant.acts.get(), Details(until=LONGEST))
    earlier = clock.start_of_day(date(2026, 5, 1))
    last = registrant.acts.get(replaced_by=None)
    refused(world.correct, last, Details(effective_from=earlier, evidence="The letter"))


def brought_for_three_years() -> Registrant:
    registrant = world.unadmitted()
    world.do(
        registrant,
        "admit",
        Details(until=date(2029, 6, 9)),
        by=world.IMPORTER,
        authority=Authority("transfer"),
        proposed_by=None,
    )
    return registrant


def test_what_another_register_decided_keeps_its_length_and_so_does_its_correction():
    registrant = brought_for_three_years()
    assert world.held_now(registrant, StandingSpan)[0].registered_until == date(2029, 6, 9)
    first = world.correct(registrant.acts.get(), Details(until=date(2029, 6, 8)))
    world.correct(first, Details(until=date(2029, 6, 7)))
    assert world.held_now(registrant, StandingSpan)[0].registered_until == date(2029, 6, 7)


def test_our_own_renewal_of_it_keeps_our_rule():
    registrant = brought_for_three_years()
    refused(world.do, registrant, "renew", Details(until=date(2030, 6, 10)))
    world.do(registrant, "renew", Details(until=date(2030, 6, 9)))


def test_the_demo_keeps_the_rule():
    demo_staff()
    seeds.load(300)
    for registrant in Registrant.objects.prefetch_related("acts"):
        ends: date | None = None
        for act in sorted(registrant.acts.all(), key=lambda act: act.effective_from):
            if act.action not in states.SETS_UNTIL:
                continue
            starts = clock.london_day(act.effective_from)
            begins = max(starts, ends) if act.action == "renew" and ends else starts
            if act.authority not in states.BROUGHT:
                assert act.until is not None
                assert act.until <= begins + relativedelta(months=12), act
            ends = act.until
    assert Act.objects.filter(action="renew").exists()
