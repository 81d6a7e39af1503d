"""Seals everything again with the current key: contacts, and the secrets people sign in with. Safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from careregister.people.seals import rotate


class Command(BaseCommand):
    help = "Seals contacts and sign-in secrets again with the current key (the first of CAREREGISTER_SEAL_KEYS)."

    def handle(self, *args: Any, **options: Any) -> None:
        done = rotate(lambda kind, count: self.stdout.write(f"{kind}: {count} so far"))
        self.stdout.write(f"Sealed again: {done.contacts} contacts, {done.factors} sign-in secrets.")
        if done.unopened:
            self.stderr.write(
                f"{done.unopened} could not be opened: is an older key missing from CAREREGISTER_SEAL_KEYS?"
            )
            raise SystemExit(1)
