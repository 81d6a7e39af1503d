"""Whatever is typed into the search of accounts is looked for, or finds nobody."""

import pytest

from careregister.web.parts.tests.signing_in import staff_client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("odd", ["a\x00b", "\x00", "\x1b[2J", "%", "\u202e", "x" * 5000])
def test_odd_words_never_break_the_list(odd):
    assert staff_client("administrator").post("/staff/accounts/", {"q": odd}).status_code == 200
