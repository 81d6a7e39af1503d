"""Audits: by lot, read by others, not met only by two, appealed to somebody who had no part. Refusals first."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.people.models import RoleGrant, from_now_on
from careregister.people.roles import ROLES
from careregister.people.tests import world
from careregister.register.tests import world as register
from careregister.training import actions, jobs, lots, queries
from careregister.training.models import Audit, AuditStep, Draw
from careregister.training.states import AUDIT, REVIEWERS

from .cpd import LOT, TODAY, UNTIL, WHY, asked, drawn, given, last_day, log, registrant, reviewer

pytestmark = pytest.mark.django_db
SAYS = Because("read", "There is no word about what changed.")
READ = Because("read")


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(TODAY)):
        yield


@pytest.fixture
def worker():
    return registrant()


def state(audit: Audit) -> str:
    return Audit.objects.get(pk=audit.pk).state


def read(audit: Audit, by: Actor) -> queries.AuditFile:
    found = queries.audit_file(audit.pk, by)
    assert found
    return found


def letters_of(audit: Audit) -> list[str]:
    return list(Letter.objects.filter(cause_id=audit.pk).order_by("written_at", "kind").values_list("kind", flat=True))


def test_no_other_role_takes_a_step_or_draws(worker):
    audit = given(*worker)
    for role in sorted(set(ROLES) - REVIEWERS):
        by = world.actor(role)
        for step in ("accept", "want_more", "find_not_met", "excuse"):
            with pytest.raises(NotAllowed, match="wrong_role"):
                getattr(actions, step)(audit.pk, by=by, because=SAYS)
        with pytest.raises(NotAllowed, match="wrong_role"):
            actions.draw(UNTIL, UNTIL, by=by, because=LOT)


def test_nobody_reads_their_own(worker):
    by, made = worker
    audit = given(by, made)
    account = world.Account.objects.get(person=by.person_id)
    assert account.person is not None
    held = {"side": ROLES["registrar"].side, "held": from_now_on(clock.now())}
    RoleGrant.objects.create(account=account, person=account.person, role="registrar", **held)
    own = world.actor_for(account)
    for step in ("accept", "want_more", "find_not_met", "excuse"):
        with pytest.raises(NotAllowed, match="own_audit"):
            getattr(actions, step)(audit.pk, by=own, because=SAYS)
    with pytest.raises(NotAllowed, match="own_audit"):
        queries.audit_file(audit.pk, own)
    with pytest.raises(NotAllowed, match="own_audit"):
        actions.open_audit(audit.pk, by=own, because=READ)
    assert queries.waiting_for(own) == 0


def test_what_was_learnt_is_opened_to_reviewers_and_only_once_it_was_given(worker):
    by, made = worker
    log(by, what="About Mrs Ash's diet")
    audit = asked(by, made)
    assert read(audit, reviewer()).learning == ()
    actions.give(audit.pk, "", by=by, because=WHY)
    assert [one.what for one in read(audit, reviewer()).learning] == ["About Mrs Ash's diet"]
    assert read(audit, world.actor("auditor")).learning == ()
    for role in set(ROLES) - REVIEWERS - {"auditor"}:
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.audit_file(audit.pk, world.actor(role))


def test_each_look_is_written_down(worker):
    audit, by = given(*worker), reviewer()
    actions.open_audit(audit.pk, by=by, because=READ)
    actions.open_audit(audit.pk, by=world.actor("auditor"), because=READ)
    assert [line.by_person for line in Entry.objects.filter(what="training.audit_read")] == [by.person_id]


def test_one_reader_alone_finds_nobody_wanting(worker):
    audit, first = given(*worker), reviewer()
    actions.find_not_met(audit.pk, by=first, because=SAYS)
    for step in ("agree_not_met", "accept", "want_more"):
        with pytest.raises(NotAllowed, match="needs_second_person"):
            getattr(actions, step)(audit.pk, by=first, because=SAYS)
    assert state(audit) == "second_look"
    mine = queries.audit_mine(audit.pk, worker[0])
    assert (mine.state, mine.outcome) == ("given", ""), "nothing is said before two agree"
    assert SAYS.words not in str(mine)
    assert "training.audit_not_met" not in letters_of(audit)


def test_two_find_it_not_met_and_a_third_reads_the_appeal(worker):
    by, made = worker
    audit, first, second = given(by, made), reviewer(), reviewer("Sec Ond")
    actions.find_not_met(audit.pk, by=first, because=SAYS)
    actions.agree_not_met(audit.pk, by=second, because=SAYS)
    assert queries.audit_mine(audit.pk, by).can == {"appeal"}
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.appeal(audit.pk, " ", by=by, because=WHY)
    actions.appeal(audit.pk, "You overlooked page two.", by=by, because=WHY)
    for had_part in (first, second):
        with pytest.raises(NotAllowed, match="read_before"):
            actions.allow_appeal(audit.pk, by=had_part, because=SAYS)
    actions.allow_appeal(audit.pk, by=reviewer("Thi Rd"), because=SAYS)
    assert (state(audit), Audit.objects.get().outcome) == ("accepted", "met")
    told = {"audit_not_met", "audit_appeal_received", "audit_appeal_allowed"}
    assert {f"training.{kind}" for kind in told} <= set(letters_of(audit))


def test_who_once_wanted_more_had_a_part(worker):
    by, made = worker
    audit, asker = given(by, made), reviewer()
    actions.want_more(audit.pk, by=asker, because=SAYS)
    actions.give(audit.pk, "Here is more.", by=by, because=WHY)
    actions.find_not_met(audit.pk, by=reviewer("An Other"), because=SAYS)
    actions.agree_not_met(audit.pk, by=reviewer("Thi Rd"), because=SAYS)
    actions.appeal(audit.pk, "No.", by=by, because=WHY)
    with pytest.raises(NotAllowed, match="read_before"):
        actions.dismiss_appeal(audit.pk, by=asker, because=SAYS)
    actions.dismiss_appeal(audit.pk, by=reviewer("Fou Rth"), because=SAYS)
    assert (state(audit), Audit.objects.get().outcome) == ("closed", "not_met")


def test_an_appeal_has_its_days_and_then_it_is_closed(worker):
    by, made = worker
    audit = given(by, made)
    actions.find_not_met(audit.pk, by=reviewer(), because=SAYS)
    actions.agree_not_met(audit.pk, by=reviewer("Sec Ond"), because=SAYS)
    with clock.at(clock.now() + timedelta(days=28)):
        jobs.remind_due()
        assert state(audit) == "not_met"
    with clock.at(clock.now() + timedelta(days=29)):
        with pytest.raises(NotAllowed, match="too_late_to_appeal"):
            actions.appeal(audit.pk, "Late.", by=by, because=WHY)
        jobs.remind_due()
        assert state(audit) == "closed"


def test_without_an_answer_nobody_is_found_wanting_before_their_last_day(worker):
    audit = asked(*worker)
    with pytest.raises(NotAllowed, match="not_due"):
        actions.find_not_met(audit.pk, by=reviewer(), because=SAYS)
    with clock.at(clock.start_of_day(last_day(audit) + timedelta(days=1))):
        actions.find_not_met(audit.pk, by=reviewer(), because=SAYS)


def test_reminders_each_once_also_after_a_night_that_was_missed(worker):
    audit = asked(*worker)
    reminded = []
    for left in (20, 14, 13, 9, 6, 6, 3, 1, 0, -1):
        with clock.at(clock.start_of_day(last_day(audit) - timedelta(days=left))):
            if jobs.remind_due():
                reminded.append(left)
    assert reminded == [14, 6, 1]


def test_more_time_is_given_and_reminded_of_anew(worker):
    audit, by = asked(*worker), reviewer()
    with pytest.raises(NotAllowed, match="date_past"):
        actions.more_time(audit.pk, last_day(audit), by=by, because=SAYS)
    actions.more_time(audit.pk, last_day(audit) + timedelta(days=60), by=by, because=SAYS)
    assert Audit.objects.get().answer_by == last_day(audit) + timedelta(days=60)
    assert "training.audit_more_time" in letters_of(audit)


def test_whom_no_letter_reaches_stays_in_the_queue_and_is_asked_by_staff():
    by, made = registrant(reached=False)
    audit = drawn(by, made)
    assert jobs.ask_drawn() == 0
    assert [row.number for row in queries.audit_queue(reviewer(), "unreached")] == [made.number_id]
    actions.ask(audit.pk, by=reviewer(), because=Because("told", "Rang them."))
    assert state(audit) == "asked"


def test_whoever_waits_longest_with_us_is_read_first():
    with clock.at(clock.now() - timedelta(days=2)):
        new = drawn(*registrant())  # drawn first, given last
    old = drawn(*registrant(UNTIL + timedelta(days=1)), UNTIL + timedelta(days=1))
    for days, audit in ((1, old), (2, new)):
        with clock.at(clock.now() + timedelta(days=days)):
            actions.ask(audit.pk, by=CLOCK, because=LOT)
            actions.give(audit.pk, "Here.", by=world.owner_of(audit.person.accounts.get()), because=WHY)
    assert [row.id for row in queries.audit_queue(reviewer())] == [old.pk, new.pk]


def test_nothing_is_sent_where_there_is_nothing(worker):
    by, made = worker
    audit = asked(by, made)
    with pytest.raises(NotAllowed, match="nothing_given"):
        actions.give(audit.pk, "  ", by=by, because=WHY)
    with pytest.raises(NotAllowed, match="not_your_audit"):
        actions.give(audit.pk, "Hello", by=world.owner_of(world.account()), because=WHY)
    log(by)
    actions.give(audit.pk, "", by=by, because=WHY)
    assert state(audit) == "given"


def test_an_answer_is_accepted(worker):
    by, made = worker
    audit = given(by, made)
    actions.accept(audit.pk, by=reviewer(), because=READ, seen=Audit.objects.get().steps_taken)
    assert queries.audit_mine(audit.pk, by).outcome == "met"
    assert set(letters_of(audit)) == {"training.audit_asked", "training.audit_given", "training.audit_accepted"}


def test_of_two_reviewers_at_once_the_slower_one_is_told(worker):
    audit = given(*worker)
    seen = Audit.objects.get().steps_taken
    actions.want_more(audit.pk, by=reviewer(), because=SAYS, seen=seen)
    with pytest.raises(NotAllowed):
        actions.accept(audit.pk, by=reviewer("Slo Wer"), because=READ, seen=seen)


@pytest.mark.parametrize("at", AUDIT.states)
def test_only_the_steps_of_the_table(at, worker):
    by, made = worker
    audit, reader = given(by, made), reviewer()
    ended = {"ended_at": clock.now(), "outcome": "met"} if at in ("accepted", "closed") else {}
    Audit.objects.filter(pk=audit.pk).update(state=at, **ended)
    for action in sorted(set(AUDIT.steps) - {"draw", "remind", "find_not_met", "close", "appeal"}):
        if AUDIT.lawful(action, at):
            continue
        more = {"give": ("Words",), "more_time": (TODAY + timedelta(days=99),)}.get(action, ())
        with pytest.raises(NotAllowed, match="not_lawful_now"):
            getattr(actions, action)(audit.pk, *more, by=by if action == "give" else reader, because=SAYS)
        assert state(audit) == at, action


def test_what_was_said_lies_sealed(worker):
    given(worker[0], worker[1], words="About Mrs Ash")
    assert all(b"Ash" not in bytes(step.sealed) for step in AuditStep.objects.all())
    assert not Entry.objects.filter(words__text__contains="Ash").exists()


def test_a_month_is_drawn_once_and_whoever_has_list_and_seed_draws_the_same():
    with clock.at(clock.now() - timedelta(hours=1)):
        for number in range(5):
            register.admitted(until=UNTIL + timedelta(days=number))
        register.do(register.admitted(until=UNTIL), "pause")
    actions.draw(UNTIL, UNTIL + timedelta(days=20), by=CLOCK, because=LOT)
    made = Draw.objects.get()
    assert (made.size, made.count) == (5, 1), "who has paused is not on the list"
    again = lots.draw(made.listed.numbers.split("\n"), made.seed, Decimal("0.025"))
    assert (again.digest, again.threshold) == (made.list_digest, made.threshold)
    assert list(Audit.objects.values_list("number", flat=True)) == list(again.drawn)
    with pytest.raises(NotAllowed, match="drawn_already"):
        actions.draw(UNTIL, UNTIL + timedelta(days=20), by=CLOCK, because=LOT)


def test_a_seed_from_outside_says_whence():
    for said in ({"seed": "7 12 31"}, {"seed_from": "The lottery"}):
        with pytest.raises(NotAllowed, match="seed_odd"):
            actions.draw(UNTIL, UNTIL, by=reviewer(), because=LOT, **said)
    actions.draw(UNTIL, UNTIL, by=reviewer(), because=LOT, seed=" 7  12 31", seed_from="The lottery of 21 November")
    assert Draw.objects.get().seed == "7 12 31"


def test_the_clock_draws_what_is_due_once_and_makes_a_missed_month_good():
    register.admitted(until=UNTIL)
    assert jobs.draw_due() == 0, "nobody can be written to here"
    assert sorted(str(one.ends_from) for one in Draw.objects.all()) == ["2026-11-01", "2026-12-01", "2027-01-01"]
    jobs.draw_due()
    assert Draw.objects.count() == 3
    with clock.at(clock.start_of_day(TODAY + timedelta(days=62))):
        jobs.draw_due()
    assert Draw.objects.count() == 5


def test_a_draw_is_never_altered():
    actions.draw(UNTIL, UNTIL, by=CLOCK, because=LOT)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Draw.objects.update(seed="another")
