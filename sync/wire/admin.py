"""What head office says to the cloud: stores, codes, terminals. Never spoken by a till.

Ids of terminals and cases are hex here, because people copy them.
What is asked has no field besides its own: a name misspelt would be a wish that nobody heard.
"""

from typing import Literal

import msgspec

from sync.wire.report import TillReport


class StoreFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A store; ``store`` is unique. ``zone``: of catalogue and rules. ``group``: of members."""

    store: str
    zh: str
    en: str
    zone: str
    group: str


class Stores(msgspec.Struct, frozen=True):
    """Every store of the tenant."""

    stores: tuple[StoreFields, ...]


class CodeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for an enrolment code. ``by_hand``: the till waits until somebody confirms it.

    ``replaces``: a terminal of this store, in hex; its journal is sealed when the code is used.
    """

    workstation: str = ""
    by_hand: bool = True
    replaces: str = ""


class CodeAnswer(msgspec.Struct, frozen=True):
    """Shown once, to be typed in at the till."""

    code: str
    expires_ms: int


class TerminalSeen(msgspec.Struct, frozen=True):
    """A till as the cloud sees it. ``lacks``: rows it said it has and the cloud does not.

    ``report``: its newest word of itself, which came at ``reported_ms``; ``beat_ms``: when its
    heartbeat last moved. None and 0 before the first.
    """

    terminal: str
    store: str
    workstation: str
    state: Literal["pending", "active", "sealed", "revoked"]
    fingerprint: str
    app: str
    epoch: int
    seq: int
    lacks: int
    projected_seq: int
    last_seen_ms: int
    gaps: int
    forks: int
    set_aside: int
    reported_ms: int = 0
    beat_ms: int = 0
    report: TillReport | None = None


class Terminals(msgspec.Struct, frozen=True):
    """Every till of a store, or of the company."""

    terminals: tuple[TerminalSeen, ...]


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The six digits that the till shows."""

    fingerprint: str
