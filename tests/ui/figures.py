"""Dashboards for tests and pictures: a lively day that is still open, and a month."""

from dataclasses import replace
from datetime import date, timedelta

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.insight.completeness import (
    Completeness,
    MissingDay,
    Restatement,
    TillMark,
)
from pos_app.domain.insight.figures import (
    CategoryFigure,
    ControlFigure,
    CouponFunnel,
    Dashboard,
    DayFigure,
    GoodsFigure,
    Headline,
    HourFigure,
    MemberFigures,
    MembersReport,
    MonthFigure,
    OperatorFigure,
    PromotionFigure,
    TenderShare,
    VisitFigure,
)
from pos_app.domain.insight.period import Lens, Period, single_day
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderType

TODAY = BusinessDate("2026-11-22")
_NOW_MS = 1_795_327_380_000  # 2026-11-22 14:03 in a shop eight hours ahead of UTC
_HOUR_MS = 3_600_000

_GOODS = (
    ("100002", "农夫山泉饮用天然水 550ml", "Nongfu Spring Drinking Water 550ml", 214_000, 42_800),
    ("100017", "红富士苹果", "Fuji Apples", 38_460, 38_421),
    ("100031", "蒙牛特仑苏纯牛奶 250ml×12", "Mengniu Deluxe Milk 250ml × 12", 6_000, 35_940),
    (
        "100044",
        "康师傅红烧牛肉面五连包",
        "Master Kong Beef Noodles, 5 packs",
        22_000,
        30_800,
    ),
    ("100052", "可口可乐 330ml", "Coca-Cola 330ml", 96_000, 28_800),
    ("100063", "五常大米 5kg", "Wuchang Rice 5kg", 4_000, 27_960),
    ("100071", "金龙鱼花生油 1.8L", "Arawana Peanut Oil 1.8l", 5_000, 26_450),
    ("100088", "维达抽纸 3 层 120 抽×6", "Vinda Tissues, 3 ply, 6 packs", 9_000, 17_910),
    ("100093", "鸡蛋（散）", "Eggs, loose", 14_220, 16_921),
    ("100101", "乐事薯片黄瓜味", "Lay's Cucumber Crisps", 25_000, 16_250),
)
_HOURS = (31, 88, 142, 97, 164, 203, 51)
_HOURS_BEFORE = (44, 79, 118, 126, 171, 149, 160, 92, 101, 133, 215, 240, 158)


def _yuan(minor: int) -> Money:
    return Money(minor)


def a_day() -> Dashboard:
    """Sunday at 14:03: the completeness of three tills as ``a_completeness`` says."""
    headline, before = _headlines()
    day = single_day(TODAY)
    return Dashboard(
        period=day,
        compared=day.before(),
        lens=Lens(),
        completeness=a_completeness(),
        completeness_before=a_completeness_before(),
        headline=headline,
        before=before,
        takings_by_now=_yuan(691_400),
        hours=_hours(8, _HOURS),
        hours_before=_hours(8, _HOURS_BEFORE),
        days=(DayFigure(TODAY, headline.takings, 131),),
        tenders=(
            TenderShare(TenderType.CARD, 74, _yuan(481_240)),
            TenderShare(TenderType.CASH, 49, _yuan(241_300)),
            TenderShare(TenderType.STORED_VALUE, 6, _yuan(48_000)),
            TenderShare(TenderType.COUPON, 5, _yuan(6_000)),
        ),
        top_goods=_goods(),
        slow_goods=_slow(),
        categories=_categories(),
        operators=_operators(),
        members=MemberFigures(52, 61, 8, _yuan(402_300), 3),
        coupons=(
            CouponFunnel(4_021, 96, 41, 28, _yuan(14_000), "双十一满减券", "11.11 money off"),
            CouponFunnel(4_033, 12, 9, 9, _yuan(4_500), "#4033", "#4033"),
        ),
        promotions=_promotions(),
        control=_control(),
        out_of_stock=3,
        lost_sales=(
            ControlFigure("lost_sale", "OUT_OF_STOCK", 4, _yuan(0)),
            ControlFigure("lost_sale", "PRICE", 2, _yuan(0)),
        ),
    )


def _headlines() -> tuple[Headline, Headline]:
    headline = Headline(
        takings=_yuan(776_540),
        net=_yuan(770_020),
        transactions=131,
        sales=128,
        items=642,
        discounts=_yuan(31_280),
        returns=_yuan(8_960),
        return_count=3,
        cost=_yuan(481_350),
        costed_net=_yuan(640_900),
    )
    before = Headline(
        takings=_yuan(1_786_120),
        net=_yuan(1_770_000),
        transactions=302,
        sales=298,
        items=1_377,
        discounts=_yuan(60_200),
        returns=_yuan(4_100),
        return_count=4,
        cost=_yuan(1_110_000),
        costed_net=_yuan(1_500_000),
    )
    return headline, before


def some_visits() -> MembersReport:
    """How often the members of a month came."""
    often = ((1, 502), (2, 311), (3, 170), (4, 96), (5, 44), (7, 31), (12, 38), (26, 12))
    return MembersReport(
        a_completeness(),
        a_month().members,
        tuple(VisitFigure(times, count, _yuan(times * count * 5_830)) for times, count in often),
    )


def some_months(period: Period) -> tuple[MonthFigure, ...]:
    """The months of a period, each a little different."""
    month = a_month()
    return tuple(
        MonthFigure(
            part,
            replace(
                month.headline,
                takings=_yuan(month.headline.takings.minor * (80 + number * 7 % 31) // 100),
            ),
            month.members,
        )
        for number, part in enumerate(period.months())
    )


def a_year() -> Dashboard:
    """The figures of a month as if they were those of most of a year."""
    period = Period(BusinessDate("2026-01-01"), TODAY)
    return replace(a_month(), period=period, compared=period.before())


def a_completeness() -> Completeness:
    """One till writes on, one has been silent since Friday, of one a day is still to come."""
    return Completeness(
        _NOW_MS,
        (
            TillMark("T03", is_here=True, until_ms=_NOW_MS),
            TillMark(
                "T01",
                is_here=False,
                until_ms=_NOW_MS - 50 * _HOUR_MS,
                heard_ms=_NOW_MS - 50 * _HOUR_MS + 240_000,
                is_silent=True,
            ),
            TillMark(
                "T02",
                is_here=False,
                until_ms=_NOW_MS - 120_000,
                missing=(MissingDay(BusinessDate("2026-11-21"), 3),),
                heard_ms=_NOW_MS - 60_000,
            ),
        ),
        (Restatement(BusinessDate("2026-11-20"), "T01", _NOW_MS - _HOUR_MS, 3),),
        (TODAY,),
    )


def a_completeness_before() -> Completeness:
    """The week before: a till was replaced after it had traded unheard for half a day."""
    week_ms = 7 * 24 * _HOUR_MS
    replaced = TillMark(
        "T02 (1)",
        is_here=False,
        until_ms=_NOW_MS - week_ms - 5 * _HOUR_MS,
        heard_ms=_NOW_MS - week_ms - 5 * _HOUR_MS,
        is_silent=True,
        out_ms=_NOW_MS - week_ms + 2 * _HOUR_MS,
    )
    here = TillMark("T03", is_here=True, until_ms=_NOW_MS)
    return Completeness(_NOW_MS, (here, replaced))


def of_another_till() -> Dashboard:
    """The day of T02 alone, of which three transactions are still to come."""
    day, made = a_day(), a_completeness()
    marks = tuple(mark for mark in made.tills if mark.till == "T02")
    return replace(day, lens=Lens(till="T02"), completeness=replace(made, tills=marks, restated=()))


def a_month() -> Dashboard:
    """A month of whole days from one till, measured against the days before."""
    period = Period(BusinessDate("2026-10-01"), BusinessDate("2026-10-31"))
    days = tuple(
        DayFigure(
            BusinessDate((date(2026, 10, 1) + timedelta(days=number)).isoformat()),
            _yuan(1_300_000 + (number * 7_919 % 13) * 61_000 + (200_000 if number % 7 == 2 else 0)),
            240 + number * 31 % 80,
        )
        for number in range(31)
    )
    day = a_day()
    takings = sum((one.takings for one in days), _yuan(0))
    return Dashboard(
        period=period,
        compared=period.before(),
        lens=Lens(),
        completeness=Completeness(_NOW_MS, (TillMark("T03", True, _NOW_MS - 500 * _HOUR_MS),)),
        completeness_before=Completeness(_NOW_MS, (TillMark("T03", True, _NOW_MS),)),
        headline=Headline(
            takings,
            takings,
            8_430,
            8_300,
            41_200,
            _yuan(1_930_000),
            _yuan(310_000),
            130,
            None,
            _yuan(0),
        ),
        before=Headline(
            takings + _yuan(2_210_900),
            takings,
            8_900,
            8_820,
            42_900,
            _yuan(1_700_000),
            _yuan(210_000),
            80,
            None,
            _yuan(0),
        ),
        takings_by_now=None,
        hours=_hours(7, tuple(30 * one for one in _HOURS_BEFORE)),
        hours_before=_hours(7, tuple(31 * one for one in reversed(_HOURS_BEFORE))),
        days=days,
        tenders=_paid(takings),
        top_goods=day.top_goods,
        slow_goods=day.slow_goods,
        categories=day.categories,
        operators=day.operators,
        members=MemberFigures(1_204, 3_980, 702, _yuan(takings.minor * 43 // 100), 96),
        coupons=(),
        promotions=(),
        control=(),
        out_of_stock=0,
        lost_sales=(),
    )


def _paid(takings: Money) -> tuple[TenderShare, ...]:
    """Three quarters by card, the rest in cash, which was rounded by a few cents."""
    card = takings.minor * 3 // 4
    return (
        TenderShare(TenderType.CARD, 6_100, _yuan(card)),
        TenderShare(TenderType.CASH, 2_330, _yuan(takings.minor - card - 87)),
    )


def _hours(first: int, counts: tuple[int, ...]) -> tuple[HourFigure, ...]:
    return tuple(
        HourFigure(hour, _yuan(count * 1_000 + hour), max(1, count // 6))
        for hour, count in enumerate(counts, first)
    )


def _goods() -> tuple[GoodsFigure, ...]:
    return tuple(
        GoodsFigure(
            sku,
            zh,
            en,
            ("食品",),
            thousandths,
            _yuan(net),
            _yuan(net * 7 // 10) if number % 3 else None,
            TODAY,
        )
        for number, (sku, zh, en, thousandths, net) in enumerate(_GOODS)
    )


def _slow() -> tuple[GoodsFigure, ...]:
    names = (
        ("桂花酒酿 500g", "Osmanthus Rice Wine 500g", "2026-10-03"),
        ("进口橄榄 340g", "Imported Olives 340g", "2026-09-18"),
        ("儿童雨伞", "Child's Umbrella", None),
    )
    return tuple(
        GoodsFigure(
            f"2000{number}",
            zh,
            en,
            ("杂货",),
            0 if last is None else 1_000,
            _yuan(0 if last is None else 1_980),
            None,
            BusinessDate(last) if last else None,
        )
        for number, (zh, en, last) in enumerate(names)
    )


def _categories() -> tuple[CategoryFigure, ...]:
    rows = (
        (("饮料",), 310_000, 88, 214_300),
        (("粮油",), 41_000, 39, 182_210),
        (("生鲜",), 120_400, 71, 164_030),
        (("零食",), 92_000, 54, 121_900),
        (("日用",), 38_000, 22, 87_580),
        ((), 2_000, 2, -1_200),
    )
    return tuple(
        CategoryFigure(path, quantity, count, _yuan(net), _yuan(net * 3 // 4) if net > 0 else None)
        for path, quantity, count, net in rows
    )


def _operators() -> tuple[OperatorFigure, ...]:
    rows = (
        ("op1001", "王芳", 412_300, 70, 4, 1, 0, 2),
        ("op1002", "李强", 281_240, 46, 1, 0, 1, 1),
        ("op1003", "Anna Kowalska", 83_000, 15, 0, 3, 0, 0),
    )
    return tuple(
        OperatorFigure(
            OperatorId(key),
            name,
            _yuan(takings),
            count,
            _yuan(takings + 2_000 * back),
            count - back,
            *acts,
            back,
        )
        for key, name, takings, count, *acts, back in rows
    )


def _promotions() -> tuple[PromotionFigure, ...]:
    rows = (
        ("half", "饮料第二件半价", "Second drink at half price", 44, 61_200, 15_300),
        ("cut", "满 100 减 10", "10 off 100", 9, 120_400, 9_000),
        ("member", "会员价", "Member prices", 31, 44_100, 6_980),
    )
    return tuple(
        PromotionFigure(rule, zh, en, count, _yuan(net), _yuan(off))
        for rule, zh, en, count, net, off in rows
    )


def _control() -> tuple[ControlFigure, ...]:
    rows = (
        ("return", "FAULTY", 2, 6_960),
        ("return", "CHANGED", 1, 2_000),
        ("return_without_receipt", "UNWANTED", 1, 1_290),
        ("void_line", "", 5, 8_840),
        ("void", "CHANGED", 1, 0),
        ("override", "DAMAGED", 4, 2_310),
        ("discount", "GOODWILL", 3, 1_950),
        ("post_void", "MISTAKE", 1, 4_600),
        ("no_sale", "CHANGE", 2, 0),
    )
    return tuple(
        ControlFigure(kind, reason, count, _yuan(amount)) for kind, reason, count, amount in rows
    )
