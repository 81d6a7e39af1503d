"""The schedule is kept to every night: what is due goes with a receipt, twice is once, and nothing else disappears."""

from datetime import timedelta

import psycopg
import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.db import connection

from careregister.applications import actions as joining_actions
from careregister.applications import states as joining
from careregister.applications.models import Application, Section
from careregister.applications.tests import world as applying
from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import jobs as checks
from careregister.checks import queries as asked
from careregister.checks.models import Ask, WorkHistory
from careregister.evidence.models import Document
from careregister.evidence.tests import papers
from careregister.history.models import Words as HistoryWords
from careregister.letters.models import Words as LetterWords
from careregister.people.models import Contact, Person, PersonName
from careregister.people.tests import world
from careregister.privacy import actions, due, jobs, queries, schedule, states
from careregister.privacy.models import Destruction
from careregister.register.models import ActWords, Hold
from careregister.register.tests import world as register
from careregister.register.verifying import differing

WHY = Because("own_wish")


def later(months: int):
    return clock.at(clock.now() + relativedelta(months=months) + timedelta(days=1))


def counts() -> dict[str, int]:
    """How many rows there are of everything about people."""
    rooms = [config.label for config in apps.get_app_configs() if config.name.startswith("careregister.")]
    return {
        model._meta.label: model._default_manager.count()
        for label in rooms
        for model in apps.get_app_config(label).get_models()
    }


@pytest.mark.django_db
def test_nothing_goes_a_day_early():
    applying.refused()
    applying.in_state(joining.WITHDRAWN)
    papers.given()
    before = counts()
    with clock.at(clock.now() + relativedelta(months=6) - timedelta(days=2)):
        assert sum(jobs.enforce().values()) == 0
    assert counts() == before


@pytest.mark.django_db
def test_a_withdrawn_application_goes_and_a_refused_one_stays():
    withdrawn, _ = applying.in_state(joining.WITHDRAWN)
    refused, _ = applying.refused()
    admitted, _ = applying.in_state(joining.ADMITTED)
    kept = {one: Section.objects.filter(application=one).count() for one in (refused, admitted)}
    with later(6):
        gone = jobs.enforce()
        again = jobs.enforce()
    assert gone["ended.withdrawn"] == 1
    assert sum(again.values()) == 0
    assert not Section.objects.filter(application=withdrawn).exists()
    assert not WorkHistory.objects.filter(application_id=withdrawn).exists()
    assert {one: Section.objects.filter(application=one).count() for one in kept} == kept
    assert WorkHistory.objects.filter(application_id=admitted).exists()
    receipt = Destruction.objects.get(category="ended.withdrawn")
    assert receipt.ids == [withdrawn]
    assert receipt.rule_since == schedule.row("ended.withdrawn", clock.today()).since


@pytest.mark.django_db
def test_a_refused_application_goes_after_two_years_with_the_person():
    refused, by = applying.refused()
    with clock.at(clock.now() + relativedelta(months=2)):
        checks.expire_asks()
    with later(26):
        jobs.enforce()
    assert not Section.objects.filter(application=refused).exists()
    assert not Contact.objects.filter(person=by.person_id).exists()
    assert Person.objects.get(pk=by.person_id).date_of_birth is None
    assert all(not ask.sealed and not ask.answers for ask in Ask.objects.filter(cause_id=refused))
    assert Application.objects.get(pk=refused).state == joining.REFUSED


@pytest.mark.django_db
def test_what_came_with_a_reply_goes_with_the_refused_application_also_where_the_person_applies_again():
    application, by = applying.in_state(joining.BEING_HEARD)
    came = papers.given(by.person_id, purpose="other")
    joining_actions.reply(application, "Here.", papers=[came], by=by, because=WHY)
    registrar = applying.ready(application)
    joining_actions.recommend(
        application, joining.REFUSE, reasons=[applying.REASON], by=registrar, because=applying.BECAUSE
    )
    joining_actions.accept_recommendation(application, by=applying.ready(application), because=applying.BECAUSE)
    with later(23):
        jobs.enforce()
        applying.draft(by)
    assert Document.objects.get(pk=came).destroyed_at is None
    with later(24):
        jobs.enforce()
    assert Document.objects.get(pk=came).destroyed_at


@pytest.mark.django_db
def test_what_came_with_a_reply_goes_six_months_after_the_admission():
    application, by = applying.in_state(joining.BEING_HEARD)
    came = papers.given(by.person_id, purpose="other")
    joining_actions.reply(application, "Here.", papers=[came], by=by, because=WHY)
    applying.pass_checks(application)
    joining_actions.recommend(application, joining.ADMIT, by=applying.ready(application), because=applying.BECAUSE)
    joining_actions.accept_recommendation(application, by=applying.ready(application), because=applying.BECAUSE)
    with later(6):
        jobs.enforce()
    assert Document.objects.get(pk=came).destroyed_at


@pytest.mark.django_db
def test_papers_of_a_draft_that_was_given_up_go():
    forgotten = papers.given()
    applicant = applying.draft()[1]
    theirs = papers.given(applicant.person_id)
    with later(6):
        jobs.enforce()
    assert Document.objects.get(pk=forgotten).destroyed_at
    assert Document.objects.get(pk=theirs).destroyed_at is None


@pytest.mark.django_db
def test_nobody_but_the_clock_destroys_and_only_what_is_due():
    refused, _ = applying.refused()
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.destroy_category("ended.refused", [refused], by=applying.staff("head_of_registration"), because=WHY)
    assert actions.destroy_category("ended.refused", [refused], by=CLOCK, because=WHY) == 0
    assert Section.objects.filter(application=refused).exists()


def asked_to_be_erased(by):
    return actions.ask(by.person_id, states.ERASURE, "All of it, please.", by=by, because=WHY)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [joining.ADMITTED, joining.REFUSED])
def test_a_registrant_and_a_refusal_stay_and_it_is_said_why(state):
    application, by = applying.in_state(state)
    request = asked_to_be_erased(by)
    standing = {one.category: one for one in queries.what_may_go(by.person_id, but_for=request)}
    assert not standing["people.applicants"].goes
    assert all(one.why for one in standing.values() if not one.goes)
    with pytest.raises(NotAllowed, match="nothing_may_go"):
        actions.erase_on_request(request, "We look.", by=world.actor("head_of_registration"), because=WHY)
    assert Section.objects.filter(application=application).exists()
    assert Contact.objects.filter(person=by.person_id).exists()
    if state == joining.ADMITTED:
        assert not standing["register.acts"].goes


@pytest.mark.django_db
def test_who_withdrew_is_erased_and_told_what_stays():
    application, by = applying.in_state(joining.WITHDRAWN)
    other, other_by = applying.in_state(joining.WITHDRAWN)
    request = asked_to_be_erased(by)
    head = world.actor("head_of_registration")
    went = actions.erase_on_request(request, "It is done.", by=head, because=WHY)
    assert {"ended.withdrawn", "people.applicants"} <= set(went)
    assert not Contact.objects.filter(person=by.person_id).exists()
    assert not Section.objects.filter(application=application).exists()
    assert Section.objects.filter(application=other).exists()
    assert Contact.objects.filter(person=other_by.person_id).exists()
    said = queries.one_of_mine(request, by)
    assert said
    assert "What stays, and why" in said.answer
    assert Destruction.objects.filter(request=request).count() == len(went)


@pytest.mark.django_db
def test_who_only_has_an_account_is_erased_and_signs_in_no_more():
    account = world.account()
    by = world.owner_of(account)
    actions.erase_on_request(
        asked_to_be_erased(by), "Your account is closed.", by=world.actor("head_of_registration"), because=WHY
    )
    account.refresh_from_db()
    assert not account.is_active
    assert "example.org" not in account.email
    assert not PersonName.objects.filter(person=by.person_id).exists()


@pytest.mark.django_db
def test_without_the_privacy_login_words_stay_and_the_rest_goes(settings):
    settings.DATABASE_PRIVACY_URL = ""
    applying.in_state(joining.WITHDRAWN)
    with later(72):
        gone = jobs.enforce()
    assert "words.letters" not in gone
    assert gone["ended.withdrawn"] == 1
    assert LetterWords.objects.exclude(body=b"").exists()


def test_the_privacy_login_empties_old_words_once_and_may_do_nothing_else(own_database, cluster, settings):
    login = f"{cluster.owner}/{own_database}?options=-c%20role%3Dcareregister_privacy"
    settings.DATABASE_PRIVACY_URL = login
    refused, _by = applying.refused()
    _admitted, admitted_by = applying.in_state(joining.ADMITTED)
    rows = LetterWords.objects.count(), HistoryWords.objects.count()
    words_of_admitted = HistoryWords.objects.filter(entry__person_id=admitted_by.person_id).exclude(text="").count()
    with later(73):
        gone = jobs.enforce()
        assert sum(jobs.enforce().values()) == 0
    assert gone["words.letters"]
    assert gone["words.history"]
    assert gone["words.decisions"]
    assert (LetterWords.objects.count(), HistoryWords.objects.count()) == rows
    decision = Application.objects.get(pk=refused).decisions.get()
    assert decision.words.explanation == ""
    left = HistoryWords.objects.filter(entry__person_id=admitted_by.person_id).exclude(text="").count()
    assert left == words_of_admitted
    assert not due.over(schedule.row("words.letters", clock.today()), clock.today())

    with psycopg.connect(login, autocommit=True) as privacy:
        for statement in (
            "delete from history_words",
            "update history_entry set what = ''",
            "select * from people_contact",
            "delete from privacy_destruction",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                privacy.execute(statement)
    connection.close()


def test_words_of_acts_go_six_years_after_the_entry_is_shown_no_more(own_database, cluster, settings):
    settings.DATABASE_PRIVACY_URL = f"{cluster.owner}/{own_database}?options=-c%20role%3Dcareregister_privacy"
    with clock.at(clock.now() - timedelta(hours=1)):
        left, held, stays = (register.in_standing(one) for one in ("lapsed", "removed_own_request", "registered"))
        Hold.objects.create(registrant=held, reason="concern", placed_at=clock.now())

    def said(one):
        return ActWords.objects.filter(act__registrant=one).exclude(explanation="", evidence="", facts=None).count()

    kept = [said(one) for one in (left, held, stays)]
    assert all(kept)
    with later(12 + 71):
        assert not jobs.enforce().get("words.acts")
    assert [said(one) for one in (left, held, stays)] == kept
    with later(12 + 72):
        assert jobs.enforce()["words.acts"] == kept[0]
        assert not jobs.enforce().get("words.acts")
    assert [said(one) for one in (left, held, stays)] == [0, *kept[1:]]
    assert left.acts.count() > 1, "the decisions stay"
    assert differing([left.pk, held.pk, stays.pk]) == []


def test_every_row_of_the_schedule_is_enforced_by_something():
    for row in schedule.rows():
        assert (row.job == jobs.ENFORCES) == (row.category in due.SELECTORS)
        assert row.months is not None or not row.job


@pytest.mark.django_db
def test_a_file_that_was_emptied_can_still_be_opened_by_staff():
    refused, by = applying.refused()
    reference = Application.objects.get(pk=refused).reference
    with clock.at(clock.now() + relativedelta(months=2)):
        checks.expire_asks()
    with later(28):
        jobs.enforce()
        jobs.enforce()
        officer = applying.staff("head_of_registration")
        assert applying.whole(reference, officer).decisions
        assert asked.asks_of(refused, officer) is not None
        assert applying.sent()[0]
        assert queries.held_about(by.person_id, by)


@pytest.mark.django_db
def test_who_withdrew_while_being_heard_is_not_forgotten_on_request():
    heard, by = applying.in_state(joining.BEING_HEARD)
    joining_actions.withdraw(heard, by=by, because=WHY)
    assert due.of_person("people.applicants", by.person_id) == []
    standing = {one.category: one for one in queries.what_may_go(by.person_id)}
    assert not standing["people.applicants"].goes
    _plain, other = applying.in_state(joining.WITHDRAWN)
    assert due.of_person("people.applicants", other.person_id) == [other.person_id]
    with later(24):
        assert by.person_id in due.over(schedule.row("people.applicants", clock.today()), clock.today())
