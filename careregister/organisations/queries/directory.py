"""What others read of the directory: plain values, newest edition's words."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from careregister.base import names

from ..models import Edition, Location

_POSTCODE_START = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?(?: ?[0-9](?:[A-Z]{2})?)?")
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """One place that gives care. `left_on`: the edition that no longer named it, None while it is listed."""

    id: UUID
    location_id: str
    name: str
    also_known_as: str
    address: str
    postcode: str
    phone: str
    website: str
    service_types: tuple[str, ...]
    specialisms: tuple[str, ...]
    checked_on: date | None
    provider_name: str
    local_authority: str
    region: str
    url: str
    first_listed: date
    last_listed: date
    left_on: date | None

    @property
    def website_link(self) -> str:
        """The website with a scheme, so that it can be followed."""
        return self.website if not self.website or "://" in self.website else f"http://{self.website}"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who runs places that give care, by the regulator's own id. `places`: how many are listed."""

    id: str
    name: str
    places: int


def search(text: str, *, also_left: bool = False, most: int = 20) -> list[Place]:
    """Places by name, provider, street, town or postcode (or its beginning); every word must be found. Best first."""
    found = _matching(text)
    if found is None:
        return []
    if not also_left:
        found = found.filter(left_on=None)
    return [_place(row) for row in found[:most]]


def place(location_id: str) -> Place | None:
    """The place known by the regulator's id; None if no edition ever named it."""
    row = Location.objects.filter(location_id=location_id.strip().upper()).first()
    return _place(row) if row else None


def providers(text: str, *, most: int = 8) -> list[Provider]:
    """Providers whose name, or the name of a place of theirs, has every word of `text`; the largest first."""
    found = _matching(text)
    if found is None:
        return []
    return _providers(found.exclude(provider_id=""), most)


def provider(provider_id: str) -> Provider | None:
    """The provider known by the regulator's id, while a place of it is listed."""
    return next(iter(_providers(Location.objects.filter(provider_id=provider_id), 1)), None)


def local_authorities() -> list[str]:
    """The councils that have a listed place, in order: choices for a form."""
    listed = Location.objects.filter(left_on=None).exclude(local_authority="")
    return list(listed.order_by("local_authority").values_list("local_authority", flat=True).distinct())


def newest_edition() -> date | None:
    return Edition.objects.order_by("-produced_on").values_list("produced_on", flat=True).first()


def count_listed() -> int:
    return Location.objects.filter(left_on=None).count()


def _providers(places: QuerySet[Location], most: int) -> list[Provider]:
    listed = places.filter(left_on=None).order_by().values_list("provider_id", "provider_name")
    rows = listed.annotate(places=Count("pk")).order_by("-places", "provider_name", "provider_id")
    return [Provider(*row) for row in rows[:most]]


def _matching(text: str) -> QuerySet[Location] | None:
    squeezed = " ".join(text.split()).upper()
    if _POSTCODE_START.fullmatch(squeezed):
        return Location.objects.filter(_postcode(squeezed)).order_by("postcode", "name")
    words = names.fold(text).split()[:MOST_WORDS]
    if not words:
        return None
    every = Q()
    for word in words:
        every &= Q(folded__contains=word)
    folded = " ".join(words)
    rank = Case(
        When(folded__startswith=folded, then=Value(0)),
        When(folded__contains=folded, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return Location.objects.filter(every).order_by(rank, "name", "location_id")


def _postcode(squeezed: str) -> Q:
    """`M41` is a district (not M4 1..), `M415BU` and `M41 5BU` are one postcode, `M41 5` its beginning."""
    bare = squeezed.replace(" ", "")
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})", bare)
    if whole:
        return Q(postcode=f"{whole[1]} {whole[2]}")
    if " " in squeezed:
        return Q(postcode__startswith=squeezed)
    return Q(postcode__startswith=f"{squeezed} ")


def is_a_places_domain(domain: str) -> bool:
    """Whether a place in the directory has its website there: `sunrise-care.example` of `www.sunrise-care.example`."""
    domain = domain.strip().casefold()
    if "." not in domain:
        return False
    near = Location.objects.filter(website__icontains=domain, left_on=None).values_list("website", flat=True)
    return any(_host(website) == domain for website in near[:200])


def _host(website: str) -> str:
    host = urlsplit(website if "://" in website else f"//{website}").hostname or ""
    return host.removeprefix("www.")


def _place(row: Location) -> Place:
    return Place(
        id=row.id,
        location_id=row.location_id,
        name=row.name,
        also_known_as=row.also_known_as,
        address=row.address,
        postcode=row.postcode,
        phone=row.phone,
        website=row.website,
        service_types=tuple(row.service_types),
        specialisms=tuple(row.specialisms),
        checked_on=row.checked_on,
        provider_name=row.provider_name,
        local_authority=row.local_authority,
        region=row.region,
        url=row.url,
        first_listed=row.first_listed,
        last_listed=row.last_listed,
        left_on=row.left_on,
    )
