"""Seals everything again with the current key, of every room that seals. Safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from careregister.applications import seals as applications
from careregister.checks import seals as checks
from careregister.evidence import seals as evidence
from careregister.membership import seals as membership
from careregister.organisations import seals as organisations
from careregister.people import seals as people
from careregister.privacy import seals as privacy
from careregister.renewals import seals as renewals
from careregister.training import seals as training


class Command(BaseCommand):
    help = "Seals whatever is sealed again with the current key (the first of CAREREGISTER_SEAL_KEYS)."

    def handle(self, *args: Any, **options: Any) -> None:
        done = people.rotate(self._tell)
        papers = evidence.rotate(self._tell)
        answers = applications.rotate(self._tell)
        checked = checks.rotate(self._tell)
        asked = privacy.rotate(self._tell)
        renewed = renewals.rotate(self._tell)
        letters = privacy.rotate_letters(self._tell)
        invited = organisations.rotate(self._tell)
        members = membership.rotate(self._tell)
        learnt = training.rotate(self._tell)
        self.stdout.write(
            f"Sealed again: {done.contacts} contacts, {done.factors} sign-in secrets, "
            f"{papers.names} names of documents, {papers.pages} pages, {answers.rows} parts of applications, "
            f"{checked.rows} rows of checks, {asked.rows} rows about data, {letters.rows} letters, "
            f"{learnt.rows} rows about learning, {renewed.rows} rows of renewals."
        )
        unopened = sum(
            one.unopened for one in (done, papers, answers, checked, asked, renewed, letters, learnt, invited, members)
        )
        if unopened:
            self.stderr.write(
                f"{unopened} could not be opened: is an older key missing from CAREREGISTER_SEAL_KEYS? Letters need "
                "DATABASE_PRIVACY_URL too. Keep the older key until this says nothing."
            )
            raise SystemExit(1)

    def _tell(self, kind: str, count: int) -> None:
        self.stdout.write(f"{kind}: {count} so far")
