"""The words of text messages by an editor: what is refused first, then how they are sent, counted and brought back."""

import pytest

from careregister.base.actors import CLOCK
from careregister.letters import actions, kinds, texts, wordings
from careregister.letters.models import Letter, TextVersion
from careregister.letters.tests.test_wording import CONTEXT, GOOD, KIND, WHY, change, editor, reason
from careregister.outside.sms import segments

pytestmark = pytest.mark.django_db
LINE = "{{ body_short_name }}: {{ device }} signed in at {{ time }}."


@pytest.mark.parametrize(
    ("sms", "why"),
    [
        ("{{ time.__class__ }}", "text_not_words"),
        ("{{ time", "text_not_words"),
        ("{{ password }}", "text_unknown_placeholder"),
        ("See https://register.example/", "sms_link"),
        ("See WWW.register.example", "sms_link"),
        ("One line\nand another", "sms_too_long"),
        ("x" * 201, "sms_too_long"),
    ],
)
def test_what_is_no_short_line_of_words_is_not_kept(sms, why):
    by = editor()
    assert reason(lambda: change(by, sms=sms)) == why
    assert reason(lambda: wordings.preview_sms(KIND, "Subject", sms, by=by)) == why
    assert not TextVersion.objects.exists()


@pytest.mark.parametrize("name", ["link", "words", "reasons"])
def test_nothing_private_and_no_link_stands_on_a_locked_screen(name):
    kind = next(one for one in kinds.all_kinds().values() if name in one.placeholders and texts.has_text(one))
    assert reason(lambda: wordings.preview_sms(kind.code, "Subject", f"{{{{ {name} }}}}", by=editor())) == (
        "sms_placeholder"
    )


def test_nobody_else_sees_a_preview():
    assert reason(lambda: wordings.preview_sms(KIND, "Subject", LINE, by=CLOCK)) == "not_an_editor"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("\N{GRINNING FACE}" * 35, 1),
        ("\N{GRINNING FACE}" * 36, 2),
    ],
)
def test_a_text_costs_what_its_letters_cost(text, count):
    assert segments(text) == count


def sent() -> str:
    letter_id = actions.write(KIND, to="+447700900123", context=CONTEXT, by=CLOCK, because=WHY, channel="sms")
    return Letter.objects.get(pk=letter_id).words.opened("subject")


def test_a_text_says_the_subject_until_an_editor_writes_a_line_and_again_after_going_back():
    by = editor()
    assert sent().endswith(". Sign in to read it.")
    assert change(by, sms=LINE) == 1
    assert sent() == "NACAS: Firefox signed in at 12:00."
    assert reason(lambda: change(by, seen=1, sms=LINE)) == "unchanged"
    assert change(by, seen=1, sms="") == 2
    assert sent() == f"NACAS: {GOOD['subject']}. Sign in to read it."
    assert actions.go_back(KIND, 1, seen=2, by=by, because=WHY) == 3
    assert sent() == "NACAS: Firefox signed in at 12:00."
    found = wordings.wording(KIND, by=by)
    assert found is not None
    assert [one.sms for one in found.versions] == [LINE, "", LINE, ""]


def test_a_preview_says_how_long_it_is():
    shown = wordings.preview_sms(KIND, "Somebody signed in", LINE, by=editor())
    assert (shown.characters, shown.segments) == (len(shown.words), 1)
    assert "{{" not in shown.words
