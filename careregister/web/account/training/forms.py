"""What one page of the log asks: four things, and two more for who likes."""

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import clock
from careregister.training import actions, queries
from careregister.web.parts.fields import DateBoxes, DateField
from careregister.web.parts.uploads import FilesField

from . import words

OTHER_TIME = "other"
LONGEST = 50_000
_QUICK = (15, 30, 60, 120)
_EARLIEST = date(1950, 1, 1)


def long_words(label: Any, rows: int, **more: Any) -> forms.CharField:
    """A box for as much as somebody likes to write, dictate or paste: nothing cuts it short while they do."""
    said = forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **more)
    said.widget.attrs.pop("maxlength", None)
    said.widget.attrs["autocapitalize"] = "sentences"
    return said


class LearntField(DateField):
    """A day, or its month alone. Cleans to (day, whether the day is known)."""

    def clean(self, value: Any) -> Any:
        boxes = [str(box).strip() for box in (value or ["", "", ""])] if not isinstance(value, date) else []
        if len(boxes) == 3 and not boxes[0] and boxes[1] and boxes[2]:
            return super().clean(["1", *boxes[1:]]), False
        return super().clean(value), True


class LogForm(forms.Form):
    """One thing learnt. Hidden: the `ticket` of the page (sent twice, kept once), the version and the plan it is about."""

    what = long_words(
        gettext_lazy("What did you learn?"),
        3,
        help_text=gettext_lazy("Type, speak or paste it: as short or as long as you like."),
    )
    changed = long_words(
        gettext_lazy("What do you do differently now?"),
        3,
        required=False,
        help_text=gettext_lazy("A sentence is enough. Name nobody you care for."),
    )
    length = forms.ChoiceField(
        label=gettext_lazy("How long did it take?"),
        required=False,
        widget=forms.RadioSelect({"small": True, "inline": True}),
    )
    time = forms.CharField(
        label=gettext_lazy("If another time, how long?"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("For example 45, or 1 hour 20"),
        widget=forms.TextInput({"small": True, "class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    with_whom = forms.ChoiceField(label=gettext_lazy("With whom?"), widget=forms.RadioSelect({"small": True}))
    learnt_on = LearntField(
        label=gettext_lazy("When?"),
        called=gettext_lazy("the day you learnt it"),
        earliest=_EARLIEST,
        help_text=gettext_lazy("You only know the month? Leave the day empty."),
        widget=DateBoxes(),
    )
    topic = forms.ChoiceField(label=gettext_lazy("What was it about?"), required=False)
    papers = FilesField(
        purpose="training",
        label=gettext_lazy("A photo or certificate"),
        required=False,
        help_text=gettext_lazy("You need none. If you have one, add it."),
    )
    ticket = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    plan = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"ticket": uuid4(), "learnt_on": clock.today(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["learnt_on"].latest = clock.today()  # type: ignore[attr-defined]
        quick = [*((str(one), words.length(one)) for one in _QUICK), (OTHER_TIME, _("Another time"))]
        self.fields["length"].choices = quick  # type: ignore[attr-defined]
        self.fields["with_whom"].choices = queries.with_whom_choices()  # type: ignore[attr-defined]
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed, chosen = str(data.get("time") or "").strip(), data.get("length") or ""
        if typed:
            data["minutes"] = minutes_in(typed)
            if not data["minutes"]:
                self.add_error("time", _("Write how long it took like 45, or 1 hour 20"))
        elif chosen in ("", OTHER_TIME) and "length" not in self.errors:
            self.add_error("time" if chosen else "length", _("Say how long it took"))
        else:
            data["minutes"] = int(chosen or 0)
        return data

    def said(self) -> actions.Said:
        data = self.cleaned_data
        day, known = data["learnt_on"]
        return actions.Said(
            what=data["what"],
            changed=data["changed"],
            learnt_on=day,
            day_known=known,
            minutes=data["minutes"],
            with_whom=data["with_whom"],
            topic=data["topic"],
            documents=tuple(UUID(one) for one in data["papers"]),
        )


class PlanForm(forms.Form):
    what = long_words(gettext_lazy("What do you want to learn?"), 3)
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    by_day = DateField(label=gettext_lazy("By when?"), called=gettext_lazy("the day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]


class CourseForm(forms.Form):
    """A course for the passport."""

    topic = forms.ChoiceField(label=gettext_lazy("What was it about?"))
    title = forms.CharField(
        label=gettext_lazy("What does the certificate call it?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Leave it empty if it is called the same."),
    )
    provider = forms.CharField(label=gettext_lazy("Who taught it?"), max_length=200)
    finished_on = DateField(
        label=gettext_lazy("When did you finish it?"),
        called=gettext_lazy("the day you finished it"),
        earliest=_EARLIEST,
    )
    papers = FilesField(purpose="training", label=gettext_lazy("A photo of the certificate"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finished_on"].latest = clock.today()  # type: ignore[attr-defined]
        self.fields["topic"].choices = topic_choices(_("Choose"))  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What goes with the log of an audited year."""

    words = long_words(gettext_lazy("Anything you want to say about it"), 6, required=False)
    papers = FilesField(purpose="training", label=gettext_lazy("Photos or certificates"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AppealForm(forms.Form):
    words = long_words(gettext_lazy("Why do you think we are wrong?"), 8)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def topic_choices(none: str = "") -> list[tuple[str, str]]:
    return [("", none or _("Nothing on this list")), *((one.code, one.title) for one in queries.topics(clock.today()))]


def minutes_in(text: str) -> int | None:
    """Minutes of a time as people write it: `45`, `1h20`, `1:20`, `1.5 hours`, `an hour and a half`. None: not a time."""
    said = " ".join(text.lower().replace(",", ".").split())
    said = re.sub(r"^half (an? )?hour$", "30 min", said)
    said = re.sub(r"\b(an?|one)\b(?= (hour|hr))", "1", said)
    said = re.sub(r"(\d+) (hours?|hrs?) and a half", r"\1.5 hours", said)
    clocked = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?: ?h(?:ours?)?)?", said)
    if clocked:
        return int(clocked[1]) * 60 + int(clocked[2])
    found = re.fullmatch(
        r"(?:(\d{1,3}(?:\.\d{1,2})?) ?h(?:ours?|rs?|r)?)?[ .]*(?:and )?(?:(\d{1,4}) ?(?:m(?:in(?:ute)?s?)?)?)?\.?", said
    )
    if not found or not (found[1] or found[2]):
        return None
    minutes = round(float(found[1] or 0) * 60) + int(found[2] or 0)
    return minutes if 0 < minutes <= 6000 else None
