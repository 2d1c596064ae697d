"""What a new store begins with for its currency: cash, and the usual taxes of the country. Data.

Taxes are a beginning that whoever sets the store up looks at and changes; each country says why.
As of 2026.
"""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.money import Rounding


@dataclass(frozen=True, slots=True)
class Country:
    """``taxes``: code and rate in millionths; ``is_inclusive``: shelf prices have them in.

    ``why_zh`` and ``why_en`` say where the rates come from.
    """

    currency: str
    name_zh: str
    name_en: str
    step_minor: int
    rounding: Rounding
    denominations: tuple[int, ...]
    quick_notes: tuple[int, ...]
    taxes: tuple[tuple[str, int], ...]
    is_inclusive: bool
    why_zh: str
    why_en: str


COUNTRIES: Final = (
    Country(
        "CNY",
        "人民币",
        "Yuan",
        10,
        Rounding.DOWN,
        (10000, 5000, 2000, 1000, 500, 100, 50, 10),
        (1000, 2000, 5000, 10000),
        (("V13", 130_000), ("V9", 90_000), ("V6", 60_000), ("V0", 0)),
        is_inclusive=True,
        why_zh="中国内地增值税：一般货物 13%，粮油、鲜活等 9%，服务 6%，免税 0；标价含税。",
        why_en="Mainland China, VAT: 13 most goods, 9 staple foods, 6 services, 0 exempt; "
        "prices have it in.",
    ),
    Country(
        "HKD",
        "港元",
        "Hong Kong dollar",
        10,
        Rounding.HALF_UP,
        (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
        (2000, 5000, 10000, 50000),
        (("V0", 0),),
        is_inclusive=True,
        why_zh="香港没有增值税或销售税。",
        why_en="Hong Kong has no tax on sales.",
    ),
    Country(
        "MOP",
        "澳门元",
        "Pataca",
        10,
        Rounding.HALF_UP,
        (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
        (2000, 5000, 10000, 50000),
        (("V0", 0),),
        is_inclusive=True,
        why_zh="澳门没有增值税或销售税。",
        why_en="Macao has no general tax on sales.",
    ),
    Country(
        "TWD",
        "新台币",
        "Taiwan dollar",
        100,
        Rounding.HALF_UP,
        (200000, 100000, 50000, 20000, 10000, 5000, 1000, 500, 100),
        (10000, 50000, 100000),
        (("V5", 50_000), ("V0", 0)),
        is_inclusive=True,
        why_zh="台湾营业税 5%，标价含税；收现到元。",
        why_en="Taiwan, business tax of 5, prices have it in; cash in whole dollars.",
    ),
    Country(
        "SGD",
        "新加坡元",
        "Singapore dollar",
        5,
        Rounding.HALF_UP,
        (100000, 10000, 5000, 1000, 500, 200, 100, 50, 20, 10, 5),
        (500, 1000, 5000, 10000),
        (("G9", 90_000), ("G0", 0)),
        is_inclusive=True,
        why_zh="新加坡消费税 9%（2024 年起），标价含税；收现到 5 分。",
        why_en="Singapore, GST of 9 since 2024, prices have it in; cash in steps of 5 cents.",
    ),
    Country(
        "USD",
        "美元",
        "US dollar",
        1,
        Rounding.HALF_UP,
        (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1),
        (500, 1000, 2000, 5000, 10000),
        (("T", 0), ("N", 0)),
        is_inclusive=False,
        why_zh="美国销售税由州和市决定，标价不含税：请填写本店的税率。",
        why_en="United States: state and city decide, prices are without it. Type your own rate.",
    ),
    Country(
        "EUR",
        "欧元",
        "Euro",
        1,
        Rounding.HALF_UP,
        (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
        (500, 1000, 2000, 5000),
        (("A19", 190_000), ("B7", 70_000), ("Z0", 0)),
        is_inclusive=True,
        why_zh="欧元区各国不同，这里是德国的 19% 与 7%：请改成本国税率；标价含税。",
        why_en="Every euro country has its own; these are Germany's 19 and 7. Prices have it in.",
    ),
)


def country_of(currency: str) -> Country:
    """Find what belongs to a currency; the first where it is none of these."""
    return next((each for each in COUNTRIES if each.currency == currency), COUNTRIES[0])
