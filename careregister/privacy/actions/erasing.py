"""What goes: because its time is over, or because the person asked. Each time with a receipt in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from careregister.applications import erasing as joining
from careregister.applications.models import Application
from careregister.base import clock
from careregister.base.actors import CLOCK, Actor, Because, Kind
from careregister.base.refusals import NotAllowed
from careregister.checks import erasing as checks
from careregister.checks.models import CheckDocument
from careregister.evidence import actions as evidence
from careregister.evidence.models import Document
from careregister.evidence.purposes import OTHER
from careregister.history.actions import record
from careregister.membership import erasing as membership
from careregister.payments import erasing as payments
from careregister.people import erasing as people
from careregister.people.models import Person
from careregister.register import erasing as register
from careregister.renewals import erasing as renewals
from careregister.training import erasing as training

from .. import due, emptying, policy, queries, schedule
from ..models import Copy, DataRequest, Destruction
from .answering import answer
from .asking import locked
from .copies import copy_gone

_Do = Callable[[Sequence[UUID], Because], None]


def destroy_category(category: str, ids: Sequence[UUID], *, by: Actor, because: Because) -> int:
    """Destroy these rows of a category whose time is over, and write the receipt. Returns how many.

    Those of them that are not due any more are left. NotAllowed wrong_role: only the clock. emptying.NoLogin.
    """
    if by.kind != Kind.CLOCK:
        raise NotAllowed("wrong_role")
    row = schedule.row(category, clock.today())
    with transaction.atomic():
        still = set(due.over(row, clock.today()))
        return _destroy(row, [one for one in ids if one in still], because, None)


@transaction.atomic
def erase_on_request(request_id: UUID, words: str, *, by: Actor, because: Because) -> tuple[str, ...]:
    """Delete what the schedule lets go, and answer with what stays and why. Returns the categories that went.

    NotAllowed: nothing_may_go (refuse the request instead), words_missing, and see `policy.may_keep`.
    """
    request = locked(request_id)
    by = replace(by, role=policy.may_keep(by, request, "answer"))
    if not words.strip():
        raise NotAllowed("words_missing")
    standing = queries.what_may_go(request.person_id, but_for=request.pk)
    going = [one for one in standing if one.goes]
    if not going:
        raise NotAllowed("nothing_may_go")
    staying = "\n".join(f"- {one.what}: {one.why}" for one in standing if not one.goes)
    said = words.strip() + (f"\n\n{_('What stays, and why:')}\n{staying}" if staying else "")
    answer(request_id, said, by=by, because=because)  # first, while there is still an address to write to
    for one in going:
        row = schedule.row(one.category, clock.today())
        _destroy(row, due.of_person(one.category, request.person_id), because, request.pk)
    record("privacy.erased", request, by=by, because=because, person_id=request.person_id)
    return tuple(one.category for one in going)


def _destroy(row: schedule.Row, ids: Sequence[UUID], because: Because, request: UUID | None) -> int:
    if not ids:
        return 0
    if row.category == "copies":
        return sum(_copy_goes(one, because, request) for one in ids)
    if row.category in _DO:
        _DO[row.category](ids, because)
    if row.category in emptying.OF_CATEGORY:
        emptying.empty(row, ids, request=request)  # writes its own receipt, in its own transaction
    else:
        Destruction.objects.create(
            category=row.category, rows=len(ids), ids=list(ids), rule_since=row.since, request=request
        )
    return len(ids)


def _papers(ids: Iterable[UUID], because: Because) -> None:
    for one in ids:
        evidence.destroy(one, by=CLOCK, because=because)


def _applications(ids: Sequence[UUID], because: Because) -> None:
    """Answers, jobs, references; the papers of their checks; all papers and training of who has nothing else here."""
    ended = list(Application.objects.filter(pk__in=ids))
    theirs = CheckDocument.objects.filter(of_check__application_id__in=ids)
    others = CheckDocument.objects.exclude(of_check__application_id__in=ids)
    papers = set(theirs.exclude(document_id__in=others.values("document_id")).values_list("document_id", flat=True))
    for application in ended:  # what came with an answer or an appeal belongs to that application
        came = Document.objects.filter(person=application.person_id, purpose=OTHER, destroyed_at=None)
        papers |= set(
            came.filter(received_at__range=(application.began_at, application.ended_at)).values_list("pk", flat=True)
        )
    for application in due.alone(ended):
        given = Document.objects.filter(person=application.person_id, destroyed_at=None)
        papers |= set(given.filter(received_at__lte=application.ended_at).values_list("pk", flat=True))
        training.erase_of_person(application.person_id)
    joining.erase_answers(ids)
    checks.erase_of_applications(ids)
    _papers(Document.objects.filter(pk__in=papers, destroyed_at=None).values_list("pk", flat=True), because)
    for application in ended:
        record("privacy.destroyed", application, by=CLOCK, because=because, person_id=application.person_id)


def _asks(ids: Sequence[UUID], _because: Because) -> None:
    checks.empty_asks(ids)


def _requests(ids: Sequence[UUID], _because: Because) -> None:
    DataRequest.objects.filter(pk__in=ids).update(words=b"", answer=b"")


def _people(ids: Sequence[UUID], because: Because) -> None:
    for person in Person.objects.filter(pk__in=ids):
        people.erase_person(person.pk)
        record("privacy.destroyed", person, by=CLOCK, because=because, person_id=person.pk)


def _decisions(ids: Sequence[UUID], _because: Because) -> None:
    joining.erase_words(ids)


def _acts(ids: Sequence[UUID], _because: Because) -> None:
    register.forget_choices(ids)


def _learning(ids: Sequence[UUID], because: Because) -> None:
    for person in Person.objects.filter(pk__in=ids):
        training.erase_of_person(person.pk)
        record("privacy.destroyed", person, by=CLOCK, because=because, person_id=person.pk)


def _money(ids: Sequence[UUID], because: Because) -> None:
    for person in Person.objects.filter(pk__in=ids):
        record("privacy.destroyed", person, by=CLOCK, because=because, person_id=person.pk)
    membership.forget_members(ids)
    payments.forget_payers(ids)


def _copy_goes(copy_id: UUID, because: Because, request: UUID | None) -> int:
    """A file that the person asked to be gone goes at once; by the clock when its days are over."""
    if request is None:
        return int(copy_gone(copy_id, by=CLOCK, because=because))
    copy = Copy.objects.select_for_update().get(pk=copy_id)
    copy.pieces.all().delete()
    copy.gone_at = clock.now()
    copy.save(update_fields=["gone_at"])
    return 1


_DO: dict[str, _Do] = {
    "drafts.papers": lambda ids, because: _papers(ids, because),
    "ended.withdrawn": _applications,
    "ended.refused": _applications,
    "identity.admitted": lambda ids, because: _papers(ids, because),
    "asks.answers": _asks,
    "requests": _requests,
    "people.applicants": _people,
    "words.acts": _acts,
    "words.decisions": _decisions,
    "words.renewals": lambda ids, _because: renewals.erase_words(ids),
    "contacts.work": lambda ids, _because: renewals.erase_contacts(ids),
    "training.left": _learning,
    "payments": _money,
}
