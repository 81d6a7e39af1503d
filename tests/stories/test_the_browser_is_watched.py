"""The harness notices what a browser complains of, and what would reach another host."""

import pytest
from playwright.sync_api import Page

from tests.harness.axe import Judge
from tests.harness.browser import Live, Troubles

POOR = "color: #999; background: #aaa"
PAGE = "<html lang=en><title>A page</title><main style='background: #fff'><h1 style='color: #000'>Words</h1>{}</main>"


def test_a_breach_of_the_content_policy_is_noticed(page: Page, live: Live, troubles: Troubles):
    page.goto(live.url)
    page.evaluate(
        "const style = document.createElement('style'); style.textContent = 'p{}'; document.body.append(style)"
    )
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in words for words in troubles.left())
    troubles.expect("Content Security Policy")


def test_a_call_to_another_host_is_stopped_and_noticed(page: Page, live: Live, troubles: Troubles):
    page.goto(live.url)
    assert page.evaluate("fetch('https://example.org/').then(() => 'went out', () => 'stopped')") == "stopped"
    assert any("example.org" in words for words in troubles.left())
    troubles.expect("example.org")


def test_a_page_works_on_a_phone_and_without_scripts(phone: Page, plain_page: Page, live: Live, axe):
    for page in (phone, plain_page):
        page.goto("/")
        assert page.locator("h1").count() == 1
    axe(phone)


def judged(judge: Judge, page: Page, body: str) -> list[str]:
    page.set_content(PAGE.format(body))
    return [violation["id"] for violation in judge.violations(page)]


def test_colours_that_passed_are_not_judged_again_and_others_are(page: Page):
    judge = Judge()
    assert judged(judge, page, "<p style='color: #111'>Plain words</p>") == []
    assert judged(judge, page, "<p style='color: #111'>Other words</p>") == []
    assert judged(judge, page, f"<p style='{POOR}'>Poor words</p>") == ["color-contrast"]
    assert judged(judge, page, f"<p style='{POOR}'>Still poor</p>") == ["color-contrast"]
    assert judged(judge, page, "<div style='background: #222'><p style='color: #111'>On the dark</p></div>") == [
        "color-contrast"
    ]


@pytest.mark.parametrize(
    "exempt",
    [
        f"<button disabled style='{POOR}'>Poor words</button>",
        f"<label style='{POOR}'>Poor words <input disabled></label>",
        f"<p style='{POOR}'>x</p>",
        f"<p hidden style='{POOR}'>Poor words</p>",
        f"<p style='{POOR}; position: absolute; left: -999px'>Poor words</p>",
    ],
)
def test_what_is_not_judged_lets_nothing_else_pass(page: Page, exempt: str):
    judge = Judge()
    assert judged(judge, page, exempt) == []
    assert judged(judge, page, f"<button style='{POOR}'>Poor words</button><p style='{POOR}'>Poor words</p>") == [
        "color-contrast"
    ]


def test_text_moved_over_something_else_is_judged_each_time(page: Page):
    judge = Judge()
    over = "<div style='position: relative; height: 3em'>{}<p style='position: absolute; top: 0; color: #111'>Words</p></div>"
    assert judged(judge, page, f"<p style='color: #111'>Words</p>{over.format('')}") == []
    dark = "<div style='position: absolute; top: 0; width: 9em; height: 3em; background: #222'></div>"
    assert judged(judge, page, over.format(dark)) == ["color-contrast"]


def test_every_other_rule_is_tried_each_time(page: Page):
    judge = Judge()
    assert judged(judge, page, "<label>Name <input></label>") == []
    assert judged(judge, page, "<p>Name <input></p>") == ["label"]
    assert judged(judge, page, "<p>Name <input></p>") == ["label"]
