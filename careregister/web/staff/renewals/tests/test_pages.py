"""Staff pages of renewals: who may, who may not, and what each step does."""

from datetime import timedelta

import pytest

from careregister.base import clock
from careregister.base.actors import Actor, Kind
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.people.models import RoleGrant, from_now_on
from careregister.people.tests import world as people
from careregister.register.tests import world as registers
from careregister.renewals import actions, fees, jobs
from careregister.renewals.models import Look, Notice, Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, UNTIL, WHY
from careregister.web.parts.tests.signing_in import client_for, staff_client
from careregister.web.staff.renewals import lists

pytestmark = pytest.mark.django_db
HOME = "/staff/renewals/"
OVER = UNTIL + timedelta(days=31)


def referred(name: str = "Grace Okafor") -> Renewal:
    renewal = world.opened(name=name)
    said = {**world.NO_TO_ALL, "health_affects": "yes", "health_words": "An ear that went deaf", "convicted": "yes"}
    world.fill(renewal, declarations=said)
    actions.send(renewal.pk, by=world.themselves(renewal), because=WHY)
    return renewal


def over(**said) -> Renewal:
    with world.on(OPENS):
        renewal = world.opened(**said)
        world.climb(renewal, OVER)
    return renewal


def test_health_and_character_are_read_by_registrars_alone_and_each_look_is_written_down():
    with world.on(OPENS, 12):
        renewal = referred()
        for role in ("auditor", "membership_officer"):
            client = staff_client(role)
            pages = [client.get(f"{HOME}{renewal.pk}/"), client.get(HOME), client.get(HOME + "?tab=referred")]
            text = "".join(page.content.decode() for page in pages)
            assert "Grace Okafor" in pages[0].content.decode()
            for words in ("went deaf", "their health", "their work or character"):
                assert words not in text, (role, words)
        assert not Entry.objects.filter(what="renewals.answers_read").exists()
        text = staff_client("registrar").get(f"{HOME}{renewal.pk}/").content.decode()
        assert "went deaf" in text
        assert Entry.objects.filter(what="renewals.answers_read", person_id=renewal.person_id).count() == 1


@pytest.mark.parametrize("role", ["checks_officer", "case_officer", "finance_officer", "editor", "administrator"])
def test_who_has_no_part_in_renewals_sees_none(role):
    with world.on(OPENS, 12):
        renewal = referred()
        client = staff_client(role)
        for where in (HOME, f"{HOME}{renewal.pk}/", f"{HOME}{renewal.pk}/steps/renew/", HOME + "forecast/"):
            assert client.get(where).status_code == 403


def test_a_registrar_sees_nothing_of_their_own():
    with world.on(OPENS, 12):
        renewal = referred()
        account = people.account("registrar")
        account.person_id = renewal.person_id
        account.role_grants.all().delete()
        account.save()
        held = {"side": "judges", "held": from_now_on(clock.now())}
        RoleGrant.objects.create(account=account, person_id=renewal.person_id, role="registrar", **held)
        client = client_for(account)
        assert client.get(f"{HOME}{renewal.pk}/").status_code == 403
        assert client.post(f"{HOME}{renewal.pk}/steps/renew/", {"words": "Fine"}).status_code == 403


def test_a_step_that_is_not_ones_own_does_nothing():
    with world.on(OPENS, 12):
        renewal = referred()
        for role in ("auditor", "membership_officer"):
            answer = staff_client(role).post(f"{HOME}{renewal.pk}/steps/renew/", {"words": "Fine", "seen": ""})
            assert answer.status_code == 400
        renewal.refresh_from_db()
        assert renewal.state == "referred"
        assert staff_client("registrar").get(f"{HOME}{renewal.pk}/steps/nonsense/").status_code == 404


def test_a_registrar_renews_in_words_and_of_two_windows_the_second_is_told():
    with world.on(OPENS, 12):
        renewal = referred()
        client = staff_client("registrar")
        assert client.post(f"{HOME}{renewal.pk}/steps/renew/", {"words": ""}).status_code == 400
        assert client.post(f"{HOME}{renewal.pk}/steps/renew/", {"words": "Rang them", "seen": "77"}).status_code == 400
        renewal.refresh_from_db()
        seen = str(renewal.steps_taken)
        answer = client.post(f"{HOME}{renewal.pk}/steps/renew/", {"words": "Rang them", "seen": seen}, follow=True)
        assert "Renewed until" in answer.content.decode()


def test_the_ladder_of_a_person_shows_when_how_and_what_came_back():
    renewal = over()
    Letter.objects.filter(cause_id=renewal.pk, channel="email", kind="renewals.opened").update(
        status="returned", outcome="5.1.1"
    )
    with world.on(OVER, 12):
        text = staff_client("registrar").get(f"{HOME}{renewal.pk}/").content.decode()
        for words in ("60 days before", "25 days after", "Did not arrive", "5.1.1", "Text message", "3 January 2027"):
            assert words in text
        assert "A notice did not arrive" in text


def test_before_a_lapse_a_registrar_looks_and_who_paid_stands_first(monkeypatch):
    unpaid, paid = over(name="Una Paid"), over(name="Paul Paid")
    monkeypatch.setattr(fees, "paying", lambda ids: {paid.person_id} & set(ids))
    with world.on(OVER, 12):
        client = staff_client("registrar")
        text = client.get(HOME + "?tab=looks").content.decode()
        assert text.index("Paul Paid") < text.index("Una Paid")
        where = f"{HOME}{paid.pk}/steps/lapse/"
        assert client.post(where, {"words": ""}).status_code == 400
        assert client.post(f"{HOME}{unpaid.pk}/steps/lapse/", {"words": ""}).status_code == 302
        day = OVER + timedelta(days=9)
        until = {"until-day": day.day, "until-month": day.month, "until-year": day.year}
        assert client.post(f"{HOME}{paid.pk}/steps/wait/", {"words": "She is away", **until}).status_code == 302
        assert sorted(Look.objects.values_list("verdict", flat=True)) == ["lapse", "wait"]
        assert "Waits until" in client.get(HOME + "?tab=looks").content.decode()
    with world.on(OVER + timedelta(days=1)):
        assert jobs.lapse_due() == 1


def test_who_was_not_reached_is_written_to_by_hand():
    with world.on(OPENS):
        renewal = world.opened(email="", phone="", name="Nadia Silent")
        jobs.remind_due()
    with world.on(OPENS, 12):
        client = staff_client("membership_officer")
        assert "Nadia Silent" in client.get(HOME).content.decode()
        said = {"words": "She moved; wrote to her new address", "way": "post"}
        assert client.post(f"{HOME}{renewal.pk}/steps/chase/", said).status_code == 302
        assert client.post(f"{HOME}{renewal.pk}/steps/chase/", said).status_code == 400
        assert Notice.objects.get(way="post").chase
        assert "Nadia Silent" not in client.get(HOME).content.decode()


def test_more_time_is_given_declined_and_given_to_who_rang():
    with world.on(OPENS, 12):
        first, second, third = world.opened(name="A One"), world.opened(name="B Two"), world.opened(name="C Three")
        for one in (first, second):
            actions.ask_deferral(one.pk, "illness", UNTIL, by=world.themselves(one), because=WHY)
        client = staff_client("registrar")
        text = client.get(HOME + "?tab=deferrals").content.decode()
        assert "A One" in text
        assert "Illness" in text
        until = {"until-day": "1", "until-month": "4", "until-year": "2027"}
        assert client.post(f"{HOME}{first.pk}/steps/agree/", {"words": "", **until}).status_code == 302
        assert client.post(f"{HOME}{second.pk}/steps/decline/", {"words": ""}).status_code == 400
        assert client.post(f"{HOME}{second.pk}/steps/decline/", {"words": "Not this time"}).status_code == 302
        rang = {"words": "Her sister rang", "reason": "illness", **until}
        assert client.post(f"{HOME}{third.pk}/steps/defer/", rang).status_code == 302
        states = list(Renewal.objects.order_by("opened_at", "pk").values_list("state", flat=True))
        assert sorted(states) == ["deferred", "deferred", "open"]
        assert "C Three" in client.get(HOME + "?tab=running").content.decode()


def test_lists_and_figures_leave_as_files_for_the_head_and_the_auditor_and_are_written_down():
    with world.on(OPENS, 12):
        referred()
        head = staff_client("head_of_registration")
        answer = head.post(HOME + "list/", {"tab": "referred"})
        assert "Grace Okafor" in answer.content.decode("utf-8-sig")
        figures = staff_client("auditor").post(HOME + "forecast/list/").content.decode("utf-8-sig")
        assert "Grace" not in figures
        assert Entry.objects.filter(what="renewals.list_taken").count() == 2
        for where in ("list/", "forecast/list/"):
            assert staff_client("registrar").post(HOME + where, {"tab": "referred"}).status_code == 403


def test_the_forecast_counts_months_with_a_chart_beside():
    with world.on(OPENS, 12):
        world.opened()
        world.registrant(UNTIL + timedelta(days=100))
        text = staff_client("auditor").get(HOME + "forecast/").content.decode()
        assert "Mar 2027" in text or "March 2027" in text
        assert text.count("<svg") >= 2


def test_a_long_list_has_pages(monkeypatch):
    monkeypatch.setattr(lists, "SIZE", 1)
    with world.on(OPENS, 12):
        for name in ("Ama First", "Bo Second"):
            referred(name=name)
        client = staff_client("registrar")
        pages = [client.get(f"{HOME}?tab=referred&page={page}").content.decode() for page in (1, 2)]
        assert ["Ama First" in page for page in pages] == [True, False]
        assert ["Bo Second" in page for page in pages] == [False, True]
        assert "?tab=referred&amp;page=2" in pages[0]
        for odd in ("0", "99", "x"):
            assert client.get(f"{HOME}?tab=referred&page={odd}").status_code == 200


def test_who_read_which_list_is_written_down():
    with world.on(OPENS, 12):
        referred()
        client = staff_client("registrar")
        for tab in ("referred", "deferrals"):
            assert client.get(f"{HOME}?tab={tab}").status_code == 200
        read = Entry.objects.get(what="renewals.list_read")
        assert read.refs == {"rows": 1, "list": "referred"}
        assert read.by_role == "registrar"


def test_the_record_of_a_registrant_leads_registrars_and_auditors_to_their_renewal_and_its_notices():
    with world.on(OPENS, 12):
        renewal = world.opened()
        where, record = f"{HOME}{renewal.pk}/", f"/staff/registrants/{renewal.registrant.number_id}/"
        for role in ("case_manager", "checks_officer"):
            assert where not in staff_client(role).get(record).content.decode(), role
        for role in ("registrar", "auditor"):
            client = staff_client(role)
            assert where in client.get(record).content.decode(), role
            assert "What we sent, and what became of it" in client.get(where).content.decode()


def test_whoever_has_more_time_is_not_shown_a_day_and_a_grace_that_do_not_hold_now():
    with world.on(OPENS, 12):
        renewal = world.opened()
        client, where = staff_client("registrar"), f"{HOME}{renewal.pk}/"
        assert "Grace ends" in client.get(where).content.decode()
        actions.ask_deferral(renewal.pk, "illness", UNTIL, by=world.themselves(renewal), because=WHY)
        actions.agree_deferral(renewal.pk, UNTIL, by=world.staff(), because=WHY)
        page = client.get(where).content.decode()
        assert "More time was given" in page
        assert "Grace ends" not in page


def test_of_whoever_asks_to_come_back_no_page_says_that_they_are_registered():
    with world.on(OPENS, 12):
        one = world.registrant()
        registers.do(one, "lapse")
        by = Actor(kind=Kind.PERSON, person_id=one.person_id)
        renewal = Renewal.objects.get(pk=actions.begin_restoring(one.person_id, by=by, because=world.OWN_WISH))
        world.fill(renewal)
        actions.send(renewal.pk, by=by, because=WHY)
        client = staff_client("registrar")
        page = client.get(f"{HOME}{renewal.pk}/steps/renew/").content.decode()
        assert "Bring back to the register" in page
        assert "another year" not in page
        page = client.get(f"{HOME}{renewal.pk}/steps/hand_back/").content.decode()
        assert "not registered until somebody brings them back" in page
        assert "reminders" not in page
