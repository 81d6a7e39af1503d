"""What axe-core finds on a page. Every rule is tried on every page; of contrast, which takes longer than all other rules
together, each set of colours is judged once for each worker of a run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

JUDGE = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")


class Judge:
    """Keeps in mind which colours of text and what lies behind it passed."""

    def __init__(self) -> None:
        from axe_playwright_python.base import AXE_SCRIPT

        self._axe = AXE_SCRIPT
        self._passed: set[str] = set()

    def violations(self, page: Page, context: str | None = None) -> list[dict]:
        """Of the page as it is now, or of the part that the selector `context` names."""
        page.evaluate(self._axe)
        found = page.evaluate(JUDGE, [context, sorted(self._passed)])
        self._passed.update(found["passed"])
        return found["violations"]


@pytest.fixture(scope="session")
def axe_judge() -> Judge:
    return Judge()


@pytest.fixture
def axe(axe_judge: Judge) -> Callable[..., None]:
    """`axe(page)` fails with every accessibility violation that axe-core finds on the page as it is now."""

    def check(page: Page, context: str | None = None) -> None:
        page.wait_for_load_state()
        violations = axe_judge.violations(page, context)
        if violations:
            pytest.fail(f"axe on {page.url}:\n" + "\n".join(map(_readable, violations)), pytrace=False)

    return check


def _readable(violation: dict) -> str:
    lines = [f"  {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"][:5]:
        lines += [f"    {' '.join(map(str, node['target']))}", f"      {node['html'][:200]}"]
        lines += [f"      {line}" for line in (node.get("failureSummary") or "").splitlines()[:4]]
    return "\n".join(lines)
