"""Opens the first administrator's account, while there is none. Everybody after that is added on the staff pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from careregister.base.actors import Because, importing
from careregister.base.refusals import NotAllowed
from careregister.people.actions import add_staff


class Command(BaseCommand):
    help = "Opens the first administrator's account, while there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="the full name, in quotes")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            add_staff(email, name, ["administrator"], by=importing("command line"), because=Because("joined"))
        except NotAllowed as refusal:
            words = {
                "not_administrator": "There is an administrator already: they add everybody else, under /staff/accounts/.",
                "email_wrong": f"{email} is not an e-mail address.",
                "email_taken": f"There is an account with {email} already.",
                "name_missing": "The name is empty.",
            }
            raise CommandError(words.get(refusal.reason, refusal.reason)) from refusal
        self.stdout.write(
            f"Done. {name} now opens /account/password/reset/ and asks for a link to choose a password, "
            "then sets up a passkey or an authenticator app."
        )
