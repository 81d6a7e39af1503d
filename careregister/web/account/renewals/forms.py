"""What each part asks. What is known is not asked again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import clock
from careregister.renewals import questions, states
from careregister.renewals.queries import MyRenewal
from careregister.web.parts import uploads
from careregister.web.parts.fields import DateField

_YES_NO = [(questions.NO, gettext_lazy("No")), (questions.YES, gettext_lazy("Yes"))]


def _own_words(*, rows: int = 3, **told: Any) -> forms.CharField:
    made = forms.CharField(max_length=questions.LONGEST, widget=forms.Textarea({"rows": rows}), **told)
    made.widget.attrs.pop("maxlength", None)  # the browser would cut off what is too long without a word
    return made


class PartForm(forms.Form):
    """Nothing to fill in: the button says it."""

    def __init__(self, data: Any = None, files: Any = None, *, renewal: MyRenewal, said: Mapping[str, Any]) -> None:
        super().__init__(data, files, initial=dict(said), use_required_attribute=False)
        self.renewal = renewal
        self.prepare()

    def prepare(self) -> None:
        """Add what depends on the renewal."""

    def kept(self) -> dict[str, Any]:
        return {"agreed": True}


class DeclarationsForm(PartForm):
    """The year's yes and no. No answer is chosen beforehand: it is a declaration."""

    def prepare(self) -> None:
        for one in questions.QUESTIONS:
            self.fields[one.code] = forms.ChoiceField(
                label=str(one.words),
                help_text=str(one.hint),
                choices=_YES_NO,
                widget=forms.RadioSelect({"inline": True}),
            )
            if one.code == "health_affects":
                self._words(questions.HEALTH_WORDS, _("If you said yes: what should we know, and what would help?"))
        self._words(questions.CHARACTER_WORDS, _("If you said yes to one of these: what should we know?"))
        self.fields[questions.CHARACTER_WORDS].help_text = _("Or leave it empty: we ring you before we decide.")

    def _words(self, code: str, label: str) -> None:
        self.fields[code] = _own_words(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        if told.get("health_affects") == questions.YES and not told.get(questions.HEALTH_WORDS, "").strip():
            self.add_error(questions.HEALTH_WORDS, _("Write what we should know, so that we can help"))
        return told

    def kept(self) -> dict[str, Any]:
        return {code: value for code, value in self.cleaned_data.items() if value}


class CodeForm(PartForm):
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the code of conduct and will keep to it"),
        error_messages={"required": gettext_lazy("Tick the box if you accept the code")},
    )


class EvidenceForm(PartForm):
    """Papers, words or both for each check that went out of date."""

    labels = {
        "criminal_record": gettext_lazy("Criminal record: photos or a PDF of the new certificate"),
        "insurance": gettext_lazy("Insurance: photos or a PDF of the new policy"),
    }
    who_sees = {
        "criminal_record": gettext_lazy("Every page of it. Only a checks officer sees it."),
        "insurance": gettext_lazy("The page with your name and the last day is enough."),
    }
    asked = {
        "criminal_record": gettext_lazy("Criminal record: or tell us how we can see it"),
        "insurance": gettext_lazy("Insurance: or tell us about it"),
    }
    hints = {
        "criminal_record": gettext_lazy(
            "It is on the Update Service, your employer has seen one, or you need a new check. Never write what is on it."
        ),
        "insurance": gettext_lazy("Who insures you, the number of the policy, and until when."),
    }

    def prepare(self) -> None:
        for code, name in self.renewal.evidence:
            self.fields[questions.papers_of(code)] = uploads.FilesField(
                purpose=questions.PAPERS[code],
                called=name,
                required=False,
                label=self.labels[code],
                help_text=self.who_sees[code],
            )
            self.fields[code] = _own_words(label=self.asked[code], help_text=self.hints[code], required=False)
            for name_of in (questions.papers_of(code), code):
                self.fields[name_of].widget.attrs["one_of"] = True

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        for code, name in self.renewal.evidence:
            papers = questions.papers_of(code)
            if not {papers, code} & self.errors.keys() and not told.get(papers) and not told[code].strip():
                self.add_error(papers, _("%(what)s: add a photo or a PDF, or tell us in words") % {"what": name})
        return told

    def kept(self) -> dict[str, Any]:
        return {code: value.strip() if isinstance(value, str) else value for code, value in self.cleaned_data.items()}


class CpdForm(PartForm):
    words = _own_words(
        label=gettext_lazy("What stood in the way this year?"),
        help_text=gettext_lazy("A registrar reads it and talks to you. Nobody is refused for an honest answer."),
        rows=4,
    )

    def kept(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"].strip()}


PART_FORMS: dict[str, type[PartForm]] = {
    questions.DETAILS: PartForm,
    questions.DECLARATIONS: DeclarationsForm,
    questions.CODE: CodeForm,
    questions.EVIDENCE: EvidenceForm,
    questions.CPD: CpdForm,
}


class MoreTimeForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why do you need more time?"),
        choices=list(states.DEFERRAL_REASONS.items()),
        widget=forms.RadioSelect,
    )
    until = DateField(label=gettext_lazy("Until when?"), called=gettext_lazy("the day"))
    words = _own_words(
        label=gettext_lazy("Would you like to add something?"),
        help_text=gettext_lazy("You need not. Only those who decide read it. We ask for no proof."),
        required=False,
    )

    def __init__(self, data: Any = None, *, limits: Mapping[str, date]) -> None:
        super().__init__(data, use_required_attribute=False)
        self.limits = limits
        self.fields["until"].help_text = _("For example %(day)s") % {
            "day": f"{clock.today().day} 3 {clock.today().year + 1}"
        }

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        until, reason = told.get("until"), told.get("reason")
        if until and reason and until > self.limits[reason]:
            day = f"{self.limits[reason].day} {self.limits[reason]:%B %Y}"
            self.add_error("until", _("For this reason we can give time until %(day)s at most") % {"day": day})
        elif until and until <= clock.today():
            self.add_error("until", _("Choose a day that is still to come"))
        return told


class WorkForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address at work"),
        widget=forms.EmailInput({"spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"invalid": gettext_lazy("Write an e-mail address like name@example.org")},
    )

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial), use_required_attribute=False)
