"""What waits on the register for whoever signs in, counted, each with where to go."""

from django.urls import reverse
from django.utils.translation import gettext as _

from careregister.base.actors import Actor
from careregister.register import policy
from careregister.register.queries import find, queue


def waiting(by: Actor) -> list[tuple[str, int, str]]:
    """(what, how many, where) for the first page. At most five queries; none for roles without the register."""
    rows: list[tuple[str, int, str]] = []
    proposals = reverse("staff:proposals")
    if by.roles & queue.USES_QUEUE:
        counted = queue.counts(by=by)
        rows.append((_("Proposals for you to decide"), counted.for_you, f"{proposals}?show=yours"))
        rows.append((_("Proposals of yours that wait for somebody else"), counted.of_yours, f"{proposals}?show=mine"))
        if counted.all_open is not None:
            rows.append((_("All open proposals"), counted.all_open, f"{proposals}?show=all"))
    if by.roles & policy.READERS:
        registrants = reverse("staff:find")
        overdue = find.count(find.Filters(restriction=find.OVERDUE), by=by)
        rows.append((_("Restrictions with a review overdue"), overdue, f"{registrants}?restriction={find.OVERDUE}"))
    if by.roles & policy.KEEPERS:
        late = find.count(find.Filters(standing=find.PAST_UNTIL), by=by)
        rows.append((_("Registrations past their last day"), late, f"{registrants}?standing={find.PAST_UNTIL}"))
    return rows
