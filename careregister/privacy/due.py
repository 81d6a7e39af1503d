"""Which rows each category of the retention schedule is about: those whose time is over, or those of one person.

`before`: what began at this moment or earlier; None: whenever it began. Ids come in an order that stays the same.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet

from careregister.applications import states as joining
from careregister.applications.models import Application
from careregister.base import body, clock
from careregister.checks.models import Ask
from careregister.checks.states import ASK_WAITING
from careregister.evidence.models import Document
from careregister.evidence.purposes import IDENTITY, OTHER
from careregister.history.models import Words as HistoryWords
from careregister.letters.models import Words as LetterWords
from careregister.membership.models import Subscription
from careregister.membership.states import ENDED as MEMBER_NO_MORE
from careregister.people.models import Person, RoleGrant
from careregister.register.models import ActWords, Hold, Registrant, StandingSpan
from careregister.renewals.models import Renewal, WorkContact
from careregister.renewals.states import ENDED as RENEWAL_ENDED
from careregister.training.models import Audit, Award, Learning, Plan

from . import states
from .accounts import of_money
from .models import Copy, DataRequest, Destruction
from .schedule import Row

Found = Iterable[UUID]
Selector = Callable[[datetime | None, UUID | None], Found]

CAME_TO_NOTHING = (joining.WITHDRAWN, joining.LED_BACK, joining.DISCARDED)
WAS_REFUSED = joining.REFUSAL_STANDS


def over(row: Row, today: date) -> list[UUID]:
    """What of a category goes today and has no receipt yet."""
    before = clock.end_of_day(row.last_begin(today))
    return without_receipt(row.category, SELECTORS[row.category](before, None))


def of_person(category: str, person_id: UUID) -> list[UUID]:
    """What of a category is there about one person, whenever it began."""
    return without_receipt(category, SELECTORS[category](None, person_id))


def without_receipt(category: str, found: Found) -> list[UUID]:
    """Rows that stay when their words go are told from those that went by their receipts."""
    ids = list(found)
    if category not in RECEIPTED:
        return ids
    gone: set[UUID] = set()
    for receipt in Destruction.objects.filter(category=category, ids__overlap=ids).values_list("ids", flat=True):
        gone |= set(receipt)
    return [one for one in ids if one not in gone]


def _narrow(rows: QuerySet[Any], began: str, before: datetime | None, whose: str, person: UUID | None) -> QuerySet[Any]:
    if before is not None:
        rows = rows.filter(**{f"{began}__lte": before})
    if person is not None:
        rows = rows.filter(**{whose: person})
    return rows.order_by(began, "pk")


def _draft_papers(before: datetime | None, person: UUID | None) -> Found:
    rows = Document.objects.filter(destroyed_at=None, lodged_at=None)
    rows = rows.exclude(person__in=_on_register()).exclude(person__in=_applying())
    return _narrow(rows, "received_at", before, "person_id", person).values_list("pk", flat=True)


def _ended(in_states: tuple[str, ...]) -> Selector:
    def found(before: datetime | None, person: UUID | None) -> Found:
        rows = Application.objects.filter(state__in=in_states)
        return _narrow(rows, "ended_at", before, "person_id", person).values_list("pk", flat=True)

    return found


def _identity(before: datetime | None, person: UUID | None) -> Found:
    admitted = _narrow(Application.objects.filter(state=joining.ADMITTED), "ended_at", before, "person_id", person)
    rows = Document.objects.filter(destroyed_at=None, purpose__in=(IDENTITY, OTHER)).exclude(person__in=_applying())
    for application in admitted.filter(person__in=rows.values("person")):
        yield from rows.filter(person=application.person_id, received_at__lte=application.ended_at).values_list(
            "pk", flat=True
        )


def _asks(before: datetime | None, person: UUID | None) -> Found:
    rows = Ask.objects.exclude(state__in=ASK_WAITING).exclude(sealed=b"")
    rows = rows.exclude(cause_id__in=Application.objects.filter(ended_at=None).values("pk"))
    return _narrow(rows, "settled_at", before, "person_id", person).values_list("pk", flat=True)


def _copies(_before: datetime | None, person: UUID | None) -> Found:
    """Their time is days, not months: the action knows it, and leaves those that are not due."""
    return _narrow(Copy.objects.filter(gone_at=None), "asked_at", None, "person_id", person).values_list(
        "pk", flat=True
    )


def _requests(before: datetime | None, person: UUID | None) -> Found:
    rows = DataRequest.objects.filter(state__in=states.ENDED).exclude(words=b"")
    return _narrow(rows, "settled_at", before, "person_id", person).values_list("pk", flat=True)


def _letters(before: datetime | None, person: UUID | None) -> Found:
    rows = LetterWords.objects.exclude(body=b"")
    return _narrow(rows, "letter__written_at", before, "letter__person_id", person).values_list("pk", flat=True)


def _history(before: datetime | None, person: UUID | None) -> Found:
    rows = HistoryWords.objects.exclude(text="").exclude(entry__person_id__in=_on_register())
    rows = rows.filter(entry__person_id__isnull=False)
    return _narrow(rows, "entry__at", before, "entry__person_id", person).values_list("pk", flat=True)


def _acts(before: datetime | None, person: UUID | None) -> Found:
    """Words of decisions about people whose entry is shown no more since then. A hold keeps them, and so does a return."""
    rows = ActWords.objects.exclude(explanation="", evidence="", facts=None)
    if person is not None:
        rows = rows.filter(act__registrant__person=person)
    if before is not None:
        rows = rows.filter(act__registrant__in=_not_shown_since(before))
        rows = rows.exclude(act__registrant__in=_held_back())
    return rows.order_by("act__recorded_at", "pk").values_list("pk", flat=True)


def _renewals(before: datetime | None, person: UUID | None) -> Found:
    """Renewals that ended; their words go, and a hold keeps them."""
    rows = Renewal.objects.filter(state__in=RENEWAL_ENDED).exclude(registrant__in=_held_back())
    return _narrow(rows, "ended_at", before, "person_id", person).values_list("pk", flat=True)


def _work_contacts(before: datetime | None, person: UUID | None) -> Found:
    rows = WorkContact.objects.filter(until__isnull=False)
    return _narrow(rows, "until", before, "person_id", person).values_list("pk", flat=True)


def _learning(before: datetime | None, person: UUID | None) -> Found:
    """People of whose learning something is kept though their entry is shown no more since then. A hold keeps it."""
    kept = Q(pk__in=())
    for model in (Award, Learning, Plan, Audit):
        kept |= Q(pk__in=model._default_manager.values("person"))
    left = Registrant.objects.exclude(pk__in=_held_back())
    if before is not None:
        left = left.filter(pk__in=_not_shown_since(before))
    rows = Person.objects.filter(kept, pk__in=left.values("person")).exclude(pk__in=_applying())
    if person is not None:
        rows = rows.filter(pk=person)
    return rows.order_by("pk").values_list("pk", flat=True)


def _held_back() -> QuerySet[Any, Any]:
    return Hold.objects.filter(released_at=None).values("registrant")


def _not_shown_since(before: datetime) -> QuerySet[Any, Any]:
    shown = body.rule("removal.publish_months", clock.today())
    left = Q(pk__in=())
    for base, months in shown.items():
        ended = clock.end_of_day(clock.london_day(before) - relativedelta(months=months))
        left |= Q(base=base, valid__startswith__lte=ended)
    spans = StandingSpan.objects.filter(known__upper_inf=True, valid__upper_inf=True)
    return spans.filter(left).values("registrant")


def _people(before: datetime | None, person: UUID | None) -> Found:
    """Those who applied, whose every application ended by then without an entry, and who have no work here."""
    rows = Person.objects.exclude(pk__in=_on_register()).exclude(pk__in=_applying())
    rows = rows.exclude(pk__in=RoleGrant.objects.values("person")).exclude(pk__in=members())
    rows = rows.exclude(pk__in=DataRequest.objects.filter(state__in=states.WAITING).values("person"))
    if before is not None:
        rows = rows.filter(applications__isnull=False).exclude(applications__ended_at__gt=before)
    else:  # asked for, also by who only has an account: a refusal still has to be remembered
        rows = rows.exclude(pk__in=to_be_remembered())
    if person is not None:
        rows = rows.filter(pk=person)
    return rows.order_by("pk").distinct().values_list("pk", flat=True)


def to_be_remembered() -> QuerySet[Any, Any]:
    """People who were refused, or withdrew when they had been told why we might, or when we may have met them: to be
    forgotten on request is no way round that. Their time ends as everybody's does."""
    unsettled = Q(requests__hearing=True) | Q(matches__state__in=(joining.UNDECIDED, joining.SAME))
    found = Application.objects.filter(Q(state__in=WAS_REFUSED) | Q(state=joining.WITHDRAWN) & unsettled)
    return found.values("person")


def members() -> QuerySet[Any, Any]:
    """People whose membership has not ended: they are billed and written to."""
    return Subscription.objects.exclude(state=MEMBER_NO_MORE).values("person")


def _on_register() -> QuerySet[Any, Any]:
    return Registrant.objects.values("person")


def _applying() -> QuerySet[Any, Any]:
    return Application.objects.filter(ended_at=None).values("person")


def alone(applications: Iterable[Application]) -> list[Application]:
    """Those whose person has no entry and no other application of which something may still be needed."""
    ours = {one.pk for one in applications}
    kept = Application.objects.filter(~Q(pk__in=ours)).exclude(state__in=CAME_TO_NOTHING).values("person")
    found = Application.objects.filter(pk__in=ours).exclude(person__in=_on_register()).exclude(person__in=kept)
    return list(found)


SELECTORS: dict[str, Selector] = {
    "drafts.papers": _draft_papers,
    "ended.withdrawn": _ended(CAME_TO_NOTHING),
    "ended.refused": _ended(WAS_REFUSED),
    "identity.admitted": _identity,
    "asks.answers": _asks,
    "copies": _copies,
    "requests": _requests,
    "people.applicants": _people,
    "words.letters": _letters,
    "words.history": _history,
    "words.acts": _acts,
    "words.decisions": _ended((*CAME_TO_NOTHING, *WAS_REFUSED)),
    "words.renewals": _renewals,
    "contacts.work": _work_contacts,
    "training.left": _learning,
    "payments": of_money,
}
RECEIPTED = frozenset({"ended.withdrawn", "ended.refused", "people.applicants", "words.decisions", "words.renewals"})
