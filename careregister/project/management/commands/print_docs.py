from django.core.management.base import BaseCommand, CommandError, CommandParser

from careregister.project import printed


class Command(BaseCommand):
    help = "Print docs/printed from the code; with --check, only say whether it is up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args, **options) -> None:
        printed.FOLDER.mkdir(parents=True, exist_ok=True)
        stale = []
        for name, text in printed.documents().items():
            path = printed.FOLDER / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
        if stale and options["check"]:
            raise CommandError(f"out of date: {', '.join(stale)}. Mend with: bin/manage print_docs")
        self.stdout.write("docs/printed: " + (f"written {', '.join(stale)}" if stale else "up to date"))
