"""What may not be written in the code at all."""

import re
import subprocess

import pytest

from tests.shape.rooms import PRODUCT, ROOT, sources

# A clock that cannot be set: a year could not be simulated.
OTHER_CLOCKS = re.compile(
    r"\bauto_now(_add)?\b|\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bLOCALTIMESTAMP\b|\bstatement_timestamp\b|"
    r"\bclock_timestamp\b|\btransaction_timestamp\b|['\"( ,]now\(\)|\btimezone\.now\b|\bdatetime\.(utc)?now\b|"
    r"\bdate\.today\b|\btime\.time\(",
    re.IGNORECASE,
)
SKIPS = re.compile(r"pytest\.(skip|importorskip|xfail)|mark\.(skip|skipif|xfail)|unittest\.(skip|expectedFailure)")
MACHINES = re.compile(r"(?<![\w.])/(work|opt|root|home/\w+)/|pypi\.org|pythonhosted|registry\.npmjs|index-url\s+http")
THEIR_OWN_TESTS = {"tests/shape/test_words.py", "careregister/web/parts/tests/test_stylesheet.py"}
RESTRICTED_LOOK = re.compile(r"GDS ?Transport|govuk-crest|nta-font", re.IGNORECASE)


def without_docstrings(text: str) -> str:
    return re.sub(r'"""(?!\s*(select|insert|update|delete|with|create|alter)\b).*?"""|#.*', "", text, flags=re.S | re.I)


def test_there_is_one_clock():
    wrong = []
    for path in sources():
        if path in {PRODUCT / "base" / "clock.py", PRODUCT / "base" / "tests" / "test_clock.py"}:
            continue
        text = without_docstrings(path.read_text(encoding="utf-8")).replace("clock.now()", "")
        wrong += [f"{path.relative_to(ROOT)}: {found.group()}" for found in OTHER_CLOCKS.finditer(text)]
    assert not wrong, f"{wrong}: the moment comes from careregister.base.clock and is passed into SQL"


def test_no_migration_asks_the_database_for_the_time():
    wrong = []
    for path in PRODUCT.glob("*/migrations/*.py"):
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path.relative_to(ROOT)}: {found.group()}" for found in OTHER_CLOCKS.finditer(text)]
    assert not wrong


def test_no_test_is_skipped():
    wrong = []
    for pattern in ("careregister/**/test*.py", "tests/**/*.py", "conftest.py"):
        for path in ROOT.glob(pattern):
            if path.name != "test_words.py" and SKIPS.search(path.read_text(encoding="utf-8")):
                wrong.append(str(path.relative_to(ROOT)))
    assert not wrong


def tracked_text() -> list[tuple[str, str]]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            try:
                found.append((name, path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a registry's address or a path of one machine", MACHINES),
        ("the restricted typeface or crest", RESTRICTED_LOOK),
    ],
)
def test_no_file_names(what: str, pattern: re.Pattern):
    wrong = [
        f"{name}: {found.group()}"
        for name, text in tracked_text()
        if name not in THEIR_OWN_TESTS and not name.startswith("docs/")
        for found in pattern.finditer(text)
    ]
    assert not wrong, what


def test_locks_have_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text, lock.name
        assert "://" not in text, lock.name
        assert "-index" not in text, lock.name
