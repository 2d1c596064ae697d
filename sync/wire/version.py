"""Which protocol is spoken, and the header fields that carry it.

History of PROTOCOL: 1, 2026-11: first. It changes with the envelope only; kinds, schemas and feed
shapes have numbers of their own.
"""

from typing import Final

PROTOCOL: Final = 1

PROTOCOL_FIELD: Final = "sync-proto"
CHANNEL_FIELD: Final = "sync-channel"
"""Every answer repeats the channel of its request; what does not is no answer of ours."""

COUNTER_FIELD: Final = "sync-counter"
REQUEST_FIELD: Final = "sync-request"
"""16 hex digits of the client's choice, repeated in the answer to requests without a channel."""

DIGEST_FIELD: Final = "content-digest"
SIGNATURE_FIELD: Final = "signature"
SIGNATURE_INPUT_FIELD: Final = "signature-input"

# What a message may be: sync.md section 5, "Limits".
MOST_EVENTS: Final = 500
MOST_BODY_BYTES: Final = 1 << 20
"""Of a request after decompression, but for a batch of one event."""

MOST_SINGLE_EVENT_BYTES: Final = 16 << 20
"""A row has 256 KiB at most; a larger one that an old bug made goes up all the same."""

MOST_PAGE_ROWS: Final = 500
MOST_PAGE_BYTES: Final = 200_000
SEGMENT_ROWS: Final = 5_000
DEEPEST: Final = 20
"""Of a request. A row's body is a string in it, and counts by itself (canonical.py)."""

LONGEST_STRING: Final = 64 * 1024
