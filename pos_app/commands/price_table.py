"""A priced basket as lines of text in both languages, and as JSON."""

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from pos_app.domain.money import Money
from pos_app.domain.plain_text import visible
from pos_app.domain.pricing.bundle import Choose, RuleBundle
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.pricing.trace import Application, NextReduction, UnusedCoupon
from pos_app.ui import formats

_WIDTHS: Final = (34, 10, 12, 12, 12)
_WHY: Final[dict[str, tuple[str, str]]] = {
    "WRONG_STORE": ("本店不能用", "not in this store"),
    "WRONG_CHANNEL": ("这个渠道不能用", "not in this channel"),
    "NOT_ALIVE": ("现在不在有效时间内", "not valid at this time"),
    "NOT_FOR_BUYER": ("这位顾客不能用", "not for this customer"),
    "ENTITLEMENT_MISSING": ("没有对应的权益", "the right it takes is missing"),
    "USED_UP": ("次数或额度已用完", "used up"),
    "NOTHING_ELIGIBLE": ("没有适用的商品", "nothing in the basket it is good for"),
    "NEEDS_MORE": ("还差 {missing}", "{missing} short"),
    "NEEDS_MORE_UNITS": ("还差 {missing} 件", "{missing} piece(s) short"),
    "BETTER_WITHOUT": ("不用它更划算", "the customer pays less without it"),
}


def as_table(
    priced: PricedTransaction, bundle: RuleBundle, *, explains: bool = False
) -> Iterator[str]:
    """Write the basket for a person, in both languages."""
    yield f"方案 Bundle: {visible(bundle.id)} · {bundle.version} · {bundle.hash[:16]}"
    for path in bundle.unknown:
        yield visible(f"  未识别，未使用 / not known and left out: {path}")
    yield ""
    yield _row("商品 Item", "数量 Qty", "原价 Shelf", "优惠 Off", "金额 Amount")
    for line in priced.lines:
        yield _line(line)
        if explains:
            yield from _reductions_of(line, priced)
    yield ""
    yield from _sums(priced)
    yield from _savings(priced, explains=explains)
    yield from _hints(priced)
    yield ""
    yield _verdict(priced, bundle)


def _line(line: PricedLine) -> str:
    item = line.line.item
    name = _both(item.name_zh, item.name_en) or item.sku
    return _row(
        visible(name),
        formats.quantity_with_unit(line.line.quantity, item.unit),
        formats.amount(line.extended),
        formats.amount(line.extended - line.net),
        formats.amount(line.amount),
    )


def _reductions_of(line: PricedLine, priced: PricedTransaction) -> Iterator[str]:
    uses = priced.trace.applications
    for modifier in line.modifiers:
        if modifier.application is None:
            continue
        use = uses[modifier.application]
        units = sum(share.units for share in use.shares if share.line == line.line.number)
        seen = formats.amount(Money(use.seen, line.net.currency))
        share = "，按份额分摊 shared" if modifier.is_share else ""
        yield (
            f"    -{formats.amount(modifier.amount)}  {_name(use)}：{units} 件，"
            f"计算基数 {seen}{share} / {units} piece(s), worked on {seen}"
        )
    if not line.modifiers:
        yield "    没有优惠 / nothing off"


def _sums(priced: PricedTransaction) -> Iterator[str]:
    yield _sum("小计 Subtotal", priced.subtotal)
    if priced.discount:
        yield _sum("优惠 Off", -priced.discount)
    for tax in priced.taxes:
        if tax.group.rate_ppm:
            kind = "含 in price" if tax.group.is_inclusive else "另加 added"
            label = f"税 Tax {visible(tax.group.code)} {formats.rate(tax.group.rate_ppm)} ({kind})"
            yield _sum(label, tax.tax)
    yield _sum("应付 Total", priced.total)


def _savings(priced: PricedTransaction, *, explains: bool) -> Iterator[str]:
    currency = priced.transaction.currency
    trace = priced.trace
    if trace.applications:
        yield ""
        yield "各项优惠 Savings by rule:"
    for use in trace.applications:
        yield _sum(f"  {_name(use)}", Money(-use.off, currency))
        if explains:
            yield f"      {_details(use, currency)}"
    if trace.points:
        yield ""
        yield "积分 Points earned:"
    for entry in trace.points:
        yield _row(
            f"  {visible(_both(entry.name_zh, entry.name_en))}", "", "", "", str(entry.points)
        )


def _details(use: Application, currency: str) -> str:
    lines = ", ".join(
        f"#{share.line} {formats.amount(Money(share.off, currency))}" for share in use.shares
    )
    coupon = f" · 券 coupon {visible(use.coupon)}" if use.coupon else ""
    return f"{visible(use.rule)} · ×{use.times} · {lines}{coupon}"


def _hints(priced: PricedTransaction) -> Iterator[str]:
    trace = priced.trace
    currency = priced.transaction.currency
    if trace.next_reductions:
        yield ""
        yield "再买可享 Next reductions:"
    for hint in trace.next_reductions:
        yield f"  {_next(hint, currency)}"
    if trace.unused_coupons:
        yield ""
        yield "未用上的券 Coupons without effect:"
    for coupon in trace.unused_coupons:
        yield f"  {visible(coupon.coupon)}: {_why(coupon, currency)}"


def _next(hint: NextReduction, currency: str) -> str:
    zh, en = [], []
    if hint.missing:
        missing = formats.money(Money(hint.missing, currency))
        zh, en = [missing], [missing]
    if hint.missing_count:
        zh.append(f"{hint.missing_count} 件")
        en.append(f"{hint.missing_count} piece(s)")
    gain = formats.money(Money(hint.gain, currency))
    name = visible(_both(hint.name_zh, hint.name_en) or hint.rule)
    more = " and ".join(en)
    return f"{name}：再买 {'、'.join(zh)} 多省 {gain} / {more} more takes another {gain} off"


def _why(coupon: UnusedCoupon, currency: str) -> str:
    zh, en = _WHY.get(coupon.why, (coupon.why, coupon.why))
    is_money = coupon.why == "NEEDS_MORE"
    missing = formats.money(Money(coupon.missing, currency)) if is_money else str(coupon.missing)
    return f"{zh} / {en}".replace("{missing}", missing)


def _verdict(priced: PricedTransaction, bundle: RuleBundle) -> str:
    trace = priced.trace
    if bundle.policy.choose is Choose.PRIORITY:
        return "按方案的优先级计价 / priced in the order of the rules"
    if trace.is_proved:
        return "已证明：没有更省的用法 / proved: no other use of the rules costs less"
    return f"未能证明是最省的用法 / not proved to be the least, after {trace.steps} steps"


def _name(use: Application) -> str:
    return visible(_both(use.name_zh, use.name_en) or use.rule)


def _both(zh: str, en: str) -> str:
    return f"{zh} {en}" if zh and en and zh != en else zh or en


def _sum(label: str, amount: Money) -> str:
    return _row(label, "", "", "", formats.amount(amount))


def _row(first: str, *rest: str) -> str:
    """Lay a row out; a first cell that is too long has a line of its own, nothing of it is lost."""
    is_long = _width(first) >= _WIDTHS[0]
    cells = [" " * _WIDTHS[0] if is_long else first + _padding(first, _WIDTHS[0])]
    cells += [_padding(text, width) + text for text, width in zip(rest, _WIDTHS[1:], strict=True)]
    row = "".join(cells).rstrip()
    return f"{first}\n{row}" if is_long else row


def _width(text: str) -> int:
    """Count the columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padding(text: str, width: int) -> str:
    return " " * max(width - _width(text), 1)


def as_json(priced: PricedTransaction, bundle: RuleBundle) -> dict[str, Any]:
    """Give the basket for a machine; amounts in minor units."""
    trace = priced.trace
    return {
        "bundle": {
            "id": bundle.id,
            "version": bundle.version,
            "hash": bundle.hash,
            "unknown": list(bundle.unknown),
        },
        "currency": priced.transaction.currency,
        "subtotal": priced.subtotal.minor,
        "discount": priced.discount.minor,
        "tax_added": priced.tax_added.minor,
        "total": priced.total.minor,
        "lines": [_line_as_json(line, priced) for line in priced.lines],
        "taxes": [
            {"tax": tax.group.code, "base": tax.base.minor, "amount": tax.tax.minor}
            for tax in priced.taxes
        ],
        "rules": [_use_as_json(use) for use in trace.applications],
        "next_reductions": [
            {
                "rule": hint.rule,
                "missing": hint.missing,
                "missing_count": hint.missing_count,
                "gain": hint.gain,
            }
            for hint in trace.next_reductions
        ],
        "unused_coupons": [
            {"coupon": coupon.coupon, "why": coupon.why, "missing": coupon.missing}
            for coupon in trace.unused_coupons
        ],
        "points": [{"rule": entry.rule, "points": entry.points} for entry in trace.points],
        "is_best": trace.is_best,
        "is_proved": trace.is_proved,
        "steps": trace.steps,
    }


def _line_as_json(line: PricedLine, priced: PricedTransaction) -> dict[str, Any]:
    uses = priced.trace.applications
    return {
        "line": line.line.number,
        "sku": line.line.item.sku,
        "quantity": formats.quantity(line.line.quantity),
        "shelf": line.extended.minor,
        "net": line.net.minor,
        "tax": line.tax.minor,
        "amount": line.amount.minor,
        "reductions": [
            {"rule": uses[modifier.application].rule, "off": modifier.amount.minor}
            for modifier in line.modifiers
            if modifier.application is not None
        ],
    }


def _use_as_json(use: Application) -> dict[str, Any]:
    return {
        "rule": use.rule,
        "seen": use.seen,
        "off": use.off,
        "times": use.times,
        "coupon": use.coupon,
        "shares": [
            {"line": share.line, "units": share.units, "off": share.off} for share in use.shares
        ],
    }
