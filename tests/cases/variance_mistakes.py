"""Twenty mistakes of nine kinds, each as a cashier makes it, planted in shifts of their own.

Each function lets the record and the drawer part once and remembers what it did.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.builders import SLIP, yuan
from tests.cases.variance_shift import STANDARD_FLOAT, ShiftPlay, Truth

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
    play.put(due)
    sold = play.pay_card()
    play.sales.remove(sold)
    play.truth = Truth("paid_in_cash", sold.completed_ms, str(sold.receipt))


def keyed(meant: int, keys: int) -> Mistake:
    """The customer hands ``meant`` over, ``keys`` is keyed, and the change follows the keys."""

    def mistake(play: ShiftPlay) -> None:
        least = min(meant, keys)
        due = _settle(play, least // 8, least)
        play.put(meant)
        play.take(keys - due)
        sold = play.pay_cash(keys)
        play.sales.remove(sold)
        play.truth = Truth("tender_keyed", sold.completed_ms, str(sold.receipt))

    return mistake


def change_for(note: int, handed: int) -> Mistake:
    def mistake(play: ShiftPlay) -> None:
        due = _settle(play, handed // 4, handed - 10)
        play.put(handed)
        play.take(note - due)
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
    play.take(-due.minor // 10 * 10)
    play.truth = Truth("refunded_in_cash", done.completed_ms, str(done.receipt))


def opened(play: ShiftPlay) -> None:
    """Change a note and give one piece of ten, twenty or fifty too many."""
    note, more = play.random.choice(((10_000, 2_000), (10_000, 1_000), (5_000, 1_000)))
    play.rig.clock.pass_ms(60_000)
    play.truth = Truth("opened_without_sale", play.no_sale(note, note + more))


def unpaid_change(play: ShiftPlay) -> None:
    play.rig.clock.pass_ms(60_000)
    note = play.random.choice((10_000, 10_000, 5_000))
    at_ms = play.counter.shifts.no_sale("CHANGE")
    play.take_smaller(note, note)
    play.truth = Truth("opened_without_sale", at_ms)


def pickup_keyed(play: ShiftPlay) -> None:
    """Bring so many hundreds to the safe and key them without a zero."""
    meant = play.random.randrange(6, 13) * 10_000
    while play.drawer.total < meant + 60_000:
        play.serve()
    moved = play.counter.shifts.pickup(yuan(meant // 10), "SAFE")
    play.drawer.take(meant)
    play.truth = Truth("movement_keyed", moved.at_ms)


def paid_out_keyed(play: ShiftPlay) -> None:
    """Pay a courier and key the two digits turned around."""
    tens, ones = play.random.sample(range(1, 10), 2)
    moved = play.counter.shifts.paid_out(yuan((10 * ones + tens) * 100), "COURIER")
    play.take((10 * tens + ones) * 100)
    play.truth = Truth("movement_keyed", moved.at_ms)


def paid_out_twice(play: ShiftPlay) -> None:
    amount = play.random.randrange(120, 600) * 10
    play.pay_out(amount, "COURIER")
    play.rig.clock.pass_ms(240_000)
    moved = play.counter.shifts.paid_out(yuan(amount), "COURIER")
    play.truth = Truth("booked_twice", moved.at_ms)


def pickup_not_booked(play: ShiftPlay) -> None:
    amount = play.random.randrange(5, 13) * 10_000
    while play.drawer.total < amount + 70_000:
        play.serve()
    at_ms = play.counter.shifts.no_sale("CHECK")
    play.drawer.take(amount)
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
    play.put(due)
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
    Planted("drawer without sale", "a note changed into too many", opened),
    Planted("drawer without sale", "changed, but no note taken", unpaid_change),
    Planted("cash movement", "pickup keyed without a zero", pickup_keyed),
    Planted("cash movement", "courier's digits turned", paid_out_keyed),
    Planted("cash movement", "courier paid once, booked twice", paid_out_twice),
    Planted("cash movement", "pickup not booked", pickup_not_booked),
    Planted("count", "a row of notes forgotten", counted((500, 1_000), forgotten, "count_slip")),
    Planted("count", "two digits of a row turned", counted(TURNED_ROWS, turned, "count_keyed")),
    Planted("opening float", "14 notes of 10 keyed as 41", nothing, float_said_higher),
    Planted("voided after cash", "voided, the cash stayed", voided_after_cash),
    Planted("voided after cash", "post void, nothing given back", post_void_unpaid),
)  # fmt: skip

PAIRS: tuple[tuple[Mistake, Mistake], ...] = (
    (booked_as_cash, keyed(2_000, 20_000)),
    (paid_out_twice, refund_booked_as_cash),
    (voided_after_cash, pickup_keyed),
    (refund_booked_as_card, paid_out_keyed),
)
"""Two mistakes in one shift."""
