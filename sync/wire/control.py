"""Rows of ``ctl:{terminal}``: what the cloud leaves with one till, applied in till.db.

Key and body: ``grant:{number}`` a Grant · ``ring:{version}`` a Ring · ``result:{epoch}.{seq}`` a
RowResult · ``case:{id}`` a CaseNotice · ``setting:{name}`` a Setting · ``coupons`` a CouponSync.
A grant is applied at most once, by its number, whatever happens to the feed.
"""

from typing import Literal

import msgspec

GRANT = "grant"
RING = "ring"
RESULT = "result"
CASE = "case"
SETTING = "setting"
COUPONS = "coupons"
AUTHORITY = "coupon_authority"
"""The setting that says which till decides for the coupons bound to its store: an Authority."""


class Grant(msgspec.Struct, frozen=True):
    """A signed limit: a right to a campaign or an allowance of points."""

    kind: Literal["right", "points"]
    content: str
    """Hex of the signed bytes."""
    key_id: str


class Ring(msgspec.Struct, frozen=True):
    """The issuer's key ring, hex."""

    content: str


class RowResult(msgspec.Struct, frozen=True):
    """What became of a row. ``who`` must act; the operator is the cloud's.

    ``state`` goes from open to closed; nothing of the row's content is repeated here.
    """

    outcome: Literal["quarantined", "conflict"]
    code: str
    who: Literal["till", "manager", "head_office", "operator"]
    state: Literal["open", "closed"]
    case: str = ""
    receipt: str = ""


class CaseNotice(msgspec.Struct, frozen=True):
    """A case that names this till: a fork, a coupon spent twice, a count that clashes."""

    code: str
    who: Literal["till", "manager", "head_office", "operator"]
    state: Literal["open", "closed"]
    at_ms: int
    amount_minor: int = 0
    subject: str = ""


class Setting(msgspec.Struct, frozen=True):
    """A store or till setting decided by head office: JSON as text."""

    value: str


class Authority(msgspec.Struct, frozen=True):
    """Whether this till decides; ``number`` rises with each move from one till to another."""

    is_authority: bool
    number: int


class CouponSync(msgspec.Struct, frozen=True):
    """Redemptions up to this row are counted, and the spent filter is as of ``at_ms``."""

    epoch: int
    seq: int
    at_ms: int
