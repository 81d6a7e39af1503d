"""What the room holds about people. The directory is public; a provider who trades alone is in it by name."""

from careregister.base.held import Held

_KEEP = "while listed, then six years"

HELD = {
    "organisations.Location.name": Held(
        what="The name of a place that gives care; now and then a person's",
        why="employers are found by it",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.provider_name": Held(
        what="Who runs a place: a company, or a person who trades alone",
        why="employers are found by it",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.phone": Held(
        what="The telephone number of a place",
        why="references are asked for at the right place",
        keep=_KEEP,
        export="as published by the regulator",
        erase="kept: published by the regulator",
    ),
    "organisations.Location.folded": Held(
        what="Name, address and provider of a place without accents and case",
        why="search",
        keep=_KEEP,
        export="left out: made from the name",
        erase="with the name",
    ),
}

NOT_PERSONAL = {
    "organisations.Edition": ("id", "produced_on", "partial", "digest", "listed", "imported_at"),
    "organisations.Location": (
        "id",
        "location_id",
        "also_known_as",
        "address",
        "postcode",
        "website",
        "service_types",
        "specialisms",
        "checked_on",
        "provider_id",
        "local_authority",
        "region",
        "url",
        "first_listed",
        "last_listed",
        "left_on",
    ),
}
