"""Texts by an editor: what is refused first."""

from uuid import uuid4

import pytest

from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.letters import actions, kinds, policy, queries, texts, wordings
from careregister.letters.models import Letter, TextVersion
from careregister.people.roles import ROLES
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
KIND = "letters.sign_in_notice"
CONTEXT = {"day": "22 November 2026", "time": "12:00", "device": "Firefox"}
GOOD = {"subject": "Somebody signed in", "body": "On {{ day }} at {{ time }} with {{ device }}.\n\n{{ body_name }}"}
WHY = Because("text_changed", "Shorter.")


def editor() -> Actor:
    return world.actor("editor", name="Edie Tor")


def change(by: Actor, seen: int = 0, because: Because = WHY, kind: str = KIND, **said: str) -> int:
    return actions.change_text(kind, **{**GOOD, **said}, seen=seen, by=by, because=because)


def reason(call) -> str:
    with pytest.raises(NotAllowed) as refused:
        call()
    return refused.value.reason


@pytest.mark.parametrize("role", sorted(set(ROLES) - policy.EDITORS))
def test_other_roles_write_and_read_no_texts(role):
    by = Actor(kind=Kind.STAFF, person_id=uuid4(), account_id=uuid4(), roles=frozenset({role}), role=role)
    for call in (
        lambda: change(by),
        lambda: actions.go_back(KIND, 0, seen=0, by=by, because=WHY),
        lambda: wordings.all_texts(by=by),
        lambda: wordings.wording(KIND, by=by),
        lambda: wordings.preview(KIND, "a", "b", by=by),
    ):
        assert reason(call) == "not_an_editor"
    assert reason(lambda: change(CLOCK)) == "not_an_editor"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"body": "{{ day }} {{ time }} {{ device.__class__ }}"}, "text_not_words"),
        ({"body": "{{ day }} {{ time }} {{ device }} {% for x in y %}{% endfor %}"}, "text_not_words"),
        ({"body": "{{ day }} {{ time }} {{ device|upper }}"}, "text_not_words"),
        ({"body": "{{ day }} {{ time }} {{ device"}, "text_not_words"),
        ({"subject": "{{ secret_key }}"}, "text_unknown_placeholder"),
        ({"body": "{{ day }} {{ time }}"}, "text_lost_placeholder"),
        ({"body": " \n "}, "text_empty"),
        ({"subject": ""}, "text_empty"),
        ({"subject": "One\nBcc: two"}, "text_too_long"),
        ({"subject": "x" * 201}, "text_too_long"),
        ({"body": GOOD["body"] + "x" * 20_000}, "text_too_long"),
    ],
)
def test_what_is_not_words_with_all_its_placeholders_is_not_kept(said, why):
    by = editor()
    assert reason(lambda: change(by, **said)) == why
    assert not TextVersion.objects.exists()


def test_no_note_no_version():
    by = editor()
    assert reason(lambda: change(by, because=Because("text_changed", " "))) == "words_missing"


@pytest.mark.parametrize("kind", ["letters.account_mail", "letters.account_notice", "letters.love_letter", ""])
def test_words_made_elsewhere_are_not_edited(kind):
    by = editor()
    assert reason(lambda: change(by, kind=kind)) == "text_not_editable"
    assert reason(lambda: actions.go_back(kind, 0, seen=0, by=by, because=WHY)) == "text_not_editable"
    assert wordings.wording(kind, by=by) is None


def test_of_two_editors_the_second_is_told():
    by = editor()
    change(by)
    assert reason(lambda: change(editor(), subject="Another")) == "changed_meanwhile"
    assert reason(lambda: change(by, seen=2, subject="Another")) == "changed_meanwhile"
    assert reason(lambda: change(by, seen=1)) == "unchanged"


def test_the_newest_text_is_written_and_the_letter_keeps_which():
    by = editor()
    assert change(by) == 1
    assert change(by, seen=1, subject="{{ body_short_name }}: {{ device }}") == 2
    letter_id = actions.write(KIND, to="ada@example.org", context=CONTEXT, by=CLOCK, because=WHY)
    letter = Letter.objects.get(pk=letter_id)
    assert letter.text_version == 2
    opened = queries.read(letter_id, by=world.actor("registrar"))
    assert opened is not None
    assert opened.shown.subject.endswith(": Firefox")
    assert opened.body.startswith("On 22 November 2026 at 12:00 with Firefox.")


def test_going_back_adds_a_version():
    by = editor()
    change(by)
    assert reason(lambda: actions.go_back(KIND, 7, seen=1, by=by, because=WHY)) == "text_not_editable"
    assert actions.go_back(KIND, 0, seen=1, by=by, because=WHY) == 2
    first = texts.as_it_came(kinds.kind(KIND))
    now = texts.current(kinds.kind(KIND))
    assert (now.subject, now.body, now.number) == (first.subject, first.body, 2)
    found = wordings.wording(KIND, by=by)
    assert found is not None
    assert [one.number for one in found.versions] == [2, 1, 0]
    assert found.newest.written_by == "Edie Tor"


def test_every_text_can_be_previewed_with_invented_values_only():
    by = editor()
    lines = wordings.all_texts(by=by)
    assert len(lines) > 15
    for line in lines:
        found = wordings.wording(line.kind, by=by)
        assert found is not None
        words = wordings.preview(line.kind, found.newest.subject, found.newest.body, by=by)
        assert "{{" not in words.subject + words.body
        assert not any(value.startswith("(") for _, value in found.placeholders), line.kind


def test_a_comparison_reads_word_by_word():
    told = wordings.compared("We have your letter, {{ name }}.", "We had your letter, {{ name }}!")
    assert ("gone", "have") in told
    assert ("new", "had") in told
    assert "".join(words for what, words in told if what != "gone") == "We had your letter, {{ name }}!"
    assert "".join(words for what, words in told if what != "new") == "We have your letter, {{ name }}."


def test_a_telephone_number_does_not_break_across_lines():
    words = texts.put_together(texts.Text("Ring {{ body_phone }}", "Ring {{ body_phone }}.", 0), {})
    assert " " not in words.body.removeprefix("Ring ")
    assert "\N{NO-BREAK SPACE}" not in words.subject, "it may become a text message, which has no such sign"
