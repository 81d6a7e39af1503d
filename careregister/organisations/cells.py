"""What may stand in each cell of the care directory, and what it means."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            ("january",),
            ("february",),
            ("march",),
            ("april",),
            ("may",),
            ("june",),
            ("july",),
            ("august",),
            ("september", "sept"),
            ("october",),
            ("november",),
            ("december",),
        ),
        start=1,
    )
    for name in (*names, _MONTHS[number - 1])
}
# `31/May/2023 - 00:00`, `31 May 2023`, `31/05/2023`, `31-05-2023`: the day always comes first, as in England.
_DAY_FIRST = re.compile(r"(\d{1,2})[ /.-]([A-Za-z]+|\d{1,2})[ /.-](\d{4})(?:\s*-?\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_LOCATION_ID = re.compile(r"[A-Z0-9]{1,12}(-[0-9]{1,14})?")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?([/?#]\S*)?")


class Unreadable(ValueError):
    """The cell says something that cannot be what its column is for. The message is the reason's code."""


def day(text: str) -> date:
    """The date that was written; Unreadable when it is none, or is no date of the calendar."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, of_month = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        of_month, year = int(match[1]), int(match[3])
        named = match[2].casefold()
        month = int(named) if named.isdigit() else _MONTH_NAMES.get(named, 0)
    else:
        raise Unreadable("not_a_date")
    try:
        return date(year, month, of_month)
    except ValueError as error:
        raise Unreadable("not_a_date") from error


def postcode(text: str) -> str:
    """`m415bu` becomes `M41 5BU`. Empty stays empty."""
    if not text:
        return ""
    match = _POSTCODE.fullmatch(re.sub(r"\s+", "", text).upper())
    if match is None:
        raise Unreadable("not_a_postcode")
    return f"{match[1]} {match[2]}"


def _id(text: str) -> str:
    if text and not _LOCATION_ID.fullmatch(text.upper()):
        raise Unreadable("not_an_id")
    return text.upper()


def _several(text: str) -> list[str]:
    return sorted({part.strip() for part in text.split("|")} - {""})


def _web_address(text: str) -> str:
    """Only what a browser may safely be sent to: http or https, or a bare host name."""
    rest = re.sub(r"^https?://", "", text, flags=re.IGNORECASE)
    if text and not _HOST.fullmatch(rest):
        raise Unreadable("not_a_web_address")
    return text


def _address(text: str) -> str:
    return ", ".join(part.strip() for part in text.split(",") if part.strip())


CELLS: dict[str, Callable[[str], Any]] = {
    "location_id": _id,
    "name": str,
    "also_known_as": str,
    "address": _address,
    "postcode": postcode,
    "phone": str,
    "website": _web_address,
    "service_types": _several,
    "checked_on": lambda text: day(text) if text else None,
    "specialisms": _several,
    "provider_name": str,
    "local_authority": str,
    "region": str,
    "url": _web_address,
    "provider_id": _id,
}
