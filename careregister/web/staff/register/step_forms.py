"""What a step asks: its day, what it needs to be told, its reason. Built from the step's own row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import body, clock
from careregister.register import states
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.queries.preview import Preview
from careregister.register.queries.record import RecordShown
from careregister.web.parts.fields import DateField
from careregister.web.parts.jinja import date_words
from careregister.web.parts.reasons import words as words_for

from . import words
from .forms import ReasonForm, tier_choices

NOW, ON = "now", "on"
_ASKED_BY = {  # the answer that a rule stands against
    "longer_than_the_rule": "until",
    "until_before_start": "until",
    "renewal_not_later": "until",
    "review_later_than_the_rule": "review_by",
    "town_not_an_address": "town",
    "not_in_advance": "effective",
}
_LATEST = date(2100, 12, 31)


class StepForm(ReasonForm):
    """`fields`: of `openings.fields_for`; `kind`: of restriction, where the step is about one."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=gettext_lazy("From when?"), choices=((NOW, gettext_lazy("From now on")), (ON, gettext_lazy("From another day"))),
        initial=NOW, widget=forms.RadioSelect(attrs={"small": True, "inline": True}),
    )  # fmt: skip
    effective = DateField(
        label=gettext_lazy("Which day?"), called=gettext_lazy("the day it begins"), required=False,
        help_text=gettext_lazy("Only if you chose another day. A day in the past needs the head of registration, and evidence."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("What have you seen?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The document or decision this rests on. Never copy a certificate’s content."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        action: str,
        asked: tuple[str, ...],
        authorities: tuple[str, ...] = (),
        kind: str = "",
        record: RecordShown | None = None,
        reasons_of: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, action=reasons_of or action, **kwargs)
        self.action, self.asked, self.authorities = action, asked, authorities
        self.kind = kind or states.IMPOSES.get(action, "")
        for name in asked:
            self.fields[name] = self._field(name, record)
        if len(authorities) > 1:
            choices = [(code, words.authority(code)) for code in authorities]
            self.fields["authority"] = forms.ChoiceField(
                label=_("On what ground?"), choices=choices, widget=forms.RadioSelect
            )
        if action in {"amend_facts", *states.FORBIDDEN_WHILE_HELD} and not reasons_of:
            self.fields["effective"].latest = clock.today()  # type: ignore[attr-defined]
            self.fields["when"].choices = ((NOW, _("From now on")), (ON, _("From a day in the past")))  # type: ignore[attr-defined]
        if action == "record_death":
            self.fields["evidence"].required = True
            if not reasons_of:
                self._ask_day_of_death()
        self.order_fields(["seen", "when", "effective", "died", *asked, "authority", "reason", "words", "evidence"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("when") == ON and not said.get("effective") and "effective" not in self.errors:
            self.add_error("effective", _("Enter the day it begins"))
        day = said.get("effective") if said.get("when") == ON else None
        if day and day < clock.today() and not said.get("evidence", "").strip():
            self.add_error("evidence", _("Say what you have seen: a day in the past needs evidence"))
        return said

    def blame(self, would: Preview) -> bool:
        """Whether an answer here is what the rule stands against; it is told beside that answer then."""
        name = _ASKED_BY.get(would.refused, "")
        if name not in self.fields:
            return False
        said = str(words_for(would.refused).title)
        rule = _("%(said)s: the rule says %(months)s months") % {"said": said, "months": would.months}
        self.add_error(name, rule if would.months else said)
        return True

    def _ask_day_of_death(self) -> None:
        """The entry changes when it is recorded; the day of death is kept with what was seen, and never shown."""
        del self.fields["when"], self.fields["effective"]
        self.fields["died"] = DateField(
            label=_("Day of death (kept with the decision, not shown)"), called=_("the day of death"), required=False,
            help_text=_("Leave it empty if you do not know it. The entry changes today."), latest=clock.today(),
        )  # fmt: skip

    def _seen(self) -> str:
        evidence, died = self.cleaned_data.get("evidence", "").strip(), self.cleaned_data.get("died")
        return (
            _("Day of death: %(day)s. %(evidence)s") % {"day": date_words(died), "evidence": evidence}
            if died
            else evidence
        )

    @property
    def effective_from(self) -> datetime | None:
        """None for now, and for today: from the moment it is decided."""
        day = self.cleaned_data.get("effective") if self.cleaned_data.get("when") == ON else None
        return clock.start_of_day(day) if day and day != clock.today() else None

    def details(self, restriction: UUID | None = None) -> Details:
        said = self.cleaned_data
        facts = (
            Facts(said["name_shown"], said["town"].strip(), said["county"].strip()) if "name_shown" in said else None
        )
        return Details(
            effective_from=self.effective_from,
            until=said.get("until"),
            restriction=restriction,
            review_by=said.get("review_by"),
            publish_until=said.get("publish_until"),
            tier=said.get("tier", ""),
            facts=facts,
            evidence=self._seen(),
        )

    @property
    def ground(self) -> Authority:
        return Authority(self.cleaned_data.get("authority") or self.authorities[0])

    def answers(self) -> list[tuple[str, str]]:
        """What was answered, as (question, answer), to be checked before it is recorded."""
        said = self.cleaned_data
        day = date_words(said["effective"]) if said.get("when") == ON and said.get("effective") else _("from now on")
        names = ["died", *self.asked, "authority", "reason", "words", "evidence"]
        given = [name for name in names if name in self.fields and said.get(name)]
        rows = [(str(self.fields[name].label), self._answer(name, said[name])) for name in given]
        return [(_("From when?"), day), *rows]

    def _answer(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return date_words(value)
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices).get(value, value)) if choices else str(value)

    def _field(self, name: str, record: RecordShown | None) -> forms.Field:
        today = clock.today()
        if name == "until" and self.action in states.SETS_UNTIL:
            months = body.rule("registration.length_months", today)
            begins = (
                record.until if record and record.until and self.action == "renew" else today - relativedelta(days=1)
            )
            return DateField(
                label=_("Registered until"), called=_("the day until which they are registered"), latest=_LATEST,
                initial=begins + relativedelta(months=months),
            )  # fmt: skip
        if name == "until":
            return self._last_day(today)
        if name == "review_by":
            return self._review_by(today)
        if name == "publish_until":
            return DateField(
                label=_("Shown in public until"), called=_("the last day it is shown"), required=False, latest=_LATEST,
                help_text=_("Only if the decision says so. Otherwise the rule in force decides."),
            )  # fmt: skip
        if name == "tier":
            return forms.ChoiceField(
                label=_("Which tier?"), choices=tier_choices(), widget=forms.RadioSelect(attrs={"small": True})
            )
        if name == "name_shown":
            return self._name_shown(record)
        kept = record.facts if record else None
        called = {"town": _("Town shown"), "county": _("County shown")}[name]
        hint = _("The town only. Never a street or a postcode: everybody sees it.") if name == "town" else ""
        return forms.CharField(
            label=called, required=False, max_length=100, initial=getattr(kept, name, ""), help_text=hint,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        )  # fmt: skip

    def _last_day(self, today: date) -> DateField:
        rule = body.rule("restriction.longest_months", today)
        hint = _("At most %(months)s months from the day it begins.") % {"months": rule[self.kind]} if self.kind else ""
        required = self.action in states.IMPOSES
        hint = hint if required else _("%(hint)s Leave empty to keep the present last day.") % {"hint": hint}
        return DateField(
            label=_("Last day"),
            called=_("the last day"),
            required=required,
            help_text=hint,
            earliest=today,
            latest=_LATEST,
        )

    def _review_by(self, today: date) -> DateField:
        interim = self.kind in states.INTERIM
        hint = ""
        if interim:
            months = body.rule("restriction.review_within_months", today)[self.kind]
            hint = _("Within %(months)s months.") % {"months": months}
        required = interim and self.action != "vary_restriction"
        return DateField(
            label=_("Review by"), called=_("the day of the review"), required=required, help_text=hint, earliest=today,
            latest=_LATEST,
        )  # fmt: skip

    def _name_shown(self, record: RecordShown | None) -> forms.ChoiceField:
        known_as = record.known_as if record else ""
        choices = [
            ("legal", words.name_shown("legal")),
            *([("known_as", words.name_shown("known_as"))] if known_as else []),
        ]
        now = record.facts.name_shown if record and record.facts else "legal"
        return forms.ChoiceField(
            label=_("Name shown"), choices=choices, initial=now, widget=forms.RadioSelect(attrs={"small": True})
        )
