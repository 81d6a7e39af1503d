"""When a step may be taken: dates, holds, restrictions, terms and reasons. Refusals first."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed, Refused, Unlawful
from careregister.register import states
from careregister.register.actions import place_hold, release_hold
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.models import Act, PublicFacts, StandingSpan, TierSpan
from careregister.register.tests import world

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
YESTERDAY = clock.start_of_day(world.TODAY) - DAY
NEXT_MONTH = clock.start_of_day(date(2026, 7, 10))


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


@pytest.fixture
def long_registered():
    """Registered for half a year, so that there is a past to date things in."""
    with clock.at(world.NOON - 180 * DAY):
        return world.admitted()


def refused(reason: str, registrant, action: str, details=None, **how) -> Refused:
    before = world.counts()
    with pytest.raises(Refused) as refusal:
        world.do(registrant, action, details, **how)
    assert refusal.value.reason == reason
    assert world.counts() == before
    return refusal.value


# Reasons, and what was seen


def test_nothing_is_decided_without_a_reason():
    refused("reason_missing", world.admitted(), "pause", because=Because(""))


def test_a_decision_made_on_a_page_that_is_out_of_date_is_refused():
    registrant = world.admitted()
    seen = registrant.acts_written
    world.do(registrant, "pause", seen=seen)
    refused("changed_meanwhile", registrant, "resume", seen=seen)
    world.do(registrant, "resume", seen=seen + 1)


def test_a_person_is_not_admitted_twice():
    registrant = world.admitted()
    before = world.counts()
    with pytest.raises(NotAllowed, match="already_registrant"):
        world.admitted(registrant.person)
    assert world.counts() == before


@pytest.mark.parametrize(
    ("action", "details", "reason"),
    [
        ("confer_tier", Details(), "tier_missing"),
        ("confer_tier", Details(tier="gold"), "tier_missing"),
        ("pause", Details(tier="advanced"), "tier_not_here"),
        ("amend_facts", Details(), "facts_missing"),
        ("amend_facts", Details(facts=Facts(name_shown="nickname")), "facts_missing"),
        ("pause", Details(facts=Facts()), "facts_not_here"),
        ("pause", Details(restriction=uuid4()), "restriction_not_here"),
        ("renew", Details(), "until_missing"),
        ("impose_suspension", Details(), "until_missing"),
        ("impose_interim_suspension", Details(until=world.TODAY + 30 * DAY), "review_missing"),
        ("vary_restriction", Details(), "restriction_missing"),
    ],
)
def test_a_step_says_what_it_needs_and_nothing_of_another_step(action, details, reason):
    refused(reason, world.admitted(), action, details)


def test_a_renewal_ends_later_than_what_it_renews():
    registrant = world.admitted(until=date(2027, 6, 9))
    refused("renewal_not_later", registrant, "renew", Details(until=date(2027, 6, 9)))
    refused("until_before_start", registrant, "renew", Details(until=date(2026, 6, 9)))
    world.do(registrant, "renew", Details(until=date(2027, 6, 10)))
    assert world.held_now(registrant, StandingSpan, NEXT_MONTH)[0].registered_until == date(2027, 6, 10)


# Dates of effect


@pytest.mark.parametrize("action", ["pause", "record_death", "confer_tier", "remove_at_own_request"])
def test_a_past_date_needs_the_head_of_registration_and_evidence(action, long_registered):
    details = world.details_for(action, effective_from=YESTERDAY, evidence="Letter of 9 June")
    unproved = world.details_for(action, effective_from=YESTERDAY, evidence="  ")
    refused("past_date_needs_head", long_registered, action, details, by=world.staff("registrar"))
    refused("past_date_needs_evidence", long_registered, action, unproved, by=world.staff("head_of_registration"))
    both = world.staff("registrar", "head_of_registration")
    act = world.do(long_registered, action, details, by=both)
    assert (act.decided_role, act.effective_from, act.recorded_at) == ("head_of_registration", YESTERDAY, world.NOON)


def test_a_panel_dates_nothing_in_the_past(long_registered):
    details = world.details_for("impose_suspension", effective_from=YESTERDAY, evidence="Minutes")
    refused("past_date_needs_head", long_registered, "impose_suspension", details)
    refused("wrong_role", long_registered, "impose_suspension", details, by=world.staff("head_of_registration"))


def test_earlier_today_is_not_the_past(long_registered):
    world.do(long_registered, "pause", Details(effective_from=clock.start_of_day(world.TODAY)))
    assert world.base_now(long_registered) == "paused"


def test_nothing_takes_effect_before_the_admission():
    details = Details(effective_from=YESTERDAY, evidence="Letter")
    refused("step_not_lawful", world.admitted(), "pause", details, by=world.staff("head_of_registration"))


def test_a_step_dated_next_month_takes_effect_by_itself():
    registrant = world.admitted()
    world.do(registrant, "pause", Details(effective_from=NEXT_MONTH))
    assert world.base_now(registrant, NEXT_MONTH - clock.MICROSECOND) == "registered"
    assert world.base_now(registrant, NEXT_MONTH) == "paused"


def test_a_step_dated_next_month_forbids_what_would_contradict_it_before_then():
    registrant = world.admitted()
    world.do(registrant, "pause", Details(effective_from=NEXT_MONTH))
    refused("step_not_lawful", registrant, "pause")
    world.do(registrant, "renew", Details(until=date(2028, 1, 1)))
    world.do(registrant, "resume", Details(effective_from=NEXT_MONTH + DAY))
    assert world.base_now(registrant, NEXT_MONTH + DAY) == "registered"


@pytest.mark.parametrize("action", states.OVERTAKES)
def test_nothing_set_for_a_later_day_stands_in_the_way_of_a_removal_or_a_death(action):
    registrant = world.admitted()
    world.do(registrant, "pause", Details(effective_from=NEXT_MONTH))
    act = world.do(registrant, action)
    ended = world.base_now(registrant, act.effective_from)
    assert ended == states.STANDING.step(action).after
    assert world.base_now(registrant, NEXT_MONTH + DAY) == ended
    world.correct(act, None)
    assert world.base_now(registrant) == "registered"
    assert world.base_now(registrant, NEXT_MONTH) == "paused"


def test_a_suspension_to_come_is_not_escaped_by_leaving():
    registrant = world.admitted()
    world.do(registrant, "impose_suspension", world.details_for("impose_suspension", on=date(2026, 7, 10)))
    refused("restricted", registrant, "remove_at_own_request")


def test_nobody_pauses_themselves_in_advance():
    registrant = world.admitted()
    details = Details(effective_from=NEXT_MONTH)
    refused("not_in_advance", registrant, "pause", details, by=world.themselves(registrant))


@pytest.mark.parametrize("action", states.FORBIDDEN_WHILE_HELD)
def test_nobody_lapses_or_leaves_in_advance_for_they_may_be_held_or_suspended_by_then(action):
    registrant = world.admitted()
    refused("not_in_advance", registrant, action, Details(effective_from=NEXT_MONTH))
    world.suspended(registrant)


def test_what_is_shown_cannot_be_amended_in_advance():
    details = Details(effective_from=NEXT_MONTH, facts=Facts(town="Sale"))
    refused("not_in_advance", world.admitted(), "amend_facts", details)


def test_the_record_never_runs_backwards_even_if_the_machine_clock_does():
    registrant = world.admitted()
    with clock.at(world.NOON - timedelta(hours=2)):
        world.do(registrant, "pause")
    stamps = list(
        Act.objects.filter(registrant=registrant).order_by("recorded_at").values_list("recorded_at", "action")
    )
    assert stamps == [(world.NOON, "admit"), (world.NOON + clock.MICROSECOND, "pause")]


# Own wish


def test_a_registrant_does_not_resume_alone_once_something_went_out_of_date():
    registrant = world.admitted(until=date(2026, 6, 20))
    world.do(registrant, "pause", by=world.themselves(registrant))
    later = clock.start_of_day(date(2026, 6, 21))
    with clock.at(later):
        refused("resume_needs_a_look", registrant, "resume", by=world.themselves(registrant))
        world.do(registrant, "resume", by=world.staff("registrar"))


def test_a_registrant_pauses_resumes_and_amends_what_is_shown():
    registrant = world.admitted()
    oneself = world.themselves(registrant)
    world.do(registrant, "pause", by=oneself)
    world.do(registrant, "resume", by=oneself)
    world.do(
        registrant,
        "amend_facts",
        Details(facts=Facts(name_shown="known_as", town="Sale", county="Cheshire")),
        by=oneself,
    )
    shown = PublicFacts.objects.get(registrant=registrant)
    assert (shown.name_shown, shown.town, shown.county) == ("known_as", "Sale", "Cheshire")


# Holds


@pytest.mark.parametrize("action", states.FORBIDDEN_WHILE_HELD)
def test_the_held_neither_lapse_nor_leave(action):
    registrant = world.admitted()
    first = place_hold(registrant, by=world.staff("case_officer"), because=Because("open_concern"))
    second = place_hold(registrant, by=CLOCK, because=Because("open_ladder"))
    refused("held", registrant, action)
    release_hold(first, by=world.staff("case_officer"), because=Because("closed"))
    refused("held", registrant, action)
    release_hold(second, by=CLOCK, because=Because("closed"))
    world.do(registrant, action)


def test_the_held_may_still_do_everything_else():
    registrant = world.admitted()
    place_hold(registrant, by=CLOCK, because=Because("open_concern"))
    for action in ("renew", "pause", "resume", "impose_suspension", "remove_by_decision"):
        world.do(registrant, action)


def test_the_same_hold_is_placed_once_and_released_once():
    registrant = world.admitted()
    hold = place_hold(registrant, by=CLOCK, because=Because("open_concern"))
    before = world.counts()
    assert place_hold(registrant, by=CLOCK, because=Because("open_concern")).pk == hold.pk
    assert world.counts() == before
    release_hold(hold, by=CLOCK, because=Because("closed"))
    with pytest.raises(NotAllowed, match="already_released"):
        release_hold(hold, by=CLOCK, because=Because("closed"))
    assert place_hold(registrant, by=CLOCK, because=Because("open_concern")).pk != hold.pk


def test_nobody_holds_or_releases_themselves_and_the_public_holds_nobody():
    registrant = world.admitted()
    hold = place_hold(registrant, by=CLOCK, because=Because("open_concern"))
    oneself = world.staff("case_manager", person=registrant.person_id)
    with pytest.raises(NotAllowed, match="about_oneself"):
        release_hold(hold, by=oneself, because=Because("closed"))
    with pytest.raises(NotAllowed, match="about_oneself"):
        place_hold(registrant, by=oneself, because=Because("another"))
    with pytest.raises(NotAllowed, match="wrong_role"):
        place_hold(registrant, by=world.themselves(registrant), because=Because("another"))
    refused("held", registrant, "lapse")


# Admission


def test_tier_and_facts_given_at_admission_become_acts_of_their_own():
    registrant = world.admitted(tier="advanced", facts=Facts(town="Sale"))
    acts = list(Act.objects.filter(registrant=registrant).order_by("recorded_at").values_list("action", flat=True))
    assert acts == ["admit", "confer_tier", "amend_facts"]
    assert world.held_now(registrant, TierSpan, NEXT_MONTH)[0].tier == "advanced"
    assert PublicFacts.objects.get(registrant=registrant).town == "Sale"


def test_a_rule_that_has_no_row_for_the_day_is_a_named_refusal():
    registrant = world.admitted()
    long_ago = datetime(2019, 5, 1, tzinfo=UTC)
    details = world.details_for("impose_conditions", on=date(2019, 5, 1), effective_from=long_ago)
    refused(
        "no_rule_in_force", registrant, "impose_conditions", details, by=world.IMPORTER, authority=Authority("import")
    )


def test_a_refusal_is_told_by_its_reason_and_never_by_a_message():
    assert str(refused("step_not_lawful", world.admitted(), "resume")).startswith("step_not_lawful")
    with pytest.raises(Unlawful) as refusal:
        world.do(world.admitted(), "resume")
    assert refusal.value.detail["base"] == "registered"
