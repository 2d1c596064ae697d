"""Why this price: which rules were used, what they saw, what they gave and how it was shared.

Kept with the sale, in the wire and on the disk, so that a price can be explained, and a return
worked out, when the bundle has long been replaced. Amounts are minor units.
"""

from dataclasses import dataclass

from pos_app.domain.pricing.rule import OnReturn, Phase


@dataclass(frozen=True, slots=True)
class TracedShare:
    """What a rule took off some units of one line, by line number.

    ``instance`` numbers the groups of units a rule formed: equal groups stand as one share, and
    the next number is that many higher. It is 0 for units that were reduced each for itself.
    ``off`` is zero for units that only had to be there. ``units`` are pieces; a measured line is
    one.
    """

    line: int
    units: int
    off: int
    instance: int = 1


@dataclass(frozen=True, slots=True)
class TracedNeed:
    """What a rule needed and saw: a sum or a count over these lines.

    ``of_shelf_price``: the sum before any rule. ``is_each``: the need of all ``times`` of the
    application together, where less of it would have been enough for fewer times.
    """

    lines: tuple[int, ...]
    spend: int = 0
    count: int = 0
    of_shelf_price: bool = False
    is_each: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """One rule as it was used. ``seen`` is the sum it worked on, ``off`` what it gave in all.

    ``times``: groups formed, or full sums. ``coupon`` and ``entitlement`` name what it took.
    """

    rule: str
    name_zh: str
    name_en: str
    phase: Phase
    seen: int
    off: int
    shares: tuple[TracedShare, ...]
    times: int = 1
    needs: tuple[TracedNeed, ...] = ()
    coupon: str = ""
    entitlement: str = ""
    on_return: OnReturn = OnReturn.KEEP


@dataclass(frozen=True, slots=True)
class NextReduction:
    """What is missing to a rule's next reduction: a sum or pieces, and what it would give more."""

    rule: str
    name_zh: str
    name_en: str
    missing: int
    missing_count: int
    gain: int


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """A gift or add-on that is earned, and of which nothing is in the basket yet."""

    rule: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class UnusedCoupon:
    """A coupon that was accepted and does nothing on this basket, and why (a code).

    NOTHING_ELIGIBLE, NEEDS_MORE (``missing`` minor units), NEEDS_MORE_UNITS, BETTER_WITHOUT; or
    what keeps its rule from being used at all (circumstances.why_not_live), or the coupon itself
    (redemption.why_asleep).
    """

    coupon: str
    why: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class PointsEarned:
    """Points that a rule gives the member for what is paid for these lines (``seen`` in all)."""

    rule: str
    name_zh: str
    name_en: str
    points: int
    seen: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PriceTrace:
    """The whole explanation. ``is_proved``: no other use of the rules costs the customer less."""

    bundle: str = ""
    version: int = 0
    hash: str = ""
    is_best: bool = False
    is_proved: bool = True
    steps: int = 0
    applications: tuple[Application, ...] = ()
    next_reductions: tuple[NextReduction, ...] = ()
    open_offers: tuple[OpenOffer, ...] = ()
    unused_coupons: tuple[UnusedCoupon, ...] = ()
    points: tuple[PointsEarned, ...] = ()

    @property
    def coupons_used(self) -> tuple[str, ...]:
        """The coupons that a rule took, each once."""
        return tuple(dict.fromkeys(a.coupon for a in self.applications if a.coupon))


NO_TRACE = PriceTrace()
"""Priced without a bundle."""
