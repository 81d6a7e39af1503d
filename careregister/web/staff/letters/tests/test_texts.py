"""An editor's pages: what is refused keeps what was typed."""

import pytest

from careregister.letters.models import TextVersion
from careregister.web.parts.tests.signing_in import staff_client

pytestmark = pytest.mark.django_db
KIND = "/staff/texts/letters.sign_in_notice/"
GOOD = {
    "subject": "Somebody signed in",
    "body": "On {{ day }} at {{ time }}\r\nwith {{ device }}.",
    "note": "Shorter",
    "seen": "0",
}


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["letters.account_mail", "letters.none", "x"])
def test_there_is_no_such_text(kind):
    client = staff_client("editor")
    for page in ("", "edit/", "0/"):
        assert client.get(f"/staff/texts/{kind}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": "{{ day }} {{ time }} {{ device.x }} <kept>"}, "words and placeholders"),
        ({"body": "{{ day }} {{ time }} <kept>"}, "{{ device }}"),
        ({"body": GOOD["body"] + "{{ password }} <kept>"}, "{{ password }}"),
        ({"body": "<kept>" + "x" * 20_001}, "20000"),
        ({"subject": "", "body": GOOD["body"] + "<kept>"}, "Write a subject"),
        ({"note": " ", "body": GOOD["body"] + "<kept>"}, "Say why in a few words"),
        ({"seen": "7", "body": GOOD["body"] + "<kept>"}, "Something changed while you were deciding"),
        ({"seen": "x", "body": GOOD["body"] + "<kept>"}, "There is a problem"),
    ],
)
def test_what_is_refused_is_said_and_stays_in_the_form(changed, said):
    answer = staff_client("editor").post(f"{KIND}edit/", {**GOOD, **changed})
    assert answer.status_code in {400, 409}
    assert said in text(answer)
    assert "&lt;kept&gt;" in text(answer)
    assert not TextVersion.objects.exists()


def test_all_that_is_wrong_is_said_at_once():
    page = text(
        staff_client("editor").post(f"{KIND}edit/", {**GOOD, "note": "", "body": GOOD["body"] + "{{ password }}"})
    )
    assert "Say why in a few words" in page
    assert "{{ password }}" in page.partition("govuk-error-summary")[2].partition("</ul>")[0]


def test_a_look_saves_nothing_and_shows_the_letter_and_the_change():
    page = text(staff_client("editor").post(f"{KIND}edit/", {**GOOD, "note": "", "look": "yes"}))
    assert "On 4 March 2027 at 2:05pm" in page
    assert "(taken out:)" in page
    assert "Not saved yet." in page
    assert not TextVersion.objects.exists()


def test_saved_compared_and_brought_back():
    client = staff_client("editor")
    assert client.post(f"{KIND}edit/", GOOD).status_code == 302
    page = text(client.get(KIND))
    assert "Saved as version 1" in page
    assert "Shorter" in page
    assert "(put in:)" in text(client.get(f"{KIND}1/"))
    assert client.post(f"{KIND}0/", {"note": "", "seen": "1"}).status_code == 400
    assert client.post(f"{KIND}0/", {"note": "Better", "seen": "0"}).status_code == 400
    assert client.post(f"{KIND}0/", {"note": "Better", "seen": "1"}).status_code == 302
    assert [row.number for row in TextVersion.objects.order_by("number")] == [1, 2]
    assert client.get(f"{KIND}9/").status_code == 404


def test_the_words_of_a_letter_are_shown_and_never_run():
    client = staff_client("editor")
    client.post(f"{KIND}edit/", {**GOOD, "body": GOOD["body"] + "<script>x</script>", "note": "<b>why</b>"})
    for page in (KIND, f"{KIND}1/", f"{KIND}edit/"):
        shown = text(client.get(page))
        assert "<script>x" not in shown
        assert "<b>why" not in shown


def test_a_text_message_is_looked_at_with_its_length_saved_and_read_in_its_version():
    client = staff_client("editor")
    refused = client.post(f"{KIND}edit/", {**GOOD, "sms": "See https://<kept>"})
    assert refused.status_code == 400
    assert "A text message holds no link" in text(refused)
    assert "&lt;kept&gt;" in text(refused)
    line = "{{ device }} signed in at {{ time }}."
    page = text(client.post(f"{KIND}edit/", {**GOOD, "sms": line, "look": "yes"}))
    assert "Firefox on Android signed in at 2:05pm." in page
    assert "costs 1 text" in page
    assert client.post(f"{KIND}edit/", {**GOOD, "sms": line}).status_code == 302
    assert "Firefox on Android signed in at 2:05pm." in text(client.get(KIND))
    assert "{{ device }} signed in at {{ time }}." in text(client.get(f"{KIND}1/"))
