"""What the public pages ask for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from careregister.base import body, clock
from careregister.web.parts.fields import NumberField

_SMALL = {"small": True}


def _tiers() -> list[tuple[str, Any]]:
    rows = body.rule("tiers", clock.today())
    return [("", _("Any"))] + [(row["code"], row["name"]) for row in rows]


class Narrowing(forms.Form):
    """The filters of a search. What cannot be read narrows nothing."""

    place = forms.CharField(
        label=_("Town or county"), required=False, max_length=80, widget=forms.TextInput(attrs={**_SMALL})
    )
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=_tiers, widget=forms.Select(attrs={**_SMALL}))

    def asked(self) -> tuple[str, str]:
        """(place, tier) as far as they can be used."""
        self.is_valid()
        return self.cleaned_data.get("place", ""), self.cleaned_data.get("tier", "")


class Name(forms.Form):
    """Does this name match?"""

    name = forms.CharField(
        label=_("The name you were given"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class TheirNumber(forms.Form):
    """Is this the right person?"""

    number = NumberField(
        label=_("The registration number they gave you"),
        help_text=_("For example CR 123 456 786. It is on their card and in their e-mails from us."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs["class"] = "govuk-input--width-10"


def read_day(text: str) -> date | None:
    """`2026-03-04`, as addresses have it, or `4/3/2026` as people type it; None when it is no date."""
    text = text.strip()
    try:
        if len(text) == 10 and text[4] == "-":
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.replace(".", "/").replace("-", "/").split("/"))
        return date(year, month, day) if year > 999 else None
    except (ValueError, OverflowError):
        return None
