"""One journal row -> the rows it makes and what it does to ledgers elsewhere. Pure.

What a row makes depends on the row and on what its own terminal recorded before it, so making it
again gives the same: projections can be thrown away.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any, Final

import sqlalchemy as sa

from sync.cloud.projectors import goods
from sync.cloud.projectors.records import (
    MOST,
    Marks,
    NotProjected,
    Originals,
    Projection,
    Recorded,
    Values,
    named_receipts,
    plain,
)
from sync.cloud.schema import sales
from sync.cloud.schema.stock import STOCK_MOVE
from sync.wire import canonical, events
from sync.wire.events_stock import StockFact

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def project(row: Recorded, originals: Originals, marks: Marks) -> Projection:
    """Make of a row what it is. A kind that moves nothing, and training, make nothing.

    Raises ``NotProjected`` for sums that do not add up or are beyond all reason, and what
    ``events.read_fact`` raises.
    """
    read = events.read_fact(row.kind, row.schema, row.body)
    if read is None or read[0].tr:
        return Projection()
    envelope, fact = read
    if not _DAY.fullmatch(envelope.bd):
        raise NotProjected("ROW_DAY_UNREADABLE")
    if isinstance(fact, StockFact):
        return Projection(goods.rows_of(row, envelope, fact, marks))
    made = _Made(row, envelope, originals)
    made.of(fact)
    return Projection(made.rows, made.effects)


class _Made:
    """What is made of one row."""

    def __init__(self, row: Recorded, envelope: events.Envelope, originals: Originals) -> None:
        self._row = row
        self._envelope = envelope
        self._originals = originals
        self._first = {"tenant": row.tenant, "store": row.store, "terminal": row.terminal}
        self.rows: dict[sa.Table, list[Values]] = {}
        self.effects: list[Values] = []

    def of(self, fact: events.TillFact) -> None:
        match fact:
            case events.Transaction():
                self._transaction(fact)
            case events.CashMove():
                self._cash(fact)
            case events.ShiftOpened():
                self._shift(act="opened", number=fact.shift, opening_float=fact.opening_float)
            case events.ShiftClosed():
                self._shift(
                    act="closed",
                    number=fact.shift,
                    counted=fact.counted,
                    expected=fact.expected,
                    net=fact.net,
                    transactions=fact.transactions,
                )
            case events.DayClosed():
                self._day(fact)
            case events.ConsentAnswered():
                self._consent(fact)
            case events.MemberEnrolled():
                self._effect("enrolled", handle=fact.mb.h, day=fact.mb.day)

    # ---- transactions

    def _transaction(self, fact: events.Transaction) -> None:
        _check_sums(fact)
        if fact.txn != self._row.event_id.hex():
            raise NotProjected("ROW_ID_DIFFERS")
        handle, handle_day = (fact.mb.h, fact.mb.day) if fact.mb else ("", 0)
        self._add(
            sales.SALE,
            epoch=self._row.epoch,
            seq=self._row.seq,
            kind=self._row.kind,
            receipt=plain(fact.rcpt),
            cancels=plain(fact.of),
            day=self._envelope.bd,
            operator=plain(self._envelope.op),
            shift=self._envelope.sh,
            opened_ms=fact.opened,
            wall_ms=self._envelope.wall,
            handle=plain(handle),
            handle_day=handle_day,
            tier=plain(fact.tier),
            subtotal=fact.subtotal,
            discount=fact.discount,
            tax_added=fact.tax_added,
            total=fact.total,
            rounding=fact.rounding,
            rounding_back=fact.rounding_back,
        )
        self._lines(fact)
        self._tenders(fact)
        for n, tax in enumerate(fact.taxes, 1):
            self._add(
                sales.SALE_TAX,
                n=n,
                code=plain(tax.c),
                rate_ppm=tax.r,
                is_inclusive=int(tax.i),
                base=tax.b,
                tax=tax.x,
            )
        self._coupons(fact)
        self._points(fact)

    def _lines(self, fact: events.Transaction) -> None:
        sign = 1 if self._row.kind == "post_void" else -1
        for line in fact.lines:
            self._add(
                sales.SALE_LINE,
                n=line.n,
                sku=plain(line.sku),
                tax_code=plain(line.tc),
                of_receipt=plain(line.of),
                of_line=line.of_n,
                quantity=line.q,
                extended=line.ext,
                net=line.net,
                tax=line.tax,
                amount=line.amount,
                is_voided=int(line.v),
                is_return=int(line.back),
            )
        for line in fact.live_lines:
            self._add(
                STOCK_MOVE,
                key="event_id",
                epoch=self._row.epoch,
                seq=self._row.seq,
                n=line.n,
                sku=plain(line.sku),
                reason=self._row.kind,
                quantity=-sign * line.q if line.back else sign * line.q,
                wall_ms=self._envelope.wall,
            )

    def _tenders(self, fact: events.Transaction) -> None:
        for n, tender in enumerate(fact.tenders, 1):
            reference = plain(tender.ref)
            self._add(
                sales.TENDER,
                n=n,
                type=plain(tender.t),
                amount=tender.a,
                is_change=int(tender.change),
                reference=reference,
            )
            if tender.t == "stored_value" and tender.a:
                hold, _, _ = reference.partition("@")
                self._effect(
                    "value_moved", hold=hold, amount=tender.a, place=n, at=self._envelope.wall
                )

    def _coupons(self, fact: events.Transaction) -> None:
        is_mirror = self._row.kind == "post_void"
        for coupon in fact.coupons:
            uses = [used for used in fact.rules.used if used.c == coupon.n]
            off = sum(used.o for used in uses)
            lines = sorted({share[0] for used in uses for share in used.lines if share})
            self._add(
                sales.SALE_COUPON,
                coupon=plain(coupon.n),
                campaign=coupon.campaign,
                value=coupon.value,
                grant_no=coupon.grant,
                off=off,
                lines=" ".join(map(str, lines)),
                coupon_class=plain(coupon.cls),
            )
            if not is_mirror:
                self._effect(
                    "coupon_used",
                    coupon=plain(coupon.n),
                    campaign=coupon.campaign,
                    cls=plain(coupon.cls),
                    value=coupon.value,
                    grant=coupon.grant,
                    max=coupon.max,
                    off=off,
                    at=self._row.received_ms,
                    receipt=plain(fact.rcpt),
                )
        self._undone_coupons(fact)

    def _undone_coupons(self, fact: events.Transaction) -> None:
        """Coupons of a cancelled sale are good again; a cancelled return's are spent again."""
        for receipt in named_receipts(fact):
            original = self._originals.get(receipt)
            if original is None:
                continue
            if receipt == fact.of and original.kind == "return":
                for coupon in original.coupons:
                    self._effect("coupon_spent_again", coupon=coupon, by=original.sale_id.hex())
                continue
            is_cancelled = receipt == fact.of
            for coupon in original.coupons if is_cancelled else original.back:
                self._effect(
                    "coupon_undone",
                    coupon=coupon,
                    sale=original.sale_id.hex(),
                    is_cancelled=is_cancelled,
                )

    def _points(self, fact: events.Transaction) -> None:
        handle, day = self._member(fact)
        for n, move in enumerate(fact.points, 1):
            self._add(
                sales.SALE_POINTS,
                n=n,
                reason=plain(move.r),
                points=move.n,
                grant_no=move.g,
                expires_on=plain(move.x),
            )
            self._effect(
                "points",
                entry=self._entry_id(f"{move.r}:{move.g}:{n}"),
                handle=handle,
                day=day,
                reason=plain(move.r),
                points=move.n,
                grant=move.g,
                expires=plain(move.x),
                at=self._envelope.wall,
            )
        if handle:
            self._effect(
                "purchase",
                entry=self._entry_id("#purchase"),
                handle=handle,
                day=day,
                amount=fact.total,
                visit=self._envelope.bd if self._is_visit(fact) else "",
                at=self._envelope.wall,
            )

    def _is_visit(self, fact: events.Transaction) -> bool:
        """Tell a sale to the member from goods that somebody may have brought back for them."""
        return self._row.kind == "sale" and fact.mb is not None

    def _entry_id(self, name: str) -> str:
        return uuid.uuid5(uuid.UUID(bytes=self._row.event_id), name).hex

    def _member(self, fact: events.Transaction) -> tuple[str, int]:
        """Whose points it moves: its own member's, or of goods that come back the first buyer's.

        A return of the goods of two members in one transaction does not say whose move is whose.
        """
        if fact.mb is not None:
            return plain(fact.mb.h), fact.mb.day
        for receipt in named_receipts(fact):
            original = self._originals.get(receipt)
            if original is not None and original.handle:
                return original.handle, original.handle_day
        return "", 0

    # ---- the rest

    def _cash(self, fact: events.CashMove) -> None:
        self._add(
            sales.CASH_MOVEMENT,
            key="event_id",
            kind=self._row.kind,
            reason=plain(fact.reason),
            day=self._envelope.bd,
            shift=self._envelope.sh,
            amount=fact.amount,
            wall_ms=self._envelope.wall,
        )

    def _shift(self, **said: Any) -> None:
        nothing = dict.fromkeys(("opening_float", "counted", "expected", "net", "transactions"), 0)
        self._add(
            sales.SHIFT,
            key="event_id",
            day=self._envelope.bd,
            operator=plain(self._envelope.op),
            wall_ms=self._envelope.wall,
            **(nothing | said),
        )

    def _day(self, fact: events.DayClosed) -> None:
        self._add(
            sales.BUSINESS_DAY,
            key="event_id",
            day=plain(fact.date),
            z=fact.z,
            net=fact.net,
            transactions=fact.transactions,
            over_short=fact.over_short,
            epoch=self._row.epoch,
            seq=self._row.seq,
            wall_ms=self._envelope.wall,
        )

    def _consent(self, fact: events.ConsentAnswered) -> None:
        self._effect(
            "consent",
            handle=plain(fact.mb.h),
            day=fact.mb.day,
            purpose=plain(fact.purpose),
            granted=fact.granted,
            notice=plain(fact.notice),
            lang=plain(fact.lang),
            channel=plain(fact.channel),
            at=fact.at,
            received=self._row.received_ms,
        )

    def _add(self, table: sa.Table, *, key: str = "sale_id", **values: Any) -> None:
        self.rows.setdefault(table, []).append(
            {**self._first, key: self._row.event_id, **values},
        )

    def _effect(self, kind: str, **body: Any) -> None:
        self.effects.append(
            {
                **self._first,
                "event_id": self._row.event_id,
                "n": len(self.effects) + 1,
                "epoch": self._row.epoch,
                "seq": self._row.seq,
                "has_failed": 0,
                "kind": kind,
                "body": canonical.encode(body),
            }
        )


def _check_sums(fact: events.Transaction) -> None:
    """Compare what a transaction says with itself, as the till did before it wrote it."""
    lines = fact.live_lines
    if max(map(abs, _amounts(fact)), default=0) > MOST:
        raise NotProjected("ROW_OUT_OF_RANGE")
    numbers = [line.n for line in fact.lines]
    paid = fact.total + fact.rounding + fact.rounding_back
    is_sound = (
        fact.subtotal - fact.discount + fact.tax_added == fact.total
        and sum(line.amount for line in lines) == fact.total
        and sum(tender.a for tender in fact.tenders) == paid
        and len(set(numbers)) == len(numbers)
        and all(line.q >= 0 for line in lines)
    )
    if not is_sound:
        raise NotProjected("ROW_SUMS_DIFFER")


def _amounts(fact: events.Transaction) -> Iterator[int]:
    """Go through everything that sums are made of."""
    yield from (fact.total, fact.discount, fact.tax_added, fact.rounding)
    yield from (tender.a for tender in fact.tenders)
    yield from (move.n for move in fact.points)
    for line in fact.lines:
        yield from (line.q, line.amount, line.net)
    for tax in fact.taxes:
        yield from (tax.b, tax.x)
