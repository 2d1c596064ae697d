"""The whole of till.db, held against its own journal: the ``verify`` command's eyes.

The journal is walked once: every link and signature, and for every finished transaction and cash
movement the rows in the tables that reports and receipts are made of. The first difference ends it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from pos_app.store.backup import Terminal, check_pages
from pos_app.store.database import Database, Progress
from pos_app.store.journal import head_position, row_count, walk_journal
from pos_app.store.journal_body import CASH_KINDS, MONEY_KINDS
from pos_app.store.journal_check import pending_rows
from pos_app.store.line_body import dump
from pos_app.store.migrations import (
    TILL_STEPS,
    check_version,
    m0001_initial,
    m0002_promotions,
    m0003_cloud,
    m0006_safe,
    m0007_stock,
    m0008_set_up,
    m0010_offers,
    version_of,
)
from pos_app.store.verification_offers import OffersComparison
from pos_app.store.verification_safe import SafeComparison
from pos_app.store.verification_set_up import SetUpComparison
from pos_app.store.verification_stock import StockComparison
from sync.journal import Finding, JournalRow
from sync.journal_walk import Part
from sync.wire import canonical

Data = dict[str, Any]

_SAME_MOMENT_MS: Final = 60_000
"""A sale and its journal row are written in one commit, by two looks at the clock."""

_RECEIPT = re.compile(r"(.+)-([0-9]+)")

_HEADER = """SELECT coalesce(printed_number, number) AS number, store, workstation,
 lower(hex(id)) AS txn, kind, operator, business_date, shift, opened_ms AS opened,
 post_void_of AS "of", detail ->> '$.why' AS reason, subtotal_minor AS subtotal,
 discount_minor AS discount, tax_added_minor AS tax_added, total_minor AS total,
 rounding_minor AS rounding, rounding_back_minor AS rounding_back, journal_epoch, journal_seq,
 completed_ms, change_minor
 FROM retail_transaction WHERE number = ?"""
_KEY = "SELECT number FROM retail_transaction WHERE (number = ? OR printed_number = ?) AND id = ?"
_LINES = """SELECT line AS n, sku, quantity_thousandths AS q, extended_minor AS ext,
 net_minor AS net, tax_minor AS tax, amount_minor AS amount, nullif(rounding_minor, 0) AS rounding,
 nullif(is_voided, 0) AS v, CASE kind WHEN 'return' THEN 1 END AS back,
 CASE kind WHEN 'sale' THEN unit_price_minor END AS price, original_receipt AS "of",
 original_line AS of_n FROM sale_line WHERE number = ? ORDER BY line"""
_MODIFIERS = """SELECT line, amount_minor AS a, nullif(reason_code, '') AS why,
 nullif(given_by, '') AS who, approved_by AS ok, rate_ppm AS r, nullif(is_share, 0) AS share,
 application AS app FROM line_modifier
 WHERE number = ? ORDER BY line, position"""
_TENDERS = """SELECT tender_type AS t, amount_minor AS a, nullif(is_change, 0) AS change,
 card_brand AS brand, card_last_four AS last4, reference AS ref FROM tender_line
 WHERE number = ? ORDER BY tender"""
_TAXES = """SELECT tax_code AS c, rate_ppm AS r, is_inclusive AS i, base_minor AS b,
 tax_minor AS x FROM transaction_tax WHERE number = ? ORDER BY position"""
_POINTS = """SELECT reason AS r, points AS n, nullif(grant_no, 0) AS g, expires_on AS x
 FROM points_entry WHERE number = ? AND points <> 0
 ORDER BY reason, grant_no, points, coalesce(expires_on, '')"""
_CASH = "SELECT kind, amount_minor, reason_code, shift FROM cash_movement WHERE id = ?"
_OPENED = """SELECT operator, business_date, opening_float_minor, opening_counts FROM shift
 WHERE number = ?"""
_CLOSED = """SELECT counted_minor, expected_minor, closing_counts FROM shift
 WHERE number = ?"""
_COUNTS = """SELECT (SELECT count(*) FROM retail_transaction), (SELECT count(*) FROM cash_movement),
 (SELECT last_number FROM receipt_counter)"""
_UNKNOWN_SALE = "SELECT number FROM retail_transaction WHERE (journal_epoch, journal_seq) > (?, ?)"
_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing that is not as it was written: what, where, and names to say it with.

    ``what`` is a journal reason or: sale_missing, sale_changed, sale_unknown, receipt_gap,
    counter_changed, cash_changed, safe_changed, shift_changed, set_up_changed, stock_changed,
    offers_changed, protection_missing.
    """

    what: str
    epoch: int
    seq: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and the first difference if there is one."""

    rows: int
    sales: int
    epoch: int
    seq: int
    difference: Difference | None


def verify_till(database: Database, terminal: Terminal, progress: Progress) -> Verdict:
    """Check every page, every row, every signature, and every sale against its row.

    Refuses: DATABASE_NEWER, DATABASE_CORRUPT.
    """
    check_version(version_of(database), len(TILL_STEPS), database.path.name)
    check_pages(database)
    with database.read() as connection:
        comparison = _Comparison(connection, row_count(connection), progress)
        finding = walk_journal(
            connection, terminal.terminal_id, terminal.signing_seed, comparison.passed
        )
        difference = comparison.difference or _of(finding)
        if difference is None:
            for row in pending_rows(connection):
                comparison.passed(row, Part.LOST)
            difference = comparison.difference or comparison.rest()
        position = head_position(connection) if finding is None else None
    return Verdict(
        rows=comparison.rows,
        sales=comparison.sales,
        epoch=position.epoch if position else 0,
        seq=position.seq if position else 0,
        difference=difference,
    )


def _of(finding: Finding | None) -> Difference | None:
    return Difference(finding.reason.value, finding.epoch, finding.seq) if finding else None


@dataclass(slots=True)
class _Comparison:
    """Told every sound row of the journal; remembers the first one the tables disagree with."""

    connection: sa.Connection
    total_rows: int
    progress: Progress
    rows: int = 0
    sales: int = 0
    movements: int = 0
    difference: Difference | None = None
    last: tuple[int, int] = (0, 0)
    _last_number: int = field(default=0)
    _set_up: SetUpComparison = field(init=False)
    _by_place: dict[str, SafeComparison | StockComparison | OffersComparison] = field(init=False)

    def __post_init__(self) -> None:
        self._set_up = SetUpComparison(self.connection)
        self._by_place = {
            "safe_changed": SafeComparison(self.connection),
            "stock_changed": StockComparison(self.connection),
            "offers_changed": OffersComparison(self.connection),
        }

    def passed(self, row: JournalRow, part: Part) -> None:
        self.rows += 1
        self.last = max(self.last, (row.epoch, row.seq))
        if self.rows % 500 == 0:
            self.progress(min(1.0, self.rows / self.total_rows))
        if self.difference is None and part is not Part.AGAIN:
            wrong = self._wrong(row, part)
            if wrong:
                self.difference = Difference(wrong[0], row.epoch, row.seq, wrong[1])

    def rest(self) -> Difference | None:
        """Look for what the tables have beyond the journal, and for triggers taken away."""
        sales, movements, counter = self.connection.exec_driver_sql(_COUNTS).one()
        epoch, seq = self.last
        unknown = self.connection.exec_driver_sql(_UNKNOWN_SALE, self.last).first()
        if unknown or sales != self.sales:
            return Difference("sale_unknown", epoch, seq, str(unknown[0]) if unknown else "")
        if movements != self.movements:
            return Difference("cash_changed", epoch, seq)
        if counter != self._last_number:
            return Difference("counter_changed", epoch, seq, str(counter))
        beyond = self._set_up.beyond()
        if beyond is not None:
            return Difference("set_up_changed", epoch, seq, beyond)
        for what, comparison in self._by_place.items():
            if comparison.has_more():
                return Difference(what, epoch, seq)
        present = set(self.connection.exec_driver_sql(_TRIGGERS).scalars())
        missing = sorted(_expected_triggers() - present)
        return Difference("protection_missing", epoch, seq, missing[0]) if missing else None

    def _wrong(self, row: JournalRow, part: Part) -> tuple[str, str] | None:
        if row.schema != 1:
            return None
        body = canonical.decode(row.body)
        if row.kind in MONEY_KINDS:
            return self._wrong_sale(row, part, body)
        if row.kind in CASH_KINDS:
            return self._wrong_movement(row.kind, body, part)
        told = [entry for entry in self._by_place.items() if entry[1].knows(row.kind)]
        if told:
            is_same = told[0][1].is_same(row.kind, (row.epoch, row.seq), body)
            return None if is_same else (told[0][0], row.kind)
        if part is Part.LOST:
            return None
        if row.kind in ("shift_open", "shift_close"):
            return self._wrong_shift(row.kind, body)
        if SetUpComparison.knows(row.kind) and not self._set_up.is_same(
            row.kind, row.event_id, body
        ):
            return "set_up_changed", row.kind
        return None

    def _wrong_sale(self, row: JournalRow, part: Part, body: Data) -> tuple[str, str] | None:
        data = body["d"]
        receipt = data["rcpt"]
        match = _RECEIPT.fullmatch(receipt)
        number = int(match[2]) if match else 0
        self.sales += 1
        if part is not Part.LOST and number != self._last_number + 1:
            return "receipt_gap", receipt
        self._last_number = max(number, self._last_number)
        number = self._key(number, row.event_id)
        header = self._one(_HEADER, number)
        if header is None:
            return "sale_missing", receipt
        if part is Part.LOST:  # its shift may have had to be kept apart
            header["shift"] = body.get("sh") if abs(header["shift"]) == body.get("sh") else None
        same = (
            _same_header(header, row, body)
            and _same(self._all(_LINES, number), data["lines"])
            and _same(self._all(_TENDERS, number), data["tenders"])
            and _same(self._all(_TAXES, number), data["taxes"])
            and _same(self._all(_MODIFIERS, number), _modifiers(data["lines"]))
            and _same(self._all(_POINTS, number), data.get("points", []))
        )
        return None if same else ("sale_changed", receipt)

    def _wrong_movement(self, kind: str, body: Data, part: Part) -> tuple[str, str] | None:
        self.movements += 1
        found = self.connection.exec_driver_sql(_CASH, (self.movements,)).first()
        if found is None:
            return "cash_changed", kind
        shift = abs(found[3]) if part is Part.LOST else found[3]
        told = (kind, body["d"]["amount"], body["d"]["reason"], body.get("sh"))
        return None if (*found[:3], shift) == told else ("cash_changed", kind)

    def _wrong_shift(self, kind: str, body: Data) -> tuple[str, str] | None:
        data = body["d"]
        number, counts = data["shift"], dump(data["counts"])
        if kind == "shift_open":
            found = self.connection.exec_driver_sql(_OPENED, (number,)).first()
            told: tuple[object, ...] = (body["op"], body["bd"], data["float"], counts)
        else:
            found = self.connection.exec_driver_sql(_CLOSED, (number,)).first()
            told = (data["counted"], data["expected"], counts)
        is_same = found is not None and tuple(found) == told
        return None if is_same else ("shift_changed", str(number))

    def _key(self, number: int, event_id: bytes) -> int:
        """Find by which number a transaction is kept: two may bear the same receipt's."""
        found = self.connection.exec_driver_sql(_KEY, (number, number, event_id)).scalar()
        return number if found is None else int(found)

    def _one(self, statement: str, number: int) -> Data | None:
        row = self.connection.exec_driver_sql(statement, (number,)).mappings().first()
        return dict(row) if row else None

    def _all(self, statement: str, number: int) -> list[Data]:
        rows = self.connection.exec_driver_sql(statement, (number,)).mappings()
        return [dict(row) for row in rows]


def _same_header(header: Data, row: JournalRow, body: Data) -> bool:
    data = body["d"]
    receipt = f"{header.pop('store')}-{header.pop('workstation')}-{header.pop('number'):06d}"
    envelope = (
        header.pop("kind"),
        (header.pop("journal_epoch"), header.pop("journal_seq")),
        header.pop("operator"),
        header.pop("business_date"),
        header.pop("shift"),
        receipt,
    )
    change = -sum(tender["a"] for tender in data["tenders"] if tender.get("change"))
    has_same_change = header.pop("change_minor") == change
    is_same_time = abs(header.pop("completed_ms") - body["wall"]) < _SAME_MOMENT_MS
    place = (row.epoch, row.seq)
    told = (row.kind, place, body["op"], body["bd"], body.get("sh"), data["rcpt"])
    is_same_envelope = envelope == told and has_same_change and is_same_time
    return is_same_envelope and _same([header], [data])


def _same(rows: list[Data], told: list[Data]) -> bool:
    """Compare, for each row, the columns it has; an absent key stands for NULL."""
    return len(rows) == len(told) and all(
        value == entry.get(key)
        for row, entry in zip(rows, told, strict=True)
        for key, value in row.items()
    )


def _modifiers(lines: Iterable[Data]) -> list[Data]:
    return [modifier | {"line": line["n"]} for line in lines for modifier in line.get("mods", ())]


def _expected_triggers() -> set[str]:
    return {
        f"{table}_refuses_{verb}"
        for step in (
            m0001_initial,
            m0002_promotions,
            m0003_cloud,
            m0006_safe,
            m0007_stock,
            m0008_set_up,
            m0010_offers,
        )
        for table in step.APPEND_ONLY
        for verb in ("update", "delete")
    }
