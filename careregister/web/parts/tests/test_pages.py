"""Base pages and macros, drawn without a database."""

import re
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from jinja2 import FileSystemLoader

from careregister.web.parts.jinja import date_words, environment, moment_words, with_query
from careregister.web.parts.tests import TEMPLATES

ENV = environment(loader=FileSystemLoader(TEMPLATES))
NASTY = '"><script>alert(1)</script>'


def _draw(source, **context):
    return ENV.from_string(source).render(**context)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_pages_need_nothing(status):
    html = ENV.get_template(f"parts/{status}.html").render()
    assert "<h1" in html
    assert "noindex" in html


def test_no_page_holds_styles_or_scripts_inside():
    html = ENV.get_template("parts/500.html").render()
    assert not re.search(r"\sstyle=|<style", html)
    assert re.findall(r"<script[^>]*>(.*?)</script>", html) == [""]


def test_a_page_says_when_there_are_mistakes():
    class Form:
        errors = {"name": ["x"]}

    assert "<title>Error: " in ENV.get_template("parts/page.html").render(form=Form())


def test_the_entry_of_a_person_whose_name_is_not_shown():
    html = _draw(
        '{% from "parts/standing.html" import entry_card %}{{ entry_card("CR123456786", "registered", "Registered", "It means.") }}'
    )
    assert "Name not shown" in html
    assert "CR 123 456 786" in html


def test_what_people_are_called_is_never_markup():
    html = _draw(
        '{% from "parts/standing.html" import entry_card, status, result %}'
        "{{ entry_card(n, n, n, n, name=n, facts=[(n, n, n)], register_name=n, as_at=n, share=n) }}"
        "{{ status(n, n) }}{{ result(n, n, n, n, n, [n], n) }}"
        '{% from "parts/lists.html" import facts, queue, story %}{{ facts([(n, n, n, n)]) }}{{ queue(n, [n], [[n]]) }}{{ story([(n, n, n)]) }}'
        '{% from "parts/words.html" import notice, tag, empty, done, progress %}{{ notice(n) }}{{ tag(n) }}{{ done(n, n) }}{{ progress(n, 1, 2, n) }}',
        n=NASTY,
    )
    assert "<script" not in html


def test_standing_is_never_told_by_colour_alone():
    shapes = set()
    for kind in ("registered", "restricted", "paused", "unregistered"):
        html = _draw('{% from "parts/standing.html" import status %}{{ status(kind, "Word") }}', kind=kind)
        assert "Word" in html
        shapes.update(re.findall(r"<svg.*</svg>", html, re.S))
    assert len(shapes) == 4


def test_a_table_keeps_the_tags_of_macros_and_no_others():
    html = _draw(
        '{% from "parts/lists.html" import queue, age %}{{ queue("C", ["A", {"text": "B", "number": true}], [["<b>", age(3, late=true)]]) }}'
    )
    assert "&lt;b&gt;" in html
    assert '<span class="cr-age--late">3 days (late)</span>' in html


def test_pages_of_a_list_keep_its_filters():
    html = _draw('{% from "parts/lists.html" import pager %}{{ pager(2, 3, query) }}', query=QueryDict("tier=a&page=2"))
    assert 'href="?tier=a&amp;page=1"' in html
    assert 'href="?tier=a&amp;page=3"' in html
    assert "nav" not in _draw('{% from "parts/lists.html" import pager %}{{ pager(1, 1, query) }}', query=QueryDict(""))


def test_a_filter_is_taken_out_of_the_address():
    assert with_query(QueryDict("q=a&tier=b&page=3"), tier=None, page=None) == "?q=a"


def test_a_date_is_the_day_in_london():
    assert date_words(date(2026, 3, 4)) == "4 March 2026"
    assert date_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert date_words(None, "not known") == "not known"
    assert moment_words(datetime(2026, 11, 22, 14, 7, tzinfo=UTC)) == "22 November 2026, 2:07pm"
    assert moment_words(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 July 2026, 12:00am"
