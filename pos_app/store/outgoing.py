"""Domain event -> the data (``d``) of its journal body, in the journal's own words.

Bodies are kept for ever and read by the cloud and by anybody's verifier, so a key never changes its
meaning: a change takes a new schema number on the event. Money is minor units of the row's currency
(named in the ``start`` row), quantities are thousandths, ids hex. No notes, no names.
"""

import json
from functools import singledispatch

from pos_app.domain import events
from pos_app.domain.coupon import HeldCoupon
from pos_app.domain.member import MemberRef
from pos_app.domain.money import Money
from pos_app.domain.points import PointsMove
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction, PriceModifier
from pos_app.domain.pricing.trace import PriceTrace
from pos_app.domain.settlement import CompletedTransaction, rounding_shares
from pos_app.domain.tender import TenderLine
from pos_app.domain.transaction import ReturnLine, SaleLine
from pos_app.store.promotion_body import application_data

Data = dict[str, object]


@singledispatch
def data_of(event: events.Event) -> Data:
    """Give the canonical data of an event; keys whose value is empty are left out."""
    raise AssertionError(f"no body for {type(event).__name__}")


@data_of.register
def _(event: events.Start) -> Data:
    return {
        "store": event.store,
        "workstation": event.workstation,
        "currency": event.currency,
    }


@data_of.register
def _(event: events.SignOn) -> Data:
    return {"who": event.operator, "unlock": event.is_unlock}


@data_of.register
def _(event: events.SignOff) -> Data:
    return {"who": event.operator, "lock": event.is_lock}


@data_of.register
def _(event: events.LockOut) -> Data:
    return {"who": event.operator, "failures": event.failures, "wait_ms": event.wait_ms}


@data_of.register
def _(event: events.Override) -> Data:
    return _lean(
        privilege=event.privilege,
        subject=event.subject,
        rate_ppm=event.rate_ppm,
        amount=event.amount.minor if event.amount else None,
    )


@data_of.register
def _(event: events.VoidTransaction) -> Data:
    return {
        "txn": event.transaction.hex(),
        "lines": event.line_count,
        "total": event.total.minor,
        "reason": event.reason_code,
    }


@data_of.register
def _(event: events.Suspend) -> Data:
    return {
        "txn": event.transaction.hex(),
        "lines": event.line_count,
        "total": event.total.minor,
    }


@data_of.register
def _(event: events.Resume) -> Data:
    return {"txn": event.transaction.hex()}


@data_of.register
def _(event: events.Reprint) -> Data:
    return {"of": str(event.receipt), "copy": event.copy}


@data_of.register
def _(event: events.NoSale) -> Data:
    return {"reason": event.reason_code}


@data_of.register
def _(event: events.CashMoved) -> Data:
    return {"amount": event.movement.amount.minor, "reason": event.movement.reason_code}


@data_of.register
def _(event: events.ShiftOpen) -> Data:
    return {
        "shift": event.shift,
        "float": event.opening_float.minor,
        "counts": [list(pair) for pair in event.counts],
    }


@data_of.register
def _(event: events.XReportTaken) -> Data:
    return {"shift": event.shift}


@data_of.register
def _(event: events.ShiftClose) -> Data:
    return {
        "shift": event.shift,
        "counted": event.counted.minor,
        "expected": event.expected.minor,
        "counts": [list(pair) for pair in event.counts],
        "net": event.net_total.minor,
        "transactions": event.transaction_count,
    }


@data_of.register
def _(event: events.BusinessDateClose) -> Data:
    return {
        "date": event.date,
        "z": event.number,
        "net": event.net_total.minor,
        "transactions": event.transaction_count,
        "over_short": event.over_short.minor,
    }


@data_of.register
def _(event: events.TrainingOn) -> Data:
    return {}


@data_of.register
def _(event: events.TrainingOff) -> Data:
    return {}


@data_of.register
def _(event: events.Boot) -> Data:
    return {"version": event.version, "clean": event.was_clean}


@data_of.register
def _(event: events.ClockChange) -> Data:
    return {"jump_ms": event.jump_ms}


@data_of.register
def _(event: events.SettingsChange) -> Data:
    return {"name": event.name}


@data_of.register
def _(event: events.MemberDataPurged) -> Data:
    return {"faces": event.faces, "members": event.members, "handles": event.handles}


@data_of.register
def _(event: events.MemberEnrolled) -> Data:
    return {"mb": _ref(event.ref)}


@data_of.register
def _(event: events.ConsentAnswered) -> Data:
    answer = event.answer
    return {
        "mb": _ref(event.ref),
        "purpose": answer.purpose.value,
        "granted": answer.is_granted,
        "notice": answer.notice_version,
        "lang": answer.language,
        "channel": event.channel,
        "at": answer.at_ms,
    }


@data_of.register
def _(event: events.MemberSearched) -> Data:
    return {"by": event.by, "hits": event.hits}


@data_of.register
def _(event: events.TransactionRecorded) -> Data:
    return _transaction(event.completed)


def fits_surely(priced: PricedTransaction) -> bool:
    """Tell without measuring that a basket fits into a journal body, whatever was done to it.

    A line takes up to some 960 bytes, and what is said of a rule and a line up to 64.
    """
    said = sum(
        len(entry.shares) + sum(len(need.lines) for need in entry.needs)
        for entry in priced.trace.applications
    )
    return 15 * len(priced.lines) + said <= _SAID_THAT_FITS


_SAID_THAT_FITS = 15 * 250


def body_bytes(priced: PricedTransaction) -> int:
    """Say how large the lines of a basket would be in its journal body; nearly all of it."""
    zero = Money(0, priced.transaction.currency)
    lines = [_line(line, zero) for line in priced.lines]
    applications = [application_data(entry) for entry in priced.trace.applications]
    body = [lines, applications]
    return len(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def _transaction(completed: CompletedTransaction) -> Data:
    priced = completed.priced
    transaction = priced.transaction
    shares = rounding_shares(priced, completed.rounding)
    ref = transaction.member_ref
    return _lean(
        mb=_ref(ref) if ref else None,
        tier=(transaction.member.tier or None) if transaction.member else None,
        rules=_trace(priced.trace),
        coupons=[_coupon(coupon) for coupon in transaction.coupons] or None,
        txn=transaction.id.hex(),
        rcpt=str(completed.receipt),
        of=str(transaction.post_void_of) if transaction.post_void_of else None,
        reason=transaction.post_void_reason or None,
        opened=transaction.opened_ms,
        subtotal=priced.subtotal.minor,
        discount=priced.discount.minor,
        tax_added=priced.tax_added.minor,
        total=priced.total.minor,
        rounding=completed.rounding.minor,
        rounding_back=priced.rounding_back.minor,
        lines=[_line(line, share) for line, share in zip(priced.lines, shares, strict=True)],
        tenders=[_tender(tender) for tender in transaction.tenders],
        points=[_points(move) for move in completed.points] or None,
        taxes=[
            {
                "c": entry.group.code,
                "r": entry.group.rate_ppm,
                "i": entry.group.is_inclusive,
                "b": entry.base.minor,
                "x": entry.tax.minor,
            }
            for entry in priced.taxes
        ],
    )


def _ref(ref: MemberRef) -> Data:
    return {"h": ref.handle.hex(), "day": ref.day}


def _line(priced: PricedLine, rounding: Money) -> Data:
    line = priced.line
    common = _lean(
        n=line.number,
        sku=line.item.sku,
        gtin=f"{line.item.gtin:014d}" if line.item.gtin is not None else None,
        q=line.quantity.thousandths,
        u=line.item.unit.value,
        ext=priced.extended.minor,
        net=priced.net.minor,
        tc=line.item.tax_group.code,
        tax=priced.tax.minor,
        amount=priced.amount.minor,
        rounding=rounding.minor or None,
        v=line.is_voided or None,
        mods=[_modifier(modifier) for modifier in priced.modifiers] or None,
    )
    return common | (_returned(line) if isinstance(line, ReturnLine) else _sold(line))


def _sold(line: SaleLine) -> Data:
    override = line.price_override
    lot = line.lot
    return _lean(
        price=line.unit_price.minor,
        pv=line.item.price_version,
        list=line.item.price.minor if override and line.item.price else None,
        by=line.entry.value,
        fixed=line.fixed_price.minor if line.fixed_price is not None else None,
        why=override.reason_code if override else None,
        ok=(override.approved_by or None) if override else None,
        lot=(lot.number or None) if lot else None,
        serial=(lot.serial or None) if lot else None,
        expires=(lot.expires_on or None) if lot else None,
    )


def _returned(line: ReturnLine) -> Data:
    return _lean(
        back=True,
        why=line.reason_code,
        ok=line.approved_by,
        of=str(line.original.receipt) if line.original else None,
        of_n=line.original.line_number if line.original else None,
        rb=line.rounding.minor or None,
        less=[{"r": w.rule, "a": w.amount.minor} for w in line.withheld] or None,
    )


def _trace(trace: PriceTrace) -> Data | None:
    if not trace.applications:
        return None
    return _lean(
        id=trace.bundle or None,
        v=trace.version or None,
        hash=trace.hash or None,
        best=trace.is_best or None,
        proved=trace.is_proved,
        used=[application_data(application) for application in trace.applications],
    )


def _coupon(coupon: HeldCoupon) -> Data:
    return _lean(
        n=coupon.number,
        campaign=coupon.campaign,
        cls=coupon.coupon_class.value,
        value=coupon.value_minor or None,
        grant=coupon.grant_no or None,
        max=coupon.max_uses if coupon.max_uses != 1 else None,
    )


def _points(move: PointsMove) -> Data:
    return _lean(r=move.reason, n=move.points, g=move.grant_no or None, x=move.expires_on)


def _modifier(modifier: PriceModifier) -> Data:
    return _lean(
        a=modifier.amount.minor,
        why=modifier.reason_code or None,
        who=modifier.given_by or None,
        app=modifier.application,
        ok=modifier.approved_by,
        r=modifier.rate_ppm,
        share=modifier.is_share or None,
    )


def _tender(tender: TenderLine) -> Data:
    card = tender.card
    return _lean(
        t=tender.tender_type.value,
        a=tender.amount.minor,
        change=tender.is_change or None,
        brand=card.brand if card else None,
        last4=card.last_four if card else None,
        # The approval code finds the slip again at the acquirer; it is no authentication secret.
        appr=card.approval_code if card else None,
        ref=tender.reference or None,
    )


def _lean(**data: object) -> Data:
    return {key: value for key, value in data.items() if value is not None}
