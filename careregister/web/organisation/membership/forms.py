"""What is asked about workers: where to write to them, and nothing else."""

import csv
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MOST_AT_ONCE = 200
MOST_BYTES = 200_000
_APART = re.compile(r"[\s,;<>\"'()|]+")


class WorkerForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("The worker’s e-mail address"),
        help_text=gettext_lazy("A private one is best: it stays theirs when they leave you."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a list says: addresses, each once, in its order; and lines in which there is none, by number."""

    emails: tuple[str, ...]
    twice: int
    without: tuple[int, ...]


class ListForm(forms.Form):
    """Addresses pasted, or a CSV file. Whatever else stands beside an address is left out and kept nowhere."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste the e-mail addresses (one a line)"),
        help_text=gettext_lazy("Rows from a spreadsheet will do: we take the addresses and leave everything else."),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or choose a file (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        text = said.get("pasted") or ""
        if given := said.get("file"):
            text = f"{text}\n{self._read(given)}"
        if not text.strip() and not self.errors:
            self.add_error("pasted", _("Paste the addresses, or choose a file"))
        found = addresses(text)
        if text.strip() and not found.emails and not self.errors:
            self.add_error("pasted", _("There is no e-mail address in this. Write them like name@example.org"))
        if len(found.emails) > MOST_AT_ONCE:
            words = ngettext("At most %(count)s at once", "At most %(count)s at once", MOST_AT_ONCE)
            self.add_error("pasted", words % {"count": MOST_AT_ONCE})
        said["found"] = found
        return said

    def _read(self, given: Any) -> str:
        if given.size > MOST_BYTES:
            self.add_error("file", _("This file is larger than a list of addresses. Choose another"))
            return ""
        taken: bytes = given.read()
        try:
            return taken.decode("utf-8-sig")
        except UnicodeDecodeError:
            return taken.decode("cp1252", "replace")


class CheckedForm(forms.Form):
    """The addresses somebody has seen and agrees to."""

    emails = forms.CharField(max_length=MOST_BYTES, widget=forms.HiddenInput)

    def clean_emails(self) -> tuple[str, ...]:
        found = addresses(self.cleaned_data["emails"]).emails
        if not found or len(found) > MOST_AT_ONCE:
            raise ValidationError(_("Begin again with the list"))
        return found


def addresses(text: str) -> Pasted:
    """The e-mail addresses of a list, however it is laid out; a first line of headings is no mistake."""
    kept: dict[str, str] = {}
    twice, without = 0, []
    for number, cells in enumerate(csv.reader(text.splitlines()), start=1):
        line = " ".join(cells)
        found = [word.strip(".") for word in _APART.split(line) if _is_address(word.strip("."))]
        if not found and line.strip() and not (number == 1 and "@" not in line):
            without.append(number)
        for email in found:
            twice += email.casefold() in kept
            kept.setdefault(email.casefold(), email)
    return Pasted(tuple(kept.values()), twice, tuple(without))


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True
