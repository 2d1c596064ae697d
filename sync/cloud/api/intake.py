"""Bodies before anything believes them: decompressed no further than allowed, no deeper, no longer.

100 MiB of zeros is 102 kB of gzip, so the cap holds while decompressing.
"""

import re
import zlib
from typing import Final

from sync.cloud.api.endpoint import Refused
from sync.cloud.call import Request
from sync.wire.version import DEEPEST

_GZIP_WINDOW: Final = 31
_BRACKETS: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)


def decompress(request: Request, most_bytes: int) -> bytes:
    """Give the body as it was before compression.

    Refuses: NOT_JSON for another encoding or content type, MALFORMED, TOO_LARGE.
    """
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        return request.body
    if encoding != "gzip":
        raise Refused("NOT_JSON")
    reader = zlib.decompressobj(_GZIP_WINDOW)
    try:
        body = reader.decompress(request.body, most_bytes)
        is_longer = bool(reader.decompress(reader.unconsumed_tail, 1))
    except zlib.error as error:
        raise Refused("MALFORMED") from error
    if is_longer:
        raise Refused("TOO_LARGE", most_bytes=most_bytes)
    if not reader.eof or reader.unused_data:
        raise Refused("MALFORMED")
    return body


def check_shape(body: bytes) -> None:
    """Refuse JSON that nests deeper than ours ever does: MALFORMED."""
    depth = 0
    for found in _BRACKETS.finditer(body):
        first = found[0][:1]
        if first in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise Refused("MALFORMED")
        elif first in b"]}":
            depth -= 1
