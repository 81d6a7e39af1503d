"""A number that nobody has is told in the staff front, to those whom the page is for."""

import pytest

pytestmark = pytest.mark.django_db


def test_an_unknown_number_is_told_in_the_staff_front(signed_in):
    assert signed_in("administrator").get("/staff/registrants/CR613/").status_code == 403
    for path in ("", "steps/pause/", "holds/"):
        answer = signed_in("registrar").get(f"/staff/registrants/CR613/{path}")
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "No registrant has this number" in page
        assert "/staff/proposals/" in page
