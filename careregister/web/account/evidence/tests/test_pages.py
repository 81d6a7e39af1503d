"""Papers in a browser: whose they are, who else looks, and how they are handed over. Refusals first."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image

from careregister.evidence.tests import papers
from careregister.history.queries import of_subject
from careregister.people.tests import world
from careregister.web.parts.tests.signing_in import client_for, staff_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def looks(paper) -> list[str]:
    return [line.by_role for line in of_subject("evidence.document", paper) if line.what == "evidence.looked_at"]


@pytest.mark.parametrize("end", ["", "small/"])
def test_a_stranger_and_another_person_see_nothing(end):
    where = f"/account/evidence/{papers.given()}/1/{end}"
    assert Client().get(where).status_code == 302
    answer = client_for(world.account()).get(where)
    assert (answer.status_code, "image" in answer["Content-Type"]) == (403, False)


def test_the_door_of_the_account_is_no_way_round_the_door_of_staff():
    paper = papers.given()
    for role in ("registrar", "checks_officer"):
        client = client_for(world.account(role), second_step=False)
        assert client.get(f"/account/evidence/{paper}/1/").status_code == 403
    assert looks(paper) == []


@pytest.mark.parametrize("number", [0, 2, 99999999999])
def test_a_page_that_is_not_there_is_refused(number):
    owner = world.account()
    paper = papers.given(owner.person_id)
    assert client_for(owner).get(f"/account/evidence/{paper}/{number}/").status_code == 403
    assert client_for(owner).get(f"/account/evidence/{uuid4()}/1/").status_code == 403


def test_a_certificate_is_for_the_checks_officer_alone():
    paper = papers.given(purpose="certificate")
    where = f"/staff/evidence/{paper}/1/"
    for role in ("registrar", "head_of_registration"):
        assert staff_client(role).get(where).status_code == 403
    assert staff_client("checks_officer").get(where).status_code == 200
    assert looks(paper) == ["checks_officer"]


def test_ones_own_page_is_shown_and_kept_by_nobody_on_the_way():
    owner = world.account()
    paper = papers.given(owner.person_id, name='../../x"\r\nSet-Cookie: a=b.jpg')
    answer = client_for(owner).get(f"/account/evidence/{paper}/1/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Content-Disposition"] == f'inline; filename="training-{str(paper)[:8]}-1.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert looks(paper) == []


def test_a_pdf_is_shut_in():
    owner = world.account()
    paper = papers.given(owner.person_id, data=papers.trap(), name="a.pdf")
    answer = client_for(owner).get(f"/account/evidence/{paper}/1/")
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_for(owner).get(f"/account/evidence/{paper}/1/small/")["Content-Type"] == "application/pdf"


def test_a_list_gets_a_small_picture():
    owner = world.account()
    paper = papers.given(owner.person_id, data=papers.picture(size=(1600, 1200)))
    answer = client_for(owner).get(f"/account/evidence/{paper}/1/small/")
    assert max(Image.open(BytesIO(answer.content)).size) == 320


def test_every_look_of_staff_is_a_line():
    paper = papers.given()
    client = staff_client("registrar")
    for _ in range(2):
        assert client.get(f"/staff/evidence/{paper}/1/").status_code == 200
    assert looks(paper) == ["registrar", "registrar"]
