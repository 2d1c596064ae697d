"""What the rows of the journal say, in words: one sentence for each kind of event.

The words follow the language spoken when they are made. A kind that a newer program wrote is shown
by its code, so that nothing is hidden.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos_app.domain.audit import AuditRow
from pos_app.domain.money import Money
from pos_app.domain.tender import TenderType
from pos_app.ui import figure_words, formats
from pos_app.ui.marked import marked

KINDS: Final = {
    "start": marked("Journal", "The journal of this till begins"),
    "epoch_open": marked("Journal", "The journal goes on in part {epoch}"),
    "boot": marked("Journal", "Till started, version {version}"),
    "clock_change": marked("Journal", "The machine's clock jumped by {jump}"),
    "sign_on": marked("Journal", "{who} signed on"),
    "sign_off": marked("Journal", "{who} signed off"),
    "lock_out": marked("Journal", "{who} locked out after {failures} wrong PINs"),
    "override": marked("Journal", "Second person consented: {privilege}"),
    "sale": marked("Journal", "Sale {rcpt}"),
    "return": marked("Journal", "Return {rcpt}"),
    "post_void": marked("Journal", "{rcpt} cancels {of}"),
    "void": marked("Journal", "Open sale dropped: {reason} (lines: {lines})"),
    "suspend": marked("Journal", "Sale put aside (lines: {lines})"),
    "resume": marked("Journal", "Sale taken up again"),
    "reprint": marked("Journal", "Copy {copy} of {of}"),
    "no_sale": marked("Journal", "Drawer opened without a sale: {reason}"),
    "tender_loan": marked("Journal", "More float: {reason}"),
    "tender_pickup": marked("Journal", "Cash taken out: {reason}"),
    "paid_in": marked("Journal", "Paid in: {reason}"),
    "paid_out": marked("Journal", "Paid out: {reason}"),
    "shift_open": marked("Journal", "Shift {shift} opened with this float"),
    "till_count": marked("Journal", "Drawer counted, to be counted again"),
    "shift_close": marked("Journal", "Shift {shift} closed; this was counted"),
    "x_report": marked("Journal", "X report read"),
    "business_date_close": marked("Journal", "Day {date} closed, Z {z}"),
    "training_on": marked("Journal", "Training began"),
    "training_off": marked("Journal", "Training ended"),
    "settings_change": marked("Journal", "Setting changed: {name}"),
    "set_up_change": marked("Journal", "Set-up changed: {key}"),
    "shelf_price": marked("Journal", "Shelf price of {sku}"),
    "copy_made": marked("Journal", "Backup made or rehearsed"),
    "member_data_purged": marked("Journal", "Members' data deleted, its time was over"),
    "enrol": marked("Journal", "Member enrolled"),
    "consent": marked("Journal", "Member answered a notice"),
    "member_search": marked("Journal", "Looked for a member"),
    "stock_receive": marked("Journal", "Goods received, note {note}"),
    "stock_transfer_in": marked("Journal", "Goods from another store, note {note}"),
    "stock_transfer_out": marked("Journal", "Goods to another store, note {note}"),
    "stock_adjust": marked("Journal", "Stock corrected: {reason}"),
    "count_open": marked("Journal", "Stock count began: {section}"),
    "count_mark": marked("Journal", "Joined a stock count"),
    "stock_count": marked("Journal", "Stock counted: {section}"),
    "count_drop": marked("Journal", "Stock count given up"),
    "out_of_stock": marked("Journal", "{sku} asked for, none by the books"),
    "lost_sale": marked("Journal", "Customer left without buying: {reason}"),
    "coupon_shown": marked("Journal", "Coupons of a member shown"),
    "coupon_take": marked("Journal", "Coupon taken into a basket"),
    "safe_open": marked("Journal", "Safe: first count"),
    "safe_count": marked("Journal", "Safe counted"),
    "safe_pickup": marked("Journal", "Safe: cash of a till arrived"),
    "safe_loan": marked("Journal", "Safe: float given out"),
    "bank_deposit": marked("Journal", "To the bank"),
    "change_order": marked("Journal", "Notes to the bank for change"),
    "change_received": marked("Journal", "Change came from the bank"),
    "export": marked("Journal", "Figures handed out as a file"),
    "fire_drill": marked("Journal", "A fire drill was held"),
}
"""A test compares the kinds with the domain's events."""

_TENDERS: Final = frozenset(TenderType)

_VARIANTS: Final = {
    ("sign_on", "unlock"): marked("Journal", "{who} unlocked the screen"),
    ("sign_off", "lock"): marked("Journal", "{who} locked the screen"),
    ("post_void", "reason"): marked("Journal", "{rcpt} cancels {of}: {reason}"),
    ("safe_count", "again"): marked("Journal", "Safe counted, to be counted again"),
}
"""What a row says instead where a fact of it holds."""

_PLACE: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Naming:
    """How reasons, people and goods are called, by code, id and SKU; what is not known, itself."""

    reason: Callable[[str], str]
    person: Callable[[str], str]
    goods: Callable[[str], str]


def sentence(row: AuditRow, names: Naming) -> str:
    """Say what a row records, in the store's words and names."""
    template = KINDS.get(row.kind)
    if template is None:
        return row.kind
    for (kind, fact), variant in _VARIANTS.items():
        if row.kind == kind and row.said.get(fact):
            template = variant
    facts = {key: str(value) for key, value in row.said.items()}
    facts["who"] = names.person(facts.get("who", row.operator or ""))
    if "reason" in facts:
        facts["reason"] = names.reason(facts["reason"])
    if "sku" in facts:
        facts["sku"] = names.goods(facts["sku"])
    if "jump_ms" in facts:
        facts["jump"] = f"{int(facts['jump_ms']) / 1000:+,.0f} s"
    if row.kind == "override":
        rate = int(row.said.get("rate_ppm", 0))
        much = f" {formats.rate(rate)}" if rate else ""
        facts["privilege"] = privilege_name(facts["privilege"]) + much
    text = QCoreApplication.translate("Journal", template)
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), text)


def tenders(row: AuditRow, currency: str) -> str:
    """Say how a transaction was paid; the amount of each where there are several."""
    if len(row.tenders) == 1:
        return _tender(row.tenders[0][0])
    each = (
        f"{_tender(code)} {formats.money(Money(minor, currency))}" for code, minor in row.tenders
    )
    return " + ".join(each)


def _tender(code: str) -> str:
    return figure_words.tender(TenderType(code)) if code in _TENDERS else code


def amount(minor: int | None, currency: str) -> str:
    """Write what a row is about; nothing where it is about no money."""
    return "" if minor is None else formats.money(Money(minor, currency))


def signed(minor: int, currency: str) -> str:
    """Write by how much the drawer changed; nothing where it did not."""
    sign = "+" if minor > 0 else ""
    return f"{sign}{formats.money(Money(minor, currency))}" if minor else ""


def privilege_name(code: str) -> str:
    """Name what somebody consented to."""
    from pos_app.ui.messages import PRIVILEGES  # with it come all sentences

    words = PRIVILEGES.get(code)
    return QCoreApplication.translate("Privileges", words) if words else code
