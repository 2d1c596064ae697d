"""The retail transaction: one dealing with one customer, from the first line to the last tender.

A transaction is a value: every change gives a new one and checks first. What it costs is worked
out by pricing/; what is written down and when is decided in services/ and store/.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from pos_app.domain.catalog import Item
from pos_app.domain.coupon import HeldCoupon
from pos_app.domain.identifiers import BusinessDate, OperatorId, ReceiptNumber, TransactionId
from pos_app.domain.member import MemberRef, MemberStanding
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity, check_sellable
from pos_app.domain.tender import TenderLine
from pos_app.errors import Refusal

MOST_LINES = 999
"""A line of the journal body takes some 300 bytes, and a body may have 256 KiB (sync.md W7)."""

LONGEST_NOTE = 60
LARGEST_PRICE_MINOR = 99_999_999
"""A price of a million yuan or more is a barcode typed into the price field."""

MOST_COUPONS = 20
"""More coupons than these on one basket are a misuse, or somebody's whole drawer."""

LARGEST_LINE_MINOR = 5_000_000_000
"""50 million yuan for one line; 999 of them with their tax still fit into ``Money``."""


class Entry(StrEnum):
    """How a line came in: the audit asks."""

    SCANNED = "scanned"
    KEYED = "keyed"
    SEARCHED = "searched"


class TransactionKind(StrEnum):
    """What a finished transaction is in the journal and in reports."""

    SALE = "sale"
    RETURN = "return"
    POST_VOID = "post_void"


@dataclass(frozen=True, slots=True)
class Discount:
    """A reduction an operator gives: a rate (parts per million) or an amount, never both."""

    reason_code: str
    given_by: OperatorId
    rate_ppm: int | None = None
    amount: Money | None = None
    approved_by: OperatorId | None = None


@dataclass(frozen=True, slots=True)
class PriceOverride:
    """An operator's new unit price."""

    unit_price: Money
    reason_code: str
    given_by: OperatorId
    approved_by: OperatorId | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """What a GS1 code said about this very piece: lot, serial, last day (``2026-11-30``)."""

    number: str = ""
    serial: str = ""
    expires_on: str = ""


@dataclass(frozen=True, slots=True)
class SaleLine:
    """An item sold. ``fixed_price`` is the price printed in the barcode, for the whole line."""

    number: int
    item: Item
    quantity: Quantity
    unit_price: Money
    entry: Entry
    fixed_price: Money | None = None
    price_override: PriceOverride | None = None
    discounts: tuple[Discount, ...] = ()
    lot: Lot | None = None
    note: str = ""
    is_voided: bool = False


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """The line of a finished transaction that comes back."""

    receipt: ReceiptNumber
    line_number: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a return line gives less because a rule no longer holds for the goods that stay.

    Negative: what earlier returns withheld for it is given after all.
    """

    rule: str
    name_zh: str
    name_en: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """An item taken back. The amounts are what the customer gets for it, all positive.

    ``net`` is without tax in an exclusive tax group and with it in an inclusive one, like the net
    of a sale line; ``rounding`` is this line's share of the cash rounding of the original sale
    (negative when the customer was let off some small change, which now comes back off).
    ``withheld`` is taken off net and tax already.
    """

    number: int
    item: Item
    quantity: Quantity
    net: Money
    tax: Money
    rounding: Money
    reason_code: str
    original: OriginalLine | None = None
    approved_by: OperatorId | None = None
    note: str = ""
    is_voided: bool = False
    withheld: tuple[Withheld, ...] = ()


Line = SaleLine | ReturnLine


@dataclass(frozen=True, slots=True)
class RetailTransaction:
    """One dealing, open or finished; ``shift`` is the number of the operator's shift.

    ``member`` is the buyer while the dealing is open; what is recorded of them is
    ``member_ref`` alone, which is also there by itself for a member this till does not know.
    ``points_to_spend`` is what the customer asked for; pricing takes whole blocks of it, as far as
    it may.
    """

    id: TransactionId
    operator: OperatorId
    business_date: BusinessDate
    shift: int
    opened_ms: int
    currency: str
    lines: tuple[Line, ...] = ()
    discounts: tuple[Discount, ...] = ()
    tenders: tuple[TenderLine, ...] = ()
    label: str = ""
    post_void_of: ReceiptNumber | None = None
    approvals: tuple[OperatorId, ...] = field(default=())
    member: MemberStanding | None = None
    member_ref: MemberRef | None = None
    coupons: tuple[HeldCoupon, ...] = ()
    points_to_spend: int = 0
    post_void_reason: str = ""

    @property
    def live_lines(self) -> tuple[Line, ...]:
        """The lines that count: not voided."""
        return tuple(line for line in self.lines if not line.is_voided)

    @property
    def originals(self) -> tuple[ReceiptNumber, ...]:
        """The receipts of which goods come back, each once."""
        back = (line.original for line in self.live_lines if isinstance(line, ReturnLine))
        return tuple(dict.fromkeys(original.receipt for original in back if original))

    @property
    def next_line_number(self) -> int:
        """The number of the line to come; numbers are never used twice."""
        return len(self.lines) + 1

    @property
    def kind(self) -> TransactionKind:
        """A dealing with anything sold in it is a sale, also when something comes back."""
        if self.post_void_of is not None:
            return TransactionKind.POST_VOID
        live = self.live_lines
        if live and all(isinstance(line, ReturnLine) for line in live):
            return TransactionKind.RETURN
        return TransactionKind.SALE

    def find_line(self, number: int) -> Line:
        """Give a line that still counts.

        Refuses: LINE_UNKNOWN, LINE_ALREADY_VOIDED.
        """
        if not 1 <= number <= len(self.lines):
            raise Refusal("LINE_UNKNOWN", line=number)
        line = self.lines[number - 1]
        if line.is_voided:
            raise Refusal("LINE_ALREADY_VOIDED", line=number)
        return line

    def add_line(self, line: Line) -> "RetailTransaction":
        """Put a line at the end.

        Refuses: TENDER_STARTED, TOO_MANY_LINES, then what check_sellable refuses, LINE_TOO_LARGE.
        """
        self._check_editable()
        if len(self.lines) >= MOST_LINES:
            raise Refusal("TOO_MANY_LINES", most=MOST_LINES)
        check_sellable(line.quantity, line.item.unit)
        if isinstance(line, SaleLine):
            _check_worth(line)
        assert line.number == self.next_line_number
        return replace(self, lines=(*self.lines, line))

    def set_quantity(self, number: int, quantity: Quantity) -> "RetailTransaction":
        """Sell more or less of a line.

        Refuses: TENDER_STARTED, LINE_UNKNOWN, LINE_ALREADY_VOIDED, RETURN_LINE_IS_FIXED,
        PRICE_IS_IN_THE_CODE, then what check_sellable refuses, LINE_TOO_LARGE.
        """
        line = self._sale_line(number)
        if line.fixed_price is not None:
            raise Refusal("PRICE_IS_IN_THE_CODE")
        check_sellable(quantity, line.item.unit)
        changed = replace(line, quantity=quantity)
        _check_worth(changed)
        return self._with_line(changed)

    def override_price(self, number: int, override: PriceOverride) -> "RetailTransaction":
        """Give a line a new unit price.

        Refuses: TENDER_STARTED, LINE_UNKNOWN, LINE_ALREADY_VOIDED, RETURN_LINE_IS_FIXED,
        PRICE_NEGATIVE, PRICE_TOO_LARGE, LINE_TOO_LARGE.
        """
        line = self._sale_line(number)
        check_price(override.unit_price)
        changed = replace(
            line, price_override=override, unit_price=override.unit_price, fixed_price=None
        )
        _check_worth(changed)
        return self._with_line(changed)

    def discount_line(self, number: int, discount: Discount) -> "RetailTransaction":
        """Take something off a line; several discounts apply one after the other.

        Refuses: TENDER_STARTED, LINE_UNKNOWN, LINE_ALREADY_VOIDED, RETURN_LINE_IS_FIXED,
        DISCOUNT_OUT_OF_RANGE.
        """
        line = self._sale_line(number)
        check_discount(discount)
        return self._with_line(replace(line, discounts=(*line.discounts, discount)))

    def discount(self, discount: Discount) -> "RetailTransaction":
        """Take something off the whole; it is shared over the sale lines.

        Refuses: TENDER_STARTED, NOTHING_TO_DISCOUNT, DISCOUNT_OUT_OF_RANGE.
        """
        self._check_editable()
        if not any(isinstance(line, SaleLine) for line in self.live_lines):
            raise Refusal("NOTHING_TO_DISCOUNT")
        check_discount(discount)
        return replace(self, discounts=(*self.discounts, discount))

    def without_discounts(self) -> "RetailTransaction":
        """Take the discounts on the whole off again; those on lines stay.

        Refuses: TENDER_STARTED.
        """
        self._check_editable()
        return replace(self, discounts=())

    def with_member(self, member: MemberStanding | None) -> "RetailTransaction":
        """Say who buys, or that it is nobody in particular any more; points go with them.

        Refuses: TENDER_STARTED.
        """
        self._check_editable()
        ref = member.ref if member else None
        return replace(self, member=member, member_ref=ref, points_to_spend=0)

    def with_member_unknown_here(self, ref: MemberRef) -> "RetailTransaction":
        """Keep whose code was shown when this till does not know them: points are credited later.

        Prices see nobody in particular.

        Refuses: TENDER_STARTED.
        """
        self._check_editable()
        return replace(self, member=None, member_ref=ref, points_to_spend=0)

    def with_coupon(self, coupon: HeldCoupon) -> "RetailTransaction":
        """Take a coupon that was accepted.

        Refuses: TENDER_STARTED, COUPON_HERE_ALREADY, TOO_MANY_COUPONS.
        """
        self._check_editable()
        if any(held.number == coupon.number for held in self.coupons):
            raise Refusal("COUPON_HERE_ALREADY")
        if len(self.coupons) >= MOST_COUPONS:
            raise Refusal("TOO_MANY_COUPONS", most=MOST_COUPONS)
        return replace(self, coupons=(*self.coupons, coupon))

    def without_coupon(self, number: str) -> "RetailTransaction":
        """Give a coupon back to the customer unspent.

        Refuses: TENDER_STARTED, COUPON_NOT_HERE.
        """
        self._check_editable()
        rest = tuple(held for held in self.coupons if held.number != number)
        if len(rest) == len(self.coupons):
            raise Refusal("COUPON_NOT_HERE")
        return replace(self, coupons=rest)

    def spend_points(self, points: int) -> "RetailTransaction":
        """Ask for points for money off; 0 takes it back.

        Refuses: TENDER_STARTED, NO_MEMBER.
        """
        self._check_editable()
        if self.member is None:
            raise Refusal("NO_MEMBER")
        return replace(self, points_to_spend=points)

    def void_line(self, number: int) -> "RetailTransaction":
        """Take a line off; it stays visible and is recorded as voided.

        Refuses: TENDER_STARTED, LINE_UNKNOWN, LINE_ALREADY_VOIDED.
        """
        self._check_editable()
        return self._with_line(replace(self.find_line(number), is_voided=True))

    def annotate(self, number: int, note: str) -> "RetailTransaction":
        """Write a note on a line; it is printed and kept, but never in the journal.

        Refuses: LINE_UNKNOWN, LINE_ALREADY_VOIDED, NOTE_TOO_LONG.
        """
        if len(note) > LONGEST_NOTE:
            raise Refusal("NOTE_TOO_LONG", most=LONGEST_NOTE)
        return self._with_line(replace(self.find_line(number), note=note))

    def with_tenders(self, tenders: tuple[TenderLine, ...]) -> "RetailTransaction":
        """Replace the tenders; domain/settlement.py decides which are right."""
        return replace(self, tenders=tenders)

    def _check_editable(self) -> None:
        if self.tenders:
            raise Refusal("TENDER_STARTED")

    def _sale_line(self, number: int) -> SaleLine:
        self._check_editable()
        line = self.find_line(number)
        if isinstance(line, ReturnLine):
            raise Refusal("RETURN_LINE_IS_FIXED")
        return line

    def _with_line(self, line: Line) -> "RetailTransaction":
        at = line.number - 1
        return replace(self, lines=(*self.lines[:at], line, *self.lines[at + 1 :]))


def check_price(price: Money) -> None:
    """Refuse a price nobody can mean.

    Refuses: PRICE_NEGATIVE, PRICE_TOO_LARGE.
    """
    if price.minor < 0:
        raise Refusal("PRICE_NEGATIVE")
    if price.minor > LARGEST_PRICE_MINOR:
        raise Refusal("PRICE_TOO_LARGE")


def _check_worth(line: SaleLine) -> None:
    """Refuse a line that would be worth more than any shop sells.

    Refuses: LINE_TOO_LARGE.
    """
    if line.unit_price.minor * line.quantity.thousandths > LARGEST_LINE_MINOR * 1000:
        raise Refusal("LINE_TOO_LARGE")


def check_discount(discount: Discount) -> None:
    """Refuse a discount that is nothing, negative or more than all.

    Refuses: DISCOUNT_OUT_OF_RANGE.
    """
    assert (discount.rate_ppm is None) != (discount.amount is None)
    if discount.rate_ppm is not None and not 0 < discount.rate_ppm <= 1_000_000:
        raise Refusal("DISCOUNT_OUT_OF_RANGE")
    if discount.amount is not None and not 0 < discount.amount.minor <= LARGEST_PRICE_MINOR:
        raise Refusal("DISCOUNT_OUT_OF_RANGE")
