"""The time line: in percentages, readable without seeing it, and nothing sticks out."""

from datetime import UTC, datetime, timedelta

from careregister.register.queries.spans import RESTRICTION, STANDING, Lane, Piece
from careregister.web.staff.register.drawing import draw, place

NOW = datetime(2026, 6, 10, 11, tzinfo=UTC)


def test_nothing_is_drawn_where_nothing_held():
    assert draw([], NOW) is None


def test_everything_lies_within_the_picture_and_in_the_table():
    began, removed = NOW - timedelta(days=2200), NOW - timedelta(days=40)
    lanes = [
        Lane(STANDING, (Piece(began, removed, "Registered", "registered", "registered"),
                        Piece(removed, None, "Removed by a panel", "not_registered", "removed_by_decision"))),
        Lane(RESTRICTION, (Piece(removed - timedelta(days=3), removed, "Warning", "restricted", "warning"),)),
    ]  # fmt: skip
    drawn = draw(lanes, NOW)
    assert drawn is not None
    for bar in drawn.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= 100.01
        assert " ".join(line.text for line in reversed(bar.lines)) in bar.says
    assert 0 < drawn.now < 100
    assert [row[1] for row in drawn.rows] == ["Registered", "Removed by a panel", "Warning"]
    assert len(drawn.ticks) <= 6


def width(text):
    return 3.0 * len(text)  # on a narrow phone, as measured


def test_no_words_run_over_the_right_edge_nor_into_each_other_on_a_phone():
    began = NOW - timedelta(days=900)
    days = [0, 500, 700, 820, 880]
    said = ["Registered", "Paused, not practising", "Registered", "Interim suspension", "Removed by a panel in the end"]
    ends = [*[began + timedelta(days=day) for day in days[1:]], None]
    pieces = tuple(
        Piece(began + timedelta(days=day), end, words, "registered", "registered")
        for day, end, words in zip(days, ends, said, strict=True)
    )
    drawn = draw([Lane(STANDING, pieces), Lane(RESTRICTION, pieces[3:4])], NOW)
    assert drawn is not None
    lines = [line for bar in drawn.bars for line in bar.lines]
    assert [line.text for line in lines] == [*said, said[3]]
    for line in lines:
        assert line.x >= 0
        assert line.x + width(line.text) <= 100.01
        assert 0 < line.y < drawn.height
    for one in lines:
        beside = [other for other in lines if other is not one and other.y == one.y and other.x >= one.x]
        assert all(one.x + width(one.text) <= other.x for other in beside)


def test_words_that_are_longer_than_a_phone_is_wide_take_two_lines_above_their_bar():
    (lines,), bars = place([(80.0, "Registered manager, Meadow Lane Homecare and Support Limited")], 0)
    assert [line.text for line in reversed(lines)] == [
        "Registered manager, Meadow Lane",
        "Homecare and Support Limited",
    ]
    assert lines[1].y < lines[0].y < bars
    assert all(line.x + width(line.text) <= 100 for line in lines)
