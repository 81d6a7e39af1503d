"""The parts that a question to the applicant opens: every one can be ticked, and what is wrong stands ticked."""

import re

import pytest

from careregister.applications import actions
from careregister.applications.form.sections import SECTIONS
from careregister.applications.models import Application, InformationRequest
from careregister.applications.tests import world
from careregister.checks import actions as checks
from careregister.checks.models import Ask, Check, IdentityScores
from careregister.checks.tests import asking
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
BOX = re.compile(r'<input[^>]*name="sections"[^>]*>')


@pytest.fixture
def file():
    application_id, by = world.in_review()
    return Application.objects.get(pk=application_id), by


def officer(file, role="registrar"):
    account = people.account(role, name="Somebody of Staff")
    actions.declare_interest(file.pk, conflict=False, by=people.actor_for(account), because=world.BECAUSE)
    return client_for(account)


def ticks(client, file, about="") -> tuple[set[str], set[str]]:
    """(offered, ticked) on the page that asks."""
    page = client.get(f"/staff/applications/{file.reference}/steps/ask/?about={about}").content.decode()
    boxes = BOX.findall(page)
    assert boxes
    said = {re.search(r'value="([^"]+)"', box)[1]: bool(re.search(r"\schecked", box)) for box in boxes}  # type: ignore[index]
    return set(said), {code for code, is_ticked in said.items() if is_ticked}


def test_of_a_file_with_nothing_wrong_nothing_is_ticked_and_everything_is_offered(file):
    offered, ticked = ticks(officer(file[0]), file[0])
    assert offered == {one.code for one in SECTIONS}
    assert ticked == set()


def test_an_employer_who_says_no_is_not_told_by_a_tick(file):
    asked = Ask.objects.get(cause_id=file[0].pk, kind="employer_dbs")
    checks.decline(asking.tokens(asked.pk)[0], by=asking.HOLDER, because=world.BECAUSE)
    assert ticks(officer(file[0]), file[0])[1] == set()


def test_from_the_check_of_identity_the_name_it_is_of_is_ticked_too(file):
    assert ticks(officer(file[0]), file[0], "identity")[1] == {"about_you", "identity"}


def test_what_is_wrong_on_the_file_is_ticked(file):
    application, _by = file
    identity = Check.objects.get(application_id=application.pk, kind="identity")
    said = {"edition": "GPG 45", "profile": "M1B", "level": "medium", "provider": "https://id.example"}
    IdentityScores.objects.create(of_check=identity, route="online", name_agrees=False, birth_agrees=True, **said)
    referee = Ask.objects.filter(cause_id=application.pk, kind="reference").order_by("id")[0]
    checks.decline(asking.tokens(referee.pk)[0], by=asking.HOLDER, because=world.BECAUSE)
    employment = Check.objects.get(application_id=application.pk, kind="employment")
    head = world.staff("head_of_registration")
    checks.do_not_accept(employment.pk, by=head, because=world.BECAUSE)
    client = officer(application)
    wrong = {"about_you", "identity", "employment", "gaps", "references"}
    assert ticks(client, application)[1] == wrong


def test_every_part_that_is_ticked_may_be_changed_by_the_applicant(file):
    application, by = file
    every = [one.code for one in SECTIONS]
    where = f"/staff/applications/{application.reference}/steps/ask/"
    client = officer(application)
    seen = Application.objects.get(pk=application.pk).steps_taken
    said = {"words": "Please look at all of it.", "sections": every, "seen": seen, "confirmed": "yes"}
    assert client.post(where, said).status_code == 302
    assert set(InformationRequest.objects.get(application=application, closed_at=None).sections) == set(every)
    mine = world.mine(by)
    assert all(part.editable for part in mine.sections)
