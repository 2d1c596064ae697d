"""Reference data down: pages of a feed, rows by key, snapshots in immutable segments.

sync.md sections 8 and 9. A row's body is canonical JSON, embedded as it is; positions have no
holes.

Scopes: ``cat:{zone}`` items and tax groups · ``promo:{zone}`` the rule bundle · ``member:{group}``
· ``coupon:{store}`` campaigns, wallets, what is spent elsewhere · ``order:{store}`` · ``stk:near:
{store}`` the neighbours' stock · ``stk:own:{store}`` this store's, over its tills · ``sheet:
{store}`` its tills' business days · ``ctl:{terminal}`` grants, key ring, results, settings
(sync/wire/control.py).
"""

from typing import Final, Literal

import msgspec

PUT: Final = 1
DELETE: Final = 0
MANIFEST_PURPOSE: Final = b"RPSM"


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """``ver`` rises with every change of the key. A deletion's body is ``{}``."""

    key: str
    op: Literal[0, 1]
    ver: int
    body: msgspec.Raw


class FeedPage(msgspec.Struct, frozen=True):
    """Rows at the positions ``after + 1`` to ``to``, without a hole; ``to`` is the last one here.

    ``head`` is a hint. ``digest``: of the whole feed as it stands at ``to``; None below
    ``compacted_to``, where a reader lacks rows whose only change lies further on, and where a page
    does not end on a batch of the writer.
    """

    feed: str
    gen: int
    after: int
    to: int
    head: int
    shape: int
    rows: tuple[FeedRow, ...]
    compacted_to: int = 0
    digest: bytes | None = None


class RowsRequest(msgspec.Struct, frozen=True):
    """Asks for rows by key as they stand at a frozen position: repair."""

    gen: int
    pos: int
    keys: tuple[str, ...]


class RowsAnswer(msgspec.Struct, frozen=True):
    """In the order asked; a key that is not there comes as a deletion."""

    gen: int
    pos: int
    rows: tuple[FeedRow, ...]


class SegmentName(msgspec.Struct, frozen=True):
    """One immutable file: gzip of lines, each a ``SegmentRow``, ordered by key."""

    sha256: str
    bytes: int
    raw_bytes: int
    rows: int
    first_key: str


class SegmentRow(msgspec.Struct, frozen=True, array_like=True):
    """One line of a segment."""

    key: str
    ver: int
    body: msgspec.Raw


class Manifest(msgspec.Struct, frozen=True):
    """A whole feed at one position. ``digest`` is the feed's at ``pos``."""

    feed: str
    gen: int
    pos: int
    shape: int
    rows: int
    digest: bytes
    segments: tuple[SegmentName, ...]


class SignedManifest(msgspec.Struct, frozen=True):
    """``content``: the manifest's bytes. ``sig``: Ed25519 by the anchor key over RPSM and them."""

    content: str
    sig: bytes


class BundleNotice(msgspec.Struct, frozen=True):
    """The body of the promo feed's row ``bundle``: its content is the segment of that name."""

    version: int
    sha256: str
    bytes: int
