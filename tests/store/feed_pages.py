"""A cloud's feed in miniature: what it holds, pages of it, a snapshot of it in segments."""

import gzip
import hashlib
from collections.abc import Iterable
from typing import Any

from sync.ports import ReferenceSide
from sync.wire import ranges
from sync.wire import reference as wire
from sync.wire.feeds import DELETE, PUT, FeedPage, FeedRow, Manifest, SegmentName, SegmentRow
from sync.wire.packing import pack, raw


class Feed:
    """One feed: keys with version and body, and the digest over them."""

    def __init__(self, name: str, gen: int = 1) -> None:
        self.name, self.gen, self.pos = name, gen, 0
        self.rows: dict[str, tuple[int, bytes]] = {}
        self._ver = 0

    @property
    def digest(self) -> bytes:
        hashes = [ranges.row_hash(key, ver, body) for key, (ver, body) in self.rows.items()]
        return ranges.add(ranges.NO_ROWS, hashes)

    def page(self, changes: Iterable[tuple[str, bytes | None]]) -> FeedPage:
        """Change rows, one position each, and give the page of it."""
        after, rows = self.pos, []
        for key, body in changes:
            self.pos += 1
            self._ver += 1
            if body is None:
                self.rows.pop(key, None)
                rows.append(FeedRow(key, DELETE, self._ver, raw(b"{}")))
            else:
                self.rows[key] = (self._ver, body)
                rows.append(FeedRow(key, PUT, self._ver, raw(body)))
        return FeedPage(
            feed=self.name,
            gen=self.gen,
            after=after,
            to=self.pos,
            head=self.pos,
            shape=1,
            rows=tuple(rows),
            digest=self.digest,
        )

    def row(self, key: str) -> FeedRow:
        """Give a row as repair fetches it."""
        if key not in self.rows:
            return FeedRow(key, DELETE, 0, raw(b"{}"))
        ver, body = self.rows[key]
        return FeedRow(key, PUT, ver, raw(body))

    def load_into(self, side: ReferenceSide, rows_each: int = 1000) -> bool:
        """Have all of it loaded as a snapshot; say whether it is as its manifest says."""
        manifest, contents = self.snapshot(rows_each)
        for sha256 in side.begin_snapshot(manifest):
            list(side.load_segment(self.name, sha256, contents[sha256]))
        return side.finish_snapshot(manifest)

    def snapshot(self, rows_each: int = 1000) -> tuple[Manifest, dict[str, bytes]]:
        """Give the manifest and the segments by their name."""
        keys = sorted(self.rows)
        names, contents = [], {}
        for start in range(0, len(keys), rows_each):
            part = keys[start : start + rows_each]
            lines = [
                pack(SegmentRow(key, self.rows[key][0], raw(self.rows[key][1]))) for key in part
            ]
            plain = b"\n".join(lines) + b"\n"
            content = gzip.compress(plain, 1, mtime=0)
            sha256 = hashlib.sha256(content).hexdigest()
            contents[sha256] = content
            names.append(SegmentName(sha256, len(content), len(plain), len(part), part[0]))
        manifest = Manifest(self.name, self.gen, self.pos, 1, len(keys), self.digest, tuple(names))
        return manifest, contents


def item(sku: str, **more: object) -> tuple[str, bytes]:
    """Give the key and body of an item."""
    fields: dict[str, Any] = {
        "sku": sku,
        "zh": f"商品{sku}",
        "en": f"Item {sku}",
        "cat": "食品/茶",
        "tax": "V13",
        "unit": "EA",
        "pv": 1,
        "price": 450,
    }
    return f"i:{sku}", wire.body_of(wire.Item(**(fields | more)))


BASICS = (
    ("h", wire.body_of(wire.CatalogHead("CNY"))),
    ("t:V13", wire.body_of(wire.TaxGroup("V13", 130_000, inclusive=True))),
    ("t:V9", wire.body_of(wire.TaxGroup("V9", 90_000, inclusive=True))),
)
