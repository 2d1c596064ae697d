#!/usr/bin/env python3
"""Check the exported journal of a Ronghe POS terminal, without the product.

独立核验一台收银机导出的流水，不依赖收银软件。

    python verify_journal.py [options] ARCHIVE...
    python verify_journal.py [options] --archive DAY.zip

ARCHIVE is a day archive ``{terminal}-{business date}-e{epoch}.rpa.gz`` or, with ``--export``, a
plain export of the same lines, which may lack the last two. Archives of successive days of one
terminal are checked as one journal: give them together, in any order. Needs Python 3.11 and the
``cryptography`` library; shares no code with the product.

With ``--archive`` one signed day archive (a ZIP) is checked: ``manifest.sig`` = Ed25519(terminal
key, "RPDS" ‖ SHA-256(manifest.json)); that it holds the very files the manifest names, each of the
SHA-256 it names; the journal files in it as below; ``figures.json`` against the rows: the day's
closing, kinds, tenders and taxes.

Exit: 0 nothing wrong found; 1 tampered, with the first bad (epoch, seq) and the reason;
2 unreadable. "Not checked" lines name what the given files and keys did not allow to check.

What is checked, in this order for each archive
  header    form; key against --terminal-key; first row and the chain before it against the
            archive of the day before, or against chain 0 of the epoch
  each row  canonical line and body; seq without hole; chain; signature; envelope; times; the
            perpetual totals ``gt`` recomputed; receipt numbers without hole
  trailer   count, last row, last chain, gt, totals recomputed, anchors
  archive   the signature over all the bytes before it
  at last   --printed lines and --anchors from outside; archive_made rows against the files

The bytes (‖ joins; u8, u16, u32, u64 are big-endian)
  hash_n  = SHA-256("RPJ1" ‖ terminal[16] ‖ u32 epoch ‖ u64 seq ‖ event_id[16] ‖ u16 schema
                    ‖ u8 len(kind) ‖ kind ‖ u32 len(body) ‖ body)
  chain_0 = SHA-256("RPJ0" ‖ terminal[16] ‖ u32 epoch ‖ public_key[32] ‖ chain_prev[32])
  chain_n = SHA-256("RPJC" ‖ chain_{n-1} ‖ hash_n)
  row signature     = Ed25519(terminal key, "RPJS" ‖ chain_n)
  archive signature = Ed25519(terminal key, "RPAS" ‖ SHA-256(all bytes before its line))
  anchor signature  = Ed25519(anchor key, "RPJA" ‖ terminal ‖ u32 epoch ‖ u64 seq ‖ chain
                              ‖ u64 server_time_ms ‖ u32 server_gen)
  chain_prev is the last accepted chain of the epoch before, 32 zero bytes for epoch 1.

How this file reads what the format leaves open
  bd           of a row is empty while no business day is open
  money rows   kind sale, return or post_void, without ``"tr":true`` (training)
  gt           net = sum of d.total over money rows, abs = sum of |d.total|; unchanged elsewhere
  fork         a terminal that was restored or copied: row 1 of an epoch is epoch_open with d.why
               "fork" or "rewind", d.before {epoch, seq} the row before it, d.common {epoch, seq}
               where its disk had left the line, d.lost the rows between them, d.again how many rows
               follow that are told once more. Those keep the gt, times and receipt numbers they had
               after d.common; the epoch's gt is that of d.before and what those rows add. Epoch
               numbers may then be passed over
  totals       {"kinds": {kind: rows}, "tenders": {type: net minor units}, "tax": {code: minor}}
               from d.tenders = [{"t": type, "a": minor}] and d.taxes = [{"c": code, "x": minor}]
               of the money rows; kinds counts all rows; an entry of 0 may be left out
  receipts     d.rcpt of money rows: any text, a number of six or more digits, perhaps an epoch
               suffix such as -E2; each number is one more than the last with the same text
  anchors      {"chain": hex, "epoch": n, "gen": n, "seq": n, "sig": base64, "time": ms}
  times        row 1, and a start, boot or epoch_open row with another ``boot`` or with none, begin
               a boot. Within it mono never falls and wall keeps step with it to
               --clock-tolerance; from boot to boot wall does not go back. A clock_change row and
               the one after may jump
  key change   needs a new epoch; a key_rotate row names the new key in d.pub, or an option does
  archive_made names in d.bd and d.sha256 (hex, of the .rpa.gz file) the archive made

What no check can show: that the holder of the terminal's key rewrote rows newer than every
anchor, print and archive kept outside the terminal. Without --terminal-key the archive's own key
is believed. The two gzip bytes that name the packer and its level carry no fact.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import struct
import sys
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stderr.write("The library 'cryptography' is needed. 需要 cryptography 库。\n")
    raise SystemExit(2) from None

MAX_UNPACKED = 1 << 30  # a small file that unpacks to more than 1 GiB is an attack, not a day
MAX_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly
MAX_DEPTH = 20
CLOSING = ("net", "over_short", "transactions", "z")
MONEY_KINDS = frozenset({"sale", "return", "post_void"})
KIND = re.compile(r"[a-z_]{1,32}")
KEY = re.compile(r"[a-z][a-z0-9_]*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOT = re.compile(r"[0-9a-f]{8}")
RECEIPT = re.compile(r"(.{0,80}?)([0-9]{6,15})(-E[0-9]{1,9})?")
PRINTED = re.compile(r"E([0-9]{1,10}) ?#([0-9]{1,16}) ?((?:[0-9A-F]{4} ?){3}[0-9A-F]{4})")

# Code, the English sentence, the Chinese one.
SENTENCES = """
OPEN the file cannot be read ({why})
  文件无法读取（{why}）
GZIP this is not a whole gzip file of the archive form ({why})
  不是完整的归档 gzip 文件（{why}）
HEADER the first line is not the header of a day archive ({why})
  首行不是日归档的文件头（{why}）
TERMINAL this archive is of another terminal than the one before it
  本归档与前一份归档不属于同一台收银机
KEY the key {pub} is not the terminal's key
  密钥 {pub} 不是该收银机的密钥
KEY_CHANGED the key changed, and no key_rotate row names the new one
  密钥已更换，但没有 key_rotate 记录指明新密钥
START the journal does not begin at row 1, as it was asked to
  按要求流水应从第 1 行开始，实际不是
DAY row {want} was due first in this archive, not row {got}: a day is missing or comes twice
  本归档应从第 {want} 行开始，却是第 {got} 行：缺少或重复了某一天
EPOCH the archives of epoch {want} are missing before this one
  本归档之前缺少第 {want} 代的归档
BEFORE the chain before the first row is not the end of what comes before it
  首行之前的链值与前面的结尾不符
FORM the line is not in canonical form, or lacks or misuses a field ({why})
  该行不是规范格式，或缺少、错用了字段（{why}）
SEQ row {want} was due, found {got}: rows were dropped, added or moved
  应为第 {want} 行，却是第 {got} 行：有记录被删除、插入或调换
CHAIN the chain does not follow from the row before and this row's content: one was changed
  链值与前一行及本行内容不符：其中之一被改动
SIGNATURE the row's signature is not by the terminal's key
  该行的签名不是由该收银机的密钥所签
MONO the time since boot goes back by {ms} ms within one boot
  同一次开机内，开机计时倒退了 {ms} 毫秒
WALL the clock jumps by {ms} ms with no clock_change row
  时钟跳变 {ms} 毫秒，却没有 clock_change 记录
GT the perpetual totals are {got}, recomputed {want}
  累计总额为 {got}，重新计算为 {want}
RECEIPT receipt number {got} does not follow {last}
  小票号 {got} 与上一号 {last} 不连续
NO_TRAILER the archive ends without its closing line: its tail was cut
  归档缺少结尾行：尾部被截断
TRAILER the closing line says {name} = {got}, recomputed {want}
  结尾行的 {name} 为 {got}，重新计算为 {want}
NO_ARCHIVE_SIGNATURE the archive has no signature line: its tail was cut
  归档缺少签名行：尾部被截断
ARCHIVE_SIGNATURE the archive's signature does not hold: header or closing line was changed
  归档签名不成立：文件头或结尾行被改动
ANCHOR_CHAIN the chain is not the one the anchor names: the journal was rewritten
  链值与锚点不符：流水被改写
ANCHOR_SIGNATURE the anchor's signature is not by the anchor key
  锚点签名不是由锚点密钥所签
CUT_TAIL an anchor or a print names this row, but it is not here: the tail was cut
  锚点或打印件提到了这一行，但它不在：尾部被截断
PRINTED the chain is not the printed one: the journal was rewritten
  链值与打印件不符：流水被改写
ARCHIVE_MADE the archive of {bd} is not the file that this row says was made
  {bd} 的归档不是本行所记生成的文件
ZIP this is not a whole ZIP file of the archive form ({why})
  不是完整的归档 ZIP 文件（{why}）
MANIFEST the manifest is not of the form it must be ({why})
  清单 manifest.json 的格式不对（{why}）
MANIFEST_SIGNATURE the manifest's signature does not hold: it was changed, or signed by another key
  清单签名不成立：清单被改动，或由其他密钥签名
FILE_MISSING the manifest names {file}, but it is not there
  清单中的文件 {file} 不在归档内
FILE_EXTRA {file} is there, but the manifest does not name it
  文件 {file} 不在清单之内
FILE_CHANGED {file} is not the file that the manifest names
  文件 {file} 与清单所记不符
FIGURES figures.json says {name} = {got}, the journal {want}
  figures.json 的 {name} 为 {got}，流水为 {want}
N_FIGURES the day's sums: this till was restored on that day
  当日合计：该收银机当日曾被恢复
N_KEY whose key {pub} is: give --terminal-key
  密钥 {pub} 属于谁：请提供 --terminal-key
N_START what comes before row {seq} of epoch {epoch}, and the totals carried into it
  第 {epoch} 代第 {seq} 行之前的内容及结转的累计总额
N_TAIL whether rows after the last were cut: no anchor or print was given for the last row
  末行之后是否被截断：没有提供末行的锚点或打印行
N_ANCHOR the signatures of {count} anchors: give --anchor-key
  {count} 个锚点的签名：请提供 --anchor-key
FORK the row does not name the fork as it is ({why})
  该行所述的分叉与实际不符（{why}）
AGAIN the rows told once more end before {left} more of them
  重述的记录缺少 {left} 行
N_FORK what epoch {epoch} goes back to: give the files from row {seq} of epoch {common} on
  第 {epoch} 代所追溯的内容：请提供第 {common} 代第 {seq} 行起的文件
"""
_LINES = SENTENCES.strip().splitlines()
REASONS = {
    english.split(" ", 1)[0]: (english.split(" ", 1)[1], chinese.strip())
    for english, chinese in zip(_LINES[::2], _LINES[1::2], strict=True)
}


class Unreadable(Exception):
    """The file is not what it must be before anything can be checked. Exit 2."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class Tampered(Exception):
    """The first thing found wrong, at the row where it is found. Exit 1."""

    def __init__(self, code: str, epoch: int, seq: int, **facts: object) -> None:
        super().__init__(code)
        self.code, self.epoch, self.seq, self.facts = code, epoch, seq, facts


class FormError(Exception):
    """A line or field that breaks the form; whoever knows where it stood says so."""


@dataclass(frozen=True)
class Archive:
    """One file, unpacked and cut into lines, its header understood; nothing is believed yet."""

    sha256: str
    header: dict[str, Any]
    rows: list[bytes]
    trailer: bytes | None
    signature: bytes | None
    signed_bytes: bytes


@dataclass(frozen=True)
class Past:
    """What the rows up to one place amount to: a fork goes on from it."""

    gt: tuple[int, int] | None
    boot: str | None
    times: tuple[int, int] | None
    after_clock_change: bool
    count: int


@dataclass
class Again:
    """Rows told once more: what the line itself had reached, and what they must add up to."""

    left: int
    line: Past
    receipts: dict[tuple[str, str], int]
    start: tuple[int, int] | None
    have: tuple[int, int] | None


@dataclass
class Journal:
    """Where the check stands: what goes over from row to row and from file to file."""

    options: argparse.Namespace
    notes: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    terminal: bytes = b""
    epoch: int = 0
    seq: int = 0
    pub: bytes = b""
    chain: bytes = b""
    chains: dict[tuple[int, int], bytes] = field(default_factory=dict)
    gt: tuple[int, int] | None = None  # abs, net; None until something is known
    receipts: dict[tuple[str, str], int] = field(default_factory=dict)
    boot: str | None = None
    times: tuple[int, int] | None = None  # mono, wall of the row before
    after_clock_change: bool = False
    before: tuple[int, int] = (0, 0)  # the last row of the epoch before
    rotated_keys: set[bytes] = field(default_factory=set)
    made: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    tenders: Counter[str] = field(default_factory=Counter)
    tax: Counter[str] = field(default_factory=Counter)
    unchecked_anchors: int = 0
    count: int = 0
    passed_over: int = 0  # the epoch that should have come next
    pasts: dict[tuple[int, int], Past] = field(default_factory=dict)
    printed: list[tuple[tuple[int, int], tuple[str, str], int]] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)  # the innermost last
    newest_outside: tuple[int, int] = (0, 0)

    def note(self, code: str, **facts: object) -> None:
        """Remember something that could not be checked."""
        self.notes.append((code, facts))

    def past(self) -> Past:
        """Give what the rows so far amount to."""
        return Past(self.gt, self.boot, self.times, self.after_clock_change, self.count)

    def go_on_from(self, past: Past, receipts: dict[tuple[str, str], int]) -> None:
        """Go on as if only what led to this had come."""
        self.gt, self.boot, self.times = past.gt, past.boot, past.times
        self.after_clock_change, self.receipts = past.after_clock_change, receipts

    def bad(self, code: str, **facts: object) -> NoReturn:
        """Stop at the current row."""
        raise Tampered(code, self.epoch, self.seq, **facts)


# ---- forms ----------------------------------------------------------------------------------


def parse_canonical(data: bytes, *, keys_are_free: bool = False) -> Any:
    """Read canonical JSON; whatever a writer would write differently is refused."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except RecursionError:
        raise FormError("nested too deeply") from None
    except ValueError:
        raise FormError("not JSON") from None
    _check_values(value, MAX_DEPTH, keys_are_free=keys_are_free)
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if again.encode("utf-8", "replace") != data:  # half a surrogate pair becomes "?" and differs
        raise FormError("order, spacing, escapes or repeated keys")
    return value


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_INTEGER:
        raise FormError("an integer out of range")
    return int(text)


def _no_number(_text: str) -> NoReturn:
    raise FormError("a number that is not an integer")


def _check_values(value: object, depth: int, *, keys_are_free: bool) -> None:
    if depth < 0:
        raise FormError("nested too deeply")
    if isinstance(value, dict):
        for key, inner in value.items():
            need(keys_are_free or KEY.fullmatch(key), "a key of the wrong form")
            _check_values(inner, depth - 1, keys_are_free=keys_are_free)
    elif isinstance(value, list):
        for inner in value:
            _check_values(inner, depth - 1, keys_are_free=keys_are_free)
    else:
        need(value is not None, "null")


def need(is_right: object, why: str) -> None:
    """Refuse a form unless the condition holds."""
    if not is_right:
        raise FormError(why)


def is_int(value: object, low: int = -MAX_INTEGER, high: int = MAX_INTEGER) -> bool:
    """Tell a whole number within bounds from everything else, true and false included."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_text(value: object, form: re.Pattern[str]) -> bool:
    """Tell text of this form from everything else."""
    return isinstance(value, str) and form.fullmatch(value) is not None


def from_hex(value: object, length: int) -> bytes:
    """Read lower-case hex of exactly this many bytes."""
    if not isinstance(value, str) or not re.fullmatch(f"[0-9a-f]{{{2 * length}}}", value):
        raise FormError(f"{2 * length} hex digits expected")
    return bytes.fromhex(value)


def from_base64(value: object, length: int) -> bytes:
    """Read standard base64 with padding and no spare bit set, of exactly this many bytes."""
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != length or base64.b64encode(data).decode("ascii") != value:
        raise FormError(f"base64 of {length} bytes expected")
    return data


# ---- chains and signatures ------------------------------------------------------------------


def first_chain(terminal: bytes, epoch: int, pub: bytes, previous: bytes) -> bytes:
    """Give chain 0: what the first row of an epoch hangs on."""
    return hashlib.sha256(b"RPJ0" + terminal + struct.pack(">I", epoch) + pub + previous).digest()


def next_chain(journal: Journal, row: dict[str, Any], event_id: bytes, body: bytes) -> bytes:
    """Give the chain after this row, from its content and the chain before it."""
    kind = row["k"].encode("ascii")
    position = journal.terminal + struct.pack(">IQ", journal.epoch, row["n"])
    about = event_id + struct.pack(">HB", row["v"], len(kind)) + kind
    content = b"RPJ1" + position + about + struct.pack(">I", len(body)) + body
    return hashlib.sha256(b"RPJC" + journal.chain + hashlib.sha256(content).digest()).digest()


def is_signed(pub: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the signature is by this key over this message."""
    try:
        Ed25519PublicKey.from_public_bytes(pub).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# ---- reading a file -------------------------------------------------------------------------


def read_archive(path: Path, *, is_export: bool) -> Archive:
    """Unpack a file and cut it into lines."""
    try:
        packed = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable("OPEN", why=type(error).__name__) from None
    return understand(packed, is_export=is_export)


def understand(packed: bytes, *, is_export: bool) -> Archive:
    """Cut a file's content into lines."""
    is_plain = is_export and not packed.startswith(b"\x1f\x8b")
    data = packed if is_plain else unpack(packed)
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    else:
        lines.append(b"")  # a missing last LF is found as an empty row, at its place
    header = read_header(lines.pop(0) if lines else b"")
    signature = trailer = None
    signed_bytes = data
    if lines and lines[-1] and not lines[-1].startswith(b"{"):
        signature = lines.pop()
        signed_bytes = data[: len(data) - len(signature) - 1]
    if lines and lines[-1].startswith(b'{"anchors"'):
        trailer = lines.pop()
    sha256 = hashlib.sha256(packed).hexdigest()
    return Archive(sha256, header, lines, trailer, signature, signed_bytes)


def unpack(packed: bytes) -> bytes:
    """Unpack one gzip member with no time and no name in it, and nothing after it."""
    if packed[:8] != b"\x1f\x8b\x08\x00\x00\x00\x00\x00":
        raise Unreadable("GZIP", why="header")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(packed, MAX_UNPACKED)
    except zlib.error:
        raise Unreadable("GZIP", why="damaged") from None
    if unpacker.unconsumed_tail:
        raise Unreadable("GZIP", why="too large")
    if not unpacker.eof:
        raise Unreadable("GZIP", why="cut short")
    if unpacker.unused_data:
        raise Unreadable("GZIP", why="more after the end")
    return data


def read_header(line: bytes) -> dict[str, Any]:
    """Understand the header line, or say that this is no archive."""
    try:
        header = parse_canonical(line)
        need(isinstance(header, dict) and header.get("arc") == "RPA1", "not RPA1")
        names = {"arc", "bd", "before", "epoch", "first", "pub", "terminal"}
        need(set(header) == names, "fields")
        for name, length in (("before", 32), ("pub", 32), ("terminal", 16)):
            from_hex(header[name], length)
        need(is_text(header["bd"], DATE), "bd")
        need(is_int(header["epoch"], 1, 2**32 - 1) and is_int(header["first"], 1), "position")
    except FormError as error:
        raise Unreadable("HEADER", why=error) from None
    result: dict[str, Any] = header
    return result


# ---- the check of one archive ---------------------------------------------------------------


def check_archive(journal: Journal, archive: Archive) -> None:
    """Check one file as the continuation of everything checked before it."""
    enter_archive(journal, archive.header)
    try:
        for line in archive.rows:
            journal.seq += 1
            check_row(journal, line)
        if archive.trailer is not None:
            check_trailer(journal, parse_canonical(archive.trailer, keys_are_free=True), archive)
        elif not journal.options.export:
            raise Tampered("NO_TRAILER", journal.epoch, journal.seq + 1)
    except FormError as error:
        journal.bad("FORM", why=error)
    if archive.signature is not None:
        check_archive_signature(journal, archive.signature, archive.signed_bytes)
    elif not journal.options.export:
        raise Tampered("NO_ARCHIVE_SIGNATURE", journal.epoch, journal.seq + 1)


def enter_archive(journal: Journal, header: dict[str, Any]) -> None:
    """Check that this file begins where the one before ended, with a key that may sign."""
    epoch, first = header["epoch"], header["first"]
    terminal, pub = bytes.fromhex(header["terminal"]), bytes.fromhex(header["pub"])
    pinned = journal.options.terminal_key
    if pinned and pub not in pinned:
        raise Tampered("KEY", epoch, first, pub=pub.hex())
    if journal.terminal == b"":
        check_beginning(journal, terminal, pub, header)
    elif terminal != journal.terminal:
        raise Tampered("TERMINAL", epoch, first)
    else:
        check_continuation(journal, pub, header)
    before = (journal.epoch, journal.seq)
    journal.terminal, journal.epoch, journal.pub = terminal, epoch, pub
    journal.before = before if epoch != before[0] else journal.before
    journal.seq, journal.chain = first - 1, bytes.fromhex(header["before"])
    journal.chains[epoch, first - 1] = journal.chain
    journal.pasts.setdefault(before, journal.past())
    journal.pasts[epoch, first - 1] = journal.past()
    journal.kinds, journal.tenders, journal.tax = Counter(), Counter(), Counter()


def check_beginning(journal: Journal, terminal: bytes, pub: bytes, header: dict[str, Any]) -> None:
    """Check the first file's beginning, as far as it can be known without the files before."""
    epoch, first, previous = header["epoch"], header["first"], journal.options.previous_chain
    if epoch == 1:
        previous = bytes(32)
    if first == 1 and previous is not None:
        if first_chain(terminal, epoch, pub, previous).hex() != header["before"]:
            raise Tampered("BEFORE", epoch, first)
    elif journal.options.from_start:
        raise Tampered("START", epoch, first)
    if (epoch, first) == (1, 1):
        journal.gt = (0, 0)
    else:
        journal.note("N_START", epoch=epoch, seq=first)
    if not journal.options.terminal_key:
        journal.note("N_KEY", pub=pub.hex())


def check_continuation(journal: Journal, pub: bytes, header: dict[str, Any]) -> None:
    """Check the seam to the file before: the next row, or the first row of the next epoch."""
    epoch, first = header["epoch"], header["first"]
    is_new_epoch = epoch != journal.epoch
    want = 1 if is_new_epoch else journal.seq + 1
    if journal.again and is_new_epoch:
        raise Tampered("AGAIN", epoch, first, left=journal.again[0].left)
    journal.passed_over = journal.epoch + 1 if epoch > journal.epoch + 1 else 0
    if first != want:
        raise Tampered("DAY", epoch, first, want=want, got=first)
    is_trusted = is_new_epoch and (pub in journal.rotated_keys or journal.options.terminal_key)
    if pub != journal.pub and not is_trusted:
        raise Tampered("KEY_CHANGED", epoch, first)
    chain = journal.chain
    if is_new_epoch:
        chain = first_chain(journal.terminal, epoch, pub, chain)
    if chain.hex() != header["before"]:
        raise Tampered("BEFORE", epoch, first)


# ---- the check of one row -------------------------------------------------------------------


def check_row(journal: Journal, line: bytes) -> None:
    """Check one row, in the order of the docstring above."""
    row = parse_canonical(line)
    need(isinstance(row, dict) and set(row) == {"b", "c", "i", "k", "n", "s", "v"}, "fields")
    need(is_text(row["k"], KIND), "k")
    need(is_int(row["n"], 1) and is_int(row["v"], 0, 0xFFFF), "n, v")
    need(isinstance(row["b"], str), "b")
    event_id, chain = from_hex(row["i"], 16), from_hex(row["c"], 32)
    signature, body = from_base64(row["s"], 64), row["b"].encode("utf-8")
    if row["n"] != journal.seq:
        journal.bad("SEQ", want=journal.seq, got=row["n"])
    if next_chain(journal, row, event_id, body) != chain:
        journal.bad("CHAIN")
    if not is_signed(journal.pub, signature, b"RPJS" + chain):
        journal.bad("SIGNATURE")
    journal.chain = journal.chains[journal.epoch, journal.seq] = chain
    kind, envelope = row["k"], parse_canonical(body)
    check_envelope(envelope)
    check_times(journal, kind, envelope)
    journal.kinds[kind] += 1
    journal.count += 1
    is_money = kind in MONEY_KINDS and "tr" not in envelope
    is_fork = kind == "epoch_open" and "again" in envelope["d"]
    is_fork = is_fork and (journal.seq == 1 or bool(journal.again))
    if journal.passed_over and not is_fork:
        journal.bad("EPOCH", want=journal.passed_over)
    journal.passed_over = 0
    count_again(journal)
    if is_fork:
        check_fork(journal, envelope)
        return
    check_gt(journal, envelope, is_money=is_money)
    if is_money:
        add_parts(journal.tenders, envelope["d"].get("tenders", []), "t", "a")
        add_parts(journal.tax, envelope["d"].get("taxes", []), "c", "x")
        check_receipt(journal, envelope["d"].get("rcpt"))
    keep_facts(journal, kind, envelope["d"])
    end_again(journal)


def check_fork(journal: Journal, envelope: dict[str, Any]) -> None:
    """Check that a fork is named as it is, and begin to follow the rows that are told again."""
    data = envelope["d"]
    need(data.get("why") in ("fork", "rewind"), "body: d.why")
    need(is_int(data["again"], 0) and is_int(data.get("lost"), 0), "body: d.again, d.lost")
    places = []
    for name in ("before", "common"):
        place = data.get(name)
        need(isinstance(place, dict) and set(place) == {"epoch", "seq"}, f"body: d.{name}")
        need(is_int(place["epoch"], 0) and is_int(place["seq"], 0), f"body: d.{name}")
        places.append((place["epoch"], place["seq"]))
    before, common = places
    past = journal.pasts.get(common)
    if not journal.again:  # one that is told again stood elsewhere
        if before != journal.before and journal.before != (0, 0):
            journal.bad("FORK", why="before")
        if past is not None and journal.count - 1 - past.count != data["lost"]:
            journal.bad("FORK", why="lost")
    line, stated = journal.past(), (envelope["gt"]["abs"], envelope["gt"]["net"])
    line_after = Past(stated, line.boot, line.times, line.after_clock_change, line.count)
    start = past.gt if past is not None else None
    have = line.gt if past is not None else None
    journal.again.append(Again(data["again"], line_after, journal.receipts, start, have))
    if past is None:
        at = {"epoch": journal.epoch, "common": common[0], "seq": common[1]}
        journal.note("N_FORK", **at)
        past = Past(None, None, None, after_clock_change=False, count=0)
    journal.go_on_from(past, receipts_upto(journal, common))
    end_again(journal)


def receipts_upto(journal: Journal, place: tuple[int, int]) -> dict[tuple[str, str], int]:
    """Give the last receipt number of each series at a place."""
    return {series: count for at, series, count in journal.printed if at <= place}


def count_again(journal: Journal) -> None:
    """Count a row that is told once more, for every fork it is told again by."""
    for again in journal.again:
        if again.left == 0:
            journal.bad("AGAIN", left=0)
        again.left -= 1


def end_again(journal: Journal) -> None:
    """Come back to the line after the last row told once more, and check what they added."""
    while journal.again and journal.again[-1].left == 0:
        again = journal.again.pop()
        reached = journal.gt
        receipts = dict(again.receipts)
        for series, count in journal.receipts.items():
            receipts[series] = max(count, receipts.get(series, 0))
        journal.go_on_from(again.line, receipts)
        check_added(journal, again, reached)
    if not journal.again:
        journal.pasts[journal.epoch, journal.seq] = journal.past()


def check_added(journal: Journal, again: Again, reached: tuple[int, int] | None) -> None:
    """Check that the corrected totals are those before the fork and what was told again."""
    if again.start is None or again.have is None or reached is None:
        return
    added = (reached[0] - again.start[0], reached[1] - again.start[1])
    want = (again.have[0] + added[0], again.have[1] + added[1])
    if again.line.gt != want:
        got, due = (f"abs {each[0]} net {each[1]}" for each in (again.line.gt or (0, 0), want))
        journal.bad("GT", got=got, want=due)


def check_envelope(envelope: Any) -> None:
    """Check that a body says what every row must say."""
    need(isinstance(envelope, dict), "body: object")
    need(envelope.get("bd") == "" or is_text(envelope.get("bd"), DATE), "body: bd")
    need(isinstance(envelope.get("d"), dict), "body: d")
    gt = envelope.get("gt")
    need(isinstance(gt, dict) and set(gt) == {"abs", "net"}, "body: gt")
    need(is_int(gt["abs"], 0) and is_int(gt["net"]), "body: gt")
    need(is_int(envelope.get("mono"), 0), "body: mono")
    need(isinstance(envelope.get("op"), str), "body: op")
    need(is_int(envelope.get("wall"), 0), "body: wall")
    need("boot" not in envelope or is_text(envelope["boot"], BOOT), "body: boot")
    need(isinstance(envelope.get("by", ""), str), "body: by")
    need(envelope.get("tr", True) is True, "body: tr")
    need(is_int(envelope.get("tt", 0), 0), "body: tt")


def check_times(journal: Journal, kind: str, envelope: dict[str, Any]) -> None:
    """Check that time runs on within a boot, and that the clock jumps only where a row says so."""
    mono, wall = envelope["mono"], envelope["wall"]
    is_new_boot = journal.seq == 1
    if kind in ("start", "boot", "epoch_open"):
        boot = envelope.get("boot")
        is_new_boot |= boot is None or boot != journal.boot
        journal.boot = boot
    if journal.times is not None:
        jump = wall - journal.times[1]
        if is_new_boot:
            jump = min(jump, 0)
        elif mono < journal.times[0]:
            journal.bad("MONO", ms=journal.times[0] - mono)
        else:
            jump -= mono - journal.times[0]
        may_jump = kind == "clock_change" or journal.after_clock_change
        if abs(jump) > journal.options.clock_tolerance * 1000 and not may_jump:
            journal.bad("WALL", ms=jump)
    journal.times = (mono, wall)
    journal.after_clock_change = kind == "clock_change"


def check_gt(journal: Journal, envelope: dict[str, Any], *, is_money: bool) -> None:
    """Recompute the perpetual totals."""
    stated = (envelope["gt"]["abs"], envelope["gt"]["net"])
    total = envelope["d"].get("total") if is_money else 0
    if not is_int(total):
        raise FormError("body: d.total")
    before = journal.gt
    if before is None:  # what was carried in is believed, with a note
        before = (stated[0] - abs(total), stated[1] - total)
    journal.gt = (before[0] + abs(total), before[1] + total)
    if stated != journal.gt:
        got, want = (f"abs {each[0]} net {each[1]}" for each in (stated, journal.gt))
        journal.bad("GT", got=got, want=want)


def add_parts(sums: Counter[str], parts: object, label: str, amount: str) -> None:
    """Add a money row's tenders or taxes to the day's sums."""
    if not isinstance(parts, list):
        raise FormError("body: d.tenders, d.taxes")
    for part in parts:
        is_right = isinstance(part, dict) and isinstance(part.get(label), str)
        need(is_right and is_int(part.get(amount)), "body: d.tenders, d.taxes")
        sums[part[label]] += part[amount]


def check_receipt(journal: Journal, number: object) -> None:
    """Check that receipt numbers count on by one."""
    match = RECEIPT.fullmatch(number) if isinstance(number, str) else None
    if match is None:
        raise FormError("body: d.rcpt")
    series, count = (match[1], match[3] or ""), int(match[2])
    last = journal.receipts.get(series)
    if last is not None and count != last + 1:
        journal.bad("RECEIPT", got=number, last=last)
    journal.receipts[series] = count
    if not journal.again:
        journal.printed.append(((journal.epoch, journal.seq), series, count))


def keep_facts(journal: Journal, kind: str, data: dict[str, Any]) -> None:
    """Keep what later checks need: the next key, and the fingerprints of archives made."""
    if kind == "key_rotate" and "pub" in data:
        journal.rotated_keys.add(from_hex(data["pub"], 32))
    if kind == "archive_made" and isinstance(data.get("bd"), str) and "sha256" in data:
        sha256 = from_hex(data["sha256"], 32).hex()
        journal.made[data["bd"]] = (sha256, journal.epoch, journal.seq)


# ---- the end of an archive, and what comes from outside -------------------------------------


def check_trailer(journal: Journal, trailer: Any, archive: Archive) -> None:
    """Check the closing line against what the rows gave."""
    names = {"anchors", "count", "gt", "last", "last_chain", "totals"}
    need(isinstance(trailer, dict) and set(trailer) == names, "closing line")
    totals = trailer["totals"]
    need(isinstance(totals, dict) and set(totals) == {"kinds", "tenders", "tax"}, "totals")
    need(isinstance(trailer["anchors"], list), "anchors")
    gt = {"abs": journal.gt[0], "net": journal.gt[1]} if journal.gt else trailer["gt"]
    wanted = {"count": len(archive.rows), "last": journal.seq}
    for name, want in {**wanted, "last_chain": journal.chain.hex(), "gt": gt}.items():
        if trailer[name] != want or isinstance(trailer[name], bool):
            journal.bad("TRAILER", name=name, got=trailer[name], want=want)
    groups = {"kinds": journal.kinds, "tenders": journal.tenders, "tax": journal.tax}
    for group, sums in groups.items():
        stated = totals[group]
        need(isinstance(stated, dict) and all(map(is_int, stated.values())), f"totals.{group}")
        for label in sorted(set(stated) | set(sums)):
            got, want = stated.get(label, 0), sums[label]
            if got != want:
                journal.bad("TRAILER", name=f"totals.{group}.{label}", got=got, want=want)
    for anchor in trailer["anchors"]:
        check_anchor(journal, anchor)


def check_anchor(journal: Journal, anchor: Any) -> None:
    """Check one counter-signature of the cloud: its signature, and the chain it names."""
    names = {"chain", "epoch", "gen", "seq", "sig", "time"}
    need(isinstance(anchor, dict) and set(anchor) == names, "anchor")
    epoch, seq, gen = anchor["epoch"], anchor["seq"], anchor["gen"]
    need(is_int(epoch, 1, 2**32 - 1) and is_int(seq, 0), "anchor: position")
    need(is_int(gen, 0, 2**32 - 1) and is_int(anchor["time"], 0), "anchor: server")
    chain, signature = from_hex(anchor["chain"], 32), from_base64(anchor["sig"], 64)
    named = journal.terminal + struct.pack(">IQ", epoch, seq) + chain
    message = b"RPJA" + named + struct.pack(">QI", anchor["time"], gen)
    keys = journal.options.anchor_key
    if not keys:
        journal.unchecked_anchors += 1
    elif not any(is_signed(key, signature, message) for key in keys):
        raise Tampered("ANCHOR_SIGNATURE", epoch, seq)
    check_outside(journal, (epoch, seq), chain, "ANCHOR_CHAIN")


def check_outside(journal: Journal, at: tuple[int, int], chain: bytes, code: str) -> None:
    """Check a position named outside the journal; one before the given files is not known."""
    if at > (journal.epoch, journal.seq):
        raise Tampered("CUT_TAIL", *at)
    known = journal.chains.get(at)
    if known is not None and not known.startswith(chain):
        raise Tampered(code, *at)
    journal.newest_outside = max(journal.newest_outside, at)


def check_archive_signature(journal: Journal, line: bytes, signed_bytes: bytes) -> None:
    """Check the signature over the whole file."""
    message = b"RPAS" + hashlib.sha256(signed_bytes).digest()
    try:
        signature = from_base64(line.decode("ascii", "replace"), 64)
    except FormError:
        journal.bad("ARCHIVE_SIGNATURE")
    if not is_signed(journal.pub, signature, message):
        journal.bad("ARCHIVE_SIGNATURE")


def check_all(archives: list[Archive], options: argparse.Namespace) -> Journal:
    """Check all files as one journal, then what is known from outside."""
    journal = Journal(options)
    for archive in sorted(archives, key=lambda one: (one.header["epoch"], one.header["first"])):
        check_archive(journal, archive)
    check_told(journal)
    try:
        for anchor in options.anchors:
            check_anchor(journal, anchor)
    except FormError as error:
        journal.bad("FORM", why=error)
    for epoch, seq, chain in options.printed:
        check_outside(journal, (epoch, seq), chain, "PRINTED")
    if not options.export:
        check_made(journal, archives)
    if journal.unchecked_anchors:
        journal.note("N_ANCHOR", count=journal.unchecked_anchors)
    if journal.newest_outside < (journal.epoch, journal.seq):
        journal.note("N_TAIL")
    return journal


def check_told(journal: Journal) -> None:
    """Check that all was told once more that was announced."""
    if journal.again:
        raise Tampered("AGAIN", journal.epoch, journal.seq + 1, left=journal.again[0].left)


def check_made(journal: Journal, archives: list[Archive]) -> None:
    """Check that each file is the one that the journal says was made for its day."""
    for archive in archives:
        day = archive.header["bd"]
        sha256, epoch, seq = journal.made.get(day, (archive.sha256, 0, 0))
        if sha256 != archive.sha256:
            raise Tampered("ARCHIVE_MADE", epoch, seq, bd=day)


# ---- the signed archive of a day -------------------------------------------------------------


def check_day(options: argparse.Namespace) -> tuple[Journal, list[Archive]]:
    """Check the ZIP of one day: what is in it, who says so, the rows, and the sums of them."""
    options.reading = options.day
    files = unzip(options.day)
    manifest = read_manifest(files)
    archives = [
        understand(content, is_export=False)
        for name, content in sorted(files.items())
        if name.startswith("journal/")
    ]
    need_manifest(bool(archives), "no journal")
    for archive in archives:
        for name in ("bd", "pub", "terminal"):
            need_manifest(archive.header[name] == manifest[name], name)
    journal = check_all(archives, options)
    check_figures(journal, files, archives)
    return journal, archives


def need_manifest(is_right: object, why: str) -> None:
    """Refuse an archive whose manifest does not fit it."""
    if not is_right:
        raise Tampered("MANIFEST", 0, 0, why=why)


def unzip(path: Path) -> dict[str, bytes]:
    """Give the files in a ZIP, which has nothing else in it, such as a remark or a name twice."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            is_clean = not archive.comment and len({one.filename for one in entries}) == len(
                entries
            )
            if not is_clean or sum(one.file_size for one in entries) > MAX_UNPACKED:
                raise Unreadable("ZIP", why="repeated names, a remark, or too large")
            return {one.filename: archive.read(one) for one in entries}
    except OSError as error:
        raise Unreadable("OPEN", why=type(error).__name__) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ):
        raise Unreadable("ZIP", why="damaged") from None


def read_manifest(files: dict[str, bytes]) -> dict[str, Any]:
    """Read the manifest, check its signature by the key it names, and each file against it."""
    content, line = files.pop("manifest.json", b""), files.pop("manifest.sig", b"")
    if not content or not line:
        file = "manifest.sig" if content else "manifest.json"
        raise Tampered("FILE_MISSING", 0, 0, file=file)
    try:
        manifest = parse_canonical(content, keys_are_free=True)
        names = {"arc", "bd", "files", "pub", "store", "terminal", "workstation"}
        need(isinstance(manifest, dict) and set(manifest) == names, "fields")
        need(manifest["arc"] == "RPD1" and isinstance(manifest["files"], dict), "not RPD1")
        pub = from_hex(manifest["pub"], 32)
        signature = from_base64(line.decode("ascii", "replace").removesuffix("\n"), 64)
    except FormError as error:
        raise Tampered("MANIFEST", 0, 0, why=error) from None
    if not is_signed(pub, signature, b"RPDS" + hashlib.sha256(content).digest()):
        raise Tampered("MANIFEST_SIGNATURE", 0, 0)
    for file in sorted(set(manifest["files"]) | set(files)):
        if file not in files or file not in manifest["files"]:
            raise Tampered("FILE_EXTRA" if file in files else "FILE_MISSING", 0, 0, file=file)
        if hashlib.sha256(files[file]).hexdigest() != manifest["files"][file]:
            raise Tampered("FILE_CHANGED", 0, 0, file=file)
    result: dict[str, Any] = manifest
    return result


def check_figures(journal: Journal, files: dict[str, bytes], archives: list[Archive]) -> None:
    """Compare the day's sums with its rows, which have been checked before."""
    lines = [json.loads(line) for archive in archives for line in archive.rows]
    rows = [(line["k"], json.loads(line["b"])) for line in lines]
    if any(kind == "epoch_open" and "again" in body["d"] for kind, body in rows):
        journal.note("N_FIGURES")
        return
    try:
        wanted = summed_figures(rows)
        stated = stated_figures(parse_canonical(files["figures.json"], keys_are_free=True))
    except (KeyError, TypeError, AttributeError, FormError) as error:
        raise Tampered("MANIFEST", 0, 0, why=f"figures.json: {error}") from None
    for name in sorted(set(stated) | set(wanted)):
        if stated[name] != wanted[name]:
            raise Tampered("FIGURES", 0, 0, name=name, got=stated[name], want=wanted[name])


def summed_figures(rows: list[tuple[str, dict[str, Any]]]) -> Counter[str]:
    """Add up what the rows tell."""
    sums: Counter[str] = Counter()
    for kind, body in rows:
        data = body["d"]
        if kind == "business_date_close":
            sums.update({name: data[name] for name in CLOSING})
        if kind in MONEY_KINDS and "tr" not in body:
            sums.update({f"kinds.{kind}.count": 1, f"kinds.{kind}.total": data["total"]})
            for part in data.get("tenders", []):
                sums[f"tenders.{part['t']}"] += part["a"]
            for part in data.get("taxes", []):
                sums[f"taxes.{part['c']}"] += part["x"]
    return sums


def stated_figures(figures: Any) -> Counter[str]:
    """Lay out the sums that the rows tell too."""
    stated: Counter[str] = Counter({name: figures[name] for name in CLOSING})
    for kind, sums in figures["kinds"].items():
        stated.update({f"kinds.{kind}.count": sums["count"], f"kinds.{kind}.total": sums["total"]})
    for tender, sums in figures["tenders"].items():
        stated[f"tenders.{tender}"] += sums["received"] - sums["given_back"]
    for group in figures["taxes"]:
        stated[f"taxes.{group['code']}"] += group["tax"]
    return stated


# ---- the command ----------------------------------------------------------------------------


def key_option(text: str) -> bytes:
    """Read 32 bytes as hex, given directly or in a file."""
    try:
        if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
            text = Path(text).read_text(encoding="ascii").strip()
        return from_hex(text.lower(), 32)
    except (OSError, ValueError, FormError):
        raise argparse.ArgumentTypeError("64 hex digits, or a file of them, expected") from None


def anchors_option(text: str) -> list[dict[str, Any]]:
    """Read a file of anchors, one a line, as the cloud kept them."""
    try:
        lines = Path(text).read_bytes().splitlines()
        return [parse_canonical(line) for line in lines]
    except (OSError, ValueError, FormError):
        raise argparse.ArgumentTypeError("a file of anchors, one a line, expected") from None


def printed_option(text: str) -> tuple[int, int, bytes]:
    """Read the line of a report or receipt."""
    match = PRINTED.fullmatch(text.strip().upper())
    if match is None:
        raise argparse.ArgumentTypeError('"E1 #3 6655 B844 8674 5E4C" expected')
    return int(match[1]), int(match[2]), bytes.fromhex(match[3])


def make_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description="Check the exported journal of a terminal.")
    add = parser.add_argument
    add("archive", nargs="*", type=Path)
    add("--archive", dest="day", type=Path, metavar="DAY.zip", help="one signed day archive")
    many: dict[str, Any] = {"action": "append", "default": []}
    add("--terminal-key", type=key_option, **many, help="public key: 64 hex digits, or a file")
    add("--anchor-key", type=key_option, **many, help="public key that signs anchors")
    add("--anchors", type=anchors_option, action="extend", default=[], help="anchors kept outside")
    add("--printed", type=printed_option, **many, help='"E1 #3 6655 B844 8674 5E4C"')
    add("--previous-chain", type=key_option, help="last chain of the epoch before the first file")
    add("--export", action="store_true", help="plain rows; the closing lines may be missing")
    add("--from-start", action="store_true", help="the first file must begin at row 1")
    add("--clock-tolerance", type=int, default=120, metavar="SECONDS")
    return parser


def say(label: tuple[str, str], code: str, facts: dict[str, object]) -> None:
    """Print one finding in English and Chinese, each on one line whatever the facts contain."""
    safe = {name: re.sub(r"[^\x20-\x7e]", "?", str(fact))[:90] for name, fact in facts.items()}
    for head, sentence in zip(label, REASONS[code], strict=True):
        sys.stdout.write(f"{head}{sentence.format(**safe)}\n")


def check_named(options: argparse.Namespace) -> tuple[Journal, list[Archive]]:
    """Check the files named on the command line as one journal."""
    archives = []
    for path in options.archive:
        options.reading = path
        archives.append(read_archive(path, is_export=options.export))
    return check_all(archives, options), archives


def main(arguments: list[str] | None = None) -> int:
    """Check the files named on the command line and give the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a console without Chinese must not stop us
    parser = make_parser()
    options = parser.parse_args(arguments)
    if bool(options.archive) == bool(options.day):
        parser.error("name archives, or one day with --archive")
    try:
        journal, archives = check_day(options) if options.day else check_named(options)
    except Unreadable as error:
        name = options.reading.name.encode("ascii", "replace").decode("ascii")
        say((f"UNREADABLE {name}: ", f"无法读取 {name}："), error.code, error.facts)
        return 2
    except Tampered as error:
        where, where_zh = "TAMPERED: ", "已被改动："
        if error.epoch:
            where = f"TAMPERED at epoch {error.epoch}, seq {error.seq}: "
            where_zh = f"已被改动，第 {error.epoch} 代（epoch）第 {error.seq} 行（seq）："
        say((where, where_zh), error.code, error.facts)
        return 1
    for code, facts in journal.notes:
        say(("Not checked: ", "未核验："), code, facts)
    rows = sum(len(archive.rows) for archive in archives)
    end = f"epoch {journal.epoch}, seq {journal.seq}, chain {journal.chain.hex()}"
    sys.stdout.write(f"INTACT: {rows} rows in {len(archives)} files, up to {end}\n")
    sys.stdout.write(f"完好：{len(archives)} 个文件共 {rows} 行，至 {end}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
