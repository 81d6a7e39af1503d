"""What each step asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from careregister.base.actors import Because
from careregister.renewals import states, words
from careregister.renewals.queries import RenewalFile
from careregister.web.parts.fields import DateField

_TO_US = gettext_lazy("In words: what was looked at")
_TO_THEM = gettext_lazy("What to write to the person")


class StepForm(forms.Form):
    """`code`: the reason that is kept. Words are asked for where the step needs them."""

    code = "looked_at"
    label: Any = _TO_US
    hint: Any = ""
    needed = True
    words = forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 5}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, one: RenewalFile) -> None:
        super().__init__(data, initial={"seen": one.seen}, use_required_attribute=False)
        self.one = one
        box = self.fields["words"]
        box.label, box.help_text, box.required = self.label, self.hint, self.needed
        box.widget.attrs.pop("maxlength", None)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the renewal."""

    @property
    def because(self) -> Because:
        return Because(self.code, self.cleaned_data["words"].strip())

    @property
    def seen_now(self) -> int | None:
        return self.cleaned_data.get("seen")


class BackForm(StepForm):
    """To whoever asks to come back to the register."""

    code, label = "something_missing", _TO_THEM
    hint = gettext_lazy("Say what is missing and how to put it right.")


class HandBackForm(BackForm):
    hint = gettext_lazy("Say what is missing and how to put it right. They get the whole ladder of reminders anew.")


class UntilForm(StepForm):
    field_order: tuple[str, ...] = ("until", "words")
    until = DateField(label=gettext_lazy("Until when?"), called=gettext_lazy("the day"))

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["until"]
        return day


class AgreeForm(UntilForm):
    code, label, needed = "agreed", _TO_THEM, False

    def prepare(self) -> None:
        asked = next((one for one in self.one.deferrals if one.state == states.ASKED), None)
        self.fields["until"].initial = asked.wanted_until if asked else None


class DeclineForm(StepForm):
    code, label = "not_agreed", _TO_THEM


class DeferForm(UntilForm):
    """They told us by telephone, say: asked for and given in one."""

    code, label, needed = "told_us", gettext_lazy("How do we know? In words; it goes to the person too"), True
    field_order = ("reason", "until", "words")
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=list(words.WHY_DEFERRED.items()),
        widget=forms.RadioSelect(attrs={"small": True}),
    )


class EndForm(StepForm):
    code, label = "no_longer_needed", gettext_lazy("Why does it end before its day?")


class ChaseForm(StepForm):
    code, label = "reached_by_hand", gettext_lazy("What came of it?")
    field_order = ("way", "words")
    way = forms.ChoiceField(
        label=gettext_lazy("How did you reach them?"),
        choices=[(way, words.WAYS[way]) for way in states.BY_HAND],
        widget=forms.RadioSelect(attrs={"small": True}),
    )


class LapseForm(StepForm):
    code = "looked_before_lapse"
    label = gettext_lazy("What did you look at?")

    def prepare(self) -> None:
        self.fields["words"].required = self.one.paid


class WaitForm(UntilForm):
    code, label = "looked_before_lapse", gettext_lazy("Why wait?")
