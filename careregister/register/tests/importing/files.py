"""Spreadsheets for the tests, as bytes, and the command as somebody types it."""

import csv
import io
from pathlib import Path

from django.core.management import CommandError, call_command

from careregister.base import numbers
from careregister.history.models import Entry, Words
from careregister.people.models import Contact, Person, PersonName
from careregister.register.tests import world

HEADER = (
    "Name", "Previous names", "Known as", "Date of birth", "Email", "Tier", "Registered from", "Registered until",
    "Status", "Status since", "Number",
)  # fmt: skip
TABLES = (*world.TABLES, Person, PersonName, Contact, Entry, Words)
OURS, OURS_TOO = (f"CR{body}{numbers.check_digit(body)}" for body in ("12345678", "87654321"))


def row(**said: str) -> dict[str, str]:
    """A row with nothing wrong, but for what is said."""
    usual = {
        "Name": "Anna Kowalska", "Previous names": "", "Known as": "", "Date of birth": "31/12/1985",
        "Email": "anna@example.org", "Tier": "Foundation", "Registered from": "2025-03-04",
        "Registered until": "2027-03-03", "Status": "Registered", "Status since": "", "Number": "",
    }  # fmt: skip
    return usual | {key.replace("_", " "): value for key, value in said.items()}


def made(*rows: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    """These rows as the text of a file."""
    out = io.StringIO()
    columns = tuple(rows[0]) if rows else HEADER
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Ran:
    """What came of running the command: what it said, and whether it failed."""

    def __init__(self, path: Path, *options: str) -> None:
        out, errors = io.StringIO(), io.StringIO()
        self.failed = ""
        try:
            call_command("import_registrants", str(path), *options, stdout=out, stderr=errors)
        except CommandError as error:
            self.failed = str(error)
        self.out, self.errors = out.getvalue(), errors.getvalue()

    @property
    def said(self) -> str:
        return self.out + self.errors + self.failed


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in TABLES}
