"""The entries that stories and screenshots use, by numbers that never change. docs/demo.md lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from careregister.base import numbers

from .. import states
from ..seed_names import TODAY as ANCHOR
from ..seed_names import InventedPerson
from .story import Story

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Famous:
    """`code` is what stories call it by. `tell` writes the life, once the person is known."""

    code: str
    digits: str  # the first eight
    person: InventedPerson
    tell: Callable[[Story], object]
    at_risk: bool = False
    findable: bool = False

    @property
    def number(self) -> str:
        return f"CR{self.digits}{numbers.check_digit(self.digits)}"


def _person(
    full: str, family: str, born: str, town: str, county: str, known_as: str = "", former: str = ""
) -> InventedPerson:
    return InventedPerson(full, family, known_as, former, date.fromisoformat(born), town, county, "invented by hand")


def _registered(story: Story, tier: str = states.INTERMEDIATE, since: date = date(2025, 3, 10)) -> Story:
    """Admitted, conferred and shown; renewed until the registration reaches past the anchor."""
    story.admitted(since).did("confer_tier", since, tier=tier).shows(since + _DAY)
    while story.until < ANCHOR + 60 * _DAY:
        story.renewed(story.until - 21 * _DAY)
    return story


def _advanced(story: Story) -> None:
    _registered(story, states.FOUNDATION, date(2024, 5, 13))
    story.did("confer_tier", date(2025, 9, 1), tier=states.ADVANCED)


def _known_as(story: Story) -> None:
    _registered(story).shows(date(2025, 6, 2), known_as=True)


def _interim_suspension(story: Story) -> None:
    _registered(story).restricted(
        "impose_interim_suspension", date(2026, 10, 14), until=date(2028, 4, 13), review_by=date(2027, 4, 9)
    )


def _conditions(story: Story) -> None:
    _registered(story).restricted("impose_conditions", date(2026, 6, 22), until=date(2028, 6, 21))


def _warning(story: Story) -> None:
    _registered(story).restricted("agree_warning", date(2026, 2, 9), until=date(2029, 2, 8))


def _suspension_to_come(story: Story) -> None:
    starts = date(2027, 1, 11)
    _registered(story).restricted("impose_suspension", date(2026, 10, 26), starts, until=date(2027, 7, 10))


def _review_overdue(story: Story) -> None:
    _registered(story).restricted(
        "impose_interim_conditions", date(2026, 5, 4), until=date(2027, 11, 3), review_by=ANCHOR - 2 * _DAY
    )


def _lapsed(story: Story) -> None:
    since = date(2025, 2, 3)
    story.admitted(since).did("confer_tier", since, tier=states.FOUNDATION).shows(since + _DAY)
    story.did("lapse", story.until + 31 * _DAY)


def _restored_after_removal(story: Story) -> None:
    story.brought(date(2020, 3, 2), date(2021, 3, 1), "NC2000031")
    story.brought_step("remove_by_decision", date(2020, 9, 14))
    story.until = date(2027, 3, 1)
    story.did("restore_after_removal", date(2026, 3, 2), until=story.until)
    story.did("confer_tier", date(2026, 3, 3), tier=states.FOUNDATION).shows(date(2026, 3, 4))


def _from_an_older_register(story: Story) -> None:
    story.brought(date(2021, 9, 6), date(2024, 9, 5), "NC2104170")
    story.brought_step("confer_tier", date(2022, 9, 6), tier=states.INTERMEDIATE).shows(date(2024, 2, 20))
    while story.until < ANCHOR + 60 * _DAY:
        story.renewed(story.until - 21 * _DAY)


def _then(action: str, day: date) -> Callable[[Story], object]:
    return lambda story: _registered(story).did(action, day)


def _young(story: Story) -> None:
    since = date(2026, 1, 12)
    story.admitted(since).did("confer_tier", since, tier=states.FOUNDATION).shows(since + _DAY)


FAMOUS = (
    Famous("advanced", "20481537", _person("Renée Okonkwo-Müller", "Okonkwo-Müller", "1984-02-29", "Sale", "Greater Manchester"), _advanced),
    Famous("namesake_one", "61730924", _person("Grace Mensah", "Mensah", "1979-08-14", "Leeds", "West Yorkshire"), _registered),
    Famous("namesake_two", "35092718", _person("Grace Mensah", "Mensah", "1996-11-03", "Croydon", "Greater London"), _registered),
    Famous("interim_suspension", "48216093", _person("Daniel Ashworth", "Ashworth", "1988-05-17", "Altrincham", "Greater Manchester"), _interim_suspension),
    Famous("conditions", "73904815", _person("Blessing Adeyemi-Cole", "Adeyemi-Cole", "1990-10-30", "Stretford", "Greater Manchester"), _conditions),
    Famous("warning", "15728360", _person("Thomas Begley", "Begley", "1972-01-08", "Preston", "Lancashire"), _warning),
    Famous("suspension_to_come", "82640197", _person("Owen Prosser", "Prosser", "1983-03-21", "Hereford", "Herefordshire"), _suspension_to_come),
    Famous("review_overdue", "90157342", _person("Peter Lindqvist", "Lindqvist", "1969-12-02", "Hull", "East Riding of Yorkshire"), _review_overdue),
    Famous("paused", "27605981", _person("Mary-Ann O’Neill", "O’Neill", "1977-07-19", "Liverpool", "Merseyside"), _then("pause", date(2026, 9, 7))),
    Famous("lapsed", "54839206", _person("Rajan Thapa", "Thapa", "1992-04-25", "Reading", "Berkshire"), _lapsed),
    Famous("left", "38174059", _person("Jean Fairclough", "Fairclough", "1958-06-11", "Kendal", "Cumbria"), _then("remove_at_own_request", date(2026, 7, 13))),
    Famous("removed", "69023574", _person("Kevin Marlowe", "Marlowe", "1981-09-09", "Derby", "Derbyshire"), _then("remove_by_decision", date(2026, 4, 20))),
    Famous("deceit", "41896250", _person("Stephen Garside", "Garside", "1986-02-16", "Luton", "Bedfordshire"), _then("remove_as_deceit", date(2026, 3, 16))),
    Famous("our_error", "76351408", _person("Amina Yusuf Farah", "Farah", "1994-12-27", "Bristol", "Bristol"), _then("withdraw_as_our_error", date(2026, 10, 19))),
    Famous("died", "13967825", _person("Margaret Ellis", "Ellis", "1956-03-30", "Torquay", "Devon"), _then("record_death", date(2026, 9, 28))),
    Famous("restored", "85410637", _person("Anthony Clarke", "Clarke", "1975-05-05", "Coventry", "West Midlands"), _restored_after_removal),
    Famous("older_register", "32768904", _person("Sunita Gurung", "Gurung", "1982-08-22", "Aldershot", "Hampshire"), _from_an_older_register),
    Famous("at_risk", "57290846", _person("Elena Popescu", "Popescu", "1991-01-19", "Norwich", "Norfolk"), _registered, at_risk=True),
    Famous("seventeen", "94618073", _person("Chloe Hartley", "Hartley", "2009-05-20", "Urmston", "Greater Manchester"), _young),
    Famous("seventeen_too", "28035619", _person("Rhys Maddox", "Maddox", "2009-08-02", "Shrewsbury", "Shropshire"), _young),
    Famous("sixteen", "60914287", _person("Aaliyah Siddiqui", "Siddiqui", "2009-12-15", "Bradford", "West Yorkshire"), _young),
    Famous("former_findable", "46382951", _person("Katarzyna Nowak", "Nowak", "1987-06-06", "Boston", "Lincolnshire", former="Katarzyna Wiśniewska"), _registered, findable=True),
    Famous("former_hidden", "79541028", _person("Sarah Whitcombe", "Whitcombe", "1980-10-12", "Exeter", "Devon", former="Sarah Trevanion"), _registered),
    Famous("known_as", "31874605", _person("Maria Cristina dela Cruz", "dela Cruz", "1989-09-24", "Manchester", "Greater Manchester", known_as="Tina dela Cruz"), _known_as),
)  # fmt: skip
