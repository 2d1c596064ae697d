"""What the coupons' place must offer its presenter, and a row of it. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.coupon import CouponHere, CouponOffer


@dataclass(frozen=True, slots=True)
class CouponRow:
    """One coupon: what it takes off this basket, or why it takes nothing off.

    ``is_own``: out of the member's wallet, not scanned.
    """

    offer: CouponOffer
    is_own: bool = True

    @property
    def is_held(self) -> bool:
        """It is in the sale."""
        return self.offer.is_held


def rows_of(wallet: tuple[CouponOffer, ...], held: tuple[CouponHere, ...]) -> tuple[CouponRow, ...]:
    """Put what was scanned in front of what the wallet offers; each coupon once.

    The wallet's own order stands: those that help, best first, then the others.
    """
    own = {offer.number for offer in wallet}
    scanned = tuple(
        CouponRow(_as_offer(here), is_own=False) for here in held if here.coupon.number not in own
    )
    return scanned + tuple(CouponRow(offer) for offer in wallet)


def _as_offer(here: CouponHere) -> CouponOffer:
    coupon = here.coupon
    return CouponOffer(
        number=coupon.number,
        campaign=coupon.campaign,
        name_zh=coupon.name_zh,
        name_en=coupon.name_en,
        until_ms=coupon.until_ms,
        worth=here.off,
        why_not=here.why_not,
        missing=here.missing,
        is_held=True,
    )


class CouponsScreen(Protocol):
    """The coupons panel."""

    def show_rows(self, rows: tuple[CouponRow, ...]) -> None:
        """Replace the list; the mark stays on the same coupon."""

    def open(self) -> None:
        """Open it."""

    def leave(self) -> None:
        """Close it if it is open."""
