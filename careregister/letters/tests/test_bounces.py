"""What comes back: reports that are none, forged, early or twice first."""

import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS, CLOCK, Actor, Because, Kind
from careregister.base.refusals import Busy, NotAllowed
from careregister.history.queries import of_subject
from careregister.letters import actions, bounces, jobs, queries
from careregister.letters.actions.delivery import _as_email
from careregister.letters.models import Letter
from careregister.letters.tests import reports
from careregister.outside import mail
from careregister.people.tests import world

WHY = Because("test")
SERVER = Actor(kind=Kind.PROVIDER, reference="mail server")
CONTEXT = {"day": "today", "time": "12:00", "device": "Firefox"}


def written(to: str = "ada@example.org") -> Letter:
    letter_id = actions.write("letters.sign_in_notice", to=to, context=CONTEXT, by=CLOCK, because=WHY)
    return Letter.objects.get(pk=letter_id)


def gone(to: str = "ada@example.org") -> Letter:
    """A letter that was handed over, without a second transaction."""
    letter = written(to)
    Letter.objects.filter(pk=letter.pk).update(
        status="handed_over", attempts=1, begun_at=letter.written_at, settled_at=letter.written_at
    )
    return letter


def about(template: str, letter: Letter) -> bytes:
    return template.replace("BARE", str(letter.pk)).replace("THE_ID", letter.message_id).encode()


def given(data: bytes, by: Actor = SERVER):
    return actions.record_report(data, by=by, because=WHY)


def status(letter: Letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.status, letter.outcome


@pytest.mark.django_db
@pytest.mark.parametrize("by", [ANONYMOUS, Actor(kind=Kind.PERSON, person_id=uuid4()), Actor(kind=Kind.LINK)])
def test_nobody_but_the_mail_server_says_so(by):
    letter = gone()
    with pytest.raises(NotAllowed, match="not_the_provider"):
        given(about(reports.RFC, letter), by)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["DELAYED", "DELIVERED", "EXIM_LATE", "QMAIL_LATE", "ABSENT", "FROM_A_PERSON"])
def test_what_is_no_lasting_failure_changes_nothing(name):
    letter = gone()
    assert given(about(getattr(reports, name), letter)) is None
    assert status(letter)[0] == "handed_over"


@pytest.mark.django_db
def test_a_forged_report_changes_nothing():
    letter = gone()
    unknown = reports.RFC.replace("THE_ID", f"<{uuid4()}@example.org>").encode()
    another_addressee = about(reports.RFC, letter).replace(b"ADA@", b"eve@").replace(b"ada@", b"eve@")
    no_id = reports.RFC.replace("Message-ID: THE_ID\n", "").encode()
    for data in (unknown, another_addressee, no_id):
        assert given(data) is None
    assert status(letter)[0] == "handed_over"


@pytest.mark.django_db
def test_a_letter_that_never_left_cannot_come_back():
    letter = written()
    assert given(about(reports.RFC, letter)) is None
    assert status(letter)[0] == "written"


@pytest.mark.django_db
def test_a_text_is_returned_by_no_mail():
    letter = gone()
    Letter.objects.filter(pk=letter.pk).update(channel="sms")
    assert given(about(reports.RFC, letter)) is None


@pytest.mark.django_db
def test_while_it_is_being_handed_over_the_report_waits():
    letter = gone()
    Letter.objects.filter(pk=letter.pk).update(status="handing_over", settled_at=None)
    with pytest.raises(Busy):
        given(about(reports.RFC, letter))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff" * 5000,
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: message/delivery-status\n\nAction: failed\n",
        b"From: =?utf-16?b?////?= <mailer-daemon@x>\nContent-Type: text/plain; charset=\xff\n\n<\xff@> 5.1.1",
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)),
        b"From: mailer-daemon@x\n\n" + b"<" * 900_000,
        b"From: mailer-daemon@x\n\n" + b"5." * 450_000,
    ],
)
def test_a_broken_mail_is_no_report_and_breaks_nothing(data):
    assert bounces.read(data) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("RFC", "5.1.1"),
        ("HEADERS_ONLY", "5.1.1"),
        ("MICROSOFT", "5.1.10"),
        ("GIVEN_UP", "4.4.7"),
        ("QMAIL", "5.1.1"),
        ("EXIM", "5.0.0"),
    ],
)
def test_a_letter_that_came_back_is_marked_once(name, code):
    letter, other = gone(), gone()
    data = about(getattr(reports, name), letter)
    assert given(data) == letter.pk
    assert status(letter) == ("returned", code)
    assert given(data) is None  # the same report again
    assert [line.what for line in of_subject("letters.letter", letter.pk)].count("letters.returned") == 1
    assert status(other)[0] == "handed_over"


@pytest.mark.django_db
def test_what_we_send_can_be_told_by_either_header(monkeypatch):
    sent = []
    monkeypatch.setattr(mail, "deliver", sent.append)
    letter = written()
    _as_email(letter)()
    headers = sent[0].extra_headers
    assert headers["Message-ID"] == letter.message_id
    assert headers[bounces.LETTER_HEADER] == str(letter.pk)


@pytest.mark.django_db
def test_who_looks_after_letters_sees_it_until_it_is_handled():
    letter = gone()
    given(about(reports.RFC, letter))
    registrar = world.actor("registrar")
    (row,) = queries.trouble(by=registrar)
    assert (row.id, row.status, row.outcome, row.again) == (letter.pk, "returned", "5.1.1", False)
    with pytest.raises(NotAllowed, match="words_missing"):
        actions.write_off(letter.pk, by=registrar, because=Because("handled"))
    actions.write_off(letter.pk, by=registrar, because=Because("handled", "Rang her."))
    assert queries.trouble(by=registrar) == []
    assert status(letter)[0] == "returned"


def test_a_maildir_is_emptied_and_what_is_not_ours_is_set_aside(own_database, settings, tmp_path):
    folder = tmp_path / "bounces"
    (folder / "new").mkdir(parents=True)
    (folder / "cur").mkdir()
    settings.MAIL_URL, settings.BOUNCES = f"file://{tmp_path}/mail", str(folder)
    letter, late = written(), written()
    jobs.sweep()
    Letter.objects.filter(pk=late.pk).update(status="handing_over", settled_at=None)
    (folder / "new" / "1").write_bytes(about(reports.RFC, letter))
    (folder / "cur" / "2:2,S").write_bytes(about(reports.RFC, letter))
    (folder / "new" / "3").write_bytes(about(reports.RFC, late))
    (folder / "new" / "4").write_bytes(b"From: somebody\n\nHello?")
    (folder / "new" / "5").symlink_to("/etc/hostname")
    jobs.read_bounces()
    assert status(letter)[0] == "returned"
    assert {path.name for path in (folder / ".other" / "cur").iterdir()} == {"2:2,S", "4"}
    assert {path.name for path in (folder / "new").iterdir()} == {"3", "5"}
    with clock.at(clock.now() + timedelta(minutes=6)):
        jobs.sweep()
    jobs.read_bounces()
    assert status(late)[0] == "returned"


def test_a_mail_server_pipes_it_in(own_database, cluster, settings, tmp_path):
    settings.MAIL_URL = f"file://{tmp_path}/mail"
    letter = written()
    jobs.sweep()
    env = cluster.environment(own_database)
    command = [sys.executable, "-m", "django", "read_bounces"]

    def pipe(data: bytes) -> subprocess.CompletedProcess:
        return subprocess.run(command, input=data, env=env, capture_output=True, timeout=60)

    done = pipe(about(reports.RFC, letter))
    assert done.returncode == 0, done.stderr
    assert status(letter) == ("returned", "5.1.1")
    Letter.objects.filter(pk=letter.pk).update(status="handing_over", settled_at=None)
    assert pipe(about(reports.RFC, letter)).returncode == 75
    assert os.path.exists(tmp_path / "mail")
