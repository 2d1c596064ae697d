"""What the dashboard and its reports say, as values: the seam between store, screens and exports.

Amounts are signed: returns and post voids take off. ``net`` is what goods brought after discounts,
tax as shelf prices have it; ``takings`` is what was to be paid (the transactions' totals before
cash rounding), so takings are net plus tax that was added on top. Practice is never in it.
"""

from dataclasses import dataclass

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.insight.completeness import Completeness
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderType


@dataclass(frozen=True, slots=True)
class Headline:
    """What a manager reads in ten seconds.

    ``transactions`` counts sales and returns, not what was post-voided nor the post voids;
    ``sales`` are those of them that are sales. ``items`` are pieces sold, weighed goods counting
    one a line, less what came back. ``cost`` is None where no cost is known for anything sold;
    ``costed_net`` is the net of the goods whose cost is known.
    """

    takings: Money
    net: Money
    transactions: int
    sales: int
    items: int
    discounts: Money
    returns: Money
    return_count: int
    cost: Money | None
    costed_net: Money

    @property
    def average_basket(self) -> Money | None:
        """客单价: takings of sales alone for each sale, half up; None without a sale."""
        return _share(self.takings + self.returns, self.sales)

    @property
    def items_per_basket_hundredths(self) -> int | None:
        """Pieces for each transaction, times 100, half up; None without one."""
        if not self.transactions:
            return None
        return (200 * self.items + self.transactions) // (2 * self.transactions)

    @property
    def margin(self) -> Money | None:
        """What stays of the goods whose cost is known; None where it is known of none."""
        return None if self.cost is None else self.costed_net - self.cost


def _share(amount: Money, count: int) -> Money | None:
    if not count:
        return None
    return Money((2 * amount.minor + count) // (2 * count), amount.currency)


@dataclass(frozen=True, slots=True)
class HourFigure:
    """One hour of the shop's own clock, 0 to 23, over all days of the period."""

    hour: int
    takings: Money
    transactions: int


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One business day of the period that was traded on."""

    business_date: BusinessDate
    takings: Money
    transactions: int


@dataclass(frozen=True, slots=True)
class TenderShare:
    """What stayed of one tender: received less given back."""

    tender_type: TenderType
    count: int
    net: Money


@dataclass(frozen=True, slots=True)
class GoodsFigure:
    """One item. Quantity in thousandths of its unit, returns taken off; names as last sold."""

    sku: str
    name_zh: str
    name_en: str
    category: tuple[str, ...]
    quantity_thousandths: int
    net: Money
    cost: Money | None
    last_sold: BusinessDate | None


@dataclass(frozen=True, slots=True)
class CategoryFigure:
    """One category at the level below the lens's; ``transactions`` had such goods in them."""

    category: tuple[str, ...]
    quantity_thousandths: int
    transactions: int
    net: Money
    cost: Money | None


@dataclass(frozen=True, slots=True)
class OperatorFigure:
    """One operator: trade, and what a manager asks about.

    ``takings`` and ``transactions`` are of sales and returns; ``sold`` and ``sales`` of sales
    alone, as in a ``Headline``.
    """

    operator: OperatorId
    name: str
    takings: Money
    transactions: int
    sold: Money
    sales: int
    voids: int
    overrides: int
    no_sales: int
    returns: int

    @property
    def average_basket(self) -> Money | None:
        """客单价 of this operator, measured as that of all is."""
        return _share(self.sold, self.sales)


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """Members' part. A member is one of the till's own pseudonyms; nobody is named.

    ``visits`` are transactions with a member, whether the till knew them for longer than the day
    or not; ``members`` are those it knew who bought, ``repeat_members`` those of them who bought
    twice or more in the period: 复购率 is their part. ``new_members`` joined at the till.
    """

    members: int
    visits: int
    repeat_members: int
    takings: Money
    new_members: int

    @property
    def repeat_rate_ppm(self) -> int | None:
        """复购率 in parts per million, half up; None without members."""
        if not self.members:
            return None
        return (2_000_000 * self.repeat_members + self.members) // (2 * self.members)


@dataclass(frozen=True, slots=True)
class VisitFigure:
    """Members who bought as often as each other in a period, and what they brought together."""

    purchases: int
    members: int
    takings: Money


@dataclass(frozen=True, slots=True)
class MembersReport:
    """Members' part of a period, and how often they came; the rarest first."""

    completeness: Completeness
    figures: MemberFigures
    frequencies: tuple[VisitFigure, ...]


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One month of a period, or what of it is in the period."""

    period: Period
    headline: Headline
    members: MemberFigures


@dataclass(frozen=True, slots=True)
class CouponFunnel:
    """One campaign: shown at the till, taken into a basket, redeemed, and what it cost.

    One that head office has taken away since has its number for a name.
    """

    campaign: int
    shown: int
    taken: int
    redeemed: int
    cost: Money
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PromotionFigure:
    """One rule: how often it was used, on how much, and what it took off."""

    rule: str
    name_zh: str
    name_en: str
    transactions: int
    net: Money
    off: Money


@dataclass(frozen=True, slots=True)
class ControlFigure:
    """One kind of act under one reason, such as returns for faulty goods.

    ``kind`` is an ``ActKind`` that reports add up, or ``lost_sale``; amounts as it says.
    """

    kind: str
    reason_code: str
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All of it for one period and lens, and what it is measured against: ``compared``.

    Each of the two periods has its own ``completeness``: figures may be wanting of either.

    ``takings_by_now``: what the compared period had taken as long after its beginning as
    ``completeness.made_ms`` is after that of this one; None when the period is over. Half a day
    measured against a whole one would always look bad.
    """

    period: Period
    compared: Period
    lens: Lens
    completeness: Completeness
    completeness_before: Completeness
    headline: Headline
    before: Headline
    takings_by_now: Money | None
    hours: tuple[HourFigure, ...]
    hours_before: tuple[HourFigure, ...]
    days: tuple[DayFigure, ...]
    tenders: tuple[TenderShare, ...]
    top_goods: tuple[GoodsFigure, ...]
    slow_goods: tuple[GoodsFigure, ...]
    categories: tuple[CategoryFigure, ...]
    operators: tuple[OperatorFigure, ...]
    members: MemberFigures
    coupons: tuple[CouponFunnel, ...]
    promotions: tuple[PromotionFigure, ...]
    control: tuple[ControlFigure, ...]
    out_of_stock: int
    lost_sales: tuple[ControlFigure, ...]

    @property
    def rounding(self) -> Money:
        """What cash rounding made more (or less) of the takings than they were.

        Nothing where the lens narrows to goods: tenders pay for whole baskets.
        """
        takings = self.headline.takings
        if self.lens.category:
            return takings - takings
        return sum((one.net for one in self.tenders), -takings)
