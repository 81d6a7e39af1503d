"""What the pages of memberships ask of staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from careregister.base import body, clock


class WhyForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Kept in history. For example: her daughter rang, she has died."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why in a few words")},
    )


class AskedForm(WhyForm):
    """Done because the member asked for it."""

    words = forms.CharField(
        label=gettext_lazy("How did they ask for it?"),
        help_text=gettext_lazy("For example: rang at ten and gave their number. Kept in history."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say how they asked")},
    )


class WaiverForm(forms.Form):
    """Yes for so many months, or no: what is said goes into the letter."""

    months = forms.TypedChoiceField(label=gettext_lazy("For how long, if yes?"), coerce=int)
    words = forms.CharField(
        label=gettext_lazy("What do you write to them?"),
        help_text=gettext_lazy("It goes into the letter. If you say no, say why, and what they can do instead."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "small": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = body.rule("membership.waiver_months", clock.today())
        field: Any = self.fields["months"]
        field.choices = [
            (months, ngettext("%(count)s month", "%(count)s months", months) % {"count": months})
            for months in (1, 2, 3, 6, 9, 12)
            if months <= most
        ]
        field.initial = min(3, most)
