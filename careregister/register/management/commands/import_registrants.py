"""Bring an existing body's spreadsheet of registrants onto the register."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careregister.base.progress import Progress
from careregister.base.refusals import Refused
from careregister.register import states
from careregister.register.importing import columns, errors, notices, words
from careregister.register.importing.bringing import Outcome, bring_in, look
from careregister.register.importing.reading import Sheet, read

MOST_NAMED = 20


class Command(BaseCommand):
    help = "Bring an existing body's spreadsheet (CSV) onto the register. docs/importing.md says how it is read."
    requires_system_checks = ()  # it needs no pages

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the spreadsheet, saved as CSV")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and change nothing")
        parser.add_argument(
            "--authority",
            choices=sorted(states.BROUGHT),
            default=states.IMPORT,
            help="transfer: the body hands its registrants over; import: they come from a list",
        )
        parser.add_argument("--body", default="", help="whose spreadsheet it is; kept in history")
        parser.add_argument("--encoding", help="how the file is written, where its bytes do not say (windows-1250)")
        parser.add_argument("--dates", choices=["day-first"], help="read 04/05/2025 as the fourth of May everywhere")
        parser.add_argument("--status", choices=[states.REGISTERED], default="", help="everybody's, if no column says")
        parser.add_argument("--errors", type=Path, help="where to write what has to be mended (default: beside FILE)")
        parser.add_argument("--skip-bad", action="store_true", help="bring in the good rows although others are bad")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if options["errors"] and options["errors"].exists():
            raise CommandError(_("%(path)s exists already: name another file.") % {"path": options["errors"]})
        try:
            sheet = read(self._bytes(path), options["encoding"])
            self._describe(sheet)
            outcome = self._take(sheet, options)
        except Refused as error:
            raise CommandError(words.refusal(error)) from error
        self._report(outcome, path, options)

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be opened: %(why)s") % {"path": path, "why": error.strerror}
            ) from error

    def _describe(self, sheet: Sheet) -> None:
        """How the file was read, so that nothing about it is taken for granted."""
        how = {"encoding": sheet.encoding, "sign": sheet.separated_by, "line": sheet.header_line}
        self.stdout.write(_("Read as %(encoding)s, cells separated by %(sign)s, header on line %(line)d.") % how)
        for field in sheet.fields:
            names = {"theirs": sheet.heading(field), "ours": columns.SPELLINGS[field][0]}
            self.stdout.write(_("  column %(theirs)s: read as %(ours)s") % names)
        if sheet.unknown:
            self.stdout.write(_("Columns that are not used: %(names)s") % {"names": ", ".join(sheet.unknown)})

    def _take(self, sheet: Sheet, options: dict[str, Any]) -> Outcome:
        how = {"day_first": options["dates"] == "day-first", "everybody": options["status"]}
        if options["dry_run"]:
            return look(sheet, **how)
        with Progress(_("Importing"), len(sheet.lines), cast(TextIO, self.stderr._out)) as progress:

            def told(done: int, of: int) -> None:
                progress.total = of
                progress.step(done - progress.done)

            return bring_in(
                sheet,
                authority=options["authority"],
                body=options["body"],
                skip_bad=options["skip_bad"],
                progress=told,
                **how,
            )

    def _report(self, outcome: Outcome, path: Path, options: dict[str, Any]) -> None:
        for notice in notices.of(outcome):
            self.stdout.write(notice)
        self._name_bad(outcome)
        self._name_different(outcome)
        if outcome.bad or outcome.different:
            self._write_errors(outcome, path, options)
        counts = {
            "rows": len(outcome.rows),
            "new": len(outcome.new),
            "same": len(outcome.same),
            "different": len(outcome.different),
            "bad": len(outcome.bad),
        }
        text = _("%(rows)d rows: %(new)d new, %(same)d as on the register, %(different)d different, %(bad)d refused.")
        self.stdout.write(text % counts)
        self._conclude(outcome, options)

    def _conclude(self, outcome: Outcome, options: dict[str, Any]) -> None:
        if options["dry_run"]:
            self.stdout.write(_("This was a dry run: nothing was changed."))
        elif not outcome.imported:
            text = _(
                "Nothing was imported, because of the rows above. Mend them; or import the good rows now with "
                "--skip-bad, and the mended file of errors afterwards."
            )
            raise CommandError(text)
        elif not outcome.new:
            self.stdout.write(_("Nothing was changed: nobody in the file is new."))
        else:
            counts = {"new": len(outcome.new), "kept": outcome.kept(), "aliases": outcome.aliases()}
            counts["issued"] = counts["new"] - counts["kept"]
            text = _(
                "%(new)d people are now on the register: %(kept)d kept their number, %(issued)d were given one; "
                "%(aliases)d older numbers stay findable."
            )
            self.stdout.write(text % counts)

    def _name_bad(self, outcome: Outcome) -> None:
        for row in outcome.bad[:MOST_NAMED]:
            for problem in row.problems:
                place = {"line": row.line.number, "column": problem.column, "wrong": words.wrong(problem)}
                self.stderr.write(_("line %(line)d, %(column)s: %(wrong)s") % place)
        self._and_more(len(outcome.bad))

    def _name_different(self, outcome: Outcome) -> None:
        for row, fields in outcome.different[:MOST_NAMED]:
            headings = ", ".join(outcome.sheet.heading(field) for field in fields)
            place = {"line": row.line.number, "columns": headings, "wrong": words.DIFFERENT[0]}
            self.stderr.write(_("line %(line)d, %(columns)s: %(wrong)s") % place)
        self._and_more(len(outcome.different))

    def _and_more(self, count: int) -> None:
        if count > MOST_NAMED:
            more = count - MOST_NAMED
            self.stderr.write(ngettext("and %(count)d more row", "and %(count)d more rows", more) % {"count": more})

    def _write_errors(self, outcome: Outcome, path: Path, options: dict[str, Any]) -> None:
        target = options["errors"] or errors.next_to(path)
        try:
            errors.write(outcome, target)
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be written: %(why)s") % {"path": target, "why": error.strerror}
            ) from error
        self.stdout.write(_("What has to be mended is in %(path)s.") % {"path": target})
        if outcome.reader.convention.day_first:
            self.stdout.write(_("The dates of this file are day first: import the mended file with --dates day-first."))
