"""The addressees' letter-box, and their telephones. Opening it first hands over whatever is due, by the job that the worker would run."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from careregister.letters import jobs, queries


class Received(NamedTuple):
    to: str
    subject: str
    body: str


class Letterbox:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: list[Path] = []

    def opened(self) -> list[Received]:
        """All letters that have arrived so far, in the order they were written."""
        tried: set[UUID] = set()
        while due := [one for one in queries.due(most=len(tried) + 200) if one not in tried]:
            for letter_id in due:
                jobs.hand_over(str(letter_id))
                self._files += {*self.folder.glob("*.eml"), *self.folder.glob("*.txt")} - set(self._files)
            tried.update(due)
        return [_read(path) for path in self._files]


@pytest.fixture
def letterbox(settings, tmp_path: Path) -> Letterbox:
    """Letters go to a folder of this test's own; `letterbox.opened()` is what lies in it."""
    folder = tmp_path / "letterbox"
    settings.MAIL_URL = settings.SMS_URL = f"file://{folder}"
    return Letterbox(folder)


def _read(path: Path) -> Received:
    if path.suffix == ".txt":
        to, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        return Received(to=to.removeprefix("To: "), subject="", body=text)
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Received(to=message["To"], subject=message["Subject"], body=message.get_content())
