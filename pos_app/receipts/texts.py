"""The words of receipts, slips and reports in both languages, and numbers as paper shows them.

They stand here and not in the Qt catalogues because paper is made without Qt, and in the customer's
language, which need not be the cashier's.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pos_app.domain.money import Money, minor_digits
from pos_app.domain.quantity import Quantity, Unit

_UNITS = {Unit.EACH: "", Unit.KILOGRAM: "kg", Unit.LITRE: "L", Unit.METRE: "m"}


class Language(StrEnum):
    """The languages paper is printed in."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


_WORDS: dict[str, tuple[str, str]] = {
    # head
    "phone": ("电话", "Tel"),
    "tax_registration": ("税号", "Tax no."),
    "receipt": ("单号", "Receipt"),
    "original_receipt": ("原单号", "Original"),
    "business_date": ("营业日", "Business date"),
    "business_day": ("营业日", "Bus. day"),
    "till": ("收银台", "Till"),
    "operator": ("收银员", "Cashier"),
    "shift": ("班次", "Shift"),
    "training": ("培训", "TRAINING"),
    "training_note": ("仅供练习，不是销售凭证", "For practice only. Not a sale."),
    "copy": ("副本", "COPY"),
    "copy_number": ("重打第 {number} 次", "Reprint no. {number}"),
    "sample": ("样张", "SAMPLE"),
    "test_page": ("打印测试", "Printer test"),
    # kinds
    "sale": ("销售小票", "Receipt"),
    "return": ("退货单", "RETURN"),
    "post_void": ("冲销单", "POST VOID"),
    "void": ("整单取消", "VOID"),
    "void_note": ("未收款，未售出", "Nothing sold, nothing paid"),
    "suspended": ("挂单", "SUSPENDED"),
    "suspended_note": ("尚未付款，请凭此单取单", "Not paid. Keep this slip to go on."),
    "label": ("标签", "Label"),
    # lines
    "returned_line": ("退", "Return"),
    "regular_price": ("原价 {price}", "was {price}"),
    "withheld": ("{rule}不再适用 -{amount}", "{rule} no longer applies: -{amount}"),
    "withheld_back": ("{rule}此前扣减，现退 +{amount}", "{rule}, withheld before: +{amount}"),
    "note": ("备注", "Note"),
    "reason": ("原因", "Reason"),
    "items": ("件数", "Items"),
    # sums
    "subtotal": ("小计", "Subtotal"),
    "whole_discount": ("整单优惠", "Discount"),
    "discount": ("优惠", "Discount"),
    "tax_added": ("价外税", "Tax"),
    "total": ("合计", "TOTAL"),
    "refund_total": ("退款合计", "REFUND"),
    "rounding_down": ("抹零", "Cash rounding"),
    "rounding": ("现金舍入", "Cash rounding"),
    "rounding_back": ("原单舍入", "Original rounding"),
    "payable": ("应付", "To pay"),
    "to_refund": ("应退", "To refund"),
    "promotions": ("促销", "Promotions"),
    "saved": ("本单已优惠", "You saved"),
    # tenders
    "cash": ("现金", "Cash"),
    "card": ("银行卡", "Card"),
    "cash_back": ("现金退款", "Cash refund"),
    "card_back": ("银行卡退款", "Card refund"),
    "coupon": ("厂商券", "Maker's coupon"),
    "coupon_back": ("厂商券退回", "Maker's coupon back"),
    "stored_value": ("礼品卡", "Gift card"),
    "stored_value_back": ("礼品卡退款", "Gift card refund"),
    "change": ("找零", "Change"),
    "approval_code": ("授权码", "Approval"),
    # tax
    "tax_rate": ("税率", "Tax"),
    "tax_net": ("不含税", "Net"),
    "tax_amount": ("税额", "Tax"),
    "tax_gross": ("含税", "Gross"),
    # foot
    "journal": ("流水", "Journal"),
    "join": ("扫码成为会员", "Scan to become a member"),
    "customer_signature": ("顾客签字", "Customer"),
    "operator_signature": ("经手人", "Cashier"),
    "manager_signature": ("主管", "Manager"),
    # money in the till
    "tender_loan": ("备用金", "TENDER LOAN"),
    "tender_pickup": ("缴款", "TENDER PICKUP"),
    "paid_in": ("其他收入", "PAID IN"),
    "paid_out": ("其他支出", "PAID OUT"),
    "no_sale": ("空开钱箱", "NO SALE"),
    "fire_drill": ("断网演练", "FIRE DRILL"),
    "fire_drill_note": (
        "断网时能否营业的演练，不改变任何金额",
        "Trade without a network, rehearsed",
    ),
    "fire_drill_good": ("全部正常", "ALL WELL"),
    "fire_drill_bad": ("{count} 项未通过", "NOT WELL: {count}"),
    "fire_drill_short": ("未演练完", "NOT FINISHED"),
    "amount": ("金额", "Amount"),
    "float": ("开班备用金", "OPENING FLOAT"),
    "count": ("清点", "CASH COUNT"),
    "denomination": ("面额", "Value"),
    "pieces": ("张数", "Pieces"),
    "approved_by": ("授权人", "Approved by"),
    # reports
    "x_report": ("交班预览（X）", "X REPORT"),
    "z_report": ("日结（Z）", "Z REPORT"),
    "z_shift": ("班结（Z）", "SHIFT Z"),
    "z_number": ("日结序号", "Z number"),
    "not_closed": ("未结账，仅供查看", "Read without closing"),
    "opened": ("开班", "Opened"),
    "closed": ("交班", "Closed"),
    "taken": ("打印时间", "Taken"),
    "first_receipt": ("起始单号", "First receipt"),
    "last_receipt": ("截止单号", "Last receipt"),
    "sales": ("销售", "Sales"),
    "kind_sale": ("销售", "Sales"),
    "kind_return": ("退货", "Returns"),
    "kind_post_void": ("冲销", "Post voids"),
    "transactions": ("交易笔数", "Transactions"),
    "gross": ("优惠前", "Before discounts"),
    "discounts": ("优惠", "Discounts"),
    "net_total": ("净销售额", "Net total"),
    "taxes": ("税额", "Taxes"),
    "tenders": ("收款", "Tenders"),
    "received": ("收", "in"),
    "given_back": ("退、找", "out"),
    "tendered": ("收款合计", "Tendered"),
    "till_cash": ("钱箱现金", "Cash in the till"),
    "opening_float": ("备用金", "Opening float"),
    "cash_net": ("现金净收", "Cash taken"),
    "loans": ("补备用金", "Tender loans"),
    "pickups": ("缴款", "Tender pickups"),
    "all_paid_in": ("其他收入", "Paid in"),
    "all_paid_out": ("其他支出", "Paid out"),
    "expected": ("应有", "Expected"),
    "counted": ("实点", "Counted"),
    "over": ("长款", "OVER"),
    "short": ("短款", "SHORT"),
    "even": ("长短款", "Over/short"),
    "control": ("监控", "Controls"),
    "voided_lines": ("删行", "Voided lines"),
    "voided_transactions": ("整单取消", "Voided transactions"),
    "price_overrides": ("改价", "Price overrides"),
    "no_sales": ("空开钱箱", "No sales"),
    "reprints": ("重打", "Reprints"),
    "grand_totals": ("累计总额", "Grand totals"),
    "grand_net": ("净额", "Net"),
    "grand_absolute": ("交易额(不计正负)", "Sales plus refunds"),
    "shifts": ("各班次", "Shifts"),
}


class Words:
    """The words of one language, and what data carries in two."""

    def __init__(self, language: str) -> None:
        self.language = Language(language)

    def __getitem__(self, key: str) -> str:
        return _WORDS[key][0 if self.language is Language.CHINESE else 1]

    def choose(self, chinese: str, english: str) -> str:
        """Pick a name in this language; the other one where it is empty."""
        if self.language is Language.CHINESE:
            return chinese or english
        return english or chinese


def money(amount: Money) -> str:
    """Write an amount without its currency: ``1,234.50``; a hyphen in front of a negative one."""
    sign = "-" if amount.minor < 0 else ""
    if not minor_digits(amount.currency):
        return f"{sign}{abs(amount.minor):,}"
    whole, rest = divmod(abs(amount.minor), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def quantity(amount: Quantity, unit: Unit) -> str:
    """Write a quantity: ``2``, or what is measured with its unit: ``1.256kg``."""
    whole, rest = divmod(amount.thousandths, 1000)
    text = f"{whole}.{rest:03d}" if rest or unit.is_measured else str(whole)
    return text + _UNITS[unit]


def unit_sign(unit: Unit) -> str:
    """Give ``kg``, ``L``, ``m``; nothing for things that are counted."""
    return _UNITS[unit]


def rate(rate_ppm: int) -> str:
    """Write parts per million as a percentage: ``13%``, ``0.5%``."""
    whole, rest = divmod(rate_ppm, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def moment(wall_ms: int, utc_offset_minutes: int) -> str:
    """Write an instant in the shop's own time: ``2026-11-21 19:42``."""
    at = datetime.fromtimestamp(wall_ms // 1000, UTC) + timedelta(minutes=utc_offset_minutes)
    return at.strftime("%Y-%m-%d %H:%M")
