"""To look is an act too: who read a record, searched, or took a list away, is in history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from careregister.base import clock
from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import Line, record, record_many
from careregister.people.models import Account

from .. import sections
from ..models import Proposal, Registrant
from ..policy import READERS


def look_at(registrant: Registrant, *, by: Actor, because: Because) -> frozenset[str]:
    """Open a record: what `by` may read of it, after the look is written down. NotAllowed as `sections.sections`."""
    shown = sections.sections(by, registrant)
    role = by.acting_as(frozenset(sections.SECTIONS))
    record("register.looked_at", registrant, person_id=registrant.person_id, by=replace(by, role=role), because=because)
    return shown


def look_at_proposal(proposal: Proposal, *, by: Actor, because: Because) -> None:
    """Write down that `by` read a proposal. Whether they may is for `queue.proposal_shown`, before."""
    role = by.acting_as(frozenset(sections.SECTIONS))
    refs = {"action": proposal.action, "registrant": proposal.registrant_id, "corrects": proposal.corrects_id}
    record(
        "register.proposal_looked_at",
        proposal,
        person_id=proposal.subject_person,
        by=replace(by, role=role),
        because=because,
        refs=refs,
    )


def searched(count: int, kinds: Sequence[str], *, by: Actor, because: Because) -> None:
    """Somebody searched by these kinds of question, never what was asked, and found `count`. NotAllowed `wrong_role`."""
    sections.may_find(by)
    _taken("register.searched", by.acting_as(READERS), count, {"kinds": list(kinds)}, by, because)


def found_at_risk(numbers: Iterable[str], *, by: Actor, because: Because) -> None:
    """People at risk stood in a list that somebody was shown: a line for each. NotAllowed `wrong_role`."""
    sections.may_find(by)
    role, now = by.acting_as(READERS), clock.now()
    shown = Registrant.objects.filter(number__in=list(numbers), person__at_risk=True).order_by("number")
    record_many(
        Line(
            what="register.found_at_risk",
            subject_kind=one._meta.label_lower,
            subject_id=one.pk,
            person_id=one.person_id,
            by=replace(by, role=role),
            because=because,
            at=now,
        )
        for one in shown
    )


def take_list(count: int, narrowed: Mapping[str, object], *, by: Actor, because: Because) -> None:
    """Somebody takes `count` rows of registrants away as a file. `narrowed`: the filters, codes only. NotAllowed."""
    _taken("register.exported", sections.may_export(by), count, narrowed, by, because)


def take_history(count: int, narrowed: Mapping[str, object], *, by: Actor, because: Because) -> None:
    """Somebody takes `count` lines of history away as a file. NotAllowed `wrong_role`."""
    _taken("register.history_exported", sections.may_read_history(by), count, narrowed, by, because)


def _taken(what: str, role: str, count: int, narrowed: Mapping[str, object], by: Actor, because: Because) -> None:
    if by.account_id is None:
        raise NotAllowed("wrong_role")
    account = Account.objects.get(pk=by.account_id)
    record(what, account, by=replace(by, role=role), because=because, refs={"count": count, **narrowed})
