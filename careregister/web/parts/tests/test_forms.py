"""Plain Django forms through the kit's macros."""

import pytest
from django import forms
from jinja2 import FileSystemLoader, UndefinedError

from careregister.web.parts import samples
from careregister.web.parts.jinja import environment
from careregister.web.parts.tests import TEMPLATES

ENV = environment(loader=FileSystemLoader(TEMPLATES))
NASTY = '"><script>alert(1)</script>'


class Nasty(forms.Form):
    words = forms.CharField(label=NASTY, help_text=NASTY, initial=NASTY)
    long = forms.CharField(label=NASTY, initial=NASTY, widget=forms.Textarea)
    one = forms.ChoiceField(label=NASTY, choices=[(NASTY, NASTY)], initial=NASTY, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(label=NASTY, choices=[(NASTY, NASTY)], widget=forms.CheckboxSelectMultiple)
    some = forms.ChoiceField(label=NASTY, choices=[(NASTY, NASTY)])
    file = forms.FileField(label=NASTY, help_text=NASTY)
    kept = forms.CharField(initial=NASTY, widget=forms.HiddenInput)


def _fields(form):
    return ENV.from_string('{% import "parts/forms.html" as f %}{{ f.errors(form) }}{{ f.fields(form) }}').render(
        form=form
    )


def test_nothing_written_by_people_becomes_markup():
    assert "<script" not in _fields(Nasty())
    assert "<script" not in _fields(Nasty({"words": "", "long": NASTY, "one": NASTY, "some": "x"}))


def test_a_name_the_page_does_not_know_is_an_error():
    with pytest.raises(UndefinedError):
        ENV.from_string("{{ unknown }}").render()
    with pytest.raises(UndefinedError):
        ENV.from_string("{% if thing.unknown %}x{% endif %}").render(thing={})


def test_every_mistake_is_linked_to_its_field():
    form = samples.everything()["wrong"]
    html = _fields(form)
    for mistake in ENV.filters["mistakes"](form):
        if "href" in mistake:
            assert f'id="{mistake["href"][1:]}"' in html, mistake


def test_a_mistake_in_a_hidden_field_is_not_silent():
    form = Nasty({"words": "a", "long": "b", "one": NASTY, "many": [NASTY], "some": NASTY})
    assert any("missing" in mistake["text"] for mistake in ENV.filters["mistakes"](form))


def test_a_missing_answer_says_what_to_do():
    words = [mistake["text"] for mistake in ENV.filters["mistakes"](samples.everything()["wrong"])]
    assert "Enter full name" in words
    assert "Choose tier" in words
    assert "This field is required." not in words


def test_a_date_marks_the_box_that_is_wrong():
    form = samples.Sample({"born-day": "1", "born-month": "x", "born-year": "1987"})
    kind, params = ENV.filters["field"](form["born"])
    assert kind == "date"
    assert ["govuk-input--error" in item["classes"] for item in params["items"]] == [False, True, False]


def test_each_kind_of_field_is_drawn_as_its_kind():
    form = samples.Sample()
    kinds = {name: ENV.filters["field"](form[name])[0] for name in form.fields}
    assert kinds == {
        "name": "input",
        "number": "input",
        "born": "date",
        "email": "input",
        "tier": "radios",
        "shown": "checkboxes",
        "county": "select",
        "because": "textarea",
        "evidence": "file",
        "agreed": "checkboxes",
        "turn": "hidden",
    }


def test_what_was_typed_is_still_there():
    html = _fields(samples.Sample({"name": "Zoë O'Neill", "tier": "advanced", "shown": ["town"], "born-day": "31"}))
    assert 'value="Zoë O&#39;Neill"' in html
    assert html.count(" checked") == 2
    assert 'value="31"' in html


def test_a_password_is_never_sent_back():
    class Secret(forms.Form):
        password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    html = _fields(Secret({"password": "hunter2"}))
    assert "hunter2" not in html
    assert 'autocomplete="current-password"' in html


def test_words_that_are_too_long_say_which_and_how_many():
    class Short(forms.Form):
        words = forms.CharField(label="What happened?", max_length=2000)

    [mistake] = ENV.filters["mistakes"](Short({"words": "a" * 2345}))
    assert mistake["text"] == "“What happened?”: use 2,000 characters or fewer. You wrote 2,345."
