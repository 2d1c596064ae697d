"""The signed archive of one till's business day: journal rows, figures, and a page that says how.

A ZIP whose bytes depend on the day alone: made twice it is the same file. ``manifest.json`` names
each file with its SHA-256 and is signed by the terminal's key; ``resources/verifier`` checks it
with ``--archive`` and shares no code with this. Nobody is named in it: rows have handles alone.
"""

import base64
import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.domain.report import Figures, ZReport

FORMAT: Final = "RPD1"
README: Final = "README.txt"
FIGURES: Final = "figures.json"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
_MANIFEST_MARK: Final = b"RPDS"
_ROWS_MARK: Final = b"RPAS"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""A ZIP entry must have a time; this one says nothing."""

_WORDS: Final = """\
本压缩包是一台收银机一个营业日的归档，已由该收银机签名。
This is the signed archive of one business day of one till.

  journal/*.rpa.gz   当日流水原文，每代（epoch）一个文件；格式见核验程序说明
                     the journal's rows as they were written, one file an epoch; the verifier
                     describes the form
  figures.json       当日合计：金额为最小货币单位的整数，数量为次数
                     the day's sums: amounts are whole minor units, counts are counts
  manifest.json      以上文件及本说明的 SHA-256、门店、收银台、日期、公钥
                     SHA-256 of the files above and of this page, store, till, date, public key
  manifest.sig       Base64(Ed25519(收银机密钥 the till's key, "RPDS" ‖ SHA-256(manifest.json)))

JSON: UTF-8，键已排序，无空格，无小数 / keys sorted, no spaces, whole numbers only.
核验 Check: python verify_journal.py --archive THIS.zip --terminal-key KEY
不含任何姓名、电话等个人信息。Nobody's name, phone or other personal data is in it.
"""


@dataclass(frozen=True, slots=True)
class Signing:
    """The terminal's key as far as files need it."""

    public_key: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class DayJournal:
    """A day's rows: epoch, and header, rows and trailer as lines (store/day_archive.py)."""

    terminal_id: bytes
    epochs: tuple[tuple[int, bytes], ...]


def write_archive(path: Path, report: ZReport, journal: DayJournal, key: Signing) -> None:
    """Write the archive of a closed day; until this returns the file is not whole.

    Raises ``OSError``.
    """
    terminal, date = journal.terminal_id.hex(), report.x.business_date
    files = {README: _WORDS.encode(), FIGURES: _canonical(day_figures(report))}
    for epoch, lines in journal.epochs:
        files[f"journal/{terminal}-{date}-e{epoch}.rpa.gz"] = signed_rows(lines, key)
    manifest = _canonical(
        {
            "arc": FORMAT,
            "bd": date,
            "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
            "pub": key.public_key.hex(),
            "store": report.x.store,
            "terminal": terminal,
            "workstation": report.x.workstation,
        }
    )
    files[MANIFEST] = manifest
    files[SIGNATURE] = _signature(_MANIFEST_MARK, manifest, key)
    with path.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            packed = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, packed)


def day_figures(report: ZReport) -> dict[str, Any]:
    """Give a closed day's sums as plain values; amounts are minor units of ``currency``."""
    x, figures = report.x, report.x.figures
    body: dict[str, Any] = {
        "bd": x.business_date,
        "control": _control(figures),
        "counted": report.counted.minor,
        "currency": figures.currency,
        "expected": report.expected.minor,
        "gt": {"abs": x.grand_totals.absolute.minor, "net": x.grand_totals.net.minor},
        "gross": figures.gross.minor,
        "net": figures.net_total.minor,
        "over_short": report.over_short.minor,
        "rounding": figures.rounding.minor,
        "shifts": [shift.number for shift in report.shifts],
        "transactions": figures.transaction_count,
        "z": report.number,
    }
    body |= _lists(figures)
    if figures.first_receipt is not None and figures.last_receipt is not None:
        body["receipts"] = [str(figures.first_receipt), str(figures.last_receipt)]
    return body


def _lists(figures: Figures) -> dict[str, Any]:
    cash = figures.cash
    return {
        "cash": {
            "float": cash.opening_float.minor,
            "loans": cash.loans.minor,
            "paid_in": cash.paid_in.minor,
            "paid_out": cash.paid_out.minor,
            "pickups": cash.pickups.minor,
        },
        "discounts": [
            {"amount": one.amount.minor, "count": one.count, "reason": one.reason_code}
            for one in figures.discounts
        ],
        "kinds": {
            one.kind.value: {"count": one.count, "total": one.total.minor} for one in figures.kinds
        },
        "taxes": [
            {
                "base": one.base.minor,
                "code": one.code,
                "inclusive": one.is_inclusive,
                "rate_ppm": one.rate_ppm,
                "tax": one.tax.minor,
            }
            for one in figures.taxes
        ],
        "tenders": {
            one.tender_type.value: {
                "count": one.count,
                "given_back": one.given_back.minor,
                "received": one.received.minor,
            }
            for one in figures.tenders
        },
    }


def _control(figures: Figures) -> dict[str, int]:
    control = figures.control
    return {
        "no_sales": control.no_sales,
        "price_overrides": control.price_overrides,
        "reprints": control.reprints,
        "voided_lines": control.voided_lines,
        "voided_lines_amount": control.voided_lines_amount.minor,
        "voided_transactions": control.voided_transactions,
    }


def signed_rows(lines: bytes, key: Signing) -> bytes:
    """Close a day's rows by a signature over all of them, and pack them."""
    return gzip.compress(lines + _signature(_ROWS_MARK, lines, key), mtime=0)


def _signature(mark: bytes, content: bytes, key: Signing) -> bytes:
    signature = key.sign(mark + hashlib.sha256(content).digest())
    return base64.b64encode(signature) + b"\n"


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
