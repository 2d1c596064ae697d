"""A second journal writer for the tests, made from the format's page and nothing else."""

import base64
import gzip
import hashlib
import json
import struct
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# The test keys of RFC 8032 section 7.1: never a real terminal's.
TEST_1 = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
TEST_2 = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
)
TEST_3 = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
)
TERMINAL = bytes.fromhex("01935180000070008000000000000017")
MORNING_MS = 1795262400000


def public_hex(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass
class Row:
    seq: int
    event_id: bytes
    kind: str
    body: str
    schema: int = 1
    chain: bytes = b""
    signature: bytes = b""

    def line(self) -> str:
        return canonical(
            {
                "b": self.body,
                "c": self.chain.hex(),
                "i": self.event_id.hex(),
                "k": self.kind,
                "n": self.seq,
                "s": base64.b64encode(self.signature).decode(),
                "v": self.schema,
            }
        )


@dataclass
class Writer:
    """One terminal's journal in memory. ``day()`` cuts the next archive from its rows."""

    key: Ed25519PrivateKey = TEST_3
    terminal: bytes = TERMINAL
    epoch: int = 1
    previous: bytes = bytes(32)
    bd: str = "2026-11-21"
    rows: list[Row] = field(default_factory=list)
    archived: int = 0
    absolute: int = 0
    net: int = 0
    mono: int = 1000
    wall: int = MORNING_MS
    receipts: int = 0

    @property
    def pub(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def chain_0(self) -> bytes:
        head = b"RPJ0" + self.terminal + struct.pack(">I", self.epoch)
        return hashlib.sha256(head + self.pub + self.previous).digest()

    def chain_at(self, seq: int) -> bytes:
        return self.rows[seq - 1].chain if seq else self.chain_0()

    def append(self, kind: str, data: dict[str, Any], **envelope: Any) -> Row:
        if kind in ("sale", "return", "post_void") and "tr" not in envelope:
            self.absolute += abs(data["total"])
            self.net += data["total"]
        body = {
            "bd": self.bd,
            "d": data,
            "gt": {"abs": self.absolute, "net": self.net},
            "mono": self.mono,
            "op": "" if kind in ("start", "boot") else "op7",
            "wall": self.wall,
            **envelope,
        }
        seq = len(self.rows) + 1
        row = Row(seq, bytes.fromhex(f"0197000000007000{0x8000 << 48 | seq:016x}"), kind, "")
        row.body = canonical(body)
        self.rows.append(row)
        self.seal(row)
        self.mono += 1500
        self.wall += 1500
        return row

    def sell(self, total: int, kind: str = "sale", **envelope: Any) -> Row:
        self.receipts += 1
        tax = round(total * 13 / 113)
        data = {
            "rcpt": f"S12-T17-{self.receipts:06d}",
            "taxes": [{"c": "V13", "x": tax}],
            "tenders": [{"a": total, "t": "CASH"}],
            "total": total,
        }
        return self.append(kind, data, **envelope)

    def seal(self, row: Row) -> None:
        """Hash, chain and sign a row at its place."""
        body, kind = row.body.encode(), row.kind.encode()
        head = b"RPJ1" + self.terminal + struct.pack(">IQ", self.epoch, row.seq) + row.event_id
        name = struct.pack(">HB", row.schema, len(kind)) + kind
        digest = hashlib.sha256(head + name + struct.pack(">I", len(body)) + body).digest()
        before = self.chain_at(row.seq - 1)
        row.chain = hashlib.sha256(b"RPJC" + before + digest).digest()
        row.signature = self.key.sign(b"RPJS" + row.chain)

    def reseal(self, first: int = 1) -> None:
        """Rewrite history from a row on, as a holder of the key could."""
        for row in self.rows[first - 1 :]:
            self.seal(row)

    def anchor(self, seq: int, by: Ed25519PrivateKey = TEST_1) -> dict[str, Any]:
        chain, at, gen = self.chain_at(seq), self.wall, 12
        named = b"RPJA" + self.terminal + struct.pack(">IQ", self.epoch, seq) + chain
        signature = by.sign(named + struct.pack(">QI", at, gen))
        return {
            "chain": chain.hex(),
            "epoch": self.epoch,
            "gen": gen,
            "seq": seq,
            "sig": base64.b64encode(signature).decode(),
            "time": at,
        }

    def printed(self, seq: int) -> str:
        text = self.chain_at(seq).hex().upper()[:16]
        return f"E{self.epoch} #{seq} " + " ".join(text[at : at + 4] for at in (0, 4, 8, 12))

    def export(self, first: int = 1) -> bytes:
        return "".join(f"{line}\n" for line in self.lines(first)).encode()

    def lines(self, first: int) -> list[str]:
        header = {
            "arc": "RPA1",
            "bd": self.bd,
            "before": self.chain_at(first - 1).hex(),
            "epoch": self.epoch,
            "first": first,
            "pub": self.pub.hex(),
            "terminal": self.terminal.hex(),
        }
        return [canonical(header), *(row.line() for row in self.rows[first - 1 :])]

    def trailer(self, first: int, anchors: list[dict[str, Any]]) -> dict[str, Any]:
        kinds: Counter[str] = Counter()
        tenders: Counter[str] = Counter()
        tax: Counter[str] = Counter()
        for row in self.rows[first - 1 :]:
            kinds[row.kind] += 1
            body = json.loads(row.body)
            if row.kind in ("sale", "return", "post_void") and "tr" not in body:
                for part in body["d"].get("tenders", []):
                    tenders[part["t"]] += part["a"]
                for part in body["d"].get("taxes", []):
                    tax[part["c"]] += part["x"]
        return {
            "anchors": anchors,
            "count": len(self.rows) - first + 1,
            "gt": {"abs": self.absolute, "net": self.net},
            "last": len(self.rows),
            "last_chain": self.chain_at(len(self.rows)).hex(),
            "totals": {"kinds": dict(kinds), "tax": dict(tax), "tenders": dict(tenders)},
        }

    def sign(self, lines: list[str]) -> bytes:
        """Close an archive over any lines, right or wrong."""
        content = "".join(f"{line}\n" for line in lines).encode()
        signature = self.key.sign(b"RPAS" + hashlib.sha256(content).digest())
        return gzip.compress(content + base64.b64encode(signature) + b"\n", mtime=0)

    def day(self, anchors: list[dict[str, Any]] | None = None) -> bytes:
        """Give the archive of everything since the last one."""
        first = self.archived + 1
        self.archived = len(self.rows)
        trailer = canonical(self.trailer(first, anchors or []))
        return self.sign([*self.lines(first), trailer])
