"""Nobody but a checks officer can tell a certificate that showed something from one that showed nothing."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks import actions, jobs, queries
from careregister.checks.models import Check
from careregister.checks.tests.world import BECAUSE, certificate, opened, themselves, worker
from careregister.history.models import Entry
from careregister.history.queries import of_person, of_subject
from careregister.letters.models import Letter
from careregister.people.models import Contact, Person
from careregister.people.roles import ROLES
from careregister.people.tests.world import actor

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 11, 23, 10, tzinfo=UTC)
READERS = ("registrar", "head_of_registration", "auditor")
WORDS = {"Current", "Being looked at", "Not needed yet"}


class Two:
    """Two people alike in everything but the first digit of their certificates' numbers: 1 blank, 2 not."""

    def __init__(self) -> None:
        self.officer = actor("checks_officer", name="Ada Minister")
        self.people = {first: worker() for first in ("1", "2")}
        self.checks: dict[str, Check] = {}
        for first, person in self.people.items():
            Contact.sealed_for(person, "email", "grace@example.org").save()
            with clock.at(BEGAN):
                self.checks[first] = Check.objects.get(pk=opened(person, "criminal_record"))
                given = certificate(person, self.checks[first].application_id, first)
                question = actions.ask_update_service(given, by=self.officer, because=BECAUSE)
                jobs.ask_update_service(str(question))

    def seen(self, asker: Actor | None = None) -> list[dict[str, Any]]:
        """What the asker (None: the person themselves) reads of each, with what names the two made alike."""
        found = []
        for first, person in self.people.items():
            check = self.checks[first]
            who = asker or themselves(person)
            ways = [
                queries.check(check.pk, who),
                *queries.checks_of_application(check.application_id, who),
                *queries.checks_of_person(person.pk, who),
            ]
            facts = [asdict(one) | {"id": 0} for one in ways if one is not None]
            assert len(facts) == 3
            assert {str(one["state_words"]) for one in facts} <= WORDS
            correcting = queries.wants_correcting(check.application_id, person.pk)
            found.append({"facts": facts, "correcting": correcting, "may": queries.may_decide(check.pk, who)})
        return found

    def told(self) -> list[dict[str, Any]]:
        """History of each person and each check, letters, and times: as anybody who reads them would."""
        found = []
        for first, person in self.people.items():
            lines = [*of_person(person.pk), *of_subject("checks.check", self.checks[first].pk)]
            letters = Letter.objects.filter(person=person).values("kind", "due_at", "written_at", "status")
            found.append({"lines": [line(one) for one in lines], "letters": list(letters)})
        return found


def line(one: Any) -> dict[str, Any]:
    return {
        name: getattr(one, name)
        for name in ("at", "what", "subject_kind", "by_kind", "by_role", "by_reference", "because", "refs", "words")
    }


def alike(pair: list[dict[str, Any]]) -> bool:
    return pair[0] == pair[1]


@pytest.fixture
def two(update_service: str) -> Two:
    return Two()


def test_the_answers_did_differ(two: Two):
    """Or the other tests would prove nothing: the checks officer reads both."""
    codes = []
    for check in two.checks.values():
        facts = queries.check(check.pk, two.officer)
        assert facts is not None
        codes.append(facts.for_officer["certificate"]["questions"][0]["code"])
    assert codes == ["BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO"]


@pytest.mark.parametrize("role", READERS)
def test_no_role_of_staff_can_tell(two: Two, role: str):
    asker = actor(role)
    assert alike(two.seen(asker))
    for check in two.checks.values():
        with clock.at(BEGAN + timedelta(days=1)):
            actions.accept(check.pk, method="seen the original", by=two.officer, because=BECAUSE)
    assert alike(two.seen(asker))
    with clock.at(BEGAN + timedelta(days=200)):
        assert jobs.recheck_due(wait=lambda _seconds: None) == 2
        assert alike(two.seen(asker))
    assert {one["facts"][0]["state"] for one in two.seen(asker)} == {"passed"}
    assert {one["facts"][0]["method"] for one in two.seen(asker)} == {""}


def test_nor_can_the_person_from_our_pages(two: Two):
    assert alike(two.seen())


def test_history_and_letters_are_the_same_to_the_second(two: Two):
    assert alike(two.told())
    for check in two.checks.values():
        with clock.at(BEGAN + timedelta(days=1)):
            actions.accept(check.pk, by=two.officer, because=BECAUSE)
    with clock.at(BEGAN + timedelta(days=200)):
        jobs.recheck_due(wait=lambda _seconds: None)
    with clock.at(BEGAN + timedelta(days=700)):
        assert jobs.expire_due() == 2
    told = two.told()
    assert alike(told)
    assert any(one["what"] == "checks.update_service_answered" for one in told[0]["lines"])


def test_the_check_itself_moves_at_the_same_times(two: Two):
    rows = [
        Check.objects.filter(pk=check.pk).values("state", "opened_at", "decided_at", "expires_on", "method").get()
        for check in two.checks.values()
    ]
    assert rows[0] == rows[1]
    assert rows[0]["state"] == "open"  # neither passes by itself, neither fails


def test_no_line_of_history_holds_a_code_or_the_words_of_a_decision(two: Two):
    for number, step in enumerate((actions.accept, actions.reopen, actions.do_not_accept, actions.reopen)):
        with clock.at(BEGAN + timedelta(days=number)):
            for check in two.checks.values():
                step(check.pk, by=two.officer, because=BECAUSE)
    for entry in Entry.objects.all():
        said = f"{entry.what} {entry.refs} {entry.because}"
        assert "INFO" not in said
        assert "NO_MATCH" not in said
        assert "accepted" not in said
    lines = Entry.objects.filter(what="checks.criminal_record_step")
    assert set(lines.values_list("because", flat=True)) == {"criminal_record_check"}


def test_what_was_decided_reads_the_same_until_it_is_accepted(two: Two):
    """Not accepted, run out, under way: one word for everybody who may not know."""
    actions.do_not_accept(two.checks["2"].pk, by=two.officer, because=BECAUSE)
    for role in READERS:
        assert alike(two.seen(actor(role)))


def test_a_checks_officer_is_walled_off_from_their_own(two: Two):
    check = two.checks["2"]
    Check.objects.filter(pk=check.pk).update(person_id=two.officer.person_id)
    facts = queries.check(check.pk, two.officer)
    assert facts is not None
    assert facts.for_officer == {}


def test_every_role_was_thought_of():
    person = Person.objects.get(pk=worker().pk)
    check = opened(person, "criminal_record")
    for role in set(ROLES) - {*READERS, "checks_officer"}:
        with pytest.raises(Exception, match="wrong_role"):
            queries.check(check, actor(role))
