"""What is asked of insight.db: sums of the turns of a period, as figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.acts import RETURNS, ActKind
from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.insight.completeness import Restatement
from pos_app.domain.insight.figures import (
    ControlFigure,
    DayFigure,
    HourFigure,
    MemberFigures,
    OperatorFigure,
    PromotionFigure,
    TenderShare,
    VisitFigure,
)
from pos_app.domain.insight.period import Lens, Period
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderType
from pos_app.domain.transaction import TransactionKind
from pos_app.store.database import Connection
from pos_app.store.insight.tables import JOINED

TURNS: Final = """turn.business_date BETWEEN :first AND :last
 AND (:till IS NULL OR turn.till = :till) AND (:shift IS NULL OR turn.shift = :shift)
 AND (:operator IS NULL OR turn.operator = :operator)"""
SKUS: Final = "(:skus IS NULL OR sku IN (SELECT value FROM json_each(:skus)))"
_KINDS: Final = f"""SELECT kind, sum(transactions), sum(takings_minor)
 FROM turn JOIN trade ON trade.turn = turn.id WHERE {TURNS} GROUP BY kind"""
_ALL_GOODS: Final = f"""SELECT coalesce(sum(net_minor), 0), coalesce(sum(off_minor), 0),
 coalesce(sum(pieces), 0) FROM turn JOIN department ON department.turn = turn.id
 WHERE {TURNS} AND category = (SELECT id FROM category WHERE path = '[]')"""
_HOURS: Final = f"""SELECT hour, sum(takings_minor), sum(transactions)
 FROM turn JOIN trade ON trade.turn = turn.id WHERE {TURNS} GROUP BY hour ORDER BY hour"""
_DAYS: Final = f"""SELECT business_date, sum(takings_minor), sum(transactions)
 FROM turn JOIN trade ON trade.turn = turn.id WHERE {TURNS} GROUP BY business_date ORDER BY 1"""
_TENDERS: Final = f"""SELECT tender_type, sum(count), sum(net_minor)
 FROM turn JOIN tender ON tender.turn = turn.id WHERE {TURNS} GROUP BY tender_type ORDER BY 1"""
_OPERATORS: Final = f"""SELECT operator, max(name), sum(takings_minor), sum(transactions),
 sum(iif(kind = 'sale', takings_minor, 0)), sum(iif(kind = 'sale', transactions, 0))
 FROM turn JOIN trade ON trade.turn = turn.id WHERE {TURNS} GROUP BY operator"""
_OPERATOR_ACTS: Final = f"""SELECT operator, max(name), kind, sum(count)
 FROM turn JOIN act ON act.turn = turn.id WHERE {TURNS} AND operator <> ''
 GROUP BY operator, kind"""
_ACTS: Final = f"""SELECT kind, reason_code, sum(count), sum(amount_minor)
 FROM turn JOIN act ON act.turn = turn.id WHERE {TURNS} AND kind <> '{JOINED}'
 GROUP BY kind, reason_code HAVING sum(count) <> 0 OR sum(amount_minor) <> 0
 ORDER BY kind, sum(count) DESC, reason_code"""
_VISITS: Final = f"""WITH bought AS (SELECT member, sum(sales) AS sales,
 sum(transactions) AS visits, sum(takings_minor) AS takings
 FROM turn JOIN visit ON visit.turn = turn.id WHERE {TURNS} GROUP BY member)
 SELECT coalesce(sum(member > 0 AND sales > 0), 0), coalesce(sum(visits), 0),
 coalesce(sum(member > 0 AND sales > 1), 0), coalesce(sum(takings), 0) FROM bought"""
_JOINED: Final = f"""SELECT coalesce(sum(count), 0) FROM turn JOIN act ON act.turn = turn.id
 WHERE {TURNS} AND kind = '{JOINED}'"""
_PROMOTIONS: Final = f"""SELECT rule, name_zh, name_en, sum(transactions), sum(net_minor),
 sum(off_minor) FROM turn JOIN promotion ON promotion.turn = turn.id
 JOIN rule ON rule.id = promotion.rule WHERE {TURNS} GROUP BY rule
 HAVING sum(transactions) <> 0 OR sum(off_minor) <> 0 ORDER BY sum(off_minor) DESC, rule"""
_COUPONS: Final = f"""SELECT campaign, sum(redeemed), sum(off_minor)
 FROM turn JOIN coupon ON coupon.turn = turn.id WHERE {TURNS} GROUP BY campaign
 HAVING sum(redeemed) <> 0 OR sum(off_minor) <> 0"""
_FREQUENCIES: Final = f"""WITH bought AS (SELECT member, sum(sales) AS sales,
 sum(takings_minor) AS takings FROM turn JOIN visit ON visit.turn = turn.id
 WHERE {TURNS} AND member > 0 GROUP BY member)
 SELECT sales, count(*), sum(takings) FROM bought WHERE sales > 0 GROUP BY sales ORDER BY sales"""
_LOST: Final = f"""SELECT reason_code, sum(count) FROM turn JOIN lost ON lost.turn = turn.id
 WHERE {TURNS} AND {SKUS} GROUP BY reason_code ORDER BY 2 DESC, 1"""
_ABSENT: Final = f"""SELECT coalesce(sum(count), 0) FROM turn JOIN absent ON absent.turn = turn.id
 WHERE {TURNS} AND {SKUS}"""
_STEPS: Final = f"""SELECT campaign, sum(shown), sum(taken) FROM turn
 JOIN step ON step.turn = turn.id WHERE {TURNS} GROUP BY campaign"""
_TAKEN_BY: Final = f"""SELECT coalesce(sum(iif(hour < :hour, takings_minor,
 takings_minor * :minutes / 60)), 0) FROM turn JOIN trade ON trade.turn = turn.id
 WHERE {TURNS} AND turn.business_date = :day AND turn.till <> :here AND hour <= :hour"""
_GOODS_BELOW: Final = """SELECT DISTINCT sku FROM item JOIN category ON category.id = item.category
 WHERE substr(path, 1, length(:beginning)) = :beginning
 AND substr(path, length(:beginning) + 1, 1) IN (',', ']')"""
_MARKS: Final = "SELECT till, until_ms FROM mark ORDER BY till"
_OPEN_DAYS: Final = """SELECT DISTINCT business_date FROM day WHERE closed_ms IS NULL
 AND business_date BETWEEN :first AND :last AND (:till IS NULL OR till = :till) ORDER BY 1"""
_RESTATED: Final = """SELECT business_date, till, late_ms, late_transactions FROM day
 WHERE late_transactions > 0 AND business_date BETWEEN :first AND :last
 AND (:till IS NULL OR till = :till) ORDER BY business_date, till"""


@dataclass(frozen=True, slots=True)
class Trade:
    """Sums of transactions and of their goods, from which a headline is made."""

    sales: int
    sales_takings: Money
    returns: int
    returns_takings: Money
    net: Money
    off: Money
    pieces_thousandths: int

    @property
    def takings(self) -> Money:
        """Sales less returns."""
        return self.sales_takings + self.returns_takings


class Reading:
    """Answers questions from one state of insight.db, about a period and what of it is looked at.

    What the lens says of categories counts for how goods are listed alone: where goods narrow what
    is looked at, the file itself holds nothing else (``folding.Fold``).
    """

    def __init__(self, cube: Connection, period: Period, lens: Lens, currency: str) -> None:
        self._driver = cube.connection.cursor()
        self.currency = currency
        self.category = lens.category
        self.named: Mapping[str, Any] = {
            "first": period.first,
            "last": period.last,
            "till": lens.till,
            "shift": lens.shift,
            "operator": lens.operator,
        }

    def rows(self, statement: str, **more: Any) -> list[tuple[Any, ...]]:
        """Read rows of a statement of this package."""
        found: list[tuple[Any, ...]]
        found = self._driver.execute(statement, {**self.named, **more}).fetchall()
        return found

    def money(self, minor: int) -> Money:
        """Make an amount of this store's currency."""
        return Money(minor, self.currency)

    def trade(self) -> Trade:
        """Add up transactions and goods."""
        kinds = {kind: (count, takings) for kind, count, takings in self.rows(_KINDS)}
        sales, sold = kinds.get(TransactionKind.SALE, (0, 0))
        returns, back = kinds.get(TransactionKind.RETURN, (0, 0))
        net, off, pieces = self.rows(_ALL_GOODS)[0]
        return Trade(
            sales,
            self.money(sold),
            returns,
            self.money(back),
            self.money(net),
            self.money(off),
            pieces,
        )

    def hours(self) -> tuple[HourFigure, ...]:
        """Give the hours that had any trade."""
        return tuple(
            HourFigure(hour, self.money(takings), count)
            for hour, takings, count in self.rows(_HOURS)
        )

    def days(self) -> tuple[DayFigure, ...]:
        """Give the days that had any trade."""
        return tuple(
            DayFigure(BusinessDate(day), self.money(takings), count)
            for day, takings, count in self.rows(_DAYS)
        )

    def tenders(self) -> tuple[TenderShare, ...]:
        """Give the tenders, the most first."""
        shares = [
            TenderShare(TenderType(kind), count, self.money(net))
            for kind, count, net in self.rows(_TENDERS)
        ]
        return tuple(sorted(shares, key=lambda one: -one.net.minor))

    def operators(self) -> tuple[OperatorFigure, ...]:
        """Give the operators with what they took and did, the most takings first."""
        acts: dict[str, dict[str, int]] = {}
        names: dict[str, str] = {}
        for operator, name, kind, count in self.rows(_OPERATOR_ACTS):
            acts.setdefault(operator, {})[kind] = count
            names[operator] = name
        trade = {row[0]: row[2:] for row in self.rows(_OPERATORS)}
        names |= {row[0]: row[1] for row in self.rows(_OPERATORS)}
        figures = []
        for operator, name in names.items():
            takings, transactions, sold, sales = trade.get(operator, (0, 0, 0, 0))
            did = acts.get(operator, {})
            figures.append(
                OperatorFigure(
                    OperatorId(operator),
                    name,
                    self.money(takings),
                    transactions,
                    self.money(sold),
                    sales,
                    voids=did.get(ActKind.VOID, 0) + did.get(ActKind.VOID_LINE, 0),
                    overrides=did.get(ActKind.OVERRIDE, 0),
                    no_sales=did.get(ActKind.NO_SALE, 0),
                    returns=sum(did.get(kind, 0) for kind in RETURNS),
                )
            )
        return tuple(sorted(figures, key=lambda one: (-one.takings.minor, one.operator)))

    def acts(self) -> tuple[ControlFigure, ...]:
        """Give what a manager asks about, by kind and reason."""
        return tuple(
            ControlFigure(kind, reason, count, self.money(amount))
            for kind, reason, count, amount in self.rows(_ACTS)
        )

    def promotions(self) -> tuple[PromotionFigure, ...]:
        """Give the rules that were used, what took most off first."""
        return tuple(
            PromotionFigure(rule, name_zh, name_en, count, self.money(net), self.money(off))
            for rule, name_zh, name_en, count, net, off in self.rows(_PROMOTIONS)
        )

    def coupons(self) -> dict[int, tuple[int, Money]]:
        """Give by campaign the coupons that were redeemed, and what they took off."""
        return {
            campaign: (redeemed, self.money(off)) for campaign, redeemed, off in self.rows(_COUPONS)
        }

    def members(self) -> MemberFigures:
        """Add up the members' part."""
        new_members = self.rows(_JOINED)[0][0]
        members, visits, repeat, takings = self.rows(_VISITS)[0]
        return MemberFigures(members, visits, repeat, self.money(takings), new_members)

    def frequencies(self) -> tuple[VisitFigure, ...]:
        """Give how many members bought how often."""
        return tuple(
            VisitFigure(purchases, members, self.money(takings))
            for purchases, members, takings in self.rows(_FREQUENCIES)
        )

    # ---- what was offered, and wanted and not bought

    def goods_below(self, beginning: str) -> tuple[str, ...]:
        """List the SKUs that were ever sold in a category; ``beginning`` is its path left open."""
        return tuple(row[0] for row in self.rows(_GOODS_BELOW, beginning=beginning))

    def lost_sales(self, skus: tuple[str, ...] | None) -> tuple[tuple[str, int], ...]:
        """Count sales that were not made by reason, the most frequent first."""
        return tuple((reason, count) for reason, count in self.rows(_LOST, skus=_listed(skus)))

    def out_of_stock(self, skus: tuple[str, ...] | None) -> int:
        """Count how often goods were asked for that the books had none of."""
        return int(self.rows(_ABSENT, skus=_listed(skus))[0][0])

    def coupon_steps(self) -> dict[int, tuple[int, int]]:
        """Count by campaign coupons that were shown, and those that were taken into a basket."""
        return {campaign: (shown, taken) for campaign, shown, taken in self.rows(_STEPS)}

    def taken_elsewhere_by(self, day: BusinessDate, here: str, minutes: int) -> int:
        """Add up what other tills had taken by so many minutes after midnight, in minor units.

        Rounding: of the hour that runs, as much of its takings as of it is gone, each turn's
        rounded towards nothing. Their own minutes are known to no other till.
        """
        at = {"hour": minutes // 60, "minutes": minutes % 60}
        return int(self.rows(_TAKEN_BY, day=day, here=here, **at)[0][0])

    # ---- completeness

    def marks(self) -> dict[str, int | None]:
        """Give this till and the time of its last fact."""
        return dict(self.rows(_MARKS))

    def open_days(self) -> tuple[BusinessDate, ...]:
        """List the days of the period that are not closed."""
        return tuple(BusinessDate(row[0]) for row in self.rows(_OPEN_DAYS))

    def restated(self) -> tuple[Restatement, ...]:
        """List the days that changed after they were closed and had been added up as such."""
        return tuple(
            Restatement(BusinessDate(day), till, at_ms, count)
            for day, till, at_ms, count in self.rows(_RESTATED)
        )


def _listed(skus: tuple[str, ...] | None) -> str | None:
    return None if skus is None else json.dumps(skus)
