"""The Update Service and an identity provider, as processes of their own; who asks and is asked, and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from careregister.base import clock
from careregister.base.actors import Actor
from careregister.checks.tests import asking
from careregister.checks.tests.world import rules
from careregister.outside.tests.processes import service


@pytest.fixture(scope="session")
def dbs_address() -> Iterator[str]:
    with service("dbs", "--late", "30") as address:
        yield address


@pytest.fixture(scope="session")
def identity_address() -> Iterator[str]:
    with service("identity", "--client-id", "ours", "--client-secret", "between us") as address:
        yield address


@pytest.fixture
def update_service(settings, dbs_address: str, tmp_path: Path) -> str:
    """The register may ask the Update Service itself, and its clock has an officer's name."""
    settings.DBS_URL = dbs_address
    settings.DBS_ORGANISATION = "Care Register"
    settings.DBS_OFFICER = "Ada Minister"
    settings.DBS_TIMEOUT = 1
    settings.BODY_FILE = rules(tmp_path, 'register = true, register_legal_basis = "Agreement with the DBS, tests"')
    return dbs_address


@pytest.fixture
def provider(settings, identity_address: str) -> str:
    settings.IDENTITY_ISSUER = identity_address
    settings.IDENTITY_CLIENT_ID = "ours"
    settings.IDENTITY_CLIENT_SECRET = "between us"
    return identity_address


@pytest.fixture
def in_november() -> Iterator[None]:
    with clock.at(asking.NOVEMBER):
        yield


@pytest.fixture
def person() -> Actor:
    return asking.applicant()


@pytest.fixture
def officer() -> Actor:
    return asking.officer()
