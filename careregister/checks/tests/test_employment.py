"""Keeping a history of work: refusals, then what is kept and what replaces it."""

from datetime import date
from uuid import uuid4

import pytest

from careregister.base import clock
from careregister.base.actors import ANONYMOUS
from careregister.base.refusals import NotAllowed
from careregister.checks import actions, queries
from careregister.checks.history_of_work import Gap
from careregister.checks.models import GapReason, Spell, WorkHistory
from careregister.checks.tests import asking
from careregister.checks.tests.asking import WHY
from careregister.people.tests import world

pytestmark = pytest.mark.django_db
CARER = {
    "role": "Care assistant",
    "employer": "Rose House",
    "place": "1-100",
    "care": "yes",
    "started": "2016-09",
    "still": "no",
    "ended": "2020-01",
    "reason": "other",
    "reason_words": "My back gave out.",
}
SHOP = {"role": "Cook", "employer": "Café Elm", "care": "no", "started": "2020-06", "still": "yes"}
GAP = {"started": "2020-02", "ended": "2020-04", "what": "unable", "words": "An operation."}


@pytest.fixture(autouse=True)
def in_november():
    with clock.at(clock.start_of_day(date(2026, 11, 22))):
        yield


def lodge(person, application=None, *, by=None, left="2016-07", spells=(CARER, SHOP), gaps=(GAP,)):
    return actions.lodge_history(
        person.person_id,
        left_education=left,
        spells=spells,
        gaps=gaps,
        application_id=application or uuid4(),
        by=by or person,
        because=WHY,
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"left": ""}, "month_unreadable"),
        ({"left": "2016-13"}, "month_unreadable"),
        ({"left": "1066-10"}, "month_unreadable"),
        ({"left": "2026-12"}, "month_in_future"),
        ({"spells": [{**CARER, "started": "2020-02"}]}, "months_out_of_order"),
        ({"spells": [{**CARER, "ended": ""}]}, "month_unreadable"),
        ({"spells": [{**SHOP, "started": "2027-01"}]}, "month_in_future"),
        ({"gaps": [{**GAP, "ended": "2020-01"}]}, "months_out_of_order"),
    ],
)
def test_what_cannot_be_so_changes_nothing(person, changed, reason):
    application = uuid4()
    lodge(person, application)
    with pytest.raises(NotAllowed) as no:
        lodge(person, application, **changed)
    assert no.value.reason == reason
    assert (Spell.objects.count(), GapReason.objects.count()) == (2, 1)


def test_nobody_tells_or_reads_somebody_elses(person):
    application = uuid4()
    lodge(person, application)
    for other in (asking.applicant(), world.actor("case_officer"), ANONYMOUS):
        with pytest.raises(NotAllowed):
            lodge(person, application, by=other)
        with pytest.raises(NotAllowed):
            queries.history_of(application, other)
        with pytest.raises(NotAllowed):
            queries.spells_of(person.person_id, other)
    thief = asking.applicant()
    with pytest.raises(NotAllowed, match="not_your_application"):
        lodge(thief, application)


def test_what_was_told_is_read_with_what_nothing_covers(person):
    application = uuid4()
    lodge(person, application)
    told = queries.history_of(application, asking.officer())
    assert told is not None
    assert told.unexplained == (Gap("2016-08", "2016-08", 1), Gap("2020-05", "2020-05", 1))
    assert [(one.employer, one.started, one.ended, one.reason) for one in told.spells] == [
        ("Rose House", "2016-09", "2020-01", "other"),
        ("Café Elm", "2020-06", "", ""),
    ]
    assert told.spells[0].words == "My back gave out."
    assert told.gaps[0].words == "An operation."
    assert queries.history_of(uuid4(), person) is None


def test_words_lie_sealed(person):
    lodge(person)
    kept = [bytes(row.words) for row in Spell.objects.all()] + [bytes(row.words) for row in GapReason.objects.all()]
    assert not any(b"back" in one or b"operation" in one for one in kept)


def test_telling_it_again_replaces_it_for_that_application_alone(person):
    first, second = uuid4(), uuid4()
    lodge(person, first)
    lodge(person, second, spells=[SHOP], gaps=[])
    assert lodge(person, first, spells=[CARER], gaps=[]) == WorkHistory.objects.get(application_id=first).pk
    assert Spell.objects.count() == 2
    assert queries.spells_of(person.person_id, person)[0].employer == "Rose House", "the latest told"


def test_somebody_who_never_worked_has_a_history_too(person):
    application = uuid4()
    lodge(person, application, spells=[], gaps=[])
    told = queries.history_of(application, person)
    assert told is not None
    assert told.unexplained == (Gap("2016-08", "2026-10", 123),)
