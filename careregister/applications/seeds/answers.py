"""What the demo's applicants write: whole answers by the form, made from an invented person."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from careregister.register.seed_names import Dice, InventedPerson

_PLACES = (
    "Willow Bank Care",
    "Hazel Grove Home",
    "Moorside Supported Living",
    "Lantern Homecare",
    "Ashdown House",
    "Riverside Day Centre",
    "Brightwater Care at Home",
)
_ROLES = ("Care assistant", "Support worker", "Home care worker", "Night care assistant", "Senior carer")
_OTHER_WORK = ("Shop assistant", "Cleaner", "Kitchen porter", "Warehouse worker", "Teaching assistant")
_REFEREES = ("Dawn Prescott", "Imran Malik", "Sheila Bannister", "Gareth Pugh", "Folake Ojo", "Karen Whitworth")
_BETWEEN = ("family", "looking", "studying")
_IN_THEIR_WORDS = {
    "family": "I looked after my mother.",
    "looking": "I looked for work after the shop closed.",
    "studying": "I took a course at college.",
}
_STREETS = ("Mill Lane", "Church Road", "Victoria Street", "Park Avenue", "Station Road")
_POSTCODES = ("M33 7ZX", "LS6 3AB", "B29 6NY", "NR2 4TG", "CF11 9QQ")


def answers(who: InventedPerson, dice: Dice, today: date) -> dict[str, dict[str, Any]]:
    """Every section of the form, as this person would fill it in on `today`."""
    left = who.date_of_birth + relativedelta(years=18, months=2)
    return {
        "about_you": _about(who, dice, left),
        "identity": {"route": "online"},
        "criminal_record": {
            "mode": "employer",
            "attester_name": dice.one_of(_REFEREES),
            "attester_organisation": dice.one_of(_PLACES),
            "attester_email": _email(dice, "dbs"),
        },
        **_work(dice, left, today),
        "references": {"items": [_referee(dice, name) for name in _two(dice, _REFEREES)]},
        "care_certificate": _certificate(dice, today),
        "training": {"items": [_course(code, dice, today) for code in _two(dice, _COURSES)]},
        "health_and_character": {
            "health_affects": "no",
            "dismissed": "no",
            "investigated": "no",
            "refused_elsewhere": "no",
            "unspent": "no",
        },
        "insurance": {"self_employed": "no"},
        "code": {"accept_code": True, "accept_rules": True, "true": True},
        "public": {
            "at_risk": "no",
            "name_shown": "known_as" if who.known_as else "legal",
            "town": who.town,
            "county": who.county,
            "former_findable": "no",
        },
        "paying": {"how": dice.one_of(("yearly", "monthly", "employer"))},
    }


_COURSES = ("moving_and_assisting", "safeguarding_adults", "infection_prevention_and_control", "basic_life_support")


def _about(who: InventedPerson, dice: Dice, left: date) -> dict[str, Any]:
    return {
        "legal_name": who.full,
        "family_name": who.family,
        "known_as": who.known_as,
        "had_other_names": "yes" if who.former else "no",
        **({"other_names": who.former} if who.former else {}),
        "date_of_birth": who.date_of_birth.isoformat(),
        "address": f"{1 + dice.below(90)} {dice.one_of(_STREETS)}\n{who.town}",
        "postcode": dice.one_of(_POSTCODES),
        "moved": "no",
        "left_education": f"{left:%Y-%m}",
    }


def _work(dice: Dice, left: date, today: date) -> dict[str, Any]:
    """Something else at first, a gap for the family, then care until now: no month without a word."""
    ended = left + relativedelta(months=14 + dice.below(20))
    gap_until = ended + relativedelta(months=7)
    care = gap_until + relativedelta(months=1)
    if care >= today.replace(day=1):
        care, gap_until, ended = left, left, left
    employer = dice.one_of(_PLACES)
    jobs = [
        {"role": dice.one_of(_ROLES), "employer": employer, "care": "yes", "started": f"{care:%Y-%m}", "still": "yes"}
    ]
    if care == left:
        return {"employment": {"items": jobs}, "gaps": {"items": [], "none": True}}
    before = {
        "role": dice.one_of(_OTHER_WORK),
        "employer": "Corner Stores",
        "care": "no",
        "started": f"{left:%Y-%m}",
        "still": "no",
        "ended": f"{ended:%Y-%m}",
        "reason": "left",
    }
    what = dice.one_of(_BETWEEN)
    gap = {
        "started": f"{ended + relativedelta(months=1):%Y-%m}",
        "ended": f"{gap_until:%Y-%m}",
        "what": what,
        "words": _IN_THEIR_WORDS[what],
    }
    return {"employment": {"items": [before, *jobs]}, "gaps": {"items": [gap]}}


def _referee(dice: Dice, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "relation": dice.one_of(("manager", "senior")),
        "organisation": dice.one_of(_PLACES),
        "email": _email(dice, name.split()[0].lower()),
    }


def _certificate(dice: Dice, today: date) -> dict[str, Any]:
    if dice.chance(0.4):
        return {"have": "none"}
    finished = today - relativedelta(months=3 + dice.below(40))
    return {"have": "whole", "provider": dice.one_of(_PLACES), "finished_on": finished.isoformat()}


def _course(code: str, dice: Dice, today: date) -> dict[str, Any]:
    finished = today - relativedelta(months=1 + dice.below(14))
    return {"course": code, "provider": "Northfield Training", "finished_on": finished.isoformat()}


def _two(dice: Dice, choices: tuple[str, ...]) -> tuple[str, str]:
    first = dice.below(len(choices))
    return choices[first], choices[(first + 1 + dice.below(len(choices) - 1)) % len(choices)]


def _email(dice: Dice, local: str) -> str:
    return f"{local}.{dice.below(900) + 100}@example.org"
