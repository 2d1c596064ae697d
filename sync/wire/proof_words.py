"""A day's proof in words, Chinese and English: why it is not proved, and which number differs.

One source for the till's screens, its command line and the cloud's report. What the shop itself
names (tender types, tax groups, items) stands as it is.
"""

from typing import Final

Words = tuple[str, str]
"""Chinese and English."""

REASONS: Final[dict[str, Words]] = {
    "DAY_TRANSPORT_DIFFERS": ("两边流水不一致", "the journals differ"),
    "DAY_TRANSPORT_BEHIND": ("当日记录还没有全部上传", "not all of the day is in the cloud yet"),
    "DAY_NOT_PROJECTED": ("云端还在入账", "the cloud is still booking the day"),
    "DAY_MEANING_DIFFERS": ("数目不一致", "the sums differ"),
    "DAY_SCOPES_DIFFER": ("商品、价格或会员资料不一致", "goods, prices or members differ"),
    "DAY_SCOPES_BEHIND": (
        "商品、价格或会员资料不是最新",
        "goods, prices or members are not the newest",
    ),
    "DAY_TILL_SILENT": ("收银机当天没有消息", "the till has said nothing of this day"),
    "DAY_NOT_CLOSED": ("有销售，还没有日结", "the till has sold and not closed the day"),
    "DAY_NOT_COMPARED": ("还没有核对", "not compared yet"),
}
"""By the reason of a ``DayProof`` or of a till's day in the cloud's report."""

_SECTIONS: Final[dict[str, Words]] = {
    "count": ("笔数", "Count"),
    "total": ("合计", "Total"),
    "tender": ("付款", "Payments"),
    "tax": ("税", "Tax"),
    "stock": ("商品", "Goods"),
    "points": ("积分", "Points"),
    "coupon": ("券", "Coupons"),
    "cash": ("钱箱", "Drawer"),
    "receipts": ("小票号", "Receipt numbers"),
}
_KEYS: Final[dict[tuple[str, str], Words]] = {
    ("count", "sale"): ("销售", "sales"),
    ("count", "return"): ("退货", "returns"),
    ("count", "post_void"): ("冲销", "post voids"),
    ("count", "lines"): ("商品行", "lines"),
    ("total", "total"): ("应收", "amounts due"),
    ("total", "discount"): ("优惠", "discounts"),
    ("total", "tax_added"): ("价外税", "tax added to prices"),
    ("total", "rounding"): ("现金抹零", "cash rounding"),
    ("total", "lines"): ("商品行金额", "amounts of lines"),
    ("tender", "cash"): ("现金", "cash"),
    ("tender", "card"): ("银行卡", "card"),
    ("tender", "coupon"): ("厂商券", "makers' coupons"),
    ("tender", "stored_value"): ("礼品卡", "gift cards"),
    ("cash", "loan"): ("备用金", "more float"),
    ("cash", "pickup"): ("缴款", "to the safe"),
    ("cash", "paid_in"): ("其他收入", "paid in"),
    ("cash", "paid_out"): ("其他支出", "paid out"),
    ("cash", "counted"): ("交班清点", "counted at shift ends"),
    ("cash", "expected"): ("交班应有", "expected at shift ends"),
    ("points", "#spent"): ("抵用", "spent"),
    ("points", "#purchase"): ("消费所得", "earned by purchases"),
    ("receipts", "set"): ("不是同一批", "not the same ones"),
}
"""Keys of sync/wire/digests.py."""

_TAX: Final[dict[str, Words]] = {"base": ("计税额", "base"), "tax": ("税额", "tax")}


def number(section: str, key: str) -> Words:
    """Name a number of a day's proof: its section and what of it. Nobody's handle is in it."""
    if section == "points":
        key = key.rpartition(":")[2]
    zh, en = _SECTIONS.get(section, (section, section))
    zh_key, en_key = _tax(key) if section == "tax" else _KEYS.get((section, key), (key, key))
    return f"{zh} · {zh_key}", f"{en} · {en_key}"


def _tax(key: str) -> Words:
    code, _, part = key.rpartition(":")
    zh, en = _TAX.get(part, (part, part))
    return f"{code} {zh}", f"{code} {en}"
