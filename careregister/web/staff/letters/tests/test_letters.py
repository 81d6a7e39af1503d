"""Letters that did not arrive, and reading letters: the walls first."""

import pytest

from careregister.applications.models import Application
from careregister.applications.tests import world as applications
from careregister.base.actors import CLOCK, Because
from careregister.history.queries import latest
from careregister.letters import actions
from careregister.letters import policy as letters_policy
from careregister.letters.models import Letter
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for, staff_client

pytestmark = pytest.mark.django_db
CONTEXT = {"day": "1 May 2026", "time": "12:00", "device": "Firefox"}
WHY = Because("test")


def troubled(status: str = "returned", person=None, kind: str = "letters.sign_in_notice") -> Letter:
    to = {"to": "ada@example.org", "by": CLOCK, "because": WHY, "person_id": person and person.pk}
    if kind == "letters.sign_in_notice":
        letter_id = actions.write(kind, context=CONTEXT, **to)
    else:
        letter_id = actions.write_ready_made(kind, subject="Your code", body="K7XQ", **to)
    letter = Letter.objects.get(pk=letter_id)
    Letter.objects.filter(pk=letter_id).update(
        status=status, attempts=1, begun_at=letter.written_at, settled_at=letter.written_at, outcome="5.1.1"
    )
    return letter


def text(answer) -> str:
    return answer.content.decode()


def test_the_list_has_no_word_of_any_letter():
    troubled(person=world.person("Zora Neale"))
    for role in ("registrar", "auditor"):
        page = text(staff_client(role).get("/staff/letters/"))
        assert "Notice of a sign-in" in page
        assert "Zora Neale" in page
        assert "There is no such address (5.1.1)" in page
        assert "Firefox" not in page
        assert "ada@example.org" not in page


def test_staff_see_and_handle_no_letter_to_themselves():
    account = world.account("registrar")
    letter = troubled(person=account.person, kind="letters.account_notice")
    client = client_for(account)
    assert str(letter.pk) not in text(client.get("/staff/letters/"))
    for page in (
        f"/staff/letters/{letter.pk}/",
        f"/staff/letters/{letter.pk}/handling/",
        f"/staff/letters/of/{account.person_id}/",
    ):
        assert client.get(page).status_code == 403
    assert client.post(f"/staff/letters/{letter.pk}/handling/", {"words": "Nothing."}).status_code == 403


def test_what_is_not_repeated_is_not_sent_again_and_needs_a_reason():
    letter = troubled()
    client, where = staff_client("membership_officer"), f"/staff/letters/{letter.pk}/handling/"
    assert "This kind of letter is not sent twice" in text(client.get(where))
    assert client.post(where, {"again": "yes"}).status_code == 403
    assert client.post(where, {"words": " "}).status_code == 400
    assert client.post(where, {"words": "I rang her."}).status_code == 302
    assert client.get(where).status_code == 404
    assert "Every letter arrived" in text(client.get("/staff/letters/"))
    (line,) = latest("letters.written_off", most=5)
    assert line.words == "I rang her."


def test_what_may_be_repeated_goes_again_under_the_same_number(letterbox):
    letter = troubled("uncertain", kind="letters.account_notice")
    client, where = staff_client("registrar"), f"/staff/letters/{letter.pk}/handling/"
    assert client.post(where, {"again": "yes"}).status_code == 302
    assert [one.to for one in letterbox.opened()] == ["ada@example.org"]
    (path,) = letterbox.folder.glob("*.eml")
    assert letter.message_id in path.read_text(encoding="utf-8")


def test_a_letter_is_read_within_the_walls_and_every_look_is_kept():
    person = world.person("Zora Neale")
    open_one, secret = troubled(person=person), troubled(person=person, kind="letters.account_mail")
    client = staff_client("checks_officer")
    listed = text(client.get(f"/staff/letters/of/{person.pk}/"))
    assert "Zora Neale" in listed
    assert "K7XQ" not in listed
    assert "Firefox" in text(client.get(f"/staff/letters/{open_one.pk}/"))
    shown = text(client.get(f"/staff/letters/{secret.pk}/"))
    assert "K7XQ" not in shown
    assert "Nobody reads this one but the person" in shown
    assert {line.subject_id for line in latest("letters.read", most=5)} == {open_one.pk, secret.pk}
    assert [line.person_id for line in latest("letters.listed", most=5)] == [person.pk]


def test_the_words_of_a_refusal_are_for_registrars_others_see_that_it_went():
    application_id, by = applications.refused()
    letter = Letter.objects.get(kind="applications.refused", cause_id=application_id)
    subject, words = letter.words.opened("subject"), applications.BECAUSE.words
    assert words in letter.words.opened("body")
    for role in ("registrar", "head_of_registration", "membership_officer", "checks_officer", "auditor"):
        client, reads = staff_client(role), role in letters_policy.READS_CLOSED
        listed = text(client.get(f"/staff/letters/of/{by.person_id}/"))
        shown = text(client.get(f"/staff/letters/{letter.pk}/"))
        assert "We refused your application" in shown, role
        for page in (listed, shown):
            assert (subject in page) == reads, role
        assert (words in shown, "Its words are for those who decide" in shown) == (reads, not reads), role


def test_the_way_back_from_a_persons_letters_leads_to_their_file_and_to_nobody_elses():
    application_id, by = applications.in_review()
    mine = Application.objects.get(pk=application_id)
    stranger = Application.objects.get(pk=applications.in_review()[0])
    client = staff_client("registrar")
    address = f"/staff/letters/of/{by.person_id}/"
    assert f"/staff/applications/{mine.reference}/" in text(client.get(f"{address}?file={mine.reference}"))
    assert stranger.reference not in text(client.get(f"{address}?file={stranger.reference}"))
    assert 'class="govuk-back-link"' in text(client.get(address))
    assert 'class="govuk-back-link"' not in text(staff_client("checks_officer").get(address))
