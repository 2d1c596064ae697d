"""X and Z reports: one set of figures over a shift or a business day.

``Figures`` is what the store adds up; the assertions here are the pair to those in pricing/: what
was sold, plus rounding, is what was tendered.
"""

from dataclasses import dataclass

from pos_app.domain.identifiers import BusinessDate, ReceiptNumber, StoreId, WorkstationId
from pos_app.domain.money import Money
from pos_app.domain.settlement import JournalPosition
from pos_app.domain.shift import Shift
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind


@dataclass(frozen=True, slots=True)
class KindFigure:
    """Finished transactions of one kind; the total is signed (returns are negative)."""

    kind: TransactionKind
    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class DiscountFigure:
    """What was given away under one reason, positive; no reason: by the rules of promotions."""

    reason_code: str
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class TaxFigure:
    """One tax group over all transactions, signed; base as in ``pricing.TaxTotal``."""

    code: str
    rate_ppm: int
    is_inclusive: bool
    base: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class TenderFigure:
    """One tender type: what came in, what went out (change and refunds, positive)."""

    tender_type: TenderType
    count: int
    received: Money
    given_back: Money

    @property
    def net(self) -> Money:
        """What stayed."""
        return self.received - self.given_back


@dataclass(frozen=True, slots=True)
class CashFigures:
    """The till's money that is not tender."""

    opening_float: Money
    loans: Money
    pickups: Money
    paid_in: Money
    paid_out: Money


@dataclass(frozen=True, slots=True)
class ControlFigures:
    """What a manager looks at first: how often the till was used other than to sell."""

    voided_lines: int
    voided_lines_amount: Money
    voided_transactions: int
    price_overrides: int
    no_sales: int
    reprints: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums of one shift or of one business day; training is never in them."""

    currency: str
    kinds: tuple[KindFigure, ...]
    gross: Money
    discounts: tuple[DiscountFigure, ...]
    taxes: tuple[TaxFigure, ...]
    tenders: tuple[TenderFigure, ...]
    rounding: Money
    cash: CashFigures
    control: ControlFigures
    first_receipt: ReceiptNumber | None
    last_receipt: ReceiptNumber | None

    @property
    def net_total(self) -> Money:
        """Sales less returns and post voids, before cash rounding."""
        return Money(sum(kind.total.minor for kind in self.kinds), self.currency)

    @property
    def transaction_count(self) -> int:
        """All finished transactions."""
        return sum(kind.count for kind in self.kinds)

    @property
    def expected_cash(self) -> Money:
        """What should lie in the till."""
        cash = self.cash
        taken = sum(
            tender.net.minor for tender in self.tenders if tender.tender_type is TenderType.CASH
        )
        return (
            cash.opening_float
            + Money(taken, self.currency)
            + cash.loans
            - cash.pickups
            + cash.paid_in
            - cash.paid_out
        )

    def check(self) -> None:
        """Assert that what was sold, plus rounding, is what was tendered."""
        tendered = sum(tender.net.minor for tender in self.tenders)
        assert (self.net_total + self.rounding).minor == tendered


@dataclass(frozen=True, slots=True)
class GrandTotals:
    """The perpetual totals of the terminal: never reset, training excluded."""

    net: Money
    absolute: Money


@dataclass(frozen=True, slots=True)
class XReport:
    """Read without closing. ``shift`` is None for a whole business day.

    ``tells_expected`` is False for a reader who may count this very till later: what should lie in
    it stays unsaid, so that the count is blind.
    """

    store: StoreId
    workstation: WorkstationId
    business_date: BusinessDate
    shift: Shift | None
    figures: Figures
    taken_ms: int
    position: JournalPosition
    grand_totals: GrandTotals
    is_training: bool = False
    tells_expected: bool = True


@dataclass(frozen=True, slots=True)
class ZReport:
    """Read with closing. The count was made blind: before anybody saw what was expected."""

    x: XReport
    number: int
    counted: Money
    counts: tuple[tuple[int, int], ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def expected(self) -> Money:
        """What should have been in the till."""
        return self.x.figures.expected_cash

    @property
    def over_short(self) -> Money:
        """Counted less expected: positive is over, negative is short."""
        return self.counted - self.expected
