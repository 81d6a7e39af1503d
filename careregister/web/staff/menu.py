"""The menu of the staff front: what each role may open. A page that is not here is reached from one that is."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careregister.applications import policy as applications
from careregister.base.actors import Actor
from careregister.letters import policy as letters
from careregister.membership import policy as membership
from careregister.payments import policy as payments
from careregister.people.roles import ROLES
from careregister.privacy import states as privacy
from careregister.register import policy, sections
from careregister.register.queries import queue
from careregister.renewals import policy as renewals
from careregister.training import policy as training

ANY = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class Item:
    """`page`: the name of a URL of this front. `says`: one sentence for the first page."""

    page: str
    words: Promise
    says: Promise
    roles: frozenset[str]


# In the order of the menu. A room's pages add a row here.
ITEMS: tuple[Item, ...] = (
    Item(
        "staff:find",
        _("Registrants"),
        _("Find somebody on the register, read their whole story, and decide what is yours to decide."),
        policy.READERS,
    ),
    Item(
        "staff:applications",
        _("Applications"),
        _("Who wants to join: what waits, whose turn it is, and deciding."),
        applications.READERS,
    ),
    Item(
        "staff:renewals",
        _("Renewals"),
        _("What a registrar looks at before it is renewed, or before it lapses; more time; who was not reached."),
        renewals.SEES_CHASES,
    ),
    Item(
        "staff:proposals",
        _("Proposals"),
        _("Decisions that wait for a second person."),
        queue.USES_QUEUE,
    ),
    Item(
        "staff:audits",
        _("Audits"),
        _("Learning that was drawn by lot: what waits to be read, and how lots were drawn."),
        training.READS_AUDITS,
    ),
    Item(
        "staff:members",
        _("Members"),
        _("Memberships: find one, who is behind, requests not to pay, employers, who came and went."),
        membership.READERS,
    ),
    Item(
        "staff:money",
        _("Money"),
        _("What is owed, what a month brought and cost, refunds, and how the ledger agrees with the provider."),
        payments.READERS,
    ),
    Item(
        "staff:letters",
        _("Letters"),
        _("Letters that did not arrive, until somebody has looked after them."),
        letters.SENDERS | letters.AUDITORS,
    ),
    Item(
        "staff:texts",
        _("Texts"),
        _("What our letters say: change it, try it, compare it with what it said before."),
        letters.EDITORS,
    ),
    Item(
        "staff:privacy",
        _("Data requests"),
        _("People who ask about their data, and by when they are answered."),
        privacy.READERS,
    ),
    Item(
        "staff:history",
        _("History"),
        _("Everything that happened, by whom, when and because of what."),
        sections.READS_ALL_HISTORY,
    ),
    Item(
        "staff:accounts",
        _("Accounts"),
        _("Who works here, what they may do, and how they sign in."),
        frozenset({"administrator"}),
    ),
)


def items_for(actor: Actor, path: str) -> list[dict[str, Any]]:
    """What this actor's menu holds, first page first; the present place is marked."""
    home = reverse("staff:home")
    rows: list[dict[str, Any]] = [{"href": home, "text": _("Start"), "says": "", "current": path == home}]
    for item in ITEMS:
        href = _address(item.page, get_script_prefix())
        if href and actor.roles & item.roles:
            rows.append({"href": href, "text": item.words, "says": item.says, "current": path.startswith(href)})
    return rows


@cache
def _address(page: str, _below: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
