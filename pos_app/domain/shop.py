"""What one store has decided for itself: name and address, money habits, reasons, tax groups."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.coupon import NO_COUPONS_ALONE, CouponPolicy
from pos_app.domain.identifiers import BusinessDate, StoreId, WorkstationId
from pos_app.domain.join_code import NO_INVITATION, JoinPolicy
from pos_app.domain.money import Rounding
from pos_app.domain.safe import NO_CASH_RULES, CashPolicy


@dataclass(frozen=True, slots=True)
class CashRounding:
    """The smallest cash step in minor units and how amounts are brought to it; 1 rounds nothing."""

    step_minor: int = 1
    rounding: Rounding = Rounding.HALF_UP


class ReasonFor(StrEnum):
    """The activities that ask why."""

    PRICE_OVERRIDE = "price_override"
    DISCOUNT = "discount"
    VOID = "void"
    RETURN = "return"
    NO_SALE = "no_sale"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    TENDER_LOAN = "tender_loan"
    TENDER_PICKUP = "tender_pickup"
    LOST_SALE = "lost_sale"
    STOCK_OUT = "stock_out"
    STOCK_IN = "stock_in"


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of a reason list; records carry the code only."""

    code: str
    purpose: ReasonFor
    name_zh: str
    name_en: str


SHIPPED_REASONS = (
    Reason("OUT_OF_STOCK", ReasonFor.LOST_SALE, "缺货", "Out of stock"),
    Reason("SIZE", ReasonFor.LOST_SALE, "没有合适的规格", "Not the right size"),
    Reason("PRICE", ReasonFor.LOST_SALE, "嫌贵", "Too dear"),
    Reason("QUEUE", ReasonFor.LOST_SALE, "排队太久", "Queue too long"),
    Reason("OTHER", ReasonFor.LOST_SALE, "其他", "Something else"),
    Reason("EXPIRED", ReasonFor.STOCK_OUT, "过期报损", "Past its last day"),
    Reason("DAMAGED", ReasonFor.STOCK_OUT, "破损报损", "Damaged"),
    Reason("STOLEN", ReasonFor.STOCK_OUT, "失窃报损", "Stolen"),
    Reason("OWN_USE", ReasonFor.STOCK_OUT, "店内自用", "Used in the store"),
    Reason("FOUND", ReasonFor.STOCK_IN, "找到", "Found"),
    Reason("RECEIVED_LATE", ReasonFor.STOCK_IN, "补记收货", "Delivery not noted before"),
)
"""What a store has for activities its own lists say nothing of."""


@dataclass(frozen=True, slots=True)
class PlannedTax:
    """A tax group as store.json has it, from the first business day that is ``date`` or later."""

    date: BusinessDate
    group: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoreProfile:
    """The store and this workstation as set up; the same for everybody who signs on."""

    store: StoreId
    workstation: WorkstationId
    name_zh: str
    name_en: str
    address_zh: str
    address_en: str
    phone: str
    tax_registration: str
    receipt_footer_zh: str
    receipt_footer_en: str
    currency: str
    cash_rounding: CashRounding
    denominations: tuple[int, ...]
    """Notes and coins in minor units, largest first."""
    quick_notes: tuple[int, ...]
    """The notes a customer is likely to hand over, in minor units."""
    tax_groups: tuple[TaxGroup, ...]
    reasons: tuple[Reason, ...]
    extend_rounding: Rounding = Rounding.HALF_UP
    tax_rounding: Rounding = Rounding.HALF_UP
    lowest_price_days: int = 30
    """How far back a return without receipt looks for the lowest price."""
    lock_after_minutes: int = 10
    """How long the till may stand untouched before it locks itself; 0 for ever."""
    store_number: int | None = None
    """What vouchers call this store; without it only those for every store are taken."""
    cash: CashPolicy = NO_CASH_RULES
    coupons: CouponPolicy = NO_COUPONS_ALONE
    join: JoinPolicy = NO_INVITATION
    points_need_code: bool = True
    """Only who shows a live member code may spend points; a card or a phone number says too little.
    """

    def reasons_for(self, purpose: ReasonFor) -> tuple[Reason, ...]:
        """List the reasons an activity may give, in the order they are shown."""
        return tuple(reason for reason in self.reasons if reason.purpose is purpose)
