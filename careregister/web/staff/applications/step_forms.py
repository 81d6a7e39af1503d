"""What each step asks. `seen` is how often the file had changed when the page was made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.applications import names, states
from careregister.applications.queries import WholeApplication
from careregister.base import body, clock
from careregister.base.actors import Because
from careregister.people import queries as people
from careregister.web.parts.fields import DateField
from careregister.web.parts.jinja import date_words

from .proposing import wrong_parts
from .words import SECTION_TITLES

_ROWS = {"rows": 6}
_CODES = {
    "take_up": "looked_at",
    "hand_to": "handed_over",
    "ask": "question",
    "stop_waiting": "no_answer_awaited",
    "give_notice": "minded_to_refuse",
    "admit": "file_clean",
    "recommend": "recommended",
    "send_back": "not_agreed_yet",
    "accept_recommendation": "looked_at",
    "recommend_on_appeal": "appeal_looked_at",
    "decide_appeal": "appeal_looked_at",
    "lead_back": "known_already",
}


class StepForm(forms.Form):
    """By itself a step asks nothing but for words, if one likes."""

    code = ""
    words = forms.CharField(
        label=gettext_lazy("In words"), required=False, max_length=4000, widget=forms.Textarea(_ROWS)
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: str, file: WholeApplication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action, self.file = action, file
        self.refusal = ""
        self.prepare()

    def prepare(self) -> None:
        """Fill in what the choices depend on."""

    @property
    def because(self) -> Because:
        return Because(_CODES[self.action], self.cleaned_data["words"].strip())

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """What the action is handed besides `by`, `because` and `seen`."""
        return (), {}

    def for_letter(self) -> dict[str, Any]:
        """What the letter that goes out is made of."""
        return {"words": self.cleaned_data["words"].strip()}

    def told_beside(self, letter: str) -> list[tuple[str, str]]:
        """(question, answer) of what was filled in and does not stand in the letter."""
        told = [(bound.label, _read(bound, self.cleaned_data[bound.name])) for bound in self.visible_fields()]
        return [
            (str(label), "; ".join(read)) for label, read in told if read and not all(one in letter for one in read)
        ]


class NothingAsked(StepForm):
    """A button, and that is all."""

    def prepare(self) -> None:
        self.fields["words"].widget = forms.HiddenInput()


class HandForm(StepForm):
    owner = forms.ChoiceField(label=gettext_lazy("To whom?"))
    field_order = ("owner", "words")

    def prepare(self) -> None:
        self.fields["owner"].choices = [("", _("Choose a colleague")), *_colleagues(self.file)]  # type: ignore[attr-defined]

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.cleaned_data["owner"],), {}


class AskForm(StepForm):
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts may they change when they answer?"), required=False,
        widget=forms.CheckboxSelectMultiple({"small": True}),
        help_text=gettext_lazy("None, if words are enough."),
    )  # fmt: skip
    answer_by = DateField(
        label=gettext_lazy("Answer by"), called=gettext_lazy("the last day"), required=False,
        help_text=gettext_lazy("Leave empty for the days that the rule gives."),
    )  # fmt: skip
    field_order = ("words", "sections", "answer_by")

    def prepare(self) -> None:
        self.fields["words"].label, self.fields["words"].required = _("Your question, as the applicant reads it"), True
        self.fields["sections"].choices = list(SECTION_TITLES.items())  # type: ignore[attr-defined]
        self.fields["answer_by"].earliest = clock.today()  # type: ignore[attr-defined]

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (), {"sections": self.cleaned_data["sections"], "answer_by": self.cleaned_data["answer_by"]}

    def for_letter(self) -> dict[str, Any]:
        return {**super().for_letter(), "answer_by": self.cleaned_data["answer_by"]}


class ReasonsForm(StepForm):
    """Reasons from the frozen rule, and words."""

    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Reasons"), widget=forms.CheckboxSelectMultiple({"small": True})
    )
    field_order: tuple[str, ...] = ("reasons", "words")

    def prepare(self) -> None:
        self.fields["reasons"].choices = list(self.file.reasons.items())  # type: ignore[attr-defined]
        self.fields["words"].label, self.fields["words"].required = _("What we found, as the applicant reads it"), True

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.cleaned_data["reasons"],), {}

    def for_letter(self) -> dict[str, Any]:
        return {**super().for_letter(), "reasons": self.cleaned_data["reasons"]}


class RecommendForm(ReasonsForm):
    outcome = forms.ChoiceField(label=gettext_lazy("What do you recommend?"), widget=forms.RadioSelect)
    tier = forms.ChoiceField(label=gettext_lazy("Tier (if you admit)"), required=False)
    equivalence = forms.BooleanField(
        label=gettext_lazy("By equivalence: what they bring is as good as what we ask"), required=False
    )
    field_order = ("outcome", "reasons", "tier", "equivalence", "words")
    outcomes: tuple[str, ...] = (states.ADMIT, states.REFUSE)

    def prepare(self) -> None:
        super().prepare()
        self.fields["outcome"].choices = [(code, names.OUTCOMES[code]) for code in self.outcomes]  # type: ignore[attr-defined]
        self.fields["reasons"].required = False
        self.fields["reasons"].label = _("Reasons (needed to refuse)")
        self.fields["words"].label = _("Why, as the second person and the applicant read it")
        tiers = [(row["code"], row["name"]) for row in body.rule("tiers", clock.today())]
        self.fields["tier"].choices = [("", _("What their evidence earns")), *tiers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") in (states.REFUSE, states.DISMISS) and not said.get("reasons"):
            self.add_error("reasons", _("Choose at least one reason: nobody is refused without one"))
        return said

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        said = self.cleaned_data
        admits = said["outcome"] in (states.ADMIT, states.ALLOW)
        more = {"reasons": () if admits else said["reasons"], "tier": said["tier"] if admits else ""}
        if "equivalence" in said:
            more["equivalence"] = admits and said["equivalence"]
        return (said["outcome"],), more

    def for_letter(self) -> dict[str, Any]:
        return {**super().for_letter(), "outcome": self.cleaned_data["outcome"]}

    def told_beside(self, letter: str) -> list[tuple[str, str]]:
        admits = self.cleaned_data["outcome"] in (states.ADMIT, states.ALLOW)
        for name in ("reasons",) if admits else ("tier", "equivalence"):
            self.cleaned_data[name] = ""  # what the action is not handed is not shown either
        return super().told_beside(letter)


class AppealForm(RecommendForm):
    outcomes = (states.ALLOW, states.DISMISS)

    def prepare(self) -> None:
        super().prepare()
        del self.fields["equivalence"]
        self.fields["tier"].label = _("Tier (if you allow it)")
        self.fields["reasons"].label = _("Reasons (needed to dismiss)")


class WordsForm(StepForm):
    """Words are needed."""

    def prepare(self) -> None:
        self.fields["words"].required = True


FORMS: Mapping[str, type[StepForm]] = {
    "take_up": NothingAsked,
    "hand_to": HandForm,
    "ask": AskForm,
    "stop_waiting": StepForm,
    "give_notice": ReasonsForm,
    "admit": StepForm,
    "recommend": RecommendForm,
    "send_back": WordsForm,
    "accept_recommendation": StepForm,
    "recommend_on_appeal": AppealForm,
    "decide_appeal": StepForm,
    "lead_back": StepForm,
}


def beginning(action: str, file: WholeApplication, about: str) -> dict[str, Any]:
    """What stands in a form when it is opened; `about`: the check it was opened from."""
    first: dict[str, Any] = {"seen": file.steps_taken}
    if action == "ask":
        first["sections"] = wrong_parts(file, about)
    return first


def _read(bound: forms.BoundField, said: Any) -> list[str]:
    """An answer as it is read: each choice by its words."""
    if not said:
        return []
    if isinstance(said, date):
        return [date_words(said)]
    if said is True:
        return [_("Yes")]
    known = {str(code): str(words) for code, words in getattr(bound.field, "choices", ())}
    return [known.get(one, one) for one in ([said] if isinstance(said, str) else said)]


def _colleagues(file: WholeApplication) -> list[tuple[str, str]]:
    found = {}
    for role in sorted(states.WORKERS):
        page = people.staff_page(role=role)
        rows = [*page.accounts]
        for number in range(2, page.pages + 1):
            rows += people.staff_page(role=role, page=number).accounts
        found |= {
            str(one.id): f"{one.name or one.email} ({_roles(one.roles)})"
            for one in rows
            if one.id != file.owner_account
        }
    return sorted(found.items(), key=lambda row: row[1])


def _roles(held: Any) -> str:
    return ", ".join(str(one.name).lower() for one in held)
