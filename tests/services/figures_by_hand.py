"""The manager's figures once more, from the journal's bodies, as simply as it goes.

Shares nothing with insight.db: another source, no SQL, no sums that are kept.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pos_app.domain.acts import RETURNS, ActKind
from pos_app.domain.insight.figures import Dashboard
from tests.builders import ITEMS

Body = dict[str, Any]
CATEGORIES = {item[0]: item[5] for item in ITEMS}
WEIGHED = frozenset(item[0] for item in ITEMS if item[7] == "KGM")


@dataclass(frozen=True)
class Deed:
    """A sale or return; with ``sign`` -1 one that was cancelled, where its cancelling stands."""

    body: Body
    data: Body
    kind: str
    sign: int

    @property
    def lines(self) -> list[Body]:
        return [line for line in self.data["lines"] if "v" not in line]


def deeds_of(bodies: Iterable[tuple[str, Body]]) -> list[Deed]:
    """Give what was sold and taken back, and what of it was cancelled."""
    found: list[Deed] = []
    by_receipt: dict[str, Deed] = {}
    for kind, body in bodies:
        if kind == "post_void":
            cancelled = by_receipt[body["d"]["of"]]
            found.append(Deed(body, cancelled.data, cancelled.kind, -1))
        else:
            deed = Deed(body, body["d"], kind, 1)
            by_receipt[deed.data["rcpt"]] = deed
            found.append(deed)
    return found


def figures(deeds: list[Deed], utc_offset_minutes: int, section: str = "") -> dict[str, Any]:
    """Add up; with a ``section`` goods are those of one category, and deeds those with any."""

    def of_section(line: Body) -> bool:
        return not section or CATEGORIES[line["sku"]] == section

    def hour(deed: Deed) -> int:
        return (deed.body["wall"] // 60_000 + utc_offset_minutes) // 60 % 24

    chosen = [deed for deed in deeds if not section or any(map(of_section, deed.lines))]
    lines = [(deed, line) for deed in chosen for line in deed.lines if of_section(line)]
    return {
        "takings": sum(deed.sign * deed.data["total"] for deed in chosen),
        "sales": sum(deed.sign for deed in chosen if deed.kind == "sale"),
        "returns": -sum(d.sign * d.data["total"] for d in chosen if d.kind == "return"),
        "return_count": sum(deed.sign for deed in chosen if deed.kind == "return"),
        "net": sum(deed.sign * line["net"] for deed, line in lines),
        "items": sum(deed.sign * _pieces(line) for deed, line in lines),
        "discounts": sum(deed.sign * (line["ext"] - line["net"]) for deed, line in lines),
        "hours": _sums((hour(deed), deed.sign * deed.data["total"]) for deed in chosen),
        "hourly": _sums((hour(deed), deed.sign) for deed in chosen),
        "days": _sums((d.body["bd"], d.sign * d.data["total"]) for d in chosen),
        "operators": _sums((d.body["op"], d.sign * d.data["total"]) for d in chosen),
        "tenders": _sums(
            (tender["t"], deed.sign * tender["a"])
            for deed in chosen
            for tender in deed.data["tenders"]
        ),
        "tendered": _sums(
            (tender["t"], deed.sign)
            for deed in chosen
            for tender in deed.data["tenders"]
            if "change" not in tender
        ),
        "goods": _sums((line["sku"], deed.sign * line["net"]) for deed, line in lines),
        "pieces": _sums((line["sku"], deed.sign * _moved(line)) for deed, line in lines),
        "sections": _sums((CATEGORIES[line["sku"]], d.sign * line["net"]) for d, line in lines),
        "baskets": _sums(
            (name, deed.sign)
            for deed in chosen
            for name in {CATEGORIES[line["sku"]] for line in deed.lines if of_section(line)}
        ),
        "taken_back": _sums(
            ((line["why"], "of" in line), 1)
            for deed, line in lines
            if "back" in line and deed.sign > 0
        ),
        "overridden": sum(
            "why" in line and "back" not in line for deed, line in lines if deed.sign > 0
        ),
    }


def told(dashboard: Dashboard) -> dict[str, Any]:
    """Give the same of a dashboard."""
    headline = dashboard.headline
    control = dashboard.control
    return {
        "takings": headline.takings.minor,
        "sales": headline.sales,
        "returns": headline.returns.minor,
        "return_count": headline.return_count,
        "net": headline.net.minor,
        "items": headline.items,
        "discounts": headline.discounts.minor,
        "hours": _sums((one.hour, one.takings.minor) for one in dashboard.hours),
        "hourly": _sums((one.hour, one.transactions) for one in dashboard.hours),
        "days": _sums((one.business_date, one.takings.minor) for one in dashboard.days),
        "operators": _sums((one.operator, one.takings.minor) for one in dashboard.operators),
        "tenders": _sums((one.tender_type.value, one.net.minor) for one in dashboard.tenders),
        "tendered": _sums((one.tender_type.value, one.count) for one in dashboard.tenders),
        "goods": _sums((one.sku, one.net.minor) for one in dashboard.top_goods),
        "pieces": _sums((one.sku, one.quantity_thousandths) for one in dashboard.top_goods),
        "sections": _sums(("/".join(c.category), c.net.minor) for c in dashboard.categories),
        "baskets": _sums(("/".join(c.category), c.transactions) for c in dashboard.categories),
        "taken_back": _sums(
            ((one.reason_code, one.kind == ActKind.RETURN), one.count)
            for one in control
            if one.kind in RETURNS
        ),
        "overridden": sum(one.count for one in control if one.kind == "override"),
    }


def _sums(pairs: Iterable[tuple[str | int, int]]) -> dict[str | int, int]:
    sums: Counter[str | int] = Counter()
    for key, value in pairs:
        sums[key] += value
    return {key: value for key, value in sums.items() if value}


def _moved(line: Body) -> int:
    return -line["q"] if "back" in line else int(line["q"])


def _pieces(line: Body) -> int:
    moved = _moved(line)
    if line["sku"] in WEIGHED:
        return 1 if moved > 0 else -1
    return moved // 1000
