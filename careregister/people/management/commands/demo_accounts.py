"""Says whom to sign in as in the demonstration, and where."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from careregister.people.roles import ROLES
from careregister.people.seeds import STAFF, demo_accounts


class Command(BaseCommand):
    help = "Says whom to sign in as in the demonstration, and where."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="http://localhost:8000", help="where the web server listens")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This is not a demonstration (CAREREGISTER_DEMO is not set): nobody signs in by one click."
            )
        self.stdout.write(f"Sign in as staff by one click: {address}/account/demo/")
        for role in STAFF:
            people = ", ".join(row.name for row in demo_accounts() if row.role == role)
            self.stdout.write(f"  {ROLES[role].name!s:22} {people}")
