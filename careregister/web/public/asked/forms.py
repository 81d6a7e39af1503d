"""The page of questions for whoever holds a link, made from the room's list of questions."""

from datetime import date
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import clock
from careregister.checks import questions as room
from careregister.checks.queries import OpenAsk
from careregister.web.parts.asked_fields import MonthField
from careregister.web.parts.fields import DateField

_WRONG = {
    "out_of_order": gettext_lazy("This must not be before the date above"),
    "not_asked": gettext_lazy("You wrote something here, but your answer above says otherwise. Change one of the two"),
    "in_future": gettext_lazy("This must not be in the future"),
}


class Answers(forms.Form):
    """All questions of an ask on one page, so that nothing needs a script. What depends on what, the room decides."""

    def __init__(self, ask: OpenAsk, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.ask = ask
        for question in ask.questions:
            self.fields[question.code] = _field(question)

    def clean(self) -> dict[str, Any]:
        given = self.given()
        for code, trouble in room.wrong(self.ask.kind, given).items():
            if code not in self.errors:
                label = str(self.fields[code].label)
                missing = _("Answer the question “%(label)s”") % {"label": label}
                self.add_error(code, _WRONG.get(trouble, missing))
        return self.cleaned_data

    def given(self) -> dict[str, str]:
        """The answers as the room keeps them."""
        return {code: _plain(value) for code, value in self.cleaned_data.items()}

    def rows(self) -> list[tuple[str, str]]:
        """Question and answer, in words, for whoever checks what they wrote."""
        given = self.given()
        asked = [question for question in self.ask.questions if question.is_asked(given)]
        return [(str(question.label), _in_words(question, given.get(question.code, ""))) for question in asked]


def as_written(ask: OpenAsk, data: Any) -> list[tuple[str, str]]:
    """What was typed, right or wrong, so that it can be copied: nothing that somebody wrote is lost."""
    form = Answers(ask, data)
    form.is_valid()
    rows = []
    for question in ask.questions:
        value = form.cleaned_data.get(question.code)
        typed = _in_words(question, _plain(value)) if value else str(data.get(question.code, ""))
        if typed.strip():
            rows.append((str(question.label), typed))
    return rows


def _field(question: room.Question) -> forms.Field:
    said: dict[str, Any] = {"label": question.label, "help_text": question.hint}
    said["required"] = question.required and question.when is None
    if question.kind == room.MONTH:
        return MonthField(**said)
    if question.kind == room.DATE:
        return DateField(latest=clock.today(), called=_("the date"), **said)
    if question.kind == room.AGREE:
        return forms.BooleanField(**said)
    if question.kind == room.YES_NO:
        return forms.ChoiceField(
            choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect(attrs={"inline": True}), **said
        )
    if question.kind == room.CHOICE:
        return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **said)
    widget = forms.Textarea(attrs={"rows": 5}) if question.kind == room.WORDS else forms.TextInput
    return forms.CharField(max_length=question.longest, widget=widget, **said)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _in_words(question: room.Question, answer: str) -> str:
    if not answer:
        return _("Not answered")
    if question.kind == room.MONTH:
        return formats.date_format(date.fromisoformat(f"{answer}-01"), "F Y")
    if question.kind == room.DATE:
        return formats.date_format(date.fromisoformat(answer), "j F Y")
    words = {"yes": _("Yes"), "no": _("No")} | {code: str(said) for code, said in question.choices}
    return words.get(answer, answer) if question.codes else answer
