"""X and Z reports on paper. Both carry the journal position, so that paper anchors the records."""

from pos_app.domain.money import Money
from pos_app.domain.report import CashFigures, Figures, TaxFigure, TenderFigure, XReport, ZReport
from pos_app.domain.shift import Shift
from pos_app.receipts.heads import (
    Letterhead,
    amount,
    centred,
    finish,
    pair,
    signature,
    store_head,
    text,
)
from pos_app.receipts.heads import marks as training_marks
from pos_app.receipts.paper import Align, Column, Line, Paper, Part, Rule, Size
from pos_app.receipts.slips import denominations
from pos_app.receipts.texts import Words, money, rate


def report(report: XReport | ZReport, head: Letterhead) -> Paper:
    """Set whichever of the two it is."""
    return z_report(report, head) if isinstance(report, ZReport) else x_report(report, head)


def x_report(report: XReport, head: Letterhead) -> Paper:
    """Set the figures as they stand, without closing anything."""
    words = head.words
    parts = _head(report, head, words["x_report"])
    parts.append(centred(words["not_closed"]))
    parts += _figures(report, head)
    parts += _foot(report, head)
    title = f"{words['x_report']} {report.business_date}"
    return Paper(title, finish(parts, is_training=report.is_training, head=head))


def z_report(report: ZReport, head: Letterhead) -> Paper:
    """Set the figures of a shift or a day that is closed, with what was counted.

    Only a day has a Z number: a shift's report is not one of that gapless series.
    """
    words, x = head.words, report.x
    name = words["z_shift" if x.shift else "z_report"]
    parts = _head(x, head, name)
    if not x.shift:
        parts.append(pair(words["z_number"], f"{report.number:06d}"))
    parts += _figures(x, head)
    parts += _counted(report, words)
    if report.counts:
        parts += denominations(report.counts, head)
    if report.shifts:
        parts += _shifts(report.shifts, head)
    parts += _foot(x, head)
    parts += signature(words["operator_signature"])
    parts += signature(words["manager_signature"])
    title = f"{name} {report.number:06d}"
    return Paper(title, finish(parts, is_training=x.is_training, head=head))


def _head(report: XReport, head: Letterhead, title: str) -> list[Part]:
    words = head.words
    parts = store_head(head)
    parts += training_marks(head, is_training=report.is_training)
    parts.append(centred(title, Size.DOUBLE, is_bold=True))
    parts.append(Rule("="))
    parts.append(pair(words["business_date"], report.business_date))
    parts.append(pair(words["till"], f"{report.store} {report.workstation}"))
    if report.shift:
        parts.append(pair(words["shift"], str(report.shift.number)))
        parts += _shift_times(report.shift, head)
    parts.append(pair(words["taken"], head.moment(report.taken_ms)))
    figures = report.figures
    if figures.first_receipt and figures.last_receipt:
        parts.append(pair(words["first_receipt"], str(figures.first_receipt)))
        parts.append(pair(words["last_receipt"], str(figures.last_receipt)))
    return parts


def _shift_times(shift: Shift, head: Letterhead) -> list[Part]:
    words = head.words
    parts: list[Part] = [
        pair(words["operator"], shift.operator_name),
        pair(words["opened"], head.moment(shift.opened_ms)),
    ]
    if shift.closed_ms is not None:
        parts.append(pair(words["closed"], head.moment(shift.closed_ms)))
    return parts


def _figures(report: XReport, head: Letterhead) -> list[Part]:
    words, figures = head.words, report.figures
    parts = _section(words["sales"])
    for kind in figures.kinds:
        parts.append(_counted_row(words[f"kind_{kind.kind.value}"], kind.count, kind.total))
    parts.append(pair(words["transactions"], str(figures.transaction_count)))
    parts.append(amount(words["gross"], figures.gross))
    parts.append(amount(words["net_total"], figures.net_total, is_bold=True, size=Size.TALL))
    parts += _discounts(figures, head)
    parts += _taxes(figures.taxes, words)
    parts += _tenders(figures, words)
    parts += _till_cash(report, words)
    parts += _control(figures, words)
    return parts


def _section(title: str) -> list[Part]:
    return [Rule(), Line((Column(title),), is_bold=True)]


def _counted_row(label: str, count: int, total: Money) -> Line:
    return Line(
        (
            Column(label, grows=True),
            Column(str(count), Align.RIGHT, least=5),
            Column(money(total), Align.RIGHT, least=12),
        )
    )


def _discounts(figures: Figures, head: Letterhead) -> list[Part]:
    if not figures.discounts:
        return []
    return _section(head.words["discounts"]) + [
        _counted_row(
            head.reason(entry.reason_code) if entry.reason_code else head.words["promotions"],
            entry.count,
            -entry.amount,
        )
        for entry in figures.discounts
    ]


def _taxes(taxes: tuple[TaxFigure, ...], words: Words) -> list[Part]:
    parts = _section(words["taxes"])
    parts.append(_tax_row(words["tax_rate"], words["tax_net"], words["tax_amount"]))
    for entry in taxes:
        net = entry.base - entry.tax if entry.is_inclusive else entry.base
        parts.append(_tax_row(f"{entry.code} {rate(entry.rate_ppm)}", money(net), money(entry.tax)))
    return parts


def _tax_row(label: str, net: str, tax: str) -> Line:
    return Line(
        (
            Column(label, least=8),
            Column(net, Align.RIGHT, least=12),
            Column(tax, Align.RIGHT, least=10),
        )
    )


def _tenders(figures: Figures, words: Words) -> list[Part]:
    parts = _section(words["tenders"])
    for tender in figures.tenders:
        parts += _tender(tender, words)
    if figures.rounding:
        parts.append(amount(words["rounding"], figures.rounding))
    tendered = Money(sum(tender.net.minor for tender in figures.tenders), figures.currency)
    parts.append(amount(words["tendered"], tendered, is_bold=True))
    return parts


def _tender(tender: TenderFigure, words: Words) -> list[Part]:
    parts: list[Part] = [_counted_row(words[tender.tender_type.value], tender.count, tender.net)]
    if tender.given_back:
        received = f"{words['received']} {money(tender.received)}"
        given_back = f"{words['given_back']} {money(tender.given_back)}"
        parts.append(Line((Column(f"{received} {given_back}", Align.RIGHT),)))
    return parts


def _till_cash(report: XReport, words: Words) -> list[Part]:
    figures = report.figures
    cash: CashFigures = figures.cash
    taken = figures.expected_cash - (
        cash.opening_float + cash.loans - cash.pickups + cash.paid_in - cash.paid_out
    )
    rows = (
        ("opening_float", cash.opening_float),
        ("cash_net", taken),
        ("loans", cash.loans),
        ("pickups", -cash.pickups),
        ("all_paid_in", cash.paid_in),
        ("all_paid_out", -cash.paid_out),
    )
    parts = [*_section(words["till_cash"]), *(amount(words[key], value) for key, value in rows)]
    if report.tells_expected:
        parts.append(amount(words["expected"], figures.expected_cash, is_bold=True))
    return parts


def _control(figures: Figures, words: Words) -> list[Part]:
    control = figures.control
    return [
        *_section(words["control"]),
        _counted_row(words["voided_lines"], control.voided_lines, control.voided_lines_amount),
        pair(words["voided_transactions"], str(control.voided_transactions)),
        pair(words["price_overrides"], str(control.price_overrides)),
        pair(words["no_sales"], str(control.no_sales)),
        pair(words["reprints"], str(control.reprints)),
    ]


def _counted(report: ZReport, words: Words) -> list[Part]:
    difference = report.over_short
    label = "over" if difference.minor > 0 else "short" if difference.minor < 0 else "even"
    return [
        Rule("="),
        amount(words["expected"], report.expected),
        amount(words["counted"], report.counted),
        amount(words[label], difference, is_bold=True, size=Size.DOUBLE),
        Rule("="),
    ]


def _shifts(shifts: tuple[Shift, ...], head: Letterhead) -> list[Part]:
    parts: list[Part] = [Line((Column(head.words["shifts"]),), is_bold=True)]
    for shift in shifts:
        closed = head.moment(shift.closed_ms)[11:] if shift.closed_ms is not None else ""
        times = f"{head.moment(shift.opened_ms)[11:]}-{closed}"
        parts.append(pair(f"{shift.number} {shift.operator_name}", times))
    return parts


def _foot(report: XReport, head: Letterhead) -> list[Part]:
    words, totals = head.words, report.grand_totals
    return [
        *_section(words["grand_totals"]),
        amount(words["grand_net"], totals.net),
        amount(words["grand_absolute"], totals.absolute),
        Rule(),
        text(words["journal"], report.position.printed),
    ]
