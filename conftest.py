"""The harness of every test, wherever it lies: databases, browsers, letters, and the rule that nothing is skipped."""

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.browser",
    "tests.harness.axe",
    "tests.harness.letterbox",
    "tests.harness.scanner",
    "tests.harness.cards",
    "tests.harness.honesty",
    "tests.harness.order",
    "tests.harness.loading",
    "tests.harness.memory",
]
