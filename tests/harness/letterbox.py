"""The addressees' letter-box, and their telephones. Opening it first hands over whatever is due, by the job that the worker would run."""

from collections.abc import Iterable
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
    def __init__(self, folder: Path, not_ours: Iterable[UUID] = ()) -> None:
        self.folder = folder
        self._not_ours = frozenset(not_ours)
        self._read: dict[Path, Received] = {}  # in the order they were written

    def opened(self) -> list[Received]:
        """All letters that have arrived so far, in the order they were written."""
        tried = set(self._not_ours)
        while due := [one for one in queries.due(most=len(tried) + 200) if one not in tried]:
            for letter_id in due:
                jobs.hand_over(str(letter_id))
                self._take_in()
            tried.update(due)
        return [*self._read.values()]

    def _take_in(self) -> None:
        """Each letter is read once, however often the box is opened."""
        for path in self.folder.iterdir() if self.folder.exists() else ():
            if path.suffix in {".eml", ".txt"} and path not in self._read:
                self._read[path] = _read(path)


@pytest.fixture
def letterbox(request: pytest.FixtureRequest, settings, tmp_path: Path) -> Letterbox:
    """Letters go to a folder of this test's own; `letterbox.opened()` is what lies in it.

    In a clone of the demo, the hundreds that wait there from before the test are left to wait.
    """
    folder = tmp_path / "letterbox"
    settings.MAIL_URL = settings.SMS_URL = f"file://{folder}"
    if not {"live", "demo_database"} & set(request.fixturenames):
        return Letterbox(folder)
    request.getfixturevalue("demo_database")
    return Letterbox(folder, not_ours=queries.due(most=10_000))


def _read(path: Path) -> Received:
    if path.suffix == ".txt":
        to, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        return Received(to=to.removeprefix("To: "), subject="", body=text)
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Received(to=message["To"], subject=message["Subject"], body=message.get_content())
