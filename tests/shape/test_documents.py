"""What is printed from the code is the code's own, and what the words promise is there."""

import os
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands

from tests.shape.rooms import ROOT


@pytest.mark.django_db
def test_the_printed_documents_are_the_codes_own():
    try:
        call_command("print_docs", "--check", stdout=StringIO())
    except CommandError as stale:
        pytest.fail(str(stale), pytrace=False)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/map.md"])
def test_every_command_that_is_named_exists(document: str):
    text = (ROOT / document).read_text(encoding="utf-8")
    for name in set(re.findall(r"\bbin/([a-z][a-z-]*)", text)):
        assert os.access(ROOT / "bin" / name, os.X_OK), f"{document}: bin/{name}"
    for name in set(re.findall(r"\bbin/manage ([a-z][a-z_]+)", text)):
        assert name in get_commands(), f"{document}: bin/manage {name}"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/map.md"])
def test_every_file_that_is_linked_exists(document: str):
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
        assert ((ROOT / document).parent / target).exists(), f"{document}: {target}"


def test_every_dependency_has_its_line_of_why():
    why = (ROOT / "docs/decisions/0004-dependencies.md").read_text(encoding="utf-8")
    for wanted in (ROOT / "requirements").glob("*.in"):
        for line in wanted.read_text(encoding="utf-8").splitlines():
            name = re.match(r"[a-z][a-z0-9-]*", line)
            if name:
                assert re.search(rf"(?<![\w-]){name.group()}(?![\w-])", why), f"{wanted.name}: {name.group()}"
