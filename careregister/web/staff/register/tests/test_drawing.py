"""The time line: in percentages, readable without seeing it, and nothing sticks out."""

from datetime import UTC, datetime, timedelta

from careregister.register.queries.spans import RESTRICTION, STANDING, Lane, Piece
from careregister.web.staff.register.drawing import draw

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
        assert 0 <= bar.x <= 100
        assert bar.words_from >= 0
        assert bar.words_from + bar.words_width <= 100.01
        assert bar.words in bar.says
    assert 0 < drawn.now < 100
    assert [row[1] for row in drawn.rows] == ["Registered", "Removed by a panel", "Warning"]
    assert len(drawn.ticks) <= 6
