"""Seals everything again with the current key: contacts, the secrets people sign in with, documents. Safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from careregister.evidence import seals as evidence
from careregister.people import seals as people


class Command(BaseCommand):
    help = "Seals contacts, sign-in secrets and documents again with the current key (the first of CAREREGISTER_SEAL_KEYS)."

    def handle(self, *args: Any, **options: Any) -> None:
        done = people.rotate(self._tell)
        papers = evidence.rotate(self._tell)
        self.stdout.write(
            f"Sealed again: {done.contacts} contacts, {done.factors} sign-in secrets, "
            f"{papers.names} names of documents, {papers.pages} pages."
        )
        unopened = done.unopened + papers.unopened
        if unopened:
            self.stderr.write(f"{unopened} could not be opened: is an older key missing from CAREREGISTER_SEAL_KEYS?")
            raise SystemExit(1)

    def _tell(self, kind: str, count: int) -> None:
        self.stdout.write(f"{kind}: {count} so far")
