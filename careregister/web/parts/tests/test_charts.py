"""Charts: honest geometry, words beside them, nothing of people's as markup."""

import re

import pytest
from jinja2 import FileSystemLoader

from careregister.web.parts import charts
from careregister.web.parts.jinja import environment
from careregister.web.parts.tests import TEMPLATES

ENV = environment(loader=FileSystemLoader(TEMPLATES))
NASTY = '"><script>alert(1)</script>'


def _page(call, **context):
    source = '{% from "parts/charts.html" import bar_chart, stacked_chart, line_chart %}{{ ' + call + " }}"
    return ENV.from_string(source).render(**context)


def test_below_zero_there_is_no_room():
    with pytest.raises(ValueError, match="below zero"):
        charts.bars([("a", -1)])


def test_a_series_too_short_or_too_many_is_refused():
    with pytest.raises(ValueError, match="one value for each"):
        charts.stacks(["a", "b"], [("x", [1])])
    with pytest.raises(ValueError, match="one to 5"):
        charts.lines(["a"], [(str(n), [1]) for n in range(6)])


def test_a_hidden_figure_is_said_and_not_drawn():
    html = _page('bar_chart("c", "T", [("Sale", none), ("Hale", 4)], "S", ["a", "b"])')
    assert html.count("cr-chart__fill--1") == 1
    assert html.count("hidden</t") == 2  # in the drawing and in the table


def test_a_hidden_figure_breaks_its_line():
    assert len(charts.lines(["a", "b", "c", "d"], [("x", [1, 2, None, 4])]).points[0]) == 2


def test_names_are_never_markup():
    html = _page("bar_chart(n, n, [(n, 1)], n, [n, n])", n=NASTY)
    html += _page("line_chart(n, n, [n, n], [(n, [1, 2])], n, n)", n=NASTY)
    html += _page("stacked_chart(n, n, [n, n], [(n, [1, 2]), (n, [1, 2])], n, n)", n=NASTY)
    assert "<script" not in html


def test_nothing_is_styled_inside_the_page():
    html = _page('stacked_chart("c", "T", ["a", "b"], [("x", [1, 2])], "S", "When")')
    assert not re.search(r"\sstyle=", html)


def test_those_who_cannot_see_it_hear_it_and_have_the_table():
    html = _page('line_chart("c", "Waits", ["a", "b"], [("x", [1, 2])], "It doubled.", "When")')
    assert '<svg role="img" aria-labelledby="c-title c-says"' in html
    assert '<desc id="c-says">It doubled.</desc>' in html
    assert html.count("<tr>") == 3


@pytest.mark.parametrize("most", [0, 1, 4, 5, 9, 11, 99, 101, 1095, 1200, 99999, 3_000_001])
def test_the_scale_holds_the_highest_and_wastes_little(most):
    plot = charts.lines(["a", "b"], [("x", [0, most])])
    top = int(plot.ups[-1].label.replace(",", ""))
    assert most <= top <= max(4, most * 1.7)


def test_columns_stand_on_one_another_up_to_the_whole():
    plot = charts.stacks(["a"], [("x", [30]), ("y", [50])])
    low, high = plot.pieces
    assert low.y + low.height == charts.PLOT
    assert high.y + high.height == low.y
