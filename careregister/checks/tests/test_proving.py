"""A provider's answer that differs from what somebody said: kept sealed, compared by an officer, accepted in words."""

from datetime import date
from uuid import UUID

import pytest

from careregister.base.actors import Because
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, erasing, queries
from careregister.checks.models import Check, ProviderVisit
from careregister.checks.tests.test_identity import back, scored
from careregister.checks.tests.world import opened, themselves, worker
from careregister.history.queries import of_subject
from careregister.people.tests.world import actor

pytestmark = pytest.mark.django_db
MARRIED = Because("married_name", "Her marriage certificate, seen today.")


def differing(**chosen: str) -> tuple[UUID, UUID]:
    person = worker()
    return back(person, **(chosen or {"family_name": "Okafor-Smith"}))[0], person.pk


def accept(check: UUID, by=None, because: Because = MARRIED) -> None:
    actions.accept_proof(check, by=by or actor("registrar"), because=because)


def state(check: UUID) -> str:
    return Check.objects.get(pk=check).state


def test_an_officer_sees_both_side_by_side(provider: str):
    check, _person = differing()
    seen = queries.proof_beside(check, actor("checks_officer"))
    assert seen is not None
    assert (seen.verified_name, seen.said_name) == ("Grace Okafor-Smith", "Grace Okafor")
    assert seen.verified_born == seen.said_born == date(1990, 5, 17)
    assert (seen.name_agrees, seen.birth_agrees, seen.provider) == (False, True, provider)
    assert "Smith" not in repr(seen)
    assert b"Smith" not in bytes(ProviderVisit.objects.get().verified)


def test_whatever_agrees_is_not_kept(provider: str):
    check = back(worker())[0]
    assert bytes(ProviderVisit.objects.get().verified) == b""
    assert queries.proof_beside(check, actor("registrar")) is None


def test_it_is_compared_by_who_decides(provider: str):
    check, _person = differing()
    for by in (actor("auditor"), actor("administrator"), themselves(Check.objects.get(pk=check).person)):
        with pytest.raises(NotAllowed, match=r"wrong_role|own_record"):
            queries.proof_beside(check, by)
        with pytest.raises(NotAllowed, match=r"wrong_role|own_record"):
            accept(check, by)
    assert state(check) == "open"


def test_nothing_is_accepted_without_words_or_without_an_answer(provider: str):
    check, _person = differing()
    for because in (Because("", "Words."), Because("married_name", " ")):
        with pytest.raises(NotAllowed, match="reason_missing"):
            accept(check, because=because)
    with pytest.raises(NotAllowed, match="nothing_to_compare"):
        accept(opened(worker(), "identity"))
    with pytest.raises(NotAllowed, match="nothing_to_compare"):
        accept(opened_and_scored())
    with pytest.raises(NotAllowed, match="check_unknown"):
        accept(opened(worker(), "references"))
    assert state(check) == "open"


def opened_and_scored() -> UUID:
    """A check that was scored by an officer and opened again."""
    check = opened(worker(), "identity")
    scored(check)
    actions.reopen(check, by=actor("registrar"), because=MARRIED)
    return check


def test_accepted_once_with_its_reason_in_history(provider: str):
    check, _person = differing()
    accept(check)
    facts = queries.check(check, actor("registrar"))
    assert facts is not None
    assert (facts.state, facts.method, facts.decided_by_role) == ("passed", "online", "registrar")
    told = [line for line in of_subject("checks.check", check) if line.what == "checks.proof_accepted"]
    assert [(line.because, line.words, line.refs) for line in told] == [
        ("married_name", MARRIED.words, {"name": False, "birth": True})
    ]
    with pytest.raises(NotAllowed, match="check_is_passed"):
        accept(check)


def test_it_goes_with_the_application(provider: str):
    check, _person = differing()
    erasing.erase_of_applications([Check.objects.get(pk=check).application_id])
    assert bytes(ProviderVisit.objects.get().verified) == b""
    assert queries.proof_beside(check, actor("registrar")) is None
    with pytest.raises(NotAllowed, match="nothing_to_compare"):
        accept(check)
