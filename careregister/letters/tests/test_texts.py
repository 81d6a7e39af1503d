"""Letters are words with named placeholders: whatever is more is refused."""

import pytest
from django.utils import translation

from careregister.letters import texts
from careregister.letters.kinds import LetterKind, all_kinds, kind
from careregister.letters.letters import READY_MADE, SIGN_IN_NOTICE

CONTEXT = {"day": "22 November 2026", "time": "01:23", "device": "Firefox on Android"}


@pytest.mark.parametrize(
    "text",
    [
        "{{ device.__class__ }}",
        "{{ device|upper }}",
        "{{ device() }}",
        "{{ 7 * 7 }}",
        "{{ 'words' }}",
        "{% for letter in device %}{{ letter }}{% endfor %}",
        "{% if device %}yes{% endif %}",
        "{% set device = 1 %}",
        "{% include 'secret' %}",
        "{{ device",
        "{% oops %}",
    ],
)
def test_a_text_that_is_more_than_words_is_refused(text):
    with pytest.raises(texts.BadText):
        texts.check(SIGN_IN_NOTICE, text)


def test_a_placeholder_that_the_kind_does_not_have_is_refused():
    with pytest.raises(texts.BadText, match="password"):
        texts.check(SIGN_IN_NOTICE, "Your {{ password }}")


@pytest.mark.parametrize(
    "context",
    [{}, {"day": "today"}, CONTEXT | {"extra": "more"}, CONTEXT | {"device": None}, CONTEXT | {"device": 3}],
)
def test_values_that_do_not_fit_the_placeholders_are_refused(context):
    with pytest.raises(texts.BadContext):
        texts.written(SIGN_IN_NOTICE, context)


@pytest.mark.django_db
def test_a_value_is_never_read_as_a_template():
    words = texts.written(SIGN_IN_NOTICE, CONTEXT | {"device": "{{ day }} {% if 1 %} <b>"})
    assert "{{ day }} {% if 1 %} <b>" in words.body


def test_a_subject_is_one_line_however_long_the_words():
    assert texts.tidy_subject("Hello\r\nBcc: everybody ") == "Hello Bcc: everybody"
    assert len(texts.tidy_subject("long " * 100)) == texts.LONGEST_SUBJECT


def test_every_declared_kind_has_texts_that_use_its_placeholders_and_no_others():
    for each in all_kinds().values():
        if each in READY_MADE:
            continue
        used = set()
        for part in ("subject", "body"):
            text = texts._text(each.code, part, "")
            texts.check(each, text)
            used |= texts.placeholders(text)
        assert used - set(texts.OF_THE_BODY) == each.placeholders, each.code


@pytest.mark.django_db
def test_the_body_speaks_by_its_own_name():
    words = texts.written(SIGN_IN_NOTICE, CONTEXT)
    assert words.subject == "A new sign-in to your Care Register account"
    assert "on 22 November 2026 at 01:23" in words.body


@pytest.mark.django_db
def test_a_letter_is_in_the_readers_language_where_there_is_one():
    with translation.override("cy"):
        assert texts.written(SIGN_IN_NOTICE, CONTEXT).subject == "A new sign-in to your Care Register account"


def test_a_kind_that_nobody_declares_is_no_kind():
    with pytest.raises(KeyError):
        kind("letters.love_letter")
    assert isinstance(kind("letters.sign_in_notice"), LetterKind)
