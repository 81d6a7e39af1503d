"""A long command says how far it has come."""

import io

import pytest

from careregister.base.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_where_there_is_no_terminal_it_writes_plain_lines_and_no_more_than_eleven():
    out = io.StringIO()
    with Progress("Reading", 3000, out) as progress:
        for _ in range(3000):
            progress.step()
    lines = out.getvalue().splitlines()
    assert lines[0] == "Reading: 0 of 3,000 (0%)"
    assert lines[-1] == "Reading: 3,000 of 3,000 (100%)"
    assert len(lines) == 11
    assert "\r" not in out.getvalue()


def test_on_a_terminal_it_redraws_one_line_and_ends_it():
    out = Terminal()
    with Progress("Reading", 4, out) as progress:
        progress.step(4)
    assert out.getvalue().startswith("\rReading [")
    assert "[" + "#" * 30 + "] 4 of 4 (100%)" in out.getvalue()
    assert out.getvalue().endswith("\n")


def test_the_line_is_ended_when_the_work_fails_half_way():
    out = Terminal()
    with pytest.raises(ZeroDivisionError), Progress("Reading", 4, out) as progress:
        progress.step(1 // 0)
    assert out.getvalue().endswith("\n")


def test_nothing_to_do_is_all_done():
    out = io.StringIO()
    with Progress("Reading", 0, out):
        pass
    assert out.getvalue() == "Reading: 0 of 0 (100%)\n"
