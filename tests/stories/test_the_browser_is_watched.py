"""The harness notices what a browser complains of, and what would reach another host."""

from playwright.sync_api import Page

from tests.harness.browser import Live, Troubles


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
