"""After sending: another voucher or manager is named, an appeal is withdrawn; and nobody does so for somebody else."""

import pytest

from careregister.applications import actions, states
from careregister.applications.tests import world as applications
from careregister.applications.tests.test_righting import VOUCHED
from careregister.checks.models import Ask
from careregister.people.models import Person
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for

pytestmark = pytest.mark.django_db
HOME = "/account/application/"


def browser_of(by):
    account = world.account(name="Amara Okafor")
    account.person = Person.objects.get(pk=by.person_id)
    account.save()
    return client_for(account, second_step=False)


def test_nobody_names_somebody_else_for_another_nor_withdraws_what_was_not_appealed():
    application_id, _by = applications.sent()
    asked = Ask.objects.filter(cause_id=application_id)[0]
    _other, stranger = applications.sent()
    browser = browser_of(stranger)
    assert browser.post(f"{HOME}asked/{asked.pk}/", {"attester_name": "Ned"}).status_code == 404
    assert browser.get(f"{HOME}appeal/withdraw/")["Location"] == HOME
    assert browser.post(f"{HOME}appeal/withdraw/")["Location"] == HOME


@pytest.mark.parametrize(
    ("kind", "said", "heading"),
    [
        (
            "voucher",
            {"voucher_name": "Ben Priest", "voucher_job": "Minister", "voucher_email": "ben@church.example"},
            "Who can vouch for you instead of Ada Minister?",
        ),
        (
            "employer_dbs",
            {"attester_name": "Ned Boss", "attester_organisation": "Sale Care", "attester_email": "ned@sale.example"},
            "Who else at your work has seen your certificate, instead of Grace Lee?",
        ),
    ],
)
def test_another_voucher_or_manager_is_named(kind, said, heading):
    application_id, by = applications.sent()
    actions.put_right(application_id, "identity", VOUCHED, by=by, because=applications.BECAUSE)
    asked = Ask.objects.get(cause_id=application_id, kind=kind)
    browser, where = browser_of(by), f"{HOME}asked/{asked.pk}/"
    assert where in browser.get(HOME).content.decode()
    page = browser.get(where).content.decode()
    assert heading in page
    assert "no longer need an answer" in page
    wrong = browser.post(
        where, {**said, next(name for name in said if name.endswith("email")): asked.opened()["email"]}
    )
    assert "There is a problem" in wrong.content.decode()
    assert browser.post(where, said)["Location"] == HOME
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_an_appeal_is_withdrawn_after_asking():
    application_id, by = applications.appealed()
    browser = browser_of(by)
    assert f"{HOME}appeal/withdraw/" in browser.get(HOME).content.decode()
    assert "Withdraw your appeal?" in browser.get(f"{HOME}appeal/withdraw/").content.decode()
    assert applications.state_of(application_id) == states.APPEALED
    assert browser.post(f"{HOME}appeal/withdraw/")["Location"] == HOME
    assert applications.state_of(application_id) == states.APPEAL_WITHDRAWN
    page = browser.get(HOME).content.decode()
    assert "You withdrew your appeal" in page
    assert "Apply again" in page
