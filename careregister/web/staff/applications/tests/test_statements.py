"""The page of an application is what staff open all day: it reads each thing once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careregister.applications.models import Application
from careregister.applications.tests import world
from careregister.web.parts.tests.signing_in import staff_client

pytestmark = pytest.mark.django_db

MOST = 40  # of a session that was opened before
ONCE = ("applications_section", "applications_match", "checks_neverwrite", "checks_checkdocument")


def test_the_page_of_an_application_takes_few_statements():
    application_id, _by = world.in_review()
    client = staff_client("registrar")
    address = f"/staff/applications/{Application.objects.get(pk=application_id).reference}/"
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as said:
        assert client.get(address).status_code == 200
    assert len(said) <= MOST
    for table in ONCE:
        read = [one["sql"] for one in said if f'FROM "{table}"' in one["sql"]]
        assert len(read) == len(set(read)), f"{table} is read again"
