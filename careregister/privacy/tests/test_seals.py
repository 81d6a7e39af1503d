"""After a rotation the older key opens nothing that is still needed: a test for each table that seals."""

import base64
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from careregister.applications import actions as applications
from careregister.applications import seals as of_applications
from careregister.applications.models import Section
from careregister.applications.tests import world as applying
from careregister.base import clock, sealing
from careregister.checks import actions as checks
from careregister.checks import seals as of_checks
from careregister.checks.models import Ask, Certificate, Check, GapReason, ProviderVisit, Spell, WorkHistory
from careregister.checks.tests import asking
from careregister.history.queries import latest
from careregister.letters.models import Words
from careregister.people.tests import world
from careregister.privacy import actions, seals
from careregister.privacy.models import Copy, DataRequest, Piece
from careregister.privacy.states import ACCESS

WHY = applying.BECAUSE
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def rotated(settings):
    """Call it with a room's `rotate`: with both keys, twice, and then the older key is gone."""
    settings.SEAL_KEYS = OLD

    def rotate(how):
        settings.SEAL_KEYS = f"{NEW},{OLD}"
        first, second = how(), how()
        settings.SEAL_KEYS = NEW
        assert (first.unopened, second.rows, second.unopened) == (0, 0, 0)
        return first.rows

    return rotate


@pytest.mark.django_db
def test_what_applicants_wrote_and_what_it_said_before(rotated):
    application_id, by = applying.sent()
    vouched = {"route": "vouched", "voucher_name": "Ada", "voucher_job": "Teacher", "voucher_email": "a@b.example"}
    applications.put_right(application_id, "identity", vouched, by=by, because=WHY)
    count = Section.objects.filter(application=application_id).count()
    assert rotated(of_applications.rotate) == count
    said = {row.code: row.data for row in Section.objects.filter(application=application_id)}
    assert said["identity"]["_before"][0]["said"] == applying.ANSWERS["identity"]
    assert said["about_you"]["legal_name"] == "Amara Okafor"
    assert len(latest("applications.seals_rotated")) == 1


@pytest.mark.django_db
def test_asks_and_their_answers(rotated):
    person = asking.applicant()
    ask_id = asking.ask(person)
    checks.answer(asking.tokens(ask_id)[0], asking.REFERENCE, by=asking.HOLDER, because=WHY)
    assert rotated(of_checks.rotate) == 1
    row = Ask.objects.get(pk=ask_id)
    assert row.opened()["name"] == "Rosa Head"
    assert row.opened("answers")["conduct"] == asking.REFERENCE["conduct"]


@pytest.mark.django_db
def test_certificates_spells_gaps_and_visits(rotated):
    application_id, by = applying.sent()
    check = Check.objects.get(application_id=application_id, kind="identity")
    own = {"person_id": by.person_id, "application_id": application_id}
    certificate = Certificate(mode="employer", level="enhanced", workforce="adult", **own)
    certificate.put(number="001234567890", surname="Okafor")
    history = WorkHistory.objects.get(application_id=application_id)
    spell, gap = (
        Spell(history=history, started=date(2019, 1, 1), care=True),
        GapReason(history=history, started=date(2018, 1, 1), ended=date(2018, 6, 1)),
    )
    spell.put("I was ill.")
    gap.put("I was ill.")
    visit = ProviderVisit(of_check=check, state_digest=b"state", ends_at=clock.now() + timedelta(hours=1))
    visit.seal("a verifier")
    visit.seal_verified("Amara Okafor", date(1990, 5, 4))
    rows = (certificate, spell, gap, visit)
    for row in rows:
        row.save()
    assert rotated(of_checks.rotate) == len(rows) + Ask.objects.count()
    for row in rows:
        row.refresh_from_db()
    assert (certificate.opened("number"), certificate.opened("surname")) == ("001234567890", "Okafor")
    assert [row.opened() for row in (spell, gap, visit)] == ["I was ill.", "I was ill.", "a verifier"]
    assert visit.opened_verified() == ("Amara Okafor", date(1990, 5, 4))


@pytest.mark.django_db
def test_requests_about_data_and_copies(rotated):
    by = world.owner_of(world.account())
    request = actions.ask(by.person_id, ACCESS, "All of it, please.", by=by, because=WHY)
    assert by.person_id
    piece = Piece(copy=Copy.objects.create(person_id=by.person_id), number=1)
    piece.sealed = sealing.seal_bytes(b"\x00\xff", piece.place)
    piece.save()
    assert rotated(seals.rotate) == 2
    assert DataRequest.objects.get(pk=request).opened("words") == "All of it, please."
    assert sealing.unseal_bytes(bytes(Piece.objects.get().sealed), piece.place) == b"\x00\xff"


@pytest.mark.django_db
def test_letters_stay_without_the_privacy_login_and_that_is_said(settings, capsys):
    settings.DATABASE_PRIVACY_URL = ""
    settings.SEAL_KEYS = OLD
    asking.ask(asking.applicant())
    settings.SEAL_KEYS = f"{NEW},{OLD}"
    assert seals.rotate_letters().unopened == Words.objects.count() > 0
    with pytest.raises(SystemExit):
        call_command("rotate_seals")
    assert "DATABASE_PRIVACY_URL" in capsys.readouterr().err


def test_the_privacy_login_moves_the_words_of_letters(own_database, cluster, settings, rotated):
    settings.DATABASE_PRIVACY_URL = f"{cluster.owner}/{own_database}?options=-c%20role%3Dcareregister_privacy"
    ask_id = asking.ask(asking.applicant())
    before = [row.words.opened("body") for row in asking.letters(ask_id)]
    assert rotated(seals.rotate_letters) == Words.objects.count() == len(before)
    assert [row.words.opened("body") for row in asking.letters(ask_id)] == before
    assert all(row.words.opened("to") for row in asking.letters(ask_id))
    connection.close()
