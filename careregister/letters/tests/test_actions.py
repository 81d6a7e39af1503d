"""The outbox: written with its cause, handed over after it, never twice. Failures first."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector

from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.history.queries import of_subject
from careregister.letters import actions, jobs, queries
from careregister.letters.letters import sign_in_notice
from careregister.letters.models import Letter, Words
from careregister.outside import mail

pytestmark = pytest.mark.django_db

WHY = Because("test")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CONTEXT = {"day": "22 November 2026", "time": "12:00", "device": "Firefox"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MAIL_URL = f"file://{tmp_path}/mail"
    return tmp_path / "mail"


@pytest.fixture
def broken(monkeypatch):
    """Make the mail server fail as `outside.mail` says it may."""

    def fail(error: Exception | None) -> None:
        def deliver(message):
            if error:
                raise error

        monkeypatch.setattr(mail, "deliver", deliver)

    return fail


def notice(**more) -> UUID:
    return actions.write("letters.sign_in_notice", to="ada@example.org", context=CONTEXT, by=CLOCK, because=WHY, **more)


def account_mail() -> UUID:
    return actions.write_ready_made(
        "letters.account_mail", to="ada@example.org", subject="Your code\n", body="K7XQ", by=CLOCK, because=WHY
    )


def hand_over(letter_id: UUID) -> str:
    return actions.hand_over(letter_id, by=CLOCK, because=WHY)


def status(letter_id: UUID) -> str:
    return Letter.objects.get(pk=letter_id).status


def happened(letter_id: UUID) -> list[str]:
    return [line.what for line in reversed(of_subject("letters.letter", letter_id))]


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'letters.hand_over'")
        return cursor.fetchone()[0]


def test_a_cause_that_is_rolled_back_leaves_no_letter_and_no_job():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notice(person_id=1 // 0 if notice() else None)
    assert not Letter.objects.exists()
    assert not Words.objects.exists()
    assert jobs_waiting() == 0


def test_inside_a_worker_too_the_job_waits_for_the_commit_of_its_cause():
    # A worker gives Procrastinate's app another connection; here it is one that is not even open.
    with app.replace_connector(PsycopgConnector()):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            notice(person_id=1 // 0 if notice() else None)
        assert jobs_waiting() == 0
        notice()
        assert jobs_waiting() == 1


def test_nobody_but_the_clock_hands_over(folder):
    by = Actor(kind=Kind.STAFF, roles=frozenset({"registrar"}), role="registrar")
    with pytest.raises(NotAllowed):
        actions.hand_over(notice(), by=by, because=WHY)
    assert not folder.exists()


def test_a_letter_that_is_not_due_stays(folder):
    with clock.at(NOON):
        letter = notice(due_at=NOON + timedelta(hours=1))
        assert hand_over(letter) == "written"
        assert jobs_waiting() == 0
        assert queries.due() == []
    with clock.at(NOON + timedelta(hours=1)):
        assert queries.due() == [letter]
        assert hand_over(letter) == "handed_over"
    assert len(list(folder.iterdir())) == 1


def test_a_letter_is_handed_over_once_however_often_the_job_runs(folder):
    letter = notice()
    assert [hand_over(letter) for _ in range(3)] == ["handed_over"] * 3
    jobs.sweep()
    assert len(list(folder.iterdir())) == 1
    assert happened(letter) == ["letters.written", "letters.handed_over"]


def test_a_refused_letter_is_not_tried_again(broken, folder):
    letter = notice()
    broken(mail.Refused("recipient", 550))
    assert hand_over(letter) == "refused"
    broken(None)
    with clock.at(clock.now() + timedelta(days=1)):
        jobs.sweep()
        assert status(letter) == "refused"
    assert Letter.objects.get(pk=letter).outcome == "recipient 550"
    assert happened(letter) == ["letters.written", "letters.refused"]


def test_a_wrong_address_stops_no_decision_and_is_refused_when_it_is_handed_over():
    letter = actions.write("letters.sign_in_notice", to="ada at home", context=CONTEXT, by=CLOCK, because=WHY)
    assert hand_over(letter) == "refused"


def test_a_server_that_is_away_is_tried_ever_more_seldom_and_in_the_end_given_up(broken):
    broken(mail.NotNow("unreachable"))
    waits = []
    with clock.at(NOON):
        letter = notice()
    moment = NOON
    for _ in range(200):
        with clock.at(moment):
            if hand_over(letter) == "refused":
                break
        after = Letter.objects.get(pk=letter).due_at
        waits.append((after - moment).total_seconds() / 60)
        moment = after
    assert waits[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert timedelta(days=2, hours=22) < moment - NOON < timedelta(days=3)
    assert happened(letter) == ["letters.written", "letters.refused"]


def test_a_code_that_is_soon_worthless_is_given_up_soon(broken):
    broken(mail.NotNow("unreachable"))
    with clock.at(NOON):
        letter = account_mail()
    for minutes in (0, 1, 3, 7, 15, 31):
        with clock.at(NOON + timedelta(minutes=minutes)):
            hand_over(letter)
    assert status(letter) == "refused"


def test_when_the_server_is_away_the_sweep_does_not_try_every_letter(broken):
    tried = []
    broken(mail.NotNow("unreachable"))
    letters = [notice() for _ in range(10)]
    jobs.sweep()
    tried = [letter for letter in letters if Letter.objects.get(pk=letter).attempts]
    assert len(tried) == jobs.GIVE_UP_AFTER


def test_a_server_set_up_wrongly_loses_nothing(settings):
    settings.MAIL_URL = "smtp://user:secret@mail.example.org/"
    letter = notice()
    assert hand_over(letter) == "written"
    assert Letter.objects.get(pk=letter).outcome == "not_configured"


def test_a_line_that_broke_leaves_the_letter_uncertain_and_it_is_not_repeated(broken):
    letter = notice()
    broken(mail.Uncertain("no_answer"))
    assert hand_over(letter) == "uncertain"
    broken(None)
    with clock.at(clock.now() + timedelta(hours=1)):
        jobs.sweep()
    assert status(letter) == "uncertain"
    assert queries.waiting().uncertain == 1
    with pytest.raises(NotAllowed) as refused:
        actions.send_again(letter, by=CLOCK, because=WHY)
    assert refused.value.reason == "kind_is_not_repeated"


def test_a_kind_that_repeats_goes_again_under_the_same_message_id_but_not_for_ever(broken, folder, monkeypatch):
    letter = account_mail()
    deliver = mail.deliver
    broken(mail.Uncertain("no_answer"))
    for _ in range(5):
        jobs.sweep()
    assert (status(letter), Letter.objects.get(pk=letter).attempts) == ("uncertain", 3)
    assert happened(letter).count("letters.sent_again") == 2
    monkeypatch.setattr(mail, "deliver", deliver)
    by = Actor(kind=Kind.STAFF, roles=frozenset({"registrar"}), role="registrar")
    actions.send_again(letter, by=by, because=WHY)
    assert hand_over(letter) == "handed_over"
    [file] = folder.iterdir()
    assert f"Message-ID: <{letter}@example.org>" in file.read_text()


def test_whoever_was_killed_half_way_leaves_an_uncertain_letter():
    letter = notice()
    now = clock.now()
    Letter.objects.filter(pk=letter).update(status="handing_over", attempts=1, begun_at=now)
    jobs.sweep()
    assert status(letter) == "handing_over"
    with clock.at(now + timedelta(minutes=6)):
        jobs.sweep()
    assert status(letter) == "uncertain"
    assert Letter.objects.get(pk=letter).outcome == "interrupted"


def test_a_hand_over_given_up_for_lost_that_comes_to_its_end_is_known_after_all(monkeypatch):
    letter = notice()

    def slow(message):
        with clock.at(clock.now() + timedelta(minutes=6)):
            actions.settle_interrupted(by=CLOCK, because=WHY)
        assert status(letter) == "uncertain"

    monkeypatch.setattr(mail, "deliver", slow)
    assert hand_over(letter) == "handed_over"
    assert happened(letter) == ["letters.written", "letters.uncertain", "letters.handed_over"]


def test_a_letter_that_comes_back_is_found_by_its_message_id():
    letter = notice()
    message_id = Letter.objects.get(pk=letter).message_id
    by, bounced = Actor(kind=Kind.PROVIDER, reference="mail"), Because("bounced")
    assert actions.record_return("<nobody@example.org>", "5.1.1", by=by, because=bounced) is None
    with pytest.raises(NotAllowed):
        actions.record_return(message_id, "5.1.1", by=by, because=bounced)
    hand_over(letter)
    assert actions.record_return(message_id, "5.1.1", by=by, because=bounced) == letter
    assert status(letter) == "returned"


def test_what_a_letter_says_is_sealed_and_opens_only_in_its_own_row():
    letter = notice()
    words = Words.objects.get(pk=letter)
    assert b"ada" not in bytes(words.to)
    assert b"Firefox" not in bytes(words.body)
    assert words.opened("to") == "ada@example.org"
    assert "Firefox" in words.opened("body")


def test_a_letter_with_a_code_is_opened_for_nobody():
    letter = account_mail()
    by = Actor(kind=Kind.STAFF, roles=frozenset({"auditor"}), role="auditor")
    opened = queries.read(letter, by=by)
    assert opened is not None
    assert (opened.body, opened.shown.subject) == ("", "")


def test_a_letter_is_delivered_as_it_was_written(folder):
    with clock.at(NOON):
        letter = sign_in_notice(to="ada@example.org", at=NOON, device="Firefox", by=CLOCK, because=WHY)
        hand_over(letter)
    [file] = folder.iterdir()
    text = file.read_text()
    assert "To: ada@example.org" in text
    assert "Subject: A new sign-in to your Care Register account" in text
    assert "Auto-Submitted: auto-generated" in text
    assert "Date: Sun, 22 Nov 2026 12:00:00 +0000" in text
    assert "on 22 November 2026 at 12:00" in text
