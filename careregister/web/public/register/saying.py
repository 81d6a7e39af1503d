"""An entry in words: what the page's lists say, ready to be printed."""

from django.utils.translation import gettext as _

from careregister.register.queries import EntryShown, RestrictionShown
from careregister.web.parts.jinja import date_words

from ..words import shape

Fact = tuple[str, str, str | None]


def kind(entry: EntryShown) -> str:
    return shape(entry.status, entry.group)


def place(entry: EntryShown) -> str:
    return ", ".join(part for part in (entry.town, entry.county) if part)


def facts(entry: EntryShown) -> list[Fact]:
    """(label, value, small words) for the card."""
    said: list[Fact] = []
    if entry.tier:
        since = _("since %(day)s") % {"day": date_words(entry.tier_since)}
        said.append((_("Tier"), entry.tier_name, f"{entry.tier_says}, {since}"))
    if entry.first_registered:
        said.append((_("First registered"), date_words(entry.first_registered), None))
    if entry.registered_until:
        said.append((_("Registered until"), date_words(entry.registered_until), _until_words(entry)))
    elif entry.since:
        said.append((_("Like this since"), date_words(entry.since), None))
    if entry.status != "not_on_register" and (where := place(entry)):
        said.append((_("Works in or near"), where, None))
    return said


def _until_words(entry: EntryShown) -> str | None:
    if entry.registered_until and entry.registered_until < entry.as_at:
        if entry.status == "paused":
            return _(
                "This day has passed. They stay on the register, paused, until they come back, we end it or they leave."
            )
        return _("This day has passed. They stay on the register until we renew or end it.")
    return None


def restrictions(entry: EntryShown) -> list[dict[str, object]]:
    """What is in force first, then what has ended and is still published."""
    ordered = sorted(entry.restrictions, key=lambda one: (not one.in_force, -one.since.toordinal()))
    return [_restriction(one) for one in ordered]


def _restriction(one: RestrictionShown) -> dict[str, object]:
    if one.in_force:
        dates = _("From %(since)s until %(until)s, unless it is changed before.")
    else:
        dates = _("From %(since)s. It has ended, and limits this person no more.")
    said = [dates % {"since": date_words(one.since), "until": date_words(one.last_day)}]
    if one.in_force and one.review_overdue:
        said.append(
            _("Review overdue: we should have looked at it again by %(day)s.") % {"day": date_words(one.review_by)}
        )
    elif one.in_force and one.review_by:
        said.append(_("We look at it again by %(day)s.") % {"day": date_words(one.review_by)})
    return {"line": one.line, "in_force": one.in_force, "overdue": one.review_overdue, "said": said}
