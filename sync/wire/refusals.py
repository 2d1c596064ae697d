"""Every answer that is a no: its code, its HTTP status and what the client does about it.

sync.md section 5. Facts (journal rows) meet GAP, FORK, BAD_SIGNATURE, REVOKED and TOO_NEW_SCHEMA
alone; what they say is never a reason.
"""

from typing import Final

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """The body of every answer that is not 2xx. ``facts`` are numbers and short words, no data."""

    code: str
    facts: dict[str, str | int] = {}


STATUS: Final[dict[str, int]] = {
    "MALFORMED": 400,  # not the JSON this endpoint takes; our bug, the request is not repeated
    "DIGEST_WRONG": 400,  # the body is not the one that was sent: send it again
    "CHANNEL_LOST": 401,  # hello again
    "BAD_SIGNATURE": 401,  # one hello, then facts only
    "UNKNOWN_TERMINAL": 401,
    "NOT_ADMITTED": 401,  # no or wrong credentials of an administrator
    "REVOKED": 403,
    "NOT_CONFIRMED": 403,  # enrolled, and the fingerprint not yet confirmed
    "OUT_OF_SCOPE": 403,  # a feed, coupon or order of another store
    "NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "TOO_SLOW": 408,  # the request took too long to arrive
    "GAP": 409,
    "FORK": 409,
    "FEED_GEN": 409,
    "REQUEST_REUSED": 409,  # the same request_id with another body
    "HOLD_REFUSED": 409,
    "CONFLICT": 409,  # an administrator's change to something that has changed meanwhile
    "CODE_REFUSED": 409,  # the code is unknown, used up or expired, or the till another store's
    "GONE": 410,  # the cursor is older than what is kept: take a snapshot
    "TOO_LARGE": 413,
    "NOT_JSON": 415,
    "TOO_NEW_SCHEMA": 422,
    "INVALID": 422,  # read, and it makes no sense: facts say which field
    "TOO_OLD_CLIENT": 426,
    "TOO_MANY": 429,
    "OUR_FAULT": 500,
    "OVERLOADED": 503,
    "NOT_READY": 503,
}
"""Code to status. A code that is not here is a bug."""
