"""Pages of memberships for staff: found, looked at, decided, ended; wrong way first."""

import pytest

from careregister.base import clock
from careregister.base.numbers import grouped
from careregister.history.models import Entry
from careregister.letters.models import Letter
from careregister.membership import actions
from careregister.membership.models import Subscription, WaiverRequest
from careregister.membership.tests import world
from careregister.organisations.models import Employer
from careregister.people.tests import world as people
from careregister.register.actions.admission import issue_number
from careregister.register.models import Registrant
from careregister.web.parts.tests.signing_in import client_for, staff_client
from careregister.web.staff.membership import finding

pytestmark = pytest.mark.django_db
HARDSHIP = "My hours were cut to four a week."


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def asked(name: str = "Hattie Hard") -> tuple:
    subscription, by = world.member("monthly", world.person(name))
    return actions.ask_waiver(subscription, HARDSHIP, by=by, because=world.WHY), by


def test_what_somebody_says_of_their_hardship_is_read_by_who_decides_and_by_nobody_who_keeps_money():
    request_id, by = asked()
    finance = staff_client("finance_officer")
    assert finance.get(f"/staff/members/waivers/{request_id}/").status_code == 403
    for page in ("/staff/members/", f"/staff/members/{by.person_id}/", "/staff/members/behind/", "/staff/"):
        assert HARDSHIP not in text(finance.get(page))
    assert HARDSHIP in text(staff_client("membership_officer").get(f"/staff/members/waivers/{request_id}/"))
    auditor = staff_client("auditor")
    assert "Your decision" not in text(auditor.get(f"/staff/members/waivers/{request_id}/"))
    assert "Your role does not do this" in text(
        auditor.post(f"/staff/members/waivers/{request_id}/", {"months": "3", "grant": "1"})
    )
    assert WaiverRequest.objects.get().state == "waiting"


def test_requests_as_a_file_say_who_waits_and_not_why_and_are_nothing_for_who_keeps_money():
    asked()
    where = "/staff/members/waivers/file/"
    assert staff_client("finance_officer").post(where).status_code == 403
    written = staff_client("membership_officer").post(where).content.decode("utf-8-sig")
    head, row = written.splitlines()
    assert head == 'Who,Membership,Asked on,"Waits, days"'
    assert row.startswith("Hattie Hard,Active,")
    assert HARDSHIP not in written
    assert Entry.objects.get(what="membership.list_taken").refs == {"list": "waivers", "count": 1}


def test_nobody_decides_on_their_own_request_or_looks_at_their_own_money():
    account = people.account("membership_officer", name="Otto Officer")
    subscription, by = world.member("monthly", people.owner_of(account))
    request_id = actions.ask_waiver(subscription, HARDSHIP, by=by, because=world.WHY)
    client = client_for(account)
    assert "Otto Officer" not in text(client.get("/staff/members/waivers/")).replace(">Otto Officer</a></li>", "")
    assert client.get(f"/staff/members/waivers/{request_id}/").status_code == 404
    assert client.get(f"/staff/members/{by.person_id}/").status_code == 403
    assert client.post(f"/staff/members/{by.person_id}/ending/", {"words": "x"}).status_code == 403
    assert "Nobody fits that" in text(client.post("/staff/members/", {"text": "Otto Officer"}))


def test_a_request_is_granted_with_words_and_a_no_needs_them():
    request_id, _by = asked()
    client = staff_client("membership_officer")
    where = f"/staff/members/waivers/{request_id}/"
    assert "There is a problem" in text(client.post(where, {"months": "3", "decline": "1"}))
    assert "Granted" in text(
        client.post(where, {"months": "3", "words": "Get in touch in March.", "grant": "1"}, follow=True)
    )
    assert WaiverRequest.objects.get().state == "granted"
    assert Letter.objects.filter(kind="membership.waiver_granted").count() == 1


def test_a_member_is_found_by_name_and_each_look_is_written_down():
    _subscription, by = world.member("yearly", world.person("Zoë Ångström-Okoro"))
    client = staff_client("finance_officer")
    page = text(client.post("/staff/members/", {"text": "okoro zoe"}, follow=True))
    assert "Zoë Ångström-Okoro" in page
    assert "£36" in page
    looks = Entry.objects.filter(what="payments.looked_at", person_id=by.person_id)
    assert [line.by_role for line in looks] == ["finance_officer"]
    assert "Nobody fits that" in text(client.post("/staff/members/", {"text": "nobody such"}))
    assert "End it today" not in page


def test_an_officer_ends_a_membership_with_words_and_undoes_a_cancellation_on_request():
    subscription, by = world.member("yearly")
    actions.cancel(subscription, by=by, because=world.WHY)
    client = staff_client("membership_officer")
    where = f"/staff/members/{by.person_id}/"
    assert "There is a problem" in text(client.post(f"{where}staying/", {"words": ""}))
    text(client.post(f"{where}staying/", {"words": "Rang at ten."}, follow=True))
    assert world.row(subscription).cancels_on is None
    assert Entry.objects.get(what="membership.kept").by_role == "membership_officer"
    text(client.post(f"{where}ending/", {"words": "Has died."}, follow=True))
    assert world.state(subscription) == "ended"


def test_an_employer_is_listed_looked_at_confirmed_and_closed():
    employer_id, owner = world.employer("Rose House Care")
    world.covered(employer_id, owner, "Will Worker")
    where = f"/staff/members/employers/{employer_id}/"
    assert staff_client("finance_officer").post(f"{where}confirmation/").status_code == 403
    client = staff_client("membership_officer")
    assert "Rose House Care" in text(client.get("/staff/members/employers/?name=rose"))
    assert "Will Worker" in text(client.get(where))
    assert Entry.objects.filter(what="membership.employer_looked_at").count() == 1
    assert "Open and confirmed" in text(client.post(f"{where}confirmation/", follow=True))
    assert "Closed" in text(client.post(f"{where}closing/", {"words": "Gone out of business."}, follow=True))
    assert Employer.objects.get().state == "closed"


def test_figures_have_a_table_and_a_file_and_who_took_it_is_kept():
    world.member("yearly")
    client = staff_client("finance_officer")
    page = text(client.get("/staff/members/figures/"))
    for words in ("The last twelve months", "The next twelve months", "Why memberships ended")[:2]:
        assert words in page
    churn = client.post("/staff/members/figures/file/", {"what": "churn"}).content.decode("utf-8-sig").splitlines()
    assert len(churn) == 13
    assert churn[-1].split(",")[1] == "1"
    client.post("/staff/members/figures/file/", {"what": "forecast"})
    client.post("/staff/members/behind/file/")
    client.post("/staff/members/employers/file/")
    assert Entry.objects.filter(what="membership.list_taken").count() == 4


def test_namesakes_are_told_apart_by_their_numbers_and_more_than_are_shown_is_said(monkeypatch):
    numbers = [issue_number() for _again in range(2)]
    for number in numbers:
        _subscription, by = world.member("monthly", world.person("Grace Mensah"))
        Registrant.objects.create(person_id=world.person_of(by), number_id=number)
    Subscription.objects.update(state="past_due", past_due_since=clock.today())
    client = staff_client("membership_officer")
    behind = text(client.get("/staff/members/behind/"))
    page = text(client.post("/staff/members/", {"text": "grace mensah"}))
    for number in numbers:
        assert grouped(number) in page
        assert grouped(number) in behind
        assert number in client.post("/staff/members/behind/file/").content.decode()
    assert "There are more" not in page
    monkeypatch.setattr(finding, "SHOWN_FOUND", 1)
    page = text(client.post("/staff/members/", {"text": "grace mensah"}))
    assert "1 found" in page
    assert "There are more. Write more of the name, or the number." in page
