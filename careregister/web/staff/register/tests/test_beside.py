"""Names beside the standing: whose page it is, and who may let a former name be found. Refusals first."""

from uuid import uuid4

import pytest

from careregister.people.models import FORMER, PersonName
from careregister.register.tests import staffed

from .test_deciding import at

pytestmark = pytest.mark.django_db
ASKED = {"reason": "own_wish", "words": ""}


def test_a_former_name_is_let_be_found_by_registrars_only(signed_in):
    one = staffed.admitted(former="Zoë Murphy")
    name = PersonName.objects.get(person=one.person_id, kind=FORMER)
    path = at(one, f"former-names/{name.pk}/")
    for role in ("auditor", "case_manager", "checks_officer", "panel_member"):
        assert signed_in(role).post(path, ASKED).status_code == 403, role
    client = signed_in("registrar")
    for other in (at(one, f"former-names/{uuid4()}/"), at(staffed.admitted("Ann Other"), f"former-names/{name.pk}/")):
        assert client.post(other, ASKED).status_code == 404
    present = PersonName.objects.get(person=one.person_id, kind="legal")
    assert client.get(at(one, f"former-names/{present.pk}/")).status_code == 404
    assert "There is a problem" in client.post(path, {"reason": "mistake"}).content.decode()
    name.refresh_from_db()
    assert not name.findable


def test_a_former_name_is_let_be_found_and_stopped(signed_in):
    one = staffed.admitted(former="Zoë Murphy")
    name = PersonName.objects.get(person=one.person_id, kind=FORMER)
    path, client = at(one, f"former-names/{name.pk}/"), signed_in("head_of_registration")
    assert path in client.get(at(one)).content.decode()
    assert path not in signed_in("auditor").get(at(one)).content.decode()
    assert "Let a former name be found" in client.get(path).content.decode()
    assert "They are found by that name too." in client.post(path, ASKED, follow=True).content.decode()
    name.refresh_from_db()
    assert name.findable
    assert "Stop a former name being found" in client.get(path).content.decode()
    client.post(path, ASKED)
    name.refresh_from_db()
    assert not name.findable


def test_the_head_says_whose_name_changes_and_what_it_is_now(signed_in):
    one = staffed.admitted("Zoë O’Brien")
    told = signed_in("registrar").get(at(one, "legal-name/")).content.decode()
    assert "Now:" in told
    assert told.count("Zoë O’Brien") >= 3  # the way back, the head, the present name
    assert "Zoë O’Brien" in signed_in("registrar").get(at(one, "holds/")).content.decode()
    assert "Now:" not in signed_in("registrar").get(at(one, "known-as/")).content.decode()
