"""Goods that come back: with their receipt, without, in exchange, and the last sale cancelled."""

from dataclasses import dataclass, replace
from datetime import date as calendar_date
from datetime import timedelta

from pos_app.domain.barcode.item import ShopCodes
from pos_app.domain.catalog import Item
from pos_app.domain.identifiers import BusinessDate, OperatorId, ReceiptNumber, TransactionId
from pos_app.domain.money import Money, extend, tax
from pos_app.domain.operators import Approval, ApprovalRequest, Privilege
from pos_app.domain.plain_text import storable
from pos_app.domain.pricing.priced import PricedTransaction
from pos_app.domain.quantity import Quantity, check_sellable
from pos_app.domain.returns import (
    ReturnableSale,
    make_all_return_lines,
    make_return_line,
    refund_of,
    reverse,
)
from pos_app.domain.scan import route
from pos_app.domain.scan_data import ScanData
from pos_app.domain.settlement import CompletedTransaction, Settlement
from pos_app.domain.shop import ReasonFor
from pos_app.domain.transaction import RetailTransaction, ReturnLine
from pos_app.errors import Refusal
from pos_app.services.desk import Desk
from pos_app.services.look_up import find_item
from pos_app.services.new_line import check_currency
from pos_app.services.ports import CatalogFile
from pos_app.services.reasons import check_reason
from pos_app.services.tendering import finish
from pos_app.store import catalog, returnable, sales_search, search, transactions


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """What a customer remembers; empty fields match everything."""

    business_date: BusinessDate | None = None
    total: Money | None = None
    item_text: str = ""
    card_last_four: str = ""


class Returns:
    """Takes goods back into the open transaction, so that an exchange is one dealing."""

    def __init__(self, desk: Desk, catalog_file: CatalogFile, codes: ShopCodes) -> None:
        self._desk = desk
        self._catalog = catalog_file
        self._codes = codes

    def find(self, receipt: ReceiptNumber) -> ReturnableSale:
        """Open a finished sale with what may still come back of it.

        What lies in the basket at hand counts as returned already.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, RECEIPT_UNKNOWN.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            sale = returnable.find_returnable(connection, receipt)
        if sale is None:
            raise Refusal("RECEIPT_UNKNOWN", receipt=str(receipt))
        return self._less_basket(sale)

    def search(self, query: SaleQuery, limit: int = 50) -> tuple[sales_search.Summary, ...]:
        """Find sales by what the customer remembers, newest first.

        The item is found as at the counter: by name, pinyin, initials or number.
        """
        self._desk.require_session()
        typed = storable(query.item_text).strip()
        with self._catalog.read() as connection:
            meant = search.search(connection, typed) if typed else []
        with self._desk.till.read() as connection:
            return sales_search.search(
                connection,
                business_date=query.business_date,
                total=query.total,
                items=(typed, *(item.sku for item in meant)) if typed else (),
                card_last_four=storable(query.card_last_four),
                limit=limit,
            )

    def return_line(
        self,
        receipt: ReceiptNumber,
        line: int,
        quantity: Quantity,
        reason_code: str,
        approval: Approval | None = None,
    ) -> PricedTransaction:
        """Take back part or all of a sold line; the customer gets its share of what was paid.

        Less what a promotion no longer gives for the goods that stay, where its rule says so; all
        that comes back in one dealing is looked at together.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR,
        REASON_UNKNOWN, RECEIPT_UNKNOWN, what make_return_line refuses, TENDER_STARTED,
        TOO_MANY_LINES, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        transaction = self._desk.transaction_or_new()
        check_reason(self._desk.profile, ReasonFor.RETURN, reason_code)
        sale = self.find(receipt)
        returned = make_return_line(sale, line, quantity, reason_code, transaction.next_line_number)
        transaction.add_line(returned)
        request = ApprovalRequest(
            Privilege.RETURN_WITH_RECEIPT,
            f"{receipt}:{line}:{quantity.thousandths}",
            amount=refund_of(returned),
        )
        authority = self._desk.authorise(request, approval)
        returned = replace(returned, approved_by=authority.approved_by)
        return self._desk.save(transaction.add_line(returned), authority)

    def return_all(
        self, receipt: ReceiptNumber, reason_code: str, approval: Approval | None = None
    ) -> PricedTransaction:
        """Take back all that is left of a sale, for one reason and with one approval at most.

        Limits and approvals go by the whole refund.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR,
        REASON_UNKNOWN, RECEIPT_UNKNOWN, SALE_POST_VOIDED, NOTHING_LEFT_ON_RECEIPT, TENDER_STARTED,
        TOO_MANY_LINES, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED, TRANSACTION_TOO_LARGE.
        """
        transaction = self._desk.transaction_or_new()
        check_reason(self._desk.profile, ReasonFor.RETURN, reason_code)
        sale = self.find(receipt)
        returned = make_all_return_lines(sale, reason_code, transaction.next_line_number)
        _with_lines(transaction, returned, None)
        request = ApprovalRequest(
            Privilege.RETURN_WITH_RECEIPT, f"{receipt}:all", amount=sale.refund_left
        )
        authority = self._desk.authorise(request, approval)
        after = _with_lines(transaction, returned, authority.approved_by)
        return self._desk.save(after, authority)

    def find_item(self, data: ScanData) -> Item:
        """Say which item a scan names, without selling it.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, what scan.route refuses, ITEM_NOT_FOUND.
        """
        self._desk.require_session()
        item = find_item(self._catalog, route(data, self._codes))
        if item is None:
            raise Refusal("ITEM_NOT_FOUND")
        return item

    def lowest_recent_price(self, sku: str) -> tuple[Item, Money]:
        """Find the lowest price an item was sold for lately, or its price now if that is lower.

        Refuses: ITEM_NOT_FOUND, ITEM_OTHER_CURRENCY, ITEM_HAS_NO_PRICE.
        """
        with self._catalog.read() as connection:
            item = catalog.find_by_sku(connection, sku)
        if item is None:
            raise Refusal("ITEM_NOT_FOUND")
        check_currency(item, self._desk.profile.currency)
        _, shift = self._desk.require_shift()
        days = timedelta(days=self._desk.profile.lowest_price_days)
        since = (calendar_date.fromisoformat(shift.business_date) - days).isoformat()
        with self._desk.till.read() as connection:
            lowest = returnable.lowest_unit_price(
                connection, sku, since, self._desk.profile.currency
            )
        known = [price for price in (lowest, item.price) if price is not None]
        if not known:
            raise Refusal("ITEM_HAS_NO_PRICE")
        return item, min(known, key=lambda price: price.minor)

    def return_without_receipt(
        self, sku: str, quantity: Quantity, reason_code: str, approval: Approval | None = None
    ) -> PricedTransaction:
        """Take goods back on trust, at the lowest recent price.

        Rounding: as a sale of the same quantity. The limit holds for all such goods of one
        transaction together.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR,
        REASON_UNKNOWN, what ``lowest_recent_price`` and check_sellable refuse,
        TENDER_STARTED, TOO_MANY_LINES, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        transaction = self._desk.transaction_or_new()
        profile = self._desk.profile
        check_reason(profile, ReasonFor.RETURN, reason_code)
        item, price = self.lowest_recent_price(sku)
        check_sellable(quantity, item.unit)
        net = extend(price, quantity.thousandths, profile.extend_rounding)
        group = item.tax_group
        in_it = tax(
            net, group.rate_ppm, is_inclusive=group.is_inclusive, rounding=profile.tax_rounding
        )
        line = ReturnLine(
            number=transaction.next_line_number,
            item=item,
            quantity=quantity,
            net=net,
            tax=in_it,
            rounding=Money(0, profile.currency),
            reason_code=reason_code,
        )
        transaction.add_line(line)
        request = ApprovalRequest(
            Privilege.RETURN_WITHOUT_RECEIPT,
            f"{sku}:{quantity.thousandths}",
            amount=self._on_trust_already() + (net if group.is_inclusive else net + in_it),
        )
        authority = self._desk.authorise(request, approval)
        line = replace(line, approved_by=authority.approved_by)
        return self._desk.save(transaction.add_line(line), authority)

    def _on_trust_already(self) -> Money:
        basket = self._desk.basket
        lines = basket.lines if basket else ()
        minor = sum(
            -line.amount.minor
            for line in lines
            if isinstance(line.line, ReturnLine) and line.line.original is None
        )
        return Money(minor, self._desk.profile.currency)

    def post_void(self, reason_code: str, approval: Approval | None = None) -> CompletedTransaction:
        """Cancel the last finished transaction of this shift by its mirror image.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR,
        REASON_UNKNOWN, TRANSACTION_IS_OPEN, NOTHING_TO_POST_VOID, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        session, shift = desk.require_shift()
        check_reason(desk.profile, ReasonFor.VOID, reason_code)
        if desk.basket is not None:
            raise Refusal("TRANSACTION_IS_OPEN")
        original = self._last_of(shift.number)
        request = ApprovalRequest(
            Privilege.POST_VOID,
            str(original.completed.receipt),
            amount=original.completed.priced.total,
        )
        authority = desk.authorise(request, approval)
        mirrored = reverse(original.completed, session.operator.id)
        transaction = replace(
            mirrored.transaction,
            id=TransactionId(desk.clock.new_id().bytes),
            business_date=shift.business_date,
            shift=shift.number,
            opened_ms=desk.clock.wall_ms(),
            post_void_reason=reason_code,
        )
        settlement = Settlement(
            transaction.tenders,
            rounding=-original.completed.rounding,
            change=Money(0, transaction.currency),
            is_complete=True,
        )
        return finish(desk, replace(mirrored, transaction=transaction), settlement, authority)

    def _last_of(self, shift: int) -> ReturnableSale:
        with self._desk.till.read() as connection:
            receipt = transactions.last_receipt(connection, shift)
            original = returnable.find_returnable(connection, receipt) if receipt else None
        if original is None or original.completed.priced.transaction.post_void_of is not None:
            raise Refusal("NOTHING_TO_POST_VOID")
        return original

    def _less_basket(self, sale: ReturnableSale) -> ReturnableSale:
        basket = self._desk.basket
        return sale.less(basket.transaction.live_lines) if basket else sale


def _with_lines(
    transaction: RetailTransaction, lines: tuple[ReturnLine, ...], approved_by: OperatorId | None
) -> RetailTransaction:
    for line in lines:
        transaction = transaction.add_line(replace(line, approved_by=approved_by))
    return transaction
