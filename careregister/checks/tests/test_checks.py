"""Opening, deciding and closing a check; what runs out."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, jobs, queries
from careregister.checks.kinds import KINDS
from careregister.checks.models import Check, CheckStep
from careregister.checks.states import CHECK
from careregister.checks.tests.world import BECAUSE, opened, themselves, worker
from careregister.history.models import Entry
from careregister.people.roles import ROLES
from careregister.people.tests.world import actor

pytestmark = pytest.mark.django_db
OFFICERS = {"registrar", "head_of_registration", "checks_officer"}
STEPS = {
    "accept": lambda check, by: actions.accept(check, by=by, because=BECAUSE),
    "do_not_accept": lambda check, by: actions.do_not_accept(check, by=by, because=BECAUSE),
    "reopen": lambda check, by: actions.reopen(check, by=by, because=BECAUSE),
}


def in_state(state: str, kind: str = "references") -> Check:
    check = Check.objects.get(pk=opened(worker(), kind))
    check.state = state
    check.decided_at = clock.now() if state in {"passed", "not_passed", "expired"} else None
    check.save()
    return check


@pytest.mark.parametrize("role", sorted(set(ROLES) - OFFICERS))
def test_other_roles_decide_no_check(role: str):
    check = in_state("open")
    for step in STEPS.values():
        with pytest.raises(NotAllowed, match="wrong_role"):
            step(check.pk, actor(role))


def test_a_registrar_decides_no_criminal_record():
    check = in_state("open", "criminal_record")
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.accept(check.pk, by=actor("registrar"), because=BECAUSE)
    for role in ("checks_officer", "head_of_registration"):
        actions.accept(in_state("open", "criminal_record").pk, by=actor(role), because=BECAUSE)


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_nobody_decides_a_check_of_their_own(role: str):
    officer = actor(role)
    check = in_state("open")
    Check.objects.filter(pk=check.pk).update(person_id=officer.person_id)
    for step in STEPS.values():
        with pytest.raises(NotAllowed, match="own_record"):
            step(check.pk, officer)
    with pytest.raises(IntegrityError, match="check_not_on_oneself"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(
            state="passed", decided_at=clock.now(), decided_person=officer.person_id
        )


@pytest.mark.parametrize(("step", "state"), list(product(STEPS, CHECK.states)))
def test_only_the_steps_of_the_table_are_taken(step: str, state: str):
    check = in_state(state)
    if CHECK.lawful(step, state):
        STEPS[step](check.pk, actor("registrar"))
        check.refresh_from_db()
        assert check.state == CHECK.step(step).after
    else:
        with pytest.raises(NotAllowed, match=f"check_is_{state}"):
            STEPS[step](check.pk, actor("registrar"))


def test_what_was_refused_leaves_nothing():
    check = in_state("open")
    before = Entry.objects.count(), CheckStep.objects.count()
    with pytest.raises(NotAllowed, match="expires_before_today"):
        actions.accept(
            check.pk, expires_on=clock.today() - timedelta(days=1), documents=[uuid4()], by=actor("registrar"),
            because=BECAUSE,
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="reason_missing"):
        actions.do_not_accept(check.pk, by=actor("registrar"), because=Because(""))
    assert not check.documents.exists()
    assert (Entry.objects.count(), CheckStep.objects.count()) == before


def test_a_stranger_opens_and_reads_nothing():
    person, other = worker(), worker()
    with pytest.raises(NotAllowed, match="wrong_role"):
        actions.open_check(person.pk, "identity", application_id=uuid4(), by=themselves(other), because=BECAUSE)
    check = opened(person, "identity")
    for asker in (themselves(other), actor("membership_officer"), ANONYMOUS):
        with pytest.raises(NotAllowed, match="wrong_role"):
            queries.check(check, asker)


def test_an_application_has_one_check_of_a_kind():
    person, application = worker(), uuid4()
    assert opened(person, "identity", application) == opened(person, "identity", application)
    with pytest.raises(NotAllowed, match="check_unknown"):
        opened(worker(), "identity", application)
    with pytest.raises(NotAllowed, match="check_kind_unknown"):
        opened(person, "right_to_work", application)


def test_who_decided_when_on_what_and_until_when_is_kept():
    officer, document = actor("checks_officer"), uuid4()
    check = in_state("open", "insurance")
    actions.accept(check.pk, method="policy", documents=[document, document], by=officer, because=BECAUSE)
    facts = queries.check(check.pk, officer)
    assert facts is not None
    assert (facts.state, facts.method, facts.documents) == ("passed", "policy", (document,))
    assert facts.decided_by_role == "checks_officer"
    assert facts.expires_on == clock.today() + relativedelta(months=12, days=-1)
    check.refresh_from_db()
    assert (check.decided_person, check.decided_account) == (officer.person_id, officer.account_id)


def test_a_check_that_is_opened_again_counts_no_longer():
    check = in_state("open")
    actions.accept(check.pk, by=actor("registrar"), because=BECAUSE)
    actions.reopen(check.pk, by=actor("registrar"), because=BECAUSE)
    check.refresh_from_db()
    assert (check.state, check.decided_at, check.decided_person, check.expires_on) == ("open", None, None, None)
    assert [one.step for one in queries.steps_of(check.pk, actor("registrar"))] == ["open", "accept", "reopen"]


def test_checks_run_out_after_their_last_day_and_once():
    check = in_state("open")
    last = clock.today() + timedelta(days=10)
    actions.accept(check.pk, expires_on=last, by=actor("registrar"), because=BECAUSE)
    with clock.at(clock.end_of_day(last)):
        assert jobs.expire_due() == 0
    with clock.at(clock.start_of_day(last + timedelta(days=1))):
        assert (jobs.expire_due(), jobs.expire_due()) == (1, 0)
    check.refresh_from_db()
    assert (check.state, check.expires_on) == ("expired", last)


def test_what_is_under_way_is_closed_with_its_application():
    person, application = worker(), uuid4()
    ids = [opened(person, kind, application) for kind in ("identity", "references", "character")]
    actions.accept(ids[2], by=actor("registrar"), because=BECAUSE)
    actions.wait(ids[1], by=CLOCK, because=BECAUSE)
    assert actions.close_all(application, by=themselves(person), because=BECAUSE) == 2
    assert actions.close_all(application, by=themselves(person), because=BECAUSE) == 0
    states = {facts.kind: facts.state for facts in queries.checks_of_application(application, actor("registrar"))}
    assert states == {"identity": "closed", "references": "closed", "character": "passed"}


def test_no_public_word_is_said_of_a_certificate_health_or_insurance():
    assert {code for code, kind in KINDS.items() if not kind.public} == {"criminal_record", "character", "insurance"}
