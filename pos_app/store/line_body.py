"""Lines and discounts as JSON text and back: the form in which open and finished lines are kept.

A line carries its item as it was sold, so a catalogue replaced since changes nothing. Keys are
short because a shop keeps a million of these; a key that is missing means the default.
"""

import json
from typing import Any

from pos_app.domain.catalog import Item, TaxGroup
from pos_app.domain.identifiers import OperatorId, ReceiptNumber
from pos_app.domain.money import Money
from pos_app.domain.quantity import Quantity, Unit
from pos_app.domain.tender import CardSlip, TenderLine, TenderType
from pos_app.domain.transaction import (
    Discount,
    Entry,
    Line,
    Lot,
    OriginalLine,
    PriceOverride,
    ReturnLine,
    SaleLine,
    Withheld,
)

Body = dict[str, Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: json.dumps would make one for every line of every sale."""


def dump(body: object) -> str:
    """Write JSON as compactly as it goes, Chinese as it is."""
    return _ENCODER.encode(body)


def line_text(line: Line) -> str:
    """Give a line as text."""
    body: Body = {"item": _item(line.item), "q": line.quantity.thousandths}
    if line.note:
        body["note"] = line.note
    if line.is_voided:
        body["v"] = 1
    if isinstance(line, ReturnLine):
        body |= _return_body(line)
    else:
        body |= _sale_body(line)
    return dump(body)


def line_of(number: int, text: str, currency: str) -> Line:
    """Read a line back; ``number`` and currency are kept beside it."""
    body = json.loads(text)
    if "back" in body:
        return _return_line(number, body, currency)
    return _sale_line(number, body, currency)


def discount_body(discount: Discount) -> Body:
    """Give a discount as JSON."""
    return _lean(
        why=discount.reason_code,
        who=discount.given_by,
        r=discount.rate_ppm,
        a=discount.amount.minor if discount.amount else None,
        ok=discount.approved_by,
    )


def discount_of(body: Body, currency: str) -> Discount:
    """Read a discount back."""
    return Discount(
        reason_code=body["why"],
        given_by=OperatorId(body["who"]),
        rate_ppm=body.get("r"),
        amount=_money(body.get("a"), currency),
        approved_by=body.get("ok"),
    )


def tender_body(tender: TenderLine) -> Body:
    """Give a tender as JSON."""
    card = tender.card
    return _lean(
        t=tender.tender_type.value,
        a=tender.amount.minor,
        change=1 if tender.is_change else None,
        card=[card.brand, card.last_four, card.approval_code] if card else None,
        ref=tender.reference or None,
    )


def tender_of(number: int, body: Body, currency: str) -> TenderLine:
    """Read a tender back."""
    card = body.get("card")
    return TenderLine(
        number,
        TenderType(body["t"]),
        Money(body["a"], currency),
        CardSlip(*card) if card else None,
        is_change="change" in body,
        reference=body.get("ref", ""),
    )


def _item(item: Item) -> Body:
    group = item.tax_group
    return _lean(
        sku=item.sku,
        zh=item.name_zh,
        en=item.name_en,
        cat=list(item.category),
        tax=[group.code, group.rate_ppm, int(group.is_inclusive)],
        u=item.unit.value,
        p=item.price.minor if item.price is not None else None,
        pv=item.price_version,
        gtin=item.gtin,
        plu=item.plu,
        stop=1 if item.is_recalled else None,
        br=item.brand or None,
        reg=item.regular_price.minor if item.regular_price is not None else None,
        low=item.lowest_price.minor if item.lowest_price is not None else None,
    )


def _item_of(body: Body, currency: str) -> Item:
    code, rate_ppm, is_inclusive = body["tax"]
    return Item(
        sku=body["sku"],
        name_zh=body["zh"],
        name_en=body["en"],
        category=tuple(body["cat"]),
        tax_group=TaxGroup(code, rate_ppm, bool(is_inclusive)),
        unit=Unit(body["u"]),
        price=_money(body.get("p"), currency),
        price_version=body["pv"],
        gtin=body.get("gtin"),
        plu=body.get("plu"),
        is_recalled="stop" in body,
        brand=body.get("br", ""),
        regular_price=_money(body.get("reg"), currency),
        lowest_price=_money(body.get("low"), currency),
    )


def _sale_body(line: SaleLine) -> Body:
    override = line.price_override
    return _lean(
        p=line.unit_price.minor,
        by=line.entry.value,
        fixed=line.fixed_price.minor if line.fixed_price is not None else None,
        over=_lean(
            p=override.unit_price.minor,
            why=override.reason_code,
            who=override.given_by,
            ok=override.approved_by,
        )
        if override
        else None,
        disc=[discount_body(discount) for discount in line.discounts] or None,
        lot=[line.lot.number, line.lot.serial, line.lot.expires_on] if line.lot else None,
    )


def _sale_line(number: int, body: Body, currency: str) -> SaleLine:
    over = body.get("over")
    lot = body.get("lot")
    return SaleLine(
        number=number,
        item=_item_of(body["item"], currency),
        quantity=Quantity(body["q"]),
        unit_price=Money(body["p"], currency),
        entry=Entry(body["by"]),
        fixed_price=_money(body.get("fixed"), currency),
        price_override=PriceOverride(
            Money(over["p"], currency), over["why"], OperatorId(over["who"]), over.get("ok")
        )
        if over
        else None,
        discounts=tuple(discount_of(entry, currency) for entry in body.get("disc", ())),
        lot=Lot(*lot) if lot else None,
        note=body.get("note", ""),
        is_voided="v" in body,
    )


def _return_body(line: ReturnLine) -> Body:
    original = line.original
    return _lean(
        back=[line.net.minor, line.tax.minor, line.rounding.minor],
        why=line.reason_code,
        of=[str(original.receipt), original.line_number] if original else None,
        ok=line.approved_by,
        less=[[w.rule, w.name_zh, w.name_en, w.amount.minor] for w in line.withheld] or None,
    )


def _return_line(number: int, body: Body, currency: str) -> ReturnLine:
    net, tax, rounding = (Money(minor, currency) for minor in body["back"])
    return ReturnLine(
        number=number,
        item=_item_of(body["item"], currency),
        quantity=Quantity(body["q"]),
        net=net,
        tax=tax,
        rounding=rounding,
        reason_code=body["why"],
        original=_original(body["of"]) if "of" in body else None,
        approved_by=body.get("ok"),
        note=body.get("note", ""),
        is_voided="v" in body,
        withheld=tuple(
            Withheld(rule, zh, en, Money(minor, currency))
            for rule, zh, en, minor in body.get("less", ())
        ),
    )


def _original(pair: list[Any]) -> OriginalLine:
    receipt = ReceiptNumber.parse(pair[0])
    assert receipt is not None, pair
    return OriginalLine(receipt, pair[1])


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _lean(**body: object) -> Body:
    return {key: value for key, value in body.items() if value is not None}
