"""What one store has decided for itself: name and address, money habits, reasons, tax groups."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.catalog import TaxGroup
from pos_app.domain.coupon import NO_COUPONS_ALONE, CouponPolicy
from pos_app.domain.identifiers import StoreId, WorkstationId
from pos_app.domain.join_code import NO_INVITATION, JoinPolicy
from pos_app.domain.money import Rounding


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


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of a reason list; records carry the code only."""

    code: str
    purpose: ReasonFor
    name_zh: str
    name_en: str


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
    coupons: CouponPolicy = NO_COUPONS_ALONE
    join: JoinPolicy = NO_INVITATION
    points_need_code: bool = True
    """Only who shows a live member code may spend points; a card or a phone number says too little.
    """

    def reasons_for(self, purpose: ReasonFor) -> tuple[Reason, ...]:
        """List the reasons an activity may give, in the order they are shown."""
        return tuple(reason for reason in self.reasons if reason.purpose is purpose)
