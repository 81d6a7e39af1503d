"""Repeated looks as one line: whoever opens a record ten times in a morning is read once, and each look can be seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from careregister.base import clock
from careregister.register.queries.telling import Told
from careregister.web.parts.jinja import date_words


@dataclass(slots=True)
class Line:
    """One line of history: a thing that happened, or several looks of one person at one thing, newest first."""

    looks: list[Told] = field(default_factory=list)

    @property
    def newest(self) -> Told:
        return self.looks[0]

    @property
    def sentence(self) -> str:
        return self.newest.sentence if len(self.looks) == 1 else _repeated(self.looks)

    @property
    def moments(self) -> list[datetime]:
        """When each look was, newest first; nothing for a line that stands for itself."""
        return [one.at for one in self.looks] if len(self.looks) > 1 else []


def folded(told: Iterable[Told]) -> list[Line]:
    """These things in their order, newest first. Between two things that are no looks, all looks of one person (in one
    role) at one thing are one line, where the newest of them stood. Nothing is left out."""
    lines: list[Line] = []
    open_lines: dict[tuple[object, ...], Line] = {}
    for one in told:
        if one.look is None:
            open_lines.clear()
        elif one.look in open_lines:
            open_lines[one.look].looks.append(one)
            continue
        lines.append(Line([one]))
        if one.look is not None:
            open_lines[one.look] = lines[-1]
    return lines


def _repeated(looks: list[Told]) -> str:
    newest, oldest = looks[0], looks[-1]
    said = {"said": newest.said, "count": len(looks)}
    if clock.london_day(newest.at) != clock.london_day(oldest.at):
        said |= {"first": date_words(oldest.at), "last": date_words(newest.at)}
        return _("%(said)s %(count)s times between %(first)s and %(last)s.") % said
    said |= {"day": date_words(newest.at), "first": clock.hour_words(oldest.at), "last": clock.hour_words(newest.at)}
    if said["first"] == said["last"]:
        return _("%(said)s %(count)s times on %(day)s, at %(first)s.") % said
    return _("%(said)s %(count)s times on %(day)s, between %(first)s and %(last)s.") % said
