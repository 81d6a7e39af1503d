"""What the style guide shows: each part filled with something believable, forms with and without mistakes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import DateBoxes, DateField, NumberField

TIERS = [("foundation", _("Foundation")), ("intermediate", _("Intermediate")), ("advanced", _("Advanced"))]


class Sample(forms.Form):
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As it stands on the passport or driving licence"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    number = NumberField(
        label=_("Registration number"), widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    born = DateField(
        label=_("Date of birth"),
        help_text=_("For example, 31 12 1987"),
        called=_("date of birth"),
        latest=date(2010, 1, 1),
        widget=DateBoxes(autocomplete="bday"),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    tier = forms.ChoiceField(label=_("Tier"), choices=TIERS, widget=forms.RadioSelect)
    shown = forms.MultipleChoiceField(
        label=_("What may the public see?"),
        choices=[("town", _("My town")), ("training", _("My training"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    county = forms.ChoiceField(
        label=_("County"), choices=[("", _("Choose one")), ("gm", "Greater Manchester"), ("la", "Lancashire")]
    )
    because = forms.CharField(
        label=_("Reason"), help_text=_("This is kept with the decision."), widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = forms.FileField(label=_("Evidence"), required=False)
    agreed = forms.BooleanField(label=_("I have seen the evidence myself"))
    turn = forms.CharField(initial="7", widget=forms.HiddenInput)


class Narrow(forms.Form):
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=[("", _("Any")), ("registered", _("Registered"))],
        required=False,
        widget=forms.Select(attrs={"small": True}),
    )
    place = forms.CharField(
        label=_("Town"), required=False, widget=forms.TextInput(attrs={"small": True, "class": "govuk-input--width-10"})
    )


def everything() -> dict[str, Any]:
    wrong = Sample(
        {"wrong-born-day": "31", "wrong-born-month": "2", "wrong-born-year": "1987", "wrong-email": "x"}, prefix="wrong"
    )
    return {"empty_form": Sample(prefix="plain"), "wrong": wrong, "narrow": Narrow(prefix="narrow"), **_figures()}


def _figures() -> dict[str, Any]:
    months = ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026"]
    return {
        "by_county": [
            ("Greater Manchester", 1204),
            ("Lancashire", 761),
            ("Merseyside", 498),
            ("Cheshire", 312),
            ("Cumbria", None),
        ],
        "months": months,
        "tiers": [
            ("Foundation", [420, 455, 470, 510, 540, 580, 605, 640]),
            ("Intermediate", [210, 215, 240, 260, 275, 300, 330, 345]),
            ("Advanced", [60, 64, 70, 71, 80, 92, 99, 110]),
        ],
        "waits": [("Applications", [9, 8, 11, 7, None, 6, 5, 5]), ("Restorations", [14, 15, 12, 16, 13, 12, 9, 8])],
    }
