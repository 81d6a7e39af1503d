"""What the pages of one's own membership ask. Nowhere for the number of a card or an account."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.base import clock, money
from careregister.membership.queries import PlanFacts
from careregister.payments import queries as payments
from careregister.payments.states import BACS_DEBIT, CARD
from careregister.web.parts.jinja import date_words

THERE = "there"  # the way to pay that there is already
KINDS = {CARD: gettext_lazy("Card"), BACS_DEBIT: gettext_lazy("Direct Debit")}
HAVE_NEAR = gettext_lazy("Have your sort code and account number near you.")
BEGINS = {
    CARD: gettext_lazy("It begins at once."),
    BACS_DEBIT: gettext_lazy(
        "Have your sort code and account number near you. It begins when the first payment arrives, in about a week."
    ),
}


class Choice(forms.ChoiceField):
    """Radios of which each may have a hint."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints: dict[str, Any] = {}


class MethodForm(forms.Form):
    kind = Choice(label=gettext_lazy("How do you want to pay?"))

    def __init__(self, *args: Any, there: str = "", begins: bool = False, **kwargs: Any) -> None:
        """`there`: the way to pay that can be used again, in words. `begins`: a membership begins with it."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = list(KINDS.items())
        field.hints = BEGINS if begins else {BACS_DEBIT: HAVE_NEAR}
        if there:
            field.choices = [(THERE, there), *((code, _another(code)) for code in KINDS)]


class PlanForm(forms.Form):
    plan = Choice(label=gettext_lazy("Which plan?"))

    def __init__(self, *args: Any, plans: Sequence[PlanFacts], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        field.choices = [(plan.code, _(plan.name)) for plan in plans]
        field.hints = hints


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Your full name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your full name")},
    )

    def __init__(self, *args: Any, why: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = why


class JoinForm(PlanForm, MethodForm):
    """Who has given us no name yet gives it first; then the plan, then how to pay."""

    name = NameForm.base_fields["name"]
    field_order = ("name", "plan", "kind")

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["name"]
        else:
            self.fields["name"].help_text = gettext_lazy("It stands on your receipts, and we find you by it.")


class PauseForm(forms.Form):
    until = Choice(label=gettext_lazy("How long?"))

    def __init__(self, *args: Any, ends: Sequence[tuple[int, date]], **kwargs: Any) -> None:
        """`ends`: months and the day on which the membership goes on then."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["until"]
        field.choices = [(day.isoformat(), _months(months, day)) for months, day in ends]


class WordsForm(forms.Form):
    words = forms.CharField(
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        label=gettext_lazy("What has changed for you?"),
        help_text=gettext_lazy("A sentence or two is enough. We ask for no proof of what you earn."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)


def plan_hints(plans: Sequence[PlanFacts]) -> dict[str, str]:
    """What is said of each plan; of the longest also why it comes first, when it saves the provider's share."""
    hints = {
        plan.code: "" if plan.is_member else _("Your place on the register, without membership of the association.")
        for plan in plans
    }
    members = [plan for plan in plans if plan.is_member]
    if len(members) > 1 and (saved := _saving(members[0], members[-1])) > 0:
        kept = _share(members[0], 1)
        hints[members[0].code] = _(
            "One payment a year. The payment company keeps about %(kept)s of it. If you pay each month, it keeps about %(more)s in a year."
        ) % {"kept": _pence(kept), "more": _pence(kept + saved)}
    return {code: words for code, words in hints.items() if words}


def _saving(long: PlanFacts, short: PlanFacts) -> int:
    return _share(short, long.months // short.months) - _share(long, 1)


def _share(plan: PlanFacts, times: int) -> int:
    return times * payments.provider_cost(plan.pence, CARD, clock.today())


def _pence(pence: int) -> str:
    return _("%(pence)sp") % {"pence": pence} if pence < 100 else money.pounds(pence)


def _another(code: str) -> str:
    return _("Another card") if code == CARD else _("A new Direct Debit")


def _months(months: int, day: date) -> str:
    said = {"months": months, "day": date_words(day)}
    return _("1 month, until %(day)s") % said if months == 1 else _("%(months)s months, until %(day)s") % said
