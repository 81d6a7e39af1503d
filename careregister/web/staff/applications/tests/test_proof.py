"""The page on which an officer compares what an identity service verified with what the person said."""

from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from careregister.applications import actions
from careregister.applications.models import Application
from careregister.applications.tests import world as applications
from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks.models import Check, IdentityScores, ProviderVisit
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
SAID = {"why": "married_name", "words": "Her marriage certificate, seen today."}


@pytest.fixture
def file() -> Application:
    """In review, after a visit to a provider that knows her by her married name."""
    application_id, _by = applications.in_review()
    check = Check.objects.get(application_id=application_id, kind="identity")
    said = {"edition": "GPG 45", "profile": "M1B", "level": "medium", "provider": "https://id.example"}
    IdentityScores.objects.create(of_check=check, route="online", name_agrees=False, birth_agrees=True, **said)
    visit = ProviderVisit(of_check=check, state_digest=b"1", kept=b"", ends_at=clock.now(), used_at=clock.now())
    visit.seal_verified("Amara Adeyemi", date(1990, 5, 4))
    visit.save()
    return Application.objects.get(pk=application_id)


def at(file: Application) -> str:
    return reverse("staff:application_proof", args=[file.reference])


def officer(file: Application, role: str = "registrar", *, declared: bool = True):
    account = world.account(role, name="Somebody of Staff")
    actor: Actor = world.actor_for(account)
    if declared:
        actions.declare_interest(file.pk, conflict=False, by=actor, because=applications.BECAUSE)
    return client_for(account)


def state(application_id: UUID) -> str:
    return Check.objects.get(application_id=application_id, kind="identity").state


def test_not_before_saying_whether_one_knows_them(file):
    answer = officer(file, declared=False).post(at(file), SAID)
    assert (answer.status_code, answer["X-Refused"]) == (403, "interest_not_declared")
    assert b"Adeyemi" not in answer.content
    assert state(file.pk) == "open"


def test_not_where_there_is_nothing_to_compare(file):
    ProviderVisit.objects.update(verified=b"")
    assert officer(file).get(at(file))["X-Refused"] == "nothing_to_compare"


@pytest.mark.parametrize("role", ["registrar", "checks_officer"])
def test_compared_and_accepted_with_words(file, role):
    client = officer(file, role)
    assert at(file) in client.get(reverse("staff:application", args=[file.reference])).content.decode()
    page = client.get(at(file)).content.decode()
    assert "Amara Adeyemi" in page
    assert "Amara Okafor" in page
    for other in ("steps/ask/?about=identity", "identity/scores/", "identity/do-not-accept/"):
        assert other in page
    assert client.post(at(file), SAID | {"words": " "}).status_code == 200
    assert state(file.pk) == "open"
    assert client.post(at(file), SAID).status_code == 302
    assert state(file.pk) == "passed"
    assert client.get(at(file)).status_code in (302, 403)
