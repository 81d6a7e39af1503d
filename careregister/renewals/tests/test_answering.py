"""What the person does, what a registrar does with it, coming back, and more time: refusals before successes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from careregister.base import body, clock
from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.letters.models import Letter
from careregister.register.models import Act, Registrant, StandingSpan
from careregister.register.tests import world as registers
from careregister.renewals import actions, fees, jobs, needs, queries, questions
from careregister.renewals.models import Answers, Deferral, Renewal
from careregister.renewals.tests import world
from careregister.renewals.tests.world import OPENS, UNTIL, WHY

pytestmark = pytest.mark.django_db
BY_WORDS = Because("renewal_after_a_look", "I rang them, and all is well.")


@pytest.fixture(autouse=True)
def _learnt_and_paid(monkeypatch):
    """Their learning is complete and their fee is paid, unless a test says otherwise."""
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
    whole = needs.training.cpd_mine

    def met(person_id, on, **how):
        return replace(whole(person_id, on, **how), requirements=(), topics=())

    monkeypatch.setattr(needs.training, "cpd_mine", met)


def standing(one: Registrant) -> tuple[str, date]:
    now = {"known__upper_inf": True, "valid__contains": clock.now()}
    span = StandingSpan.objects.get(registrant=one, **now)
    return span.base, span.registered_until


def sent(renewal: Renewal, **parts) -> str:
    world.fill(renewal, **parts)
    return actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH)


def test_nobody_writes_or_sends_for_another():
    with world.on(OPENS):
        renewal, other = world.opened(), world.opened()
        by = world.themselves(other)
        with pytest.raises(NotAllowed, match="not_yours"):
            actions.save(renewal.pk, questions.DETAILS, {"agreed": True}, seen=0, by=by)
        with pytest.raises(NotAllowed, match="not_yours"):
            actions.send(renewal.pk, by=by, because=world.OWN_WISH)
        with pytest.raises(NotAllowed, match=r"wrong_role|not_yours"):
            actions.send(renewal.pk, by=world.staff(), because=world.OWN_WISH)
        with pytest.raises(NotAllowed, match="not_yours"):
            queries.said_in(renewal.pk, by)


def test_what_is_missing_is_said_by_name():
    with world.on(OPENS):
        renewal = world.opened()
        with pytest.raises(NotAllowed) as no:
            actions.send(renewal.pk, by=world.themselves(renewal), because=world.OWN_WISH)
        assert no.value.detail["parts"] == [questions.DETAILS, questions.DECLARATIONS]


def test_of_two_tabs_the_second_is_told():
    with world.on(OPENS):
        renewal = world.opened()
        by = world.themselves(renewal)
        actions.save(renewal.pk, questions.DECLARATIONS, world.NO_TO_ALL, seen=0, by=by)
        with pytest.raises(NotAllowed, match="changed_meanwhile"):
            actions.save(renewal.pk, questions.DECLARATIONS, {"dismissed": "yes"}, seen=0, by=by)
        actions.save(renewal.pk, questions.DECLARATIONS, world.NO_TO_ALL, seen=0, by=by)  # the same again is no quarrel


def test_what_was_said_lies_sealed():
    with world.on(OPENS):
        renewal = world.opened()
        world.fill(renewal, declarations={**world.NO_TO_ALL, "health_affects": "yes", "health_words": "My back"})
        assert not any(b"back" in bytes(row.sealed) for row in Answers.objects.all())


def test_nothing_to_tell_renews_at_once_for_a_year():
    with world.on(OPENS):
        renewal = world.opened()
        assert sent(renewal) == "renewed"
        assert standing(renewal.registrant) == ("registered", date(2028, 3, 4))
    act = Act.objects.get(action="renew")
    assert (act.decided_kind, act.authority, act.authority_ref) == ("clock", "renewal", renewal.pk)
    assert Letter.objects.filter(kind="renewals.renewed", person=renewal.person_id).count() == 1
    with world.on(UNTIL + timedelta(days=1)):
        assert jobs.daily()["reminded"] == 0


def test_the_paused_and_the_suspended_renew_too():
    with world.on(OPENS):
        paused, suspended = world.opened(), world.opened()
        registers.do(paused.registrant, "pause")
        registers.suspended(suspended.registrant, on=OPENS)
        assert sent(paused) == sent(suspended) == "renewed"
        assert standing(paused.registrant)[0] == "paused"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"health_affects": "yes", "health_words": "My back, since May."}, "health"),
        ({"dismissed": "yes"}, "character"),
        ({"investigated": "yes"}, "character"),
        ({"refused_elsewhere": "yes"}, "character"),
        ({"convicted": "yes"}, "character"),
    ],
)
def test_anything_adverse_goes_to_a_registrar_and_nobody_is_reminded_meanwhile(said, reason):
    with world.on(OPENS):
        renewal = world.opened()
        assert sent(renewal, declarations={**world.NO_TO_ALL, **said}) == "referred"
        assert standing(renewal.registrant) == ("registered", UNTIL)
        assert renewal.referrals.get().reasons == [reason]
    with world.on(UNTIL + timedelta(days=50)):
        assert jobs.daily()["reminded"] == 0
        assert standing(renewal.registrant) == ("registered", UNTIL)


def test_a_registrar_renews_after_a_look_in_words_and_nobody_their_own():
    with world.on(OPENS):
        renewal = world.opened()
        sent(renewal, declarations={**world.NO_TO_ALL, "investigated": "yes"})
        for role in ("auditor", "checks_officer", "membership_officer"):
            with pytest.raises(NotAllowed, match="wrong_role"):
                actions.renew_after_look(renewal.pk, by=world.staff(role), because=BY_WORDS)
        with pytest.raises(NotAllowed, match="own_record"):
            actions.renew_after_look(
                renewal.pk, by=replace(world.staff(), person_id=renewal.person_id), because=BY_WORDS
            )
        with pytest.raises(NotAllowed, match="words_missing"):
            actions.renew_after_look(renewal.pk, by=world.staff(), because=Because("looked"))
        assert actions.renew_after_look(renewal.pk, by=world.staff(), because=BY_WORDS) == date(2028, 3, 4)
        assert standing(renewal.registrant) == ("registered", date(2028, 3, 4))


def test_what_is_handed_back_gets_the_whole_ladder_anew():
    with world.on(UNTIL + timedelta(days=20)):
        renewal = world.opened()
        sent(renewal, declarations={**world.NO_TO_ALL, "convicted": "yes"})
        actions.hand_back(renewal.pk, by=world.staff(), because=WHY)
        renewal.refresh_from_db()
        assert (renewal.state, renewal.round) == ("open", 1)
        assert renewal.day == UNTIL + timedelta(days=80)
        mine = queries.mine(renewal.person_id, clock.today())
        assert mine is not None
        assert mine.renewal is not None
        assert mine.renewal.back == WHY.words


def test_what_was_sent_and_not_paid_waits_for_the_fee_alone(monkeypatch):
    monkeypatch.setattr(fees, "fee_of", lambda person: fees.UNDER_WAY)
    with world.on(OPENS):
        renewal = world.opened()
        assert sent(renewal) == "sent"
        monkeypatch.setattr(fees, "paying", lambda people: set(people))
        assert jobs.finish_paid() == 0
        monkeypatch.setattr(fees, "fee_of", lambda person: fees.PAID)
        assert jobs.finish_paid() == 1
        assert standing(renewal.registrant) == ("registered", date(2028, 3, 4))
        assert jobs.finish_paid() == 0


def test_the_code_is_accepted_anew_only_when_its_version_changed(monkeypatch):
    with world.on(OPENS):
        renewal = world.opened()
        assert not needs.needs_of(renewal).code
        rule = body.rule
        monkeypatch.setattr(
            body, "rule", lambda code, on: "2027" if code == "code.version" and on >= OPENS else rule(code, on)
        )
        assert needs.needs_of(renewal).code
        assert sent(renewal) == "renewed"
        renewal.refresh_from_db()
        assert renewal.code_version == "2027"
        assert needs.accepted_version(renewal.registrant_id) == "2027"


def test_whoever_was_brought_along_accepts_the_code_once():
    (one,) = world.many([UNTIL])
    with world.on(OPENS):
        jobs.open_due()
        renewal = Renewal.objects.get(registrant=one)
        assert needs.needs_of(renewal).code
        assert sent(renewal) == "renewed"
        assert needs.accepted_version(one.pk) == "2020"


def test_more_time_is_asked_within_the_rule_and_decided_by_another():
    with world.on(OPENS):
        renewal = world.opened()
        by = world.themselves(renewal)
        for reason, until, no in (
            ("illness", OPENS + timedelta(days=300), "deferral_too_long"),
            ("illness", OPENS, "deferral_too_short"),
            ("weather", UNTIL, "deferral_reason"),
        ):
            with pytest.raises(NotAllowed, match=no):
                actions.ask_deferral(renewal.pk, reason, until, by=by, because=WHY)
        actions.ask_deferral(renewal.pk, "illness", UNTIL, by=by, because=Because("own_wish", "Chemotherapy"))
        with pytest.raises(NotAllowed, match="deferral_asked"):
            actions.ask_deferral(renewal.pk, "illness", UNTIL, by=by, because=WHY)
        for who in (by, world.staff("auditor"), world.staff("membership_officer")):
            with pytest.raises(NotAllowed):
                actions.agree_deferral(renewal.pk, UNTIL, by=who, because=WHY)
        own = replace(world.staff(), person_id=renewal.person_id)
        with pytest.raises(NotAllowed, match="own_record"):
            actions.agree_deferral(renewal.pk, UNTIL, by=own, because=WHY)
        with pytest.raises(NotAllowed, match="words_missing"):
            actions.decline_deferral(renewal.pk, by=world.staff(), because=Because("no"))
        words = Deferral.objects.get().words
        assert b"Chemo" not in bytes(words.asked)
        actions.decline_deferral(renewal.pk, by=world.staff(), because=WHY)
        renewal.refresh_from_db()
        assert renewal.state == "open"


def test_whoever_has_more_time_may_renew_all_the_same():
    with world.on(OPENS):
        renewal = world.opened()
        until = OPENS + timedelta(days=150)
        actions.ask_deferral(renewal.pk, "illness", until, by=world.themselves(renewal), because=WHY)
        actions.agree_deferral(renewal.pk, until, by=world.staff(), because=WHY)
        with pytest.raises(NotAllowed, match="deferral_not_over"):
            actions.end_deferral(renewal.pk, by=jobs.CLOCK, because=WHY)
        assert sent(renewal) == "renewed"
        assert Deferral.objects.get().ended_at is not None


def test_coming_back_takes_the_same_parts_and_a_registrar():
    with world.on(OPENS):
        one = world.registrant()
        by = world.themselves(Renewal(registrant=one, person_id=one.person_id))
        with pytest.raises(NotAllowed, match="nothing_to_restore"):
            actions.begin_restoring(one.person_id, by=by, because=world.OWN_WISH)
        registers.do(one, "lapse")
        with pytest.raises(NotAllowed, match="not_yours"):
            actions.begin_restoring(one.person_id, by=world.staff(), because=world.OWN_WISH)
        mine = queries.mine(one.person_id, clock.today())
        assert mine is not None
        assert mine.may_restore
        renewal = Renewal.objects.get(pk=actions.begin_restoring(one.person_id, by=by, because=world.OWN_WISH))
        with pytest.raises(NotAllowed, match="renewal_running"):
            actions.begin_restoring(one.person_id, by=by, because=world.OWN_WISH)
        assert sent(renewal) == "referred"
        assert standing(one)[0] == "lapsed"
    with world.on(OPENS, 11):
        actions.hand_back(renewal.pk, by=world.staff(), because=BY_WORDS)
        actions.send(renewal.pk, by=by, because=world.OWN_WISH)
        told = Letter.objects.filter(cause_id=renewal.pk)
        assert set(told.values_list("kind", flat=True)) == {"renewals.coming_back", "renewals.coming_back_missing"}
    with world.on(OPENS, 12):
        actions.renew_after_look(renewal.pk, by=world.staff(), because=BY_WORDS)
    with world.on(OPENS, 13):
        assert standing(one) == ("registered", date(2028, 1, 3))
        assert Letter.objects.filter(kind="renewals.restored").count() == 1


def test_the_employer_is_named_and_forgotten_by_the_person_alone():
    with world.on(OPENS):
        renewal = world.opened()
        by, other = world.themselves(renewal), world.staff()
        with pytest.raises(NotAllowed, match="not_yours"):
            actions.keep_work_contact(renewal.person_id, "Tom", "tom@example.org", by=other, because=WHY)
        with pytest.raises(NotAllowed, match="work_contact_missing"):
            actions.keep_work_contact(renewal.person_id, "Tom", "not an address", by=by, because=WHY)
        actions.keep_work_contact(renewal.person_id, "Tom", "tom@example.org", by=by, because=WHY)
        assert queries.work_contact(renewal.person_id) == ("Tom", "tom@example.org")
        actions.end_work_contact(renewal.person_id, by=by, because=WHY)
        assert queries.work_contact(renewal.person_id) is None
