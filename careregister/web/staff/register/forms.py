"""The forms of these pages: plain, small, and never deciding anything."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from careregister.base import body, clock
from careregister.base.actors import Because
from careregister.history.sentences import all_events
from careregister.people.reasons import PERSON_REASONS
from careregister.register import phrases, reasons, states
from careregister.register.queries import find as finding
from careregister.web.parts.fields import DateBoxes, DateField

from . import words

_SMALL = {"small": True}
_LONG = {"rows": 3}
_YEARS: dict[str, Any] = {"earliest": date(2000, 1, 1), "latest": date(2100, 12, 31)}


class FindForm(forms.Form):
    described = forms.CharField(
        label=_("Who?"),
        help_text=_("A number, a name, a date of birth, an e-mail address, or several of these: Okafor 4 March 1987"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-!-width-full"}),
        error_messages={"required": _("Type something about the person")},
    )


class FilterForm(forms.Form):
    """Filters in the address: codes only."""

    standing = forms.ChoiceField(label=_("Standing"), required=False, widget=forms.Select(attrs=_SMALL))
    restriction = forms.ChoiceField(label=_("Restriction"), required=False, widget=forms.Select(attrs=_SMALL))
    tier = forms.ChoiceField(label=_("Tier"), required=False, widget=forms.Select(attrs=_SMALL))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = [  # type: ignore[attr-defined]
            ("", _("Any")),
            *((base, states.MEANINGS[base].line) for base in states.BASES),
            (finding.PAST_UNTIL, _("Past “registered until”")),
        ]
        self.fields["restriction"].choices = [  # type: ignore[attr-defined]
            ("", _("With or without")),
            (finding.ANY, _("Any restriction")),
            *phrases.RESTRICTION_NAMES.items(),
            (finding.OVERDUE, _("Review overdue")),
        ]
        self.fields["tier"].choices = [("", _("Any")), *tier_choices()]  # type: ignore[attr-defined]

    def filters(self) -> finding.Filters:
        """What was chosen; a value that is no choice narrows nothing."""
        self.is_valid()
        return finding.Filters(
            **{name: self.cleaned_data.get(name, "") for name in ("standing", "restriction", "tier")}
        )

    def page(self) -> int:
        return number_in(str(self.data.get("page", "")), otherwise=1)


class ReasonForm(forms.Form):
    """A reason, with words where the reason is not enough by itself."""

    reason = forms.ChoiceField(label=_("Why?"))
    words = forms.CharField(
        label=_("In words (needed for some reasons)"), required=False, max_length=4000,
        widget=forms.Textarea(attrs=_LONG),
        help_text=_("What somebody needs to know who reads this in five years."),
    )  # fmt: skip

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = reasons.offered(action, clock.today())
        choices = [(reason.code, _first_up(str(reason.clause))) for reason in offered]
        self.fields["reason"].choices = choices if len(choices) == 1 else [("", _("Choose a reason")), *choices]  # type: ignore[attr-defined]
        if offered and all(reason.words for reason in offered):
            self.fields["words"].required = True
            self.fields["words"].label = _("In words")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        missing = reasons.needs_words(said.get("reason", "")) and not said.get("words", "").strip()
        if missing and "words" not in self.errors:
            self.add_error("words", _("Say why in a few words: this reason alone does not tell enough"))
        return said

    @property
    def because(self) -> Because:
        return Because(self.cleaned_data["reason"], self.cleaned_data["words"].strip())


class AliasForm(ReasonForm):
    number = forms.CharField(label=_("The older number"), max_length=40, widget=forms.TextInput(attrs={
        "class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false",
    }))  # fmt: skip
    field_order = ("number", "reason", "words")


class PersonReasonForm(forms.Form):
    """For what belongs to the person: names, and whether they may be found by one."""

    reason = forms.ChoiceField(label=_("Why?"))
    words = forms.CharField(label=_("In words"), required=False, max_length=4000, widget=forms.Textarea(attrs=_LONG))

    def __init__(self, *args: Any, offered: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, PERSON_REASONS[code]) for code in offered]
        self.fields["reason"].choices = choices if len(choices) == 1 else [("", _("Choose a reason")), *choices]  # type: ignore[attr-defined]

    @property
    def because(self) -> Because:
        return Because(self.cleaned_data["reason"], self.cleaned_data["words"].strip())


class NameForm(PersonReasonForm):
    full = forms.CharField(
        label=_("The whole name, as it is written"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    family = forms.CharField(
        label=_("The family part of it"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    field_order = ("full", "family", "reason", "words")


class AsKnownForm(forms.Form):
    """Two moments: what held then, as we knew it then."""

    held = DateField(label=_("How did it stand on"), called=_("the day it held"))
    known = DateField(label=_("As we knew it on"), called=_("the day we knew it"), required=False,
                      help_text=_("Leave empty for what we know now."))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].latest = clock.today()  # type: ignore[attr-defined]
        self.fields["held"].latest = date(clock.today().year + 20, 12, 31)  # type: ignore[attr-defined]


class DayField(DateField):
    """A day in one box, small enough for a row of filters: `4 March 2026`, `4/3/2026` or `2026-03-04`."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"small": True, "autocomplete": "off", "class": "govuk-input--width-10"})
        super().__init__(widget=box, **kwargs)

    def clean(self, value: Any) -> date | None:
        return super().clean(DateBoxes().value_from_datadict({"it-day": value}, {}, "it"))


class HistoryForm(forms.Form):
    """Filters of the history, in the address: codes and days, never a name."""

    room = forms.ChoiceField(label=_("About"), required=False, widget=forms.Select(attrs=_SMALL))
    what = forms.ChoiceField(label=_("What happened"), required=False, widget=forms.Select(attrs=_SMALL))
    by = forms.ChoiceField(label=_("Who did it"), required=False, widget=forms.Select(attrs=_SMALL))
    first = DayField(label=_("From, like 4 March 2026"), called=_("the first day"), required=False, **_YEARS)
    last = DayField(label=_("Until, like 4 March 2026"), called=_("the last day"), required=False, **_YEARS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = all_events()
        rooms = sorted({name.partition(".")[0] for name in events})
        self.fields["room"].choices = [("", _("Everything")), *((room, words.room(room)) for room in rooms)]  # type: ignore[attr-defined]
        self.fields["what"].choices = [("", _("Everything")), *sorted(events.items(), key=lambda row: str(row[1]))]  # type: ignore[attr-defined]
        kinds = ("staff", "person", "clock", "import", "link", "provider", "anonymous")
        self.fields["by"].choices = [("", _("Anybody")), *((kind, words.actor_kind(kind)) for kind in kinds)]  # type: ignore[attr-defined]


def tier_choices() -> list[tuple[str, str]]:
    """The tiers by the rule in force today, lowest first."""
    return [(row["code"], row["name"]) for row in body.rule("tiers", clock.today())]


def number_in(text: str, *, otherwise: int) -> int:
    """A whole number of at most five digits, as it is typed in an address or carried by a page."""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
