"""The one verb: bring a file's people onto the register, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import OperationalError, connection, transaction

from careregister.base import clock, queue
from careregister.base.actors import Because, importing
from careregister.base.ids import new_id
from careregister.base.refusals import Busy, NotAllowed
from careregister.history.actions import Line, record_many

from .. import states
from ..actions.admission import issue_numbers
from ..actions.bulk import keep_numbers, load
from ..drafts import Authority
from . import comparing, matching, planning
from .planning import Ground, Planned
from .reading import Sheet
from .rows import OTHERS, OURS, Reader, Row

BATCH = 2000
CODES = {states.IMPORT: "imported", states.TRANSFER: "transferred"}


@dataclass(slots=True)
class Outcome:
    """What a file says and what came, or would come, of it."""

    sheet: Sheet
    reader: Reader
    rows: list[Row]
    new: list[Row] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    different: list[tuple[Row, tuple[str, ...]]] = field(default_factory=list)
    imported: bool = False

    @property
    def bad(self) -> list[Row]:
        return [row for row in self.rows if row.problems]

    def kept(self) -> int:
        return sum(row.number_of == OURS for row in self.new)

    def aliases(self) -> int:
        return sum(row.number_of == OTHERS for row in self.new)


def look(sheet: Sheet, *, day_first: bool = False, everybody: str = "") -> Outcome:
    """Read every row and compare it with the register; writes nothing.

    `day_first`: read `04/05/2025` as the fourth of May even if the file does not prove it. `everybody`: the status of
    all rows, for a file without that column (NotAllowed `status_column_missing` otherwise).
    """
    if "status" not in sheet.fields and not everybody:
        raise NotAllowed("status_column_missing")
    if "status" in sheet.fields and everybody:
        raise NotAllowed("status_given_twice")
    reader = Reader(sheet, day_first=day_first, everybody=everybody)
    rows = [reader.row(line) for line in sheet.lines]
    matching.within_the_file(rows, reader)
    outcome = Outcome(sheet, reader, rows)
    known = matching.against_the_register(rows, reader)
    differing = comparing.differences(rows, known)
    for row in rows:
        line = row.line.number
        if row.problems:
            continue
        if line not in known:
            outcome.new.append(row)
        elif line in differing:
            outcome.different.append((row, differing[line]))
        else:
            outcome.same.append(row)
    return outcome


@transaction.atomic
def bring_in(
    sheet: Sheet,
    *,
    authority: str,
    body: str = "",
    skip_bad: bool = False,
    day_first: bool = False,
    everybody: str = "",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Outcome:
    """Admit everybody in the file who is not here yet, in one transaction; nobody who is here is changed.

    A file with bad rows brings in nobody (`imported` is False) unless `skip_bad`. `progress` is told how many are done
    of how many. NotAllowed as `look`, and `body_missing` for a transfer that does not say from whom; Busy while another
    import runs.
    """
    if authority == states.TRANSFER and not body.strip():
        raise NotAllowed("body_missing")
    _one_at_a_time()
    outcome = look(sheet, day_first=day_first, everybody=everybody)
    if outcome.bad and not skip_bad:
        return outcome
    outcome.imported = True
    if not outcome.new:
        return outcome
    import_id = new_id()
    ground = Ground(
        by=importing(planning.reference(body.strip(), import_id, sheet.digest)),
        because=Because(CODES[authority]),
        authority=Authority(authority, import_id),
        at=clock.now(),
    )
    keep_numbers(row.number for row in outcome.new if row.number_of == OURS)
    progress(0, len(outcome.new))
    for start in range(0, len(outcome.new), BATCH):
        batch = planning.plan(outcome.new[start : start + BATCH], ground)
        _write(batch)
        progress(start + len(batch), len(outcome.new))
    _record(outcome, import_id, ground)
    queue.enqueue_once("register.fill_private_check")
    return outcome


def _write(batch: list[Planned]) -> None:
    planning.write_people(batch)
    issued = iter(issue_numbers(sum(one.row.number_of != OURS for one in batch)))
    load(one.registrant(issued) for one in batch)


def _record(outcome: Outcome, import_id: UUID, ground: Ground) -> None:
    counts = {
        "file": outcome.sheet.digest,
        "rows": len(outcome.rows),
        "new": len(outcome.new),
        "same": len(outcome.same),
        "different": len(outcome.different),
        "refused": len(outcome.bad),
    }
    record_many(
        [
            Line(
                what="register.imported",
                subject_kind="register.import",
                subject_id=import_id,
                by=ground.by,
                because=ground.because,
                at=ground.at,
                refs=counts,
            )
        ]
    )


def _one_at_a_time() -> None:
    """Two imports at once would each find that nobody is here yet."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('register.import'))")
    except OperationalError as error:
        raise Busy("import_running") from error
