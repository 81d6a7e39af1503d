"""What breaks a rule in itself is refused when it is proposed, not only when the second person accepts. Refusals first."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from careregister.base import clock
from careregister.base.refusals import NotAllowed
from careregister.register.actions import propose
from careregister.register.drafts import Authority, Details, Facts
from careregister.register.models import Proposal
from careregister.register.queries.preview import preview
from careregister.register.tests import world

pytestmark = pytest.mark.django_db
INTERIM = "impose_interim_suspension"


@pytest.fixture(autouse=True)
def noon():
    with clock.at(world.NOON):
        yield


def proposed(registrant, action, details, **how):
    return propose(
        registrant, action, details, by=world.seconder(action), because=world.BECAUSE,
        authority=Authority(world.GROUND_OF[action]), **how,
    )  # fmt: skip


def test_a_restriction_longer_than_the_rule_is_not_proposed():
    registrant = world.admitted()
    too_long = world.details_for(INTERIM, until=world.TODAY + relativedelta(months=18, days=1))
    with pytest.raises(NotAllowed, match="longer_than_the_rule"):
        proposed(registrant, INTERIM, too_long)
    assert not Proposal.objects.exists()
    told = preview(registrant, INTERIM, too_long)
    assert (told.refused, told.months, told.after) == ("longer_than_the_rule", 18, None)
    lawful = world.details_for(INTERIM, until=world.TODAY + relativedelta(months=18))
    assert not preview(registrant, INTERIM, lawful).refused
    proposed(registrant, INTERIM, lawful)


def test_a_review_later_than_the_rule_is_not_proposed():
    registrant = world.admitted()
    late = world.details_for(
        INTERIM, until=world.TODAY + timedelta(days=300), review_by=world.TODAY + timedelta(days=290)
    )
    with pytest.raises(NotAllowed, match="review_later_than_the_rule"):
        proposed(registrant, INTERIM, late)
    assert preview(registrant, INTERIM, late).refused == "review_later_than_the_rule"


def test_a_correction_that_breaks_a_rule_is_not_proposed():
    registrant, _restriction = world.suspended(action=INTERIM)
    act = registrant.acts.get(action=INTERIM)
    wanted = Details(until=world.TODAY + relativedelta(months=18, days=1))
    with pytest.raises(NotAllowed, match="longer_than_the_rule"):
        propose(
            registrant, INTERIM, wanted, by=world.staff("registrar"), because=world.BECAUSE,
            authority=Authority("correction"), corrects=act,
        )  # fmt: skip
    assert preview(registrant, INTERIM, wanted, act).refused == "longer_than_the_rule"


@pytest.mark.parametrize("facts", [Facts(town="12 High Street"), Facts(town="Sale", county="M33 7AB")])
def test_an_address_is_no_town(facts):
    registrant = world.admitted()
    with pytest.raises(NotAllowed, match="town_not_an_address"):
        world.do(registrant, "amend_facts", Details(facts=facts))
    assert preview(registrant, "amend_facts", Details(facts=facts)).refused == "town_not_an_address"
    world.do(registrant, "amend_facts", Details(facts=Facts(town="Stoke-on-Trent", county="Staffordshire")))
