"""How far a receipt has come is said by positions alone."""

from hypothesis import given
from hypothesis import strategies as st

from sync.status import Marking, Reached, marking
from sync.wire.exchange import Position

ORDER = list(Marking)


def at(epoch: int, seq: int) -> Position:
    return Position(epoch, seq, bytes(32))


def test_each_position_marks_what_it_covers() -> None:
    reached = Reached(at(1, 9), sent=at(1, 8), acknowledged=at(1, 6), applied=at(1, 4))
    marks = [marking((1, seq), reached, at(1, 2)) for seq in (9, 8, 6, 4, 2)]
    assert marks == ORDER


def test_a_later_epoch_covers_an_earlier_one() -> None:
    reached = Reached(at(2, 1), acknowledged=at(2, 1))
    assert marking((1, 400), reached, None) is Marking.ACKNOWLEDGED


def test_nothing_known_is_recorded() -> None:
    assert marking((1, 1), Reached(at(1, 1)), None) is Marking.RECORDED


POSITION = st.tuples(st.integers(1, 3), st.integers(0, 9))


@given(POSITION, POSITION, st.lists(st.one_of(st.none(), POSITION), min_size=4, max_size=4))
def test_an_earlier_row_is_never_less_far_than_a_later_one(
    one: tuple[int, int], other: tuple[int, int], places: list[tuple[int, int] | None]
) -> None:
    sent, acknowledged, applied, proved = (at(*place) if place else None for place in places)
    reached = Reached(at(9, 9), sent, acknowledged, applied)
    earlier, later = sorted((one, other))
    marks = [ORDER.index(marking(row, reached, proved)) for row in (earlier, later)]
    assert marks[0] >= marks[1]
