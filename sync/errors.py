"""What can end an exchange early. Whatever was committed before stays; the next tick goes on.

SyncError
 +- Unreachable     no answer of ours came: what became of the request is unknown, repeat it
 +- ServerRefused   the cloud said no, with a code of sync/wire/refusals.py
 +- Distrusted      an answer of ours that does not hold: nothing of it was kept

Codes alone: the sentences live in pos_app/ui/sentences_*.py.
"""

from collections.abc import Mapping
from typing import Final

OFFLINE: Final = "OFFLINE"
"""No route, no name, no connection."""
TIMED_OUT: Final = "TIMED_OUT"
"""Connected, and no whole answer within the deadline."""
TLS_FAILED: Final = "TLS_FAILED"
"""The other side's certificate is not to be trusted; never passed over."""
CERTIFICATE_ENDED: Final = "CERTIFICATE_ENDED"
"""Its time is over or not yet begun: the other side's certificate, or this till's clock."""
CERTIFICATE_UNKNOWN: Final = "CERTIFICATE_UNKNOWN"
"""Issued by somebody this till does not believe."""
CERTIFICATE_NAME: Final = "CERTIFICATE_NAME"
"""Issued for another server's name."""
CUT: Final = "CUT"
"""The connection ended in the middle, or the body was not whole."""
NOT_OURS: Final = "NOT_OURS"
"""Something answered that is not our cloud: a captive portal, a redirect, a proxy's page."""
GATEWAY_BUSY: Final = "GATEWAY_BUSY"
"""What stands before our cloud is overloaded or cannot reach it."""
TOO_MUCH: Final = "TOO_MUCH"
"""An answer longer than any of ours."""

NOT_ENROLLED: Final = "NOT_ENROLLED"
"""This till belongs to no cloud."""
ADDRESS_UNSAFE: Final = "ADDRESS_UNSAFE"
"""An address that is not https, or none at all."""
ANCHOR_WRONG: Final = "ANCHOR_WRONG"
FINGERPRINT_WRONG: Final = "FINGERPRINT_WRONG"
MANIFEST_WRONG: Final = "MANIFEST_WRONG"
PROOF_WRONG: Final = "PROOF_WRONG"
PAGE_WRONG: Final = "PAGE_WRONG"
SEGMENT_WRONG: Final = "SEGMENT_WRONG"
LOG_WRONG: Final = "LOG_WRONG"
JOURNALS_PART: Final = "JOURNALS_PART"
"""The cloud holds a row that this till has not, or has differently: the next hello resolves it."""
LITTLE_ROOM: Final = "LITTLE_ROOM"
"""So little is left of the disk that what can wait does; nobody refused anything."""
NO_PROGRESS: Final = "NO_PROGRESS"
STILL_DIFFERENT: Final = "STILL_DIFFERENT"


class SyncError(Exception):
    """``code`` is what the sync page shows; ``retry_after_s`` is what was asked of us, if so."""

    def __init__(self, code: str, retry_after_s: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s


class Unreachable(SyncError):
    """No answer of ours. The request may have had its effect."""


class ServerRefused(SyncError):
    """The cloud's no. ``facts`` are numbers and short words."""

    def __init__(
        self, code: str, facts: Mapping[str, str | int], retry_after_s: int | None = None
    ) -> None:
        super().__init__(code, retry_after_s)
        self.facts = facts


class Distrusted(SyncError):
    """A signature, a hash or a count of an answer is wrong."""
