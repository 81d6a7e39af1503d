"""Signed-in staff of each role."""

from collections.abc import Callable

import pytest
from django.test import Client

from careregister.register.tests import staffed
from careregister.web.parts.tests.signing_in import client_for


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """`signed_in("registrar", 1)`: a browser of the second registrar."""
    return lambda role, number=0: client_for(staffed.account(role, number))
