"""Twenty mistakes of nine kinds, each as a cashier makes it, planted in shifts of their own.

Each function lets the record and the drawer part once and remembers what it did.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.builders import SLIP, yuan
from tests.cases.variance_shift import STANDARD_FLOAT, ShiftPlay, Truth, in_pieces

Mistake = Callable[[ShiftPlay], None]


@dataclass(frozen=True)
class Planted:
    """One case: its kind, in words; the mistake; what may be wrong already when the shift opens."""

    kind: str
    words: str
    mistake: Mistake
    opening: Callable[[ShiftPlay], None] = ShiftPlay.open


def _settle(play: ShiftPlay, low: int, high: int) -> int:
    """Ring up baskets until one costs between these amounts; the others are paid by card."""
    while True:
        play.rig.clock.pass_ms(90_000)
        due = play.ring()
        if low <= due <= high:
            return due
        play.pay_card()


def booked_as_cash(play: ShiftPlay) -> None:
    _settle(play, 1_500, 12_000)
    sold = play.pay_cash(play.counter.tendering.cash_due().minor)
    play.sales.remove(sold)
    play.truth = Truth("paid_otherwise", sold.completed_ms, str(sold.receipt))


def booked_as_card(play: ShiftPlay) -> None:
    due = _settle(play, 1_500, 12_000)
    play.drawer.put(in_pieces(due))
    sold = play.pay_card()
    play.sales.remove(sold)
    play.truth = Truth("paid_in_cash", sold.completed_ms, str(sold.receipt))


def keyed(meant: int, keys: int) -> Mistake:
    """The customer hands ``meant`` over, ``keys`` is keyed, and the change follows the keys."""

    def mistake(play: ShiftPlay) -> None:
        least = min(meant, keys)
        due = _settle(play, least // 8, least)
        play.drawer.put(in_pieces(meant))
        play.drawer.take(keys - due)
        sold = play.pay_cash(keys)
        play.sales.remove(sold)
        play.truth = Truth("tender_keyed", sold.completed_ms, str(sold.receipt))

    return mistake


def change_for(note: int, handed: int) -> Mistake:
    def mistake(play: ShiftPlay) -> None:
        due = _settle(play, handed // 4, handed - 10)
        play.drawer.put(in_pieces(handed))
        play.drawer.take(note - due)
        sold = play.pay_cash(handed)
        play.sales.remove(sold)
        play.truth = Truth("change_given", sold.completed_ms, str(sold.receipt))

    return mistake


def _take_back(play: ShiftPlay, *, was_cash: bool) -> None:
    sold = None
    while sold is None:
        play.serve()
        sold = play.find_sale(is_cash=was_cash)
    play.sales.remove(sold)
    play.counter.returns.return_all(sold.receipt, "UNWANTED")


def refund_booked_as_cash(play: ShiftPlay) -> None:
    _take_back(play, was_cash=False)
    done = play.counter.tendering.tender_cash(play.counter.tendering.cash_due()).completed
    assert done is not None  # and the customer got it back on the card
    play.truth = Truth("refunded_otherwise", done.completed_ms, str(done.receipt))


def refund_booked_as_card(play: ShiftPlay) -> None:
    _take_back(play, was_cash=True)
    due = play.rig.basket.due
    done = play.counter.tendering.tender_card(due, SLIP).completed
    assert done is not None
    play.drawer.take(-due.minor // 10 * 10)
    play.truth = Truth("refunded_in_cash", done.completed_ms, str(done.receipt))


def opened(note: int, given: int) -> Mistake:
    def mistake(play: ShiftPlay) -> None:
        play.rig.clock.pass_ms(60_000)
        play.truth = Truth("opened_without_sale", play.no_sale(note, given))

    return mistake


def unpaid_change(play: ShiftPlay) -> None:
    play.rig.clock.pass_ms(60_000)
    at_ms = play.counter.shifts.no_sale("CHANGE")
    play.drawer.take(10_000)
    play.truth = Truth("opened_without_sale", at_ms)


def pickup_keyed(meant: int, keys: int) -> Mistake:
    def mistake(play: ShiftPlay) -> None:
        while play.drawer.total < max(meant, keys) + 60_000:
            play.serve()
        moved = play.counter.shifts.pickup(yuan(keys), "SAFE")
        play.drawer.take(meant)
        play.truth = Truth("movement_keyed", moved.at_ms)

    return mistake


def paid_out_keyed(meant: int, keys: int) -> Mistake:
    def mistake(play: ShiftPlay) -> None:
        moved = play.counter.shifts.paid_out(yuan(keys), "COURIER")
        play.drawer.take(meant)
        play.truth = Truth("movement_keyed", moved.at_ms)

    return mistake


def paid_out_twice(play: ShiftPlay) -> None:
    play.pay_out(2_650, "COURIER")
    play.rig.clock.pass_ms(240_000)
    moved = play.counter.shifts.paid_out(yuan(2_650), "COURIER")
    play.truth = Truth("booked_twice", moved.at_ms)


def pickup_not_booked(play: ShiftPlay) -> None:
    while play.drawer.total < 150_000:
        play.serve()
    at_ms = play.counter.shifts.no_sale("CHECK")
    play.drawer.take(80_000)
    play.truth = Truth("not_booked", at_ms)


def counted(rows: tuple[int, ...], slip: Callable[[int], int], cause: str) -> Mistake:
    """Write another number of pieces than is there, in the first of the rows where one can."""

    def mistake(play: ShiftPlay) -> None:
        def change(counts: dict[int, int]) -> None:
            row = next(
                row for row in rows if counts[row] >= 10 and slip(counts[row]) != counts[row]
            )
            counts[row] = slip(counts[row])

        play.truth = Truth(cause, 0)
        play.miscount = change

    return mistake


def forgotten(pieces: int) -> int:
    """Leave a whole row out."""
    return 0


def turned(pieces: int) -> int:
    """Turn the last two digits around: 31 is written as 13."""
    text = str(pieces)
    return int(text[:-2] + text[-1] + text[-2])


def float_short_of(denomination: int, pieces: int) -> Callable[[ShiftPlay], None]:
    """Say that the float is the standard one, while a bundle is missing from it."""

    def opening(play: ShiftPlay) -> None:
        there = dict(STANDARD_FLOAT)
        there[denomination] -= pieces
        play.open(there=tuple(there.items()))
        play.truth = Truth("float_wrong", play.now())

    return opening


def float_said_higher(play: ShiftPlay) -> None:
    """Key one row of the standard float wrong: 14 notes of 10 as 41."""
    said = dict(STANDARD_FLOAT) | {1_000: 41}
    play.open(said=tuple(said.items()))
    play.truth = Truth("float_wrong", play.now())


def nothing(play: ShiftPlay) -> None:
    """Make no mistake now."""


def voided_after_cash(play: ShiftPlay) -> None:
    play.rig.clock.pass_ms(60_000)
    play.drop(took_cash=True)
    play.truth = Truth("voided_after_cash", play.now())


def post_void_unpaid(play: ShiftPlay) -> None:
    due = _settle(play, 1_500, 12_000)
    play.drawer.put(in_pieces(due))
    play.sales.remove(play.pay_cash(due))
    play.rig.clock.pass_ms(45_000)
    done = play.counter.returns.post_void("MISTAKE")
    play.truth = Truth("voided_after_cash", done.completed_ms, str(done.receipt))


TURNED_ROWS = (100, 1_000, 10, 50, 500, 2_000)

TWENTY: tuple[Planted, ...] = (
    Planted("tender swapped", "paid by card, booked as cash", booked_as_cash),
    Planted("tender swapped", "paid by card, booked as cash", booked_as_cash),
    Planted("tender swapped", "paid in cash, booked as card", booked_as_card),
    Planted("change mis-keyed", "100 handed over, 10 keyed", keyed(10_000, 1_000)),
    Planted("change mis-keyed", "50 handed over, 100 keyed", keyed(5_000, 10_000)),
    Planted("change mis-keyed", "20 handed over, 200 keyed", keyed(2_000, 20_000)),
    Planted("change for another note", "20 keyed, change as for 50", change_for(5_000, 2_000)),
    Planted("refund, wrong tender", "booked as cash, went to the card", refund_booked_as_cash),
    Planted("refund, wrong tender", "booked to the card, paid in cash", refund_booked_as_card),
    Planted("drawer without sale", "100 changed into 120", opened(10_000, 12_000)),
    Planted("drawer without sale", "100 given out, no note taken", unpaid_change),
    Planted("cash movement", "pickup of 900 keyed as 90", pickup_keyed(90_000, 9_000)),
    Planted("cash movement", "courier's 38 keyed as 83", paid_out_keyed(3_800, 8_300)),
    Planted("cash movement", "courier paid once, booked twice", paid_out_twice),
    Planted("cash movement", "pickup of 800 not booked", pickup_not_booked),
    Planted("count", "a row of notes forgotten", counted((500, 1_000), forgotten, "count_slip")),
    Planted("count", "two digits of a row turned", counted(TURNED_ROWS, turned, "count_keyed")),
    Planted("opening float", "14 notes of 10 keyed as 41", nothing, float_said_higher),
    Planted("voided after cash", "voided, the cash stayed", voided_after_cash),
    Planted("voided after cash", "post void, nothing given back", post_void_unpaid),
)  # fmt: skip

PAIRS: tuple[tuple[Mistake, Mistake], ...] = (
    (booked_as_cash, keyed(2_000, 20_000)),
    (paid_out_twice, refund_booked_as_cash),
    (voided_after_cash, pickup_keyed(90_000, 9_000)),
    (refund_booked_as_card, paid_out_keyed(3_800, 8_300)),
)
"""Two mistakes in one shift."""
