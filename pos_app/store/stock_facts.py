"""Rows of the journal about goods, made rows of tables: the same way for new and for lost ones.

Only what the journal's body says is written, so the tables can be held against it word by word.
"""

from typing import Any, Final

import sqlalchemy as sa

from pos_app.domain.settlement import JournalPosition
from pos_app.domain.stock import CountedLine, DocumentKind, Mark
from pos_app.domain.synced import Place
from pos_app.store import stock_balance
from pos_app.store.journal_body import Body, appended

Row = tuple[Any, ...]

DOCUMENTS: Final = frozenset(kind.value for kind in DocumentKind)
_LOST_SALE, _OUT_OF_STOCK = "lost_sale", "out_of_stock"
KINDS: Final = DOCUMENTS | {_LOST_SALE, _OUT_OF_STOCK}
"""The kinds that make rows; what opens, marks or drops a count stands in the journal alone."""

_DOCUMENT: Final = """INSERT INTO stock_document (kind, reference, partner, reason_code, operator,
 approved_by, business_date, at_ms, journal_epoch, journal_seq)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_MOVEMENT: Final = """INSERT INTO stock_movement (document, line, sku, quantity_thousandths,
 expected_thousandths, cost_minor, lot, expires_on, pack_thousandths)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COUNTED: Final = """INSERT INTO stock_counted (document, line, sku, counted_thousandths,
 before_thousandths, mark_epoch, mark_seq, mark_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_PACK: Final = """INSERT INTO stock_pack (sku, pack_thousandths) VALUES (?, ?)
 ON CONFLICT (sku) DO UPDATE SET pack_thousandths = excluded.pack_thousandths"""
_LOST: Final = """INSERT INTO lost_sale (reason_code, sku, operator, shift, business_date, at_ms,
 journal_epoch, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_OUT: Final = """INSERT INTO out_of_stock (sku, on_hand_thousandths, found_by, operator, shift,
 business_date, at_ms, journal_epoch, journal_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_IS_THERE: Final = """SELECT 1 FROM stock_document WHERE journal_epoch = ?1 AND journal_seq = ?2
 UNION ALL SELECT 1 FROM lost_sale WHERE journal_epoch = ?1 AND journal_seq = ?2
 UNION ALL SELECT 1 FROM out_of_stock WHERE journal_epoch = ?1 AND journal_seq = ?2"""


def apply(connection: sa.Connection, position: JournalPosition) -> None:
    """Write what the row just appended says, in the transaction that appended it."""
    write(connection, *appended(connection, position))


def bring_back(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    """Write what a lost row says; one that is here already changes nothing.

    Balances are made anew afterwards: it belongs before what this till has done since.
    """
    if kind in KINDS and connection.exec_driver_sql(_IS_THERE, place).first() is None:
        write(connection, kind, place, body)
        stock_balance.forget(connection)


def write(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    """Write the rows of one fact and let the balances know."""
    if kind == _LOST_SALE:
        connection.exec_driver_sql(_LOST, lost_sale_row(place, body))
    elif kind == _OUT_OF_STOCK:
        connection.exec_driver_sql(_OUT, out_of_stock_row(place, body))
    else:
        _write_document(connection, kind, place, body)


def _write_document(connection: sa.Connection, kind: str, place: Place, body: Body) -> None:
    document = connection.exec_driver_sql(_DOCUMENT, document_row(kind, place, body)).lastrowid
    origin = stock_balance.Origin(*place, body["bd"])
    if kind == DocumentKind.COUNT.value:
        for row in counted_rows(body):
            connection.exec_driver_sql(_COUNTED, (document, *row))
            line = CountedLine(row[1], row[2], row[3], Mark(*row[4:]))
            stock_balance.count(connection, origin, line)
        return
    is_receipt = kind in stock_balance.RECEIPTS
    for row in movement_rows(body):
        connection.exec_driver_sql(_MOVEMENT, (document, *row))
        stock_balance.move(connection, origin, row[1], row[2], is_receipt=is_receipt)
        if row[7]:
            connection.exec_driver_sql(_PACK, (row[1], row[7]))


def document_row(kind: str, place: Place, body: Body) -> Row:
    """Give the row of a document as it is kept, without its number."""
    data = body["d"]
    reference = data.get("note") or data.get("count") or ""
    partner = data.get("partner") or data.get("section") or ""
    said = (kind, reference, partner, data.get("reason", ""))
    return (*said, body["op"], body.get("by"), body["bd"], body["wall"], *place)


def movement_rows(body: Body) -> list[Row]:
    """Give the rows of its lines, without the document's number."""
    return [
        (
            line["n"],
            line["sku"],
            line["q"],
            line.get("want"),
            line.get("cost"),
            line.get("lot", ""),
            line.get("exp", ""),
            line.get("pack"),
        )
        for line in body["d"]["lines"]
    ]


def counted_rows(body: Body) -> list[Row]:
    """Give the rows of what was counted, without the document's number."""
    return [
        (line["n"], line["sku"], line["q"], line["was"], line["e"], line["s"], line["r"])
        for line in body["d"]["lines"]
    ]


def lost_sale_row(place: Place, body: Body) -> Row:
    """Give the row of a sale that was not made, without its number."""
    data = body["d"]
    who = (body["op"], body.get("sh"), body["bd"], body["wall"])
    return (data["reason"], data.get("sku", ""), *who, *place)


def out_of_stock_row(place: Place, body: Body) -> Row:
    """Give the row of an item that was not there, without its number."""
    data = body["d"]
    who = (body["op"], body.get("sh"), body["bd"], body["wall"])
    return (data["sku"], data["q"], data["by"], *who, *place)
