"""To correct is to replace an act by another, by two people; nothing is ever altered. Refusals first."""

from datetime import date, timedelta
from typing import Any

import pytest

from careregister.base import clock
from careregister.base.refusals import Refused
from careregister.history.models import Entry
from careregister.register.actions import take
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.models import Act, PublicFacts, RestrictionSpan, StandingSpan, TierSpan
from careregister.register.tests import world

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CORRECTION = Authority("correction")


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def refused(reason: str, act: Act, details: Details | None, **how) -> None:
    before = world.counts()
    with pytest.raises(Refused) as refusal:
        world.correct(act, details, **how)
    assert refusal.value.reason == reason
    assert world.counts() == before


def test_one_person_corrects_nothing():
    act = world.do(world.admitted(), "pause")
    registrar, head = world.staff("registrar"), world.staff("head_of_registration")
    subject = act.subject_person
    refused("wrong_role", act, None, by=registrar)
    refused("second_person_missing", act, None, proposed_by=None)
    refused("second_person_wrong_role", act, None, proposed_by=world.staff("head_of_registration"))
    refused("three_different_persons", act, None, by=head, proposed_by=world.staff("registrar", person=head.person_id))
    refused("three_different_persons", act, None, proposed_by=world.staff("registrar", person=subject))
    refused("about_oneself", act, None, by=world.staff("head_of_registration", person=subject))


def test_an_import_and_the_person_themselves_correct_nothing():
    registrant = world.admitted()
    act = world.do(registrant, "pause")
    refused("wrong_role", act, None, by=world.themselves(registrant))
    refused("wrong_role", act, None, by=world.IMPORTER, proposed_by=None)


def test_a_past_act_is_corrected_on_evidence_only():
    with clock.at(world.NOON - 30 * DAY):
        act = world.do(world.admitted(), "pause")
    refused("past_date_needs_evidence", act, Details(effective_from=act.effective_from + DAY))
    refused("past_date_needs_evidence", act, None, because=world.Because("typing_error"))


def test_an_admission_is_never_replaced_by_nothing():
    refused("admission_is_withdrawn", world.admitted().acts.get(), None)


def test_what_was_replaced_is_not_replaced_again():
    act = world.do(world.admitted(), "pause")
    void = world.correct(act, None)
    refused("already_replaced", act, None)
    refused("already_replaced", act, Details(effective_from=world.NOON + DAY))
    refused("already_replaced", void, None)


def test_a_correction_that_the_later_acts_contradict_is_refused():
    registrant = world.admitted()
    pause = world.do(registrant, "pause")
    world.do(registrant, "resume")
    refused("step_not_lawful", pause, None)
    refused("step_not_lawful", pause, Details(effective_from=world.NOON + 9 * DAY))


def test_a_restriction_is_not_undone_under_what_was_decided_on_it_since():
    registrant, order = world.suspended()
    world.do(registrant, "vary_restriction", Details(restriction=order, until=world.TODAY + 30 * DAY))
    refused("restriction_not_in_force", registrant.acts.get(action="impose_suspension"), None)


def test_a_void_act_replaces_something_and_something_of_the_same_entry():
    registrant, another = world.admitted(), world.do(world.admitted(), "pause")
    pair: dict[str, Any] = {"by": world.staff("head_of_registration"), "proposed_by": world.staff("registrar")}
    before = world.counts()
    with pytest.raises(Refused, match="nothing_to_correct"):
        take(registrant, "void", Details(), because=world.BECAUSE, authority=CORRECTION, **pair)
    with pytest.raises(Refused, match="not_an_act_of_this_entry"):
        take(registrant, "pause", Details(), because=world.BECAUSE, authority=CORRECTION, corrects=another, **pair)
    assert world.counts() == before


def test_an_act_replaced_by_nothing_is_as_if_it_had_never_been_but_is_still_known_to_have_been_thought():
    registrant = world.admitted()
    pause = world.do(registrant, "pause")
    with clock.at(world.NOON + DAY):
        void = world.correct(pause, None)
    known = StandingSpan.objects.filter(registrant=registrant, valid__contains=pause.effective_from)
    assert known.get(known__upper_inf=True).base == "registered"
    assert known.get(known__contains=void.recorded_at - clock.MICROSECOND).base == "paused"
    assert Act.objects.filter(pk=pause.pk).exists()


def test_a_correction_moves_the_date_and_keeps_the_rest():
    registrant, order = world.suspended(until=date(2026, 9, 1))
    imposed = registrant.acts.get(action="impose_suspension")
    act = world.correct(imposed, Details(effective_from=clock.start_of_day(date(2026, 7, 1))))
    assert (act.action, act.restriction, act.until, act.replaces_id) == (
        "impose_suspension",
        order,
        date(2026, 9, 1),
        imposed.pk,
    )
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 6, 30))) == []
    assert world.kinds_now(registrant, clock.end_of_day(date(2026, 7, 1))) == ["suspension"]
    assert RestrictionSpan.objects.get(registrant=registrant, known__upper_inf=True).act == act.pk


def test_a_correction_can_itself_be_corrected():
    registrant = world.admitted()
    first = world.correct(registrant.acts.get(), Details(until=date(2027, 3, 1)))
    second = world.correct(first, Details(until=date(2027, 4, 1)))
    refused("already_replaced", first, Details(until=date(2027, 5, 1)))
    assert second.replaces_id == first.pk
    assert world.held_now(registrant, StandingSpan, second.recorded_at)[0].registered_until == date(2027, 4, 1)


def test_an_admission_that_took_effect_together_with_its_tier_and_facts_can_be_corrected():
    """An import dates all three to one instant; the correction is recorded last and still stands first."""
    day = clock.start_of_day(date(2025, 2, 3))
    registrant = world.admit(
        world.a_person(),
        Details(effective_from=day, until=date(2027, 2, 2), tier="advanced", facts=Facts(town="Sale")),
        by=world.IMPORTER,
        because=world.BECAUSE,
        authority=Authority("import"),
    )
    admission = registrant.acts.get(action="admit")
    act = world.correct(admission, Details(until=date(2027, 3, 2), evidence="The old body's letter"))
    assert world.held_now(registrant, StandingSpan)[0].registered_until == date(2027, 3, 2)
    earlier = clock.start_of_day(date(2024, 2, 3))
    world.correct(act, Details(effective_from=earlier, evidence="The old body's letter"))
    registrant.refresh_from_db()
    assert registrant.first_registered == date(2024, 2, 3)
    assert world.held_now(registrant, TierSpan)[0].valid.lower == day


def test_facts_corrected_and_facts_replaced_by_nothing_are_shown_so():
    registrant = world.admitted()
    first = world.do(registrant, "amend_facts", Details(facts=Facts(town="Sale")))
    second = world.do(registrant, "amend_facts", Details(facts=Facts(town="Stretford")))
    world.correct(second, Details(facts=Facts(town="Urmston", name_shown="known_as")))
    assert PublicFacts.objects.get(registrant=registrant).town == "Urmston"
    world.correct(registrant.acts.get(replaces=second), None)
    assert PublicFacts.objects.get(registrant=registrant).town == "Sale"
    world.correct(first, None)
    assert not PublicFacts.objects.filter(registrant=registrant).exists()


def test_a_correction_is_one_line_of_history_that_names_both_people():
    act = world.do(world.admitted(), "pause")
    pair: dict[str, Any] = {"by": world.staff("head_of_registration"), "proposed_by": world.staff("registrar")}
    before = Entry.objects.count()
    void = world.correct(act, None, **pair)
    assert Entry.objects.count() == before + 1
    line = Entry.objects.latest("sequence")
    assert (line.what, line.refs["act"], line.refs["replaces"]) == ("register.corrected", str(void.pk), str(act.pk))
    assert (line.by_person, line.by_role) == (pair["by"].person_id, "head_of_registration")
    assert line.refs["proposed_by"] == str(pair["proposed_by"].account_id)
