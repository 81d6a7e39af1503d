"""What renewals, membership and training keep goes when its time is over, and not a day before."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta

from careregister.base import clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.membership import actions as membership
from careregister.membership.models import Subscription
from careregister.membership.tests import world as members
from careregister.payments import actions as payments
from careregister.payments import ledger
from careregister.payments.models import Payer
from careregister.people.tests import world as people
from careregister.privacy import due, jobs, queries, schedule
from careregister.privacy.models import Destruction
from careregister.register.models import Hold
from careregister.register.tests import world as register
from careregister.renewals import actions
from careregister.renewals.models import Answers, DeferralWords, Look, LookWords, Referral, Renewal, WorkContact
from careregister.renewals.tests import world
from careregister.training import actions as training
from careregister.training.models import Award

WHY = Because("own_wish")


def later(months: int):
    return clock.at(clock.now() + relativedelta(months=months) + timedelta(days=1))


def ended() -> Renewal:
    """A renewal of which everything was said that can be, closed today."""
    renewal = world.opened(until=clock.today() + timedelta(days=20))
    by = world.themselves(renewal)
    world.fill(renewal)
    until = clock.today() + timedelta(days=30)
    actions.ask_deferral(renewal.pk, "illness", until, by=by, because=Because("own_wish", "My back."))
    actions.decline_deferral(renewal.pk, by=world.staff(), because=world.WHY)
    somebody, account = uuid4(), uuid4()
    look = Look.objects.create(
        renewal=renewal, subject_person=renewal.person_id, round=0, verdict="lapse", by_person=somebody,
        by_account=account, by_role="registrar",
    )  # fmt: skip
    LookWords.objects.create(look=look, text="Every letter arrived.")
    Referral.objects.create(
        renewal=renewal, reasons=["health"], words="Tell us more.", closed_at=clock.now(), outcome="hand_back"
    )
    Renewal.objects.filter(pk=renewal.pk).update(state="closed", ended_at=clock.now())
    return renewal


def said_in(renewal: Renewal) -> list[object]:
    words = DeferralWords.objects.get(deferral__renewal=renewal)
    return [
        Answers.objects.filter(renewal=renewal).exists(),
        words.opened("asked"),
        words.opened("answered"),
        Referral.objects.get(renewal=renewal).words,
        LookWords.objects.get(look__renewal=renewal).text,
    ]


def test_words_of_renewals_go_after_six_years_with_a_receipt_and_a_hold_keeps_them(own_database, cluster, settings):
    settings.DATABASE_PRIVACY_URL = f"{cluster.owner}/{own_database}?options=-c%20role%3Dcareregister_privacy"
    gone, held = ended(), ended()
    Hold.objects.create(registrant=held.registrant, reason="concern", placed_at=clock.now())
    with clock.at(clock.now() + relativedelta(months=72) - timedelta(days=2)):
        assert not jobs.enforce().get("words.renewals")
    assert all(said_in(gone))
    with later(72):
        assert jobs.enforce()["words.renewals"] == 1
        assert not jobs.enforce().get("words.renewals")
    assert not any(said_in(gone))
    assert all(said_in(held))
    assert Renewal.objects.filter(pk=gone.pk, state="closed").exists(), "that there was one stays"
    assert Destruction.objects.get(category="words.renewals").ids == [gone.pk]


@pytest.mark.django_db
def test_who_at_work_could_be_told_goes_two_years_after_the_person_ended_it():
    renewal = world.opened(until=clock.today() + timedelta(days=20))
    was, may = (WorkContact.sealed_for(renewal.person_id, name="Ash", email="ash@example.org") for _each in range(2))
    was.until = clock.now()
    was.save()
    may.save()
    with later(23):
        assert not jobs.enforce()["contacts.work"]
    with later(24):
        assert jobs.enforce()["contacts.work"] == 1
    assert WorkContact.objects.get().pk == may.pk, "who may still be told stays"


@pytest.mark.django_db
def test_learning_goes_six_years_after_the_entry_is_shown_no_more():
    with clock.at(clock.now() - timedelta(hours=1)):
        left, stays = (register.in_standing(one) for one in ("lapsed", "registered"))
    for one in (left, stays):
        training.claim(
            one.person_id, topic="safeguarding_adults", title="", provider="Kindly Care", finished_on=clock.today(),
            by=world.themselves(Renewal(person_id=one.person_id)), because=WHY,
        )  # fmt: skip
    with later(12 + 71):
        assert not jobs.enforce()["training.left"]
    with later(12 + 72):
        assert jobs.enforce()["training.left"] == 1
        assert not jobs.enforce()["training.left"]
    assert list(Award.objects.values_list("person", flat=True)) == [stays.person_id]


@pytest.mark.django_db
def test_a_member_is_not_forgotten_while_they_are_billed_and_accounts_stay():
    by = people.owner_of(people.account())
    assert by.person_id
    membership.join(by.person_id, "monthly", by=by, because=WHY)
    standing = {one.category: one for one in queries.what_may_go(by.person_id)}
    assert not standing["people.applicants"].goes
    assert "End your membership" in standing["people.applicants"].why
    assert not standing["payments"].goes
    assert due.of_person("people.applicants", by.person_id) == []
    Subscription.objects.update(state="ended", ended_on=clock.today(), ended_because="cancelled")
    assert due.of_person("people.applicants", by.person_id) == [by.person_id]


@pytest.mark.django_db
def test_accounts_are_cut_from_the_name_six_years_after_their_tax_year_and_the_sums_stay():
    with clock.at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        subscription, by = members.member("yearly")
        stays, _theirs = members.member("yearly")
        membership.end_now(subscription, by=members.officer(), because=Because("asked_us", "Moved abroad."))
    booked = ledger.balances()
    with clock.at(datetime(2033, 4, 4, 12, tzinfo=UTC)):
        assert not jobs.enforce()["payments"]
    with clock.at(datetime(2033, 4, 6, 12, tzinfo=UTC)):
        assert jobs.enforce()["payments"] == 1
        assert not jobs.enforce()["payments"]
    assert not Payer.objects.filter(person=by.person_id).exists()
    assert not Subscription.objects.filter(pk=subscription).exists()
    assert Subscription.objects.filter(pk=stays).exists(), "who is a member is not forgotten"
    nobodys = Payer.objects.get(person=None)
    assert (nobodys.customer, nobodys.methods.get().last4, nobodys.methods.get().state) == ("", "", "ended")
    assert [one.pence for one in nobodys.attempts.all()] == [3600]
    assert ledger.balances() == booked
    assert Destruction.objects.get(category="payments").ids == [by.person_id]
    with pytest.raises(NotAllowed, match="not_your_money"):
        payments.end_method(nobodys.methods.get().pk, by=by, because=WHY)


@pytest.mark.django_db
def test_somebody_who_left_without_ever_paying_for_themselves_is_forgotten_too():
    with clock.at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        employer, owner = members.employer()
        worker, by = members.covered(employer, owner)
        membership.end_cover(worker, by=owner, because=WHY)
        assert due.of_person("payments", members.person_of(by)) == [by.person_id]
    with clock.at(datetime(2033, 4, 6, 12, tzinfo=UTC)):
        assert jobs.enforce()["payments"] == 1
    assert not Subscription.objects.exists()


def test_what_is_kept_of_money_and_of_employers_is_in_the_schedule():
    on = date(2026, 11, 22)
    assert schedule.row("payments", on).months == 72
    assert schedule.row("membership.hardship", on).job == "membership.night"
    assert schedule.row("invitations", on).months == 0
