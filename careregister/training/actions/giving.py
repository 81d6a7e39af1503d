"""The person answers an audit."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.evidence import actions as papers
from careregister.evidence import queries as evidence

from .. import letters
from ..models import Learning
from ..states import KEPT, MORE_WANTED
from .stepping import begin, take


@transaction.atomic
def give(
    audit_id: UUID,
    words: str,
    *,
    by: Actor,
    because: Because,
    documents: Iterable[UUID] = (),
    seen: int | None = None,
) -> None:
    """Give the log of the audited year to be read, with words and papers. From now on its papers rest with us.

    NotAllowed `nothing_given` where there is neither a log of that year, nor a word, nor a paper; `words_missing` where
    more was asked for and nothing is said; `not_your_document`, `words_too_long`.
    """
    audit, by = begin(audit_id, "give", by=by, seen=seen)
    given = list(dict.fromkeys(documents))
    if given and not {*given} <= {one.id for one in evidence.of_person(audit.person_id)}:
        raise NotAllowed("not_your_document")
    rows = Learning.objects.filter(
        person=audit.person_id, state=KEPT, learnt_on__range=(audit.year_since, audit.year_until)
    )
    listed = list(rows.values_list("documents", flat=True))
    if not (words.strip() or given):
        if audit.state == MORE_WANTED:
            raise NotAllowed("words_missing")
        if not listed:
            raise NotAllowed("nothing_given")
    audit.given_at = clock.now()
    take(audit, "give", "training.audit_given", by=by, because=because, words=words, documents=given)
    living = evidence.facts({*given, *(one for few in listed for one in few)}).values()
    papers.lodge([one.id for one in living if not one.destroyed_at], by=by, because=because)
    letters.given(audit, by=by, because=because)
