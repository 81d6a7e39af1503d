"""What others read of training, as plain values. Whether a course is in date is counted here, by calendar months."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from careregister.base import body
from careregister.base.actors import Actor

from .. import catalogue, policy
from ..catalogue import NEWEST_EDITION, Standard, Topic
from ..models import Award
from ..states import ASSURED, NOT_ACCEPTED, SAID, STANDS

IN_DATE, DUE_SOON, REFRESH_DUE, FOR_EVER = "in_date", "due_soon", "refresh_due", "for_ever"


@dataclass(frozen=True, slots=True)
class PassportItem:
    """One award. `refresh_due`: the day by which to do it anew, None for what is done once. `state`: as of that day."""

    id: UUID
    topic: str
    topic_title: str
    title: str
    provider: str
    finished_on: date
    assurance: str
    assurance_words: str
    refresh_due: date | None
    state: str
    documents: tuple[UUID, ...]

    @property
    def counts(self) -> bool:
        """Assured, and in date."""
        return self.assurance in ASSURED and self.state != REFRESH_DUE


def topics(on: date) -> tuple[Topic, ...]:
    """What a course can be about. One list so far; `on` is asked so that a changed list can have its day."""
    return catalogue.all_topics()


def standards(edition: str = NEWEST_EDITION) -> tuple[Standard, ...]:
    """The standards of an edition of the Care Certificate, in order; none for an edition that never was."""
    return tuple(one for one in catalogue.all_standards() if one.edition == edition)


def passport(person_id: UUID, on: date, *, asker: Actor | None = None) -> tuple[PassportItem, ...]:
    """What a person learnt by `on`, by topic, newest first; also what was not accepted, never what was taken back.

    Dates are as of `on`; assurance is as it is now. NotAllowed for an `asker` who may not read it.
    """
    if asker is not None:
        policy.may_read(asker, person_id)
    kept = Award.objects.filter(person_id=person_id, finished_on__lte=on, assurance__in=(*STANDS, NOT_ACCEPTED))
    return tuple(_item(award, on) for award in kept.order_by("topic", "-finished_on", "id"))


def standards_done(person_id: UUID, on: date, edition: str = NEWEST_EDITION) -> tuple[tuple[Standard, bool], ...]:
    """Each standard, and whether it was seen: by itself, or with the whole certificate."""
    done = {item.topic for item in passport(person_id, on) if item.counts}
    return tuple((one, one.code in done or "care_certificate" in done) for one in standards(edition))


def tier_earned(person_id: UUID, on: date) -> str:
    """The highest tier whose evidence is whole on `on`, under the rule `tiers.evidence` of that day.

    Each tier of the rule names topics of which all (`all_of`) and of which one (`any_of`) must be assured and in date.
    """
    have = {item.topic for item in passport(person_id, on) if item.counts}
    earned = ""
    for tier in body.rule("tiers.evidence", on):
        all_of, any_of = set(tier.get("all_of", ())), set(tier.get("any_of", ()))
        if all_of <= have and (not any_of or any_of & have):
            earned = tier["code"]
    return earned


def _item(award: Award, on: date) -> PassportItem:
    due = catalogue.refresh_due(award.topic, award.finished_on)
    return PassportItem(
        id=award.id,
        topic=award.topic,
        topic_title=catalogue.titles().get(award.topic, award.title),
        title=award.title,
        provider=award.provider,
        finished_on=award.finished_on,
        assurance=award.assurance,
        assurance_words=str(SAID[award.assurance]),
        refresh_due=due,
        state=course_state(due, on),
        documents=tuple(award.documents),
    )


def course_state(due: date | None, on: date) -> str:
    """in_date, due_soon, refresh_due or for_ever: of a course that should be done anew by `due`, on a day."""
    if due is None:
        return FOR_EVER
    if on > due:
        return REFRESH_DUE
    soon = timedelta(days=body.rule("training.due_soon_days", on))
    return DUE_SOON if due - on <= soon else IN_DATE
