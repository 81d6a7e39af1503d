"""What an edition would change, before anything is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from careregister.base.refusals import NotAllowed

from .directory import Directory, Row
from .models import Edition, Location

# More leavers than this share of all places, and it is likelier that the file is a part than that they all closed.
MOST_LEAVERS = 0.2
FEW = 10  # so many may always leave


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edition changes: the places that are new, changed (and in what), back again, and gone."""

    listed: int
    new: tuple[Location, ...]
    changed: tuple[tuple[Location, tuple[str, ...]], ...]
    returned: tuple[Location, ...]
    left: tuple[Location, ...]

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.returned or self.left)


def compare(directory: Directory, edition: date, *, partial: bool = False, may_leave: bool = False) -> Changes:
    """What importing `directory` as `edition` would change. Reads only.

    Raises NotAllowed: `unreadable`, `empty`, `older_edition` (a newer one was imported), `too_many_left` (unless
    `may_leave`).
    """
    if directory.problems:
        raise NotAllowed("unreadable", problems=len(directory.problems))
    if not directory.rows:
        raise NotAllowed("empty")
    newest = Edition.objects.order_by("-produced_on").values_list("produced_on", flat=True).first()
    if newest is not None and edition < newest:
        raise NotAllowed("older_edition", edition=edition, newest=newest)
    known = {place.location_id: place for place in Location.objects.all()}
    present = sum(place.left_on is None for place in known.values())
    changes = _compare(directory.rows, edition, known, partial=partial)
    if len(changes.left) > max(FEW, present * MOST_LEAVERS) and not may_leave:
        raise NotAllowed("too_many_left", left=len(changes.left), of=present)
    return changes


def _compare(rows: Sequence[Row], edition: date, known: dict[str, Location], *, partial: bool) -> Changes:
    new, changed, returned = [], [], []
    listed = {row.said["location_id"] for row in rows}
    for row in rows:
        place = known.get(row.said["location_id"])
        if place is None:
            place = Location(first_listed=edition, last_listed=edition)
            place.take_over(row.said)
            new.append(place)
            continue
        if fields := place.take_over(row.said):
            changed.append((place, tuple(fields)))
        if place.left_on is not None:
            place.left_on = None
            returned.append(place)
    left = (
        []
        if partial
        else [place for place in known.values() if place.left_on is None and place.location_id not in listed]
    )
    return Changes(len(listed), tuple(new), tuple(changed), tuple(returned), tuple(left))
