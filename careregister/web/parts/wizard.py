"""From a page of a form's definition to a Django form, and from what was typed back to the JSON that is kept.

One way for every kind of field. Questions that depend on another stand on the same page with the condition in their
label, so that nothing needs a script; whether they had to be answered is decided here.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.translation import gettext as _

from careregister.applications.form import definition as d
from careregister.base import clock

from .asked_fields import (
    EARLIEST_YEAR,
    MonthBoxes,
    MonthField,
    PhoneField,
    PlaceField,
    PostcodeField,
)
from .fields import DateBoxes, DateField
from .typed import plain
from .uploads import FilesField

YOUNGEST = 16
MOST_RADIOS = 9
YEARS_AHEAD = 15
_WIDTHS = {d.POSTCODE: "govuk-input--width-10", d.PHONE: "govuk-input--width-20"}
_ADDRESS = re.compile(r"@|://|www\.|\w\.(com|org|net|info|io|uk|example)\b", re.IGNORECASE)
_NOTHING = (None, "", [], False)

Choices = Callable[[d.Field], Sequence[tuple[str, Any]]]


class PageForm(forms.Form):
    """The questions of one page. `given`: all that the section (or item) says so far."""

    def __init__(
        self,
        page: d.Page,
        given: d.Answers,
        *,
        choices: Choices,
        data: Any = None,
        files: Any = None,
    ) -> None:
        initial = {field.code: initial_of(field, given.get(field.code)) for field in page.fields}
        super().__init__(data, files, initial=initial, use_required_attribute=False)
        self.page, self.given = page, given
        for field in page.fields:
            self.fields[field.code] = _field(field, page, choices)

    def clean(self) -> dict[str, Any]:
        """What depends on other answers: whether it is asked at all, and which month comes first."""
        told: dict[str, Any] = self.cleaned_data
        for field in self.page.fields:
            if field.when is not None:
                self._clean_conditional(field, told)
            before = {**self.given, **self.kept()}.get(field.after) if field.after else ""
            if before and told.get(field.code) and told[field.code] < before:
                self.add_error(field.code, _("The end must not be before the beginning"))
        return told

    def kept(self) -> dict[str, Any]:
        """What is right of the page so far, as JSON."""
        fields = {field.code: field for field in self.page.fields}
        return {code: _json(fields[code], value) for code, value in self.cleaned_data.items() if code in fields}

    def as_typed(self) -> "PageForm":
        """The same page with what was typed and without any complaint: it was not sent yet."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}
        return self

    def _clean_conditional(self, field: d.Field, told: dict[str, Any]) -> None:
        assert field.when is not None
        if field.when.field in self.errors:
            return
        if not field.when.holds({**self.given, **self.kept()}):
            self.errors.pop(field.code, None)
            told[field.code] = None
        elif field.required and field.code not in self.errors and told.get(field.code) in _NOTHING:
            self.add_error(field.code, forms.ValidationError(_("Answer this too, as you said yes"), code="when"))


def initial_of(field: d.Field, kept: Any) -> Any:
    if field.kind == d.DATE and kept:
        return date.fromisoformat(kept)
    return kept


def _json(field: d.Field, value: Any) -> Any:
    if value is None:
        return ""
    if field.kind == d.DATE:
        return value.isoformat() if value else ""
    if field.kind == d.NAME:
        return " ".join(value.split())
    return value.replace("\r\n", "\n") if field.kind == d.WORDS else value


def _field(field: d.Field, page: d.Page, choices: Choices) -> forms.Field:
    label = str(field.label)
    if field.when is not None and field.when.field in {one.code for one in page.fields}:
        label = _("%(label)s (if you said yes)") % {"label": label.rstrip(".")}
    told: dict[str, Any] = {"label": label, "help_text": field.hint, "required": field.required and field.when is None}
    made = _made(field, told, choices)
    if field.autocomplete and not isinstance(made.widget, DateBoxes):
        made.widget.attrs["autocomplete"] = field.autocomplete
    return made


def _made(field: d.Field, told: dict[str, Any], choices: Choices) -> forms.Field:
    if field.kind == d.DATE:
        return _date(field, told)
    if field.kind == d.MONTH:
        return MonthField(widget=MonthBoxes(), **told)
    if field.kind == d.YES_NO:
        return _choice([("yes", _("Yes")), ("no", _("No"))], told, inline=True)
    if field.kind == d.CHOICE:
        return _choice(choices(field), told)
    if field.kind == d.MANY:
        return forms.MultipleChoiceField(choices=choices(field), widget=forms.CheckboxSelectMultiple, **told)
    if field.kind == d.AGREE:
        return forms.BooleanField(**told)
    if field.kind == d.FILES:
        return FilesField(purpose=field.purpose, **told)
    if field.kind == d.PLACE:
        return PlaceField(**told)
    return _text(field, told)


def _text(field: d.Field, told: dict[str, Any]) -> forms.Field:
    kinds = {d.EMAIL: forms.EmailField, d.PHONE: PhoneField, d.POSTCODE: PostcodeField}
    widget: forms.Widget = forms.TextInput()
    if field.kind == d.WORDS:
        widget = forms.Textarea({"rows": 3 if field.longest <= 600 else 6})
    elif field.kind == d.EMAIL:
        widget = forms.EmailInput({"spellcheck": "false", "autocapitalize": "none"})
    elif field.kind == d.PHONE:
        widget = forms.TextInput({"inputmode": "tel"})
    if field.kind in _WIDTHS:
        widget.attrs["class"] = _WIDTHS[field.kind]
    label = told["label"].replace("%", "%%")
    words = _("{label}: use %(limit_value)d characters or fewer. You wrote %(show_value)d.").replace("{label}", label)
    told = told | {"widget": widget, "max_length": field.longest, "error_messages": {"max_length": words}}
    made: forms.CharField = kinds.get(field.kind, _Words)(**told)
    if field.kind == d.NAME:
        made.validators.append(_no_address)
    made.widget.attrs.pop("maxlength", None)  # a phone would swallow what is too long without a word
    if field.kind == d.EMAIL:
        made.error_messages["invalid"] = _("Write an e-mail address like name@example.org")
    return made


def _no_address(name: str) -> None:
    """Names stand in letters to others: nobody sends them a link or an address of theirs through us."""
    if _ADDRESS.search(name):
        raise forms.ValidationError(_("Write a name, without a web or e-mail address"), code="address")


class _Words(forms.CharField):
    """Text without control characters; lines stay lines."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return "\n".join(plain(line, len(line)) for line in text.splitlines()).strip()


def _choice(offered: Sequence[tuple[str, Any]], told: dict[str, Any], *, inline: bool = False) -> forms.Field:
    told = told | {"error_messages": {"invalid_choice": _("Choose one of the answers that are offered")}}
    if len(offered) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", _("Choose one")), *offered], **told)
    return forms.ChoiceField(choices=offered, widget=forms.RadioSelect({"inline": True} if inline else None), **told)


def _date(field: d.Field, told: dict[str, Any]) -> forms.Field:
    today = clock.today()
    first, last = date(EARLIEST_YEAR, 1, 1), today
    if field.days == d.AHEAD:
        first, last = today, today + relativedelta(years=YEARS_AHEAD)
    label = str(field.label)
    called = _("the %(date)s") % {"date": label[:1].lower() + label[1:]}
    kind = BirthField if field.days == d.BIRTH else DateField
    return kind(earliest=first, latest=last, called=called, widget=DateBoxes(autocomplete=field.autocomplete), **told)


class BirthField(DateField):
    """The birthday of somebody of at least 16, and plain words for those who are younger."""

    def clean(self, value: Any) -> date | None:
        born = super().clean(value)
        if born and born + relativedelta(years=YOUNGEST) > clock.today():
            raise self._wrong(
                "young", _("You must be at least 16 to join. You can apply on your 16th birthday."), ("year",)
            )
        return born
