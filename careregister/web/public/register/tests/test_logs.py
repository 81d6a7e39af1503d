"""What is looked for leaves no trace in the logs."""

import pytest

from careregister.project.logging import mask

ASKED = {
    "GET /register/?q=grace+adeyemi": "GET /register/",
    "GET /register/CR123456786/": "GET /register/(masked)/",
    "POST /register/CR123456786/name/": "POST /register/(masked)/name/",
    "GET /register/cr%20123%20456%20786/?by=x": "GET /register/(masked)/",
    "GET /register/data/figures.csv": "GET /register/data/figures.csv",
    "GET /register/private-check/": "GET /register/private-check/",
}


@pytest.mark.parametrize("request_line", ASKED)
def test_neither_name_nor_number_is_logged(request_line):
    assert mask(None, "info", {"request": request_line})["request"] == ASKED[request_line]
