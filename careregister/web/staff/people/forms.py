"""What the pages about accounts ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from careregister.base.actors import Because
from careregister.people import queries
from careregister.people.roles import ROLES

_MISSING = {
    "full_name": _("Write the full name"),
    "email": _("Write the e-mail address"),
    "roles": _("Choose at least one role"),
    "role": _("Choose a role"),
    "reason": _("Choose a reason"),
    "words": _("Say why in a few words"),
}
_HINTS = {role.code: role.hint for role in ROLES.values()}


class ReasonForm(forms.Form):
    """Why: one of a few reasons, and words where the page asks for them."""

    reason = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, reasons: tuple[str, ...], words_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = queries.reason_choices(*reasons)  # type: ignore[attr-defined]
        self.fields["words"].required = words_needed
        for name, said in _MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = said
        self.fields["words"].help_text = _("Kept in the history of this account.")
        self.order_fields([*(name for name in self.fields if name not in {"reason", "words"}), "reason", "words"])

    @property
    def because(self) -> Because:
        return Because(self.cleaned_data["reason"], self.cleaned_data["words"])


class AddForm(ReasonForm):
    full_name = forms.CharField(
        label=_("Full name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address at work"),
        help_text=_("They sign in with it, and get a letter that says how to begin."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    number = forms.CharField(
        label=_("Their registration number, if they are on the register"),
        help_text=_("So that they are known to be one person, and never decide about themselves. Ask them."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("What will they do?"), widget=forms.CheckboxSelectMultiple(attrs={"small": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, reasons=("joined", "covering"), **kwargs)
        self.fields["roles"].choices = queries.role_choices()  # type: ignore[attr-defined]
        self.fields["roles"].hints = _HINTS  # type: ignore[attr-defined]


class GiveRoleForm(ReasonForm):
    role = forms.ChoiceField(label=_("Which role?"), widget=forms.RadioSelect(attrs={"small": True}))

    def __init__(self, *args: Any, held: set[str], **kwargs: Any) -> None:
        super().__init__(*args, reasons=("changed_job", "covering", "joined", "mistake"), **kwargs)
        choices = [(code, name) for code, name in queries.role_choices() if code not in held]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.fields["role"].hints = _HINTS  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """The filters of the list, kept in the address. Names and e-mail addresses are searched by POST: they stay out of it."""

    role = forms.ChoiceField(label=_("Role"), required=False, widget=forms.Select(attrs={"small": True}))
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("open", _("Open accounts")), ("suspended", _("Suspended accounts")), ("all", _("All accounts"))],
        widget=forms.Select(attrs={"small": True}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Any role")), *queries.role_choices()]  # type: ignore[attr-defined]
