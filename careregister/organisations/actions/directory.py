"""The verbs of the directory: take an edition in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import Busy
from careregister.history.actions import Line, record, record_many

from .. import policy
from ..comparing import Changes, compare
from ..directory import Directory
from ..models import Edition, Location

BATCH = 1000


@transaction.atomic
def import_directory(
    directory: Directory,
    edition: date,
    *,
    by: Actor,
    because: Because,
    partial: bool = False,
    may_leave: bool = False,
    progress: Callable[[int], None] = lambda _done: None,
) -> Changes:
    """Take one edition in, whole or not at all. The same file twice changes nothing and leaves no second line.

    `partial`: the file is a part of the directory, so nobody leaves because it does not name them. Raises as `compare`
    does, and NotAllowed("not_an_import"), and Busy when another import is running.
    """
    policy.may_import_directory(by)
    _one_at_a_time()
    changes = compare(directory, edition, partial=partial, may_leave=may_leave)
    seen = Edition.objects.filter(digest=directory.digest, produced_on=edition, partial=partial)
    if seen.exists() and not changes.any:
        return changes
    _write(directory, edition, changes, progress)
    row = Edition.objects.create(produced_on=edition, partial=partial, digest=directory.digest, listed=changes.listed)
    _record(row, changes, by=by, because=because)
    return changes


def _write(directory: Directory, edition: date, changes: Changes, progress: Callable[[int], None]) -> None:
    """A statement for those that left, one for those listed as before, and one for each thousand that differ."""
    Location.objects.filter(pk__in=[place.pk for place in changes.left]).update(left_on=edition)
    listed = [row.said["location_id"] for row in directory.rows]
    Location.objects.filter(location_id__in=listed).update(last_listed=edition, left_on=None)
    differ = [*changes.new, *(place for place, _fields in changes.changed)]
    progress(changes.listed - len(differ))
    for start in range(0, len(differ), BATCH):
        batch = differ[start : start + BATCH]
        for place in batch:
            place.last_listed = edition
        Location.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["location_id"],
            update_fields=[*_except_key(directory.columns), "folded", "last_listed"],
        )
        progress(len(batch))


def _except_key(columns: Iterable[str]) -> list[str]:
    return [column for column in columns if column != "location_id"]


def _record(edition: Edition, changes: Changes, *, by: Actor, because: Because) -> None:
    counts = {
        "edition": edition.produced_on,
        "listed": changes.listed,
        "new": len(changes.new),
        "changed": len(changes.changed),
        "returned": len(changes.returned),
        "left": len(changes.left),
    }
    moment = clock.now()
    record("organisations.directory_imported", edition, by=by, because=because, refs=counts, at=moment)

    def line(what: str, place: Location, **refs: Any) -> Line:
        return Line(
            what=what,
            subject_kind=place._meta.label_lower,
            subject_id=place.pk,
            by=by,
            because=Because(because.code),
            at=moment,
            refs={"edition": edition.produced_on, **refs},
        )

    record_many(
        [
            *(line("organisations.location_left", place) for place in changes.left),
            *(line("organisations.location_returned", place) for place in changes.returned),
            *(line("organisations.location_changed", place, fields=list(fields)) for place, fields in changes.changed),
        ]
    )


def _one_at_a_time() -> None:
    """Two imports at once would each compare with what the other is about to change."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('organisations.import_directory'))")
    except OperationalError as error:
        raise Busy("import_running") from error
