"""What comes with a reply or an appeal: the person's own papers, read by those who decide, and gone in their time."""

import pytest

from careregister.applications import actions, states
from careregister.applications.tests import world
from careregister.base.refusals import NotAllowed
from careregister.evidence import actions as evidence
from careregister.evidence.models import Document
from careregister.evidence.purposes import OTHER, PURPOSES
from careregister.evidence.tests import papers

pytestmark = pytest.mark.django_db


def paper(by):
    return papers.given(by.person_id, purpose=OTHER)


def test_nobody_sends_another_persons_paper():
    application_id, by = world.in_state(states.BEING_HEARD)
    theirs = paper(world.an_applicant())
    with pytest.raises(NotAllowed, match="not_your_document"):
        actions.reply(application_id, "See for yourself.", papers=[theirs], by=by, because=world.BECAUSE)
    assert world.state_of(application_id) == states.BEING_HEARD


def test_checks_officers_do_not_read_what_somebody_says_for_themselves():
    assert PURPOSES[OTHER].readers == {"registrar", "head_of_registration"}


@pytest.mark.parametrize("step", ["reply", "appeal"])
def test_what_was_sent_cannot_be_taken_back(step):
    application_id, by = world.in_state(states.BEING_HEARD) if step == "reply" else world.refused()
    sent = paper(by)
    getattr(actions, step)(application_id, "See for yourself.", papers=[sent], by=by, because=world.BECAUSE)
    assert Document.objects.get(pk=sent).lodged_at
    with pytest.raises(NotAllowed):
        evidence.destroy(sent, by=by, because=world.BECAUSE)
