"""The menu of the organisation front: what each role for an employer may open."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careregister.organisations.queries import EmployerFacts
from careregister.organisations.roles import MAY_PAY, ROLES

ANY = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class Item:
    page: str
    words: Promise
    roles: frozenset[str]


# In the order of the menu. A room's pages add a row here.
ITEMS: tuple[Item, ...] = (
    Item("organisation:workers", gettext_lazy("Workers"), MAY_PAY),
    Item("organisation:invoices", gettext_lazy("Invoices"), MAY_PAY),
    Item("organisation:method", gettext_lazy("How you pay"), MAY_PAY),
    Item("organisation:colleagues", gettext_lazy("Colleagues"), ANY),
)


def items_for(employer: EmployerFacts | None, path: str) -> list[dict[str, Any]]:
    """What this employer's menu holds, first page first; the present place is marked."""
    if employer is None:
        home = reverse("organisation:home")
        return [{"href": home, "text": _("Your employers"), "current": path == home}]
    first = reverse("organisation:overview", args=[employer.id])
    rows = [{"href": first, "text": _("Overview"), "current": path == first}]
    for item in ITEMS:
        href = reverse(item.page, args=[employer.id])
        if {*employer.roles} & item.roles:
            rows.append({"href": href, "text": item.words, "current": path.startswith(href)})
    return rows
