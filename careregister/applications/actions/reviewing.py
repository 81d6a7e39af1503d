"""Beside the decision: taking a file up, handing it on, saying whether one knows the person, writing a note."""

from __future__ import annotations

from uuid import UUID

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.base.together import together
from careregister.people import queries as people
from careregister.people.models import Account

from .. import policy, states
from ..models import Interest, Note
from .stepping import begin, in_role, lock, said, staff_ids, take, told, touch


@together
def take_up(application_id: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Begin to look at an application: from now on it is mine."""
    application, by = begin(application_id, "take_up", by=by, seen=seen)
    application.owner_person, application.owner_account = staff_ids(by)
    take(application, "take_up", "applications.taken_up", by=by, because=because)


@together
def hand_to(application_id: UUID, owner_account: UUID, *, by: Actor, because: Because, seen: int | None = None) -> None:
    """Give it to another. NotAllowed `owner_wrong_role` when they do not decide applications, `own_record` when it is
    about them, `conflict_declared` when they said that they know the person."""
    application, by = begin(application_id, "hand_to", by=by, seen=seen)
    account = Account.objects.filter(pk=owner_account, is_active=True).first()
    if account is None or not people.actor_for(account).roles & states.WORKERS:
        raise NotAllowed("owner_wrong_role")
    if account.person_id == application.person_id:
        raise NotAllowed("own_record")
    policy.check_no_conflict(account.person_id, application)
    application.owner_person, application.owner_account = account.person_id, account.pk
    refs = {"owner": account.pk}
    take(application, "hand_to", "applications.handed_over", by=by, because=because, refs=refs)


@together
def declare_interest(application_id: UUID, *, conflict: bool, by: Actor, because: Because) -> UUID:
    """Say whether one knows the applicant. A conflict needs words, and is not taken back: a colleague decides.

    NotAllowed conflict_declared, words_missing.
    """
    application = lock(application_id)
    by = in_role(by, policy.may_work_beside(by, application))
    if not conflict:
        policy.check_no_conflict(by.person_id, application)
    words = said(because) if conflict else because.words.strip()
    person, _account = staff_ids(by)
    interest = Interest.objects.create(application=application, by_person=person, conflict=conflict, words=words)
    told(
        application,
        "applications.interest_declared",
        by=by,
        because=Because(because.code),  # the words lie in the declaration
        refs={"conflict": conflict, "interest": interest.pk},
    )
    return interest.pk


@together
def note(application_id: UUID, *, by: Actor, because: Because) -> UUID:
    """Write down `because.words` beside the application."""
    application = lock(application_id)
    by = in_role(by, policy.may_work_beside(by, application))
    words = said(because)
    person, _account = staff_ids(by)
    written = Note.objects.create(application=application, words=words, by_person=person, by_role=by.role)
    touch(application)
    # The words lie in the note, and not a second time in history.
    told(application, "applications.noted", by=by, because=Because(because.code), refs={"note": written.pk})
    return written.pk
