"""Ringing up: scan, search, quantity, price, discounts, voids, suspend and resume."""

from dataclasses import replace
from datetime import date

from pos_app.domain import events
from pos_app.domain.barcode.item import ItemScan, ShopCodes
from pos_app.domain.barcode.lots import check_sellable_lot
from pos_app.domain.catalog import Item
from pos_app.domain.codes.shape import OwnCode
from pos_app.domain.identifiers import TransactionId
from pos_app.domain.maker_coupon import may_be_coupon
from pos_app.domain.money import Money
from pos_app.domain.operators import Approval, ApprovalRequest, Privilege
from pos_app.domain.pricing.priced import PricedTransaction, VoidedTransaction
from pos_app.domain.quantity import ONE, Quantity, check_sellable
from pos_app.domain.scan import (
    CountCodeScan,
    ElsewhereKind,
    ElsewhereScan,
    MemberCardScan,
    OperatorBadgeScan,
    OwnCodeScan,
    PluScan,
    ReceiptScan,
    TextScan,
    route,
)
from pos_app.domain.scan_data import ScanData, Source
from pos_app.domain.shop import ReasonFor
from pos_app.domain.transaction import (
    Discount,
    Entry,
    PriceOverride,
    RetailTransaction,
    SaleLine,
    check_price,
)
from pos_app.errors import Refusal
from pos_app.services import given_away
from pos_app.services.count_marks import CountMarks
from pos_app.services.coupons import Coupons
from pos_app.services.desk import Desk
from pos_app.services.look_up import find_item, find_recalled_lots
from pos_app.services.members import Members
from pos_app.services.new_line import (
    Wanted,
    check_currency,
    line_of,
    one_more,
    wanted_of,
    weight_needed,
)
from pos_app.services.ports import CatalogFile
from pos_app.services.reasons import check_reason
from pos_app.services.scan_outcome import Happening, ScanOutcome, of_paper
from pos_app.store import catalog, open_transactions, search, shifts

LONGEST_LABEL = 30
_ELSEWHERE = {
    ElsewhereKind.PAY_CODE: "PAY_CODE_HERE",
    ElsewhereKind.COUPON: "COUPON_CODE_HERE",
    ElsewhereKind.BANK_CARD: "BANK_CARD_HERE",
}


class Checkout:
    """The open transaction, from its first line until tenders are taken."""

    def __init__(
        self,
        desk: Desk,
        catalog_file: CatalogFile,
        codes: ShopCodes,
        members: Members,
        coupons: Coupons,
    ) -> None:
        self._desk = desk
        self._catalog = catalog_file
        self._codes = codes
        self._members = members
        self._coupons = coupons
        self._marks = CountMarks(desk)

    def basket(self) -> PricedTransaction | None:
        """Give the open transaction as it is on the disk."""
        return self._desk.basket

    def scan(self, data: ScanData, quantity: Quantity | None = None) -> ScanOutcome:
        """Take whatever was scanned or typed into the one scan field.

        ``quantity`` (a number typed before the scan) multiplies an ordinary item; a weight or
        price inside the code goes before it.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, what scan.route refuses, what belongs elsewhere
        (PAY_CODE_HERE, COUPON_CODE_HERE, BANK_CARD_HERE), for a member's code or card what
        Members.accept refuses, for a voucher what Coupons.accept refuses, for the code of a count
        what CountMarks.mark refuses, ITEM_NOT_FOUND,
        LOT_EXPIRED, LOT_RECALLED, WEIGHT_NEEDED, ITEM_RECALLED, ITEM_HAS_NO_PRICE,
        ITEM_OTHER_CURRENCY,
        SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR, then what RetailTransaction.add_line refuses.
        """
        self._desk.require_session()
        entry = Entry.KEYED if data.source is Source.TYPED else Entry.SCANNED
        scanned = route(data, self._codes)
        match scanned:
            case ItemScan():
                return self._add_scanned(scanned, entry, quantity)
            case ReceiptScan() | OperatorBadgeScan():
                return of_paper(scanned, self._desk.basket)
            case CountCodeScan():
                notice = self._marks.mark(scanned.count)
                return ScanOutcome(Happening.COUNT_CODE, self._desk.basket, notice=notice)
            case PluScan() | TextScan():
                return self._add_number(scanned, data, entry, quantity)
            case OwnCodeScan(looks_like=OwnCode.VOUCHER):
                basket, notice = self._coupons.scan(scanned.text)
                return ScanOutcome(Happening.COUPON, basket, notice=notice)
            case OwnCodeScan() | MemberCardScan():
                basket, notice = self._members.accept(scanned)
                return ScanOutcome(Happening.MEMBER, basket, notice=notice)
            case ElsewhereScan():
                provider = scanned.provider.value if scanned.provider else None
                raise Refusal(_ELSEWHERE[scanned.kind], provider=provider)

    def add_item(self, sku: str, quantity: Quantity | None = None) -> ScanOutcome:
        """Sell an item that was found by searching.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, ITEM_NOT_FOUND, ITEM_RECALLED, WEIGHT_NEEDED,
        ITEM_HAS_NO_PRICE, ITEM_OTHER_CURRENCY, SHIFT_NOT_OPEN, SHIFT_OF_ANOTHER_OPERATOR, then what
        RetailTransaction.add_line refuses.
        """
        self._desk.require_session()
        with self._catalog.read() as connection:
            item = catalog.find_by_sku(connection, sku)
        return self._add_found(item, Entry.SEARCHED, quantity)

    def search(self, text: str, limit: int = 50) -> tuple[Item, ...]:
        """Find items by what has been typed so far, popular ones first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._catalog.read() as connection:
            return tuple(search.search(connection, text, limit))

    def set_quantity(self, line: int, quantity: Quantity) -> PricedTransaction:
        """Sell more or less of a line.

        Refuses: what Desk.transaction and RetailTransaction.set_quantity refuse,
        DISCOUNT_TOO_LARGE_NOW.
        """
        changed = self._desk.transaction().set_quantity(line, quantity)
        self._check_discounts_stay(changed)
        return self._desk.save(changed)

    def override_price(
        self, line: int, price: Money, reason_code: str, approval: Approval | None = None
    ) -> PricedTransaction:
        """Give a line a new unit price; a higher one needs the same right as a lower one.

        Refuses: what Desk.transaction refuses, REASON_UNKNOWN, PRICE_NEGATIVE, PRICE_TOO_LARGE,
        TENDER_STARTED, LINE_UNKNOWN, LINE_ALREADY_VOIDED, RETURN_LINE_IS_FIXED,
        DISCOUNT_TOO_LARGE_NOW, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        transaction = desk.transaction()
        check_reason(desk.profile, ReasonFor.PRICE_OVERRIDE, reason_code)
        check_price(price)
        session = desk.require_session()
        override = PriceOverride(price, reason_code, session.operator.id)
        self._check_discounts_stay(transaction.override_price(line, override))
        sold = transaction.find_line(line)
        assert isinstance(sold, SaleLine)
        request = ApprovalRequest(
            Privilege.PRICE_OVERRIDE,
            f"{desk.subject(line)}:{price.minor}",
            rate_ppm=given_away.share_of_override(sold, price.minor),
        )
        authority = desk.authorise(request, approval)
        override = replace(override, approved_by=authority.approved_by)
        return desk.save(transaction.override_price(line, override), authority)

    def discount_line(
        self, line: int, discount: Discount, approval: Approval | None = None
    ) -> PricedTransaction:
        """Take a rate or an amount off a line; ``given_by`` and ``approved_by`` are set here.

        Refuses: what Desk.transaction refuses, REASON_UNKNOWN, what
        RetailTransaction.discount_line refuses, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        transaction = self._desk.transaction()
        discount = self._given_here(discount)
        after = self._desk.price(transaction.discount_line(line, discount))
        request = self._discount_request(
            line, discount, given_away.share_of_line(after.lines[line - 1])
        )
        authority = self._desk.authorise(request, approval)
        discount = replace(discount, approved_by=authority.approved_by)
        return self._desk.save(transaction.discount_line(line, discount), authority)

    def discount_transaction(
        self, discount: Discount, approval: Approval | None = None
    ) -> PricedTransaction:
        """Take a rate or an amount off the whole; see ``discount_line``."""
        transaction = self._desk.transaction()
        discount = self._given_here(discount)
        after = self._desk.price(transaction.discount(discount))
        request = self._discount_request(None, discount, given_away.share_of_whole(after))
        authority = self._desk.authorise(request, approval)
        discount = replace(discount, approved_by=authority.approved_by)
        return self._desk.save(transaction.discount(discount), authority)

    def remove_discounts(self) -> PricedTransaction:
        """Take the discounts on the whole transaction off again.

        Refuses: what Desk.transaction refuses, TENDER_STARTED.
        """
        return self._desk.save(self._desk.transaction().without_discounts())

    def void_line(self, line: int, approval: Approval | None = None) -> PricedTransaction:
        """Take a line off.

        Refuses: what Desk.transaction and RetailTransaction.void_line refuse,
        DISCOUNT_TOO_LARGE_NOW, NOT_PERMITTED, APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        transaction = self._desk.transaction().void_line(line)
        self._check_discounts_stay(transaction)
        authority = self._desk.allow(Privilege.VOID_LINE, self._desk.subject(line), approval)
        return self._desk.save(transaction, authority)

    def note(self, line: int, text: str) -> PricedTransaction:
        """Write a note on a line; refusals as RetailTransaction.annotate."""
        return self._desk.save(self._desk.transaction().annotate(line, text.strip()))

    def void_transaction(
        self, reason_code: str, approval: Approval | None = None
    ) -> VoidedTransaction:
        """Drop the open transaction; what was in it is journalled in numbers.

        Refuses: what Desk.transaction refuses, REASON_UNKNOWN, TENDER_STARTED, NOT_PERMITTED,
        APPROVAL_NEEDED, APPROVAL_EXPIRED.
        """
        desk = self._desk
        transaction = desk.transaction()
        assert desk.basket is not None
        check_reason(desk.profile, ReasonFor.VOID, reason_code)
        if transaction.tenders:
            raise Refusal("TENDER_STARTED")
        authority = desk.allow(Privilege.VOID_TRANSACTION, desk.subject(), approval)
        _, shift = desk.require_shift()
        event = events.VoidTransaction(
            transaction.id, len(transaction.live_lines), desk.basket.total, reason_code
        )
        with desk.till.write() as connection:
            desk.record_authority(connection, authority)
            desk.record(connection, event, authority.approved_by)
            voided = VoidedTransaction(desk.basket, desk.clock.wall_ms())
            shifts.insert_void(connection, shift.number, reason_code, voided.at_ms)
            open_transactions.drop(connection, transaction.id)
        desk.basket = None
        return voided

    def suspend(self, label: str = "") -> tuple[open_transactions.Suspended, ...]:
        """Put the open transaction aside and give the list of all that wait.

        Also one that somebody else left behind, so that a shift can always close.

        Refuses: what Desk.transaction_at_hand refuses, TENDER_STARTED, LABEL_TOO_LONG.
        """
        desk = self._desk
        transaction = desk.transaction_at_hand()
        assert desk.basket is not None
        if transaction.tenders:
            raise Refusal("TENDER_STARTED")
        if len(label) > LONGEST_LABEL:
            raise Refusal("LABEL_TOO_LONG", most=LONGEST_LABEL)
        event = events.Suspend(transaction.id, len(transaction.live_lines), desk.basket.total)
        with desk.till.write() as connection:
            open_transactions.suspend(
                connection, transaction.id, label.strip(), desk.clock.wall_ms()
            )
            desk.record(connection, event)
        desk.basket = None
        return self.suspended()

    def suspended(self) -> tuple[open_transactions.Suspended, ...]:
        """List what was put aside, oldest first.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED.
        """
        self._desk.require_session()
        with self._desk.till.read() as connection:
            return open_transactions.list_suspended(connection)

    def resume(self, transaction: TransactionId) -> PricedTransaction:
        """Take a suspended transaction up again; from now on it is of the shift at hand.

        Refuses: what Desk.require_shift refuses, TRANSACTION_IS_OPEN, SUSPENDED_UNKNOWN.
        """
        desk = self._desk
        session, shift = desk.require_shift()
        if desk.basket is not None:
            raise Refusal("TRANSACTION_IS_OPEN")
        with desk.till.write() as connection:
            resumed = open_transactions.resume(connection, transaction, desk.clock.wall_ms())
            if resumed is None:
                raise Refusal("SUSPENDED_UNKNOWN")
            moved = replace(
                resumed,
                operator=session.operator.id,
                shift=shift.number,
                business_date=shift.business_date,
            )
            priced = desk.price(desk.renew_returns(connection, moved))
            open_transactions.save_open(connection, priced, resumed, desk.clock.wall_ms())
            desk.record(connection, events.Resume(transaction))
        desk.basket = priced
        return priced

    def _add_scanned(
        self, scanned: ItemScan, entry: Entry, quantity: Quantity | None
    ) -> ScanOutcome:
        item = find_item(self._catalog, scanned)
        if item is None:
            raise Refusal("COUPON_CODE_HERE" if may_be_coupon(scanned.gtin) else "ITEM_NOT_FOUND")
        today = self._today()
        check_sellable_lot(scanned.elements, today, find_recalled_lots(self._catalog, scanned))
        return self._append(wanted_of(scanned, item, entry, quantity, today), scanned.notice or "")

    def _add_number(
        self, scanned: PluScan | TextScan, data: ScanData, entry: Entry, quantity: Quantity | None
    ) -> ScanOutcome:
        """Take a PLU or the retailer's own number; anything else typed is a search."""
        item = find_item(self._catalog, scanned)
        if item is not None or data.source is not Source.TYPED:
            return self._add_found(item, entry, quantity)
        hits = self.search(data.text.strip())
        if len(hits) == 1:
            return self._add_found(hits[0], Entry.SEARCHED, quantity)
        if not hits:
            raise Refusal("ITEM_NOT_FOUND")
        return ScanOutcome(Happening.SEARCH, self._desk.basket, hits=hits)

    def _add_found(self, item: Item | None, entry: Entry, quantity: Quantity | None) -> ScanOutcome:
        if item is None:
            raise Refusal("ITEM_NOT_FOUND")
        if item.unit.is_measured and quantity is None:
            raise weight_needed(item)
        return self._append(Wanted(item, quantity or ONE, entry), "")

    def _append(self, wanted: Wanted, notice: str) -> ScanOutcome:
        transaction = self._desk.transaction_or_new()
        item = wanted.item
        if item.is_recalled:
            raise Refusal("ITEM_RECALLED")
        if item.price is None and wanted.fixed_price is None:
            raise Refusal("ITEM_HAS_NO_PRICE", sku=item.sku)
        check_currency(item, transaction.currency)
        check_sellable(wanted.quantity, item.unit)
        merged = one_more(transaction, wanted)
        if merged is not None:
            changed, number = merged
            return ScanOutcome(
                Happening.LINE_ADDED, self._desk.save(changed), number, notice=notice
            )
        line = line_of(transaction, wanted)
        basket = self._desk.save(transaction.add_line(line))
        return ScanOutcome(Happening.LINE_ADDED, basket, line.number, notice=notice)

    def _today(self) -> date:
        """Give the business date, by which lots expire; the clock's date may be wrong."""
        _, shift = self._desk.require_shift()
        return date.fromisoformat(shift.business_date)

    def _given_here(self, discount: Discount) -> Discount:
        session = self._desk.require_session()
        check_reason(self._desk.profile, ReasonFor.DISCOUNT, discount.reason_code)
        return replace(discount, given_by=session.operator.id, approved_by=None)

    def _discount_request(
        self, line: int | None, discount: Discount, share_ppm: int
    ) -> ApprovalRequest:
        wanted = f"r{discount.rate_ppm}" if discount.amount is None else discount.amount.minor
        return ApprovalRequest(
            Privilege.DISCOUNT, f"{self._desk.subject(line)}:{wanted}", rate_ppm=share_ppm
        )

    def _check_discounts_stay(self, changed: RetailTransaction) -> None:
        """Refuse a change that makes a fixed amount off a larger share than the operator may give.

        Why: five yuan off a hundred must not become five yuan off five.
        """
        assert self._desk.basket is not None
        largest = given_away.largest_grown(self._desk.basket, self._desk.price(changed))
        permission = self._desk.require_session().operator.role.permission(Privilege.DISCOUNT)
        if largest and not permission.allows(rate_ppm=largest):
            raise Refusal("DISCOUNT_TOO_LARGE_NOW")
