"""Bodies before anything believes them: decompressed no further than allowed, no deeper, no longer.

100 MiB of zeros is 102 kB of gzip, so the cap holds while decompressing.
"""

import re
import zlib
from collections.abc import Iterable
from typing import Final

from sync.cloud.api.endpoint import Refused
from sync.cloud.call import Request
from sync.wire import canonical
from sync.wire.version import DEEPEST, LONGEST_STRING

_GZIP_WINDOW: Final = 31
_TOKENS: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]|[0-9]{16,400}', re.DOTALL)
"""A string may want its end: were it none, each quote in it would be tried anew, to the end."""
_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_LONGEST_NAME: Final = 200


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


def check_shape(body: bytes, longest_string: int = LONGEST_STRING) -> None:
    """Refuse JSON that no message of ours is: MALFORMED.

    Nested too deep, a number beyond 53 bits, a string too long or with a NUL, which PostgreSQL's
    text does not take.
    """
    depth = 0
    for found in _TOKENS.finditer(body):
        token = found[0]
        first = token[:1]
        if first == b'"':
            if len(token) > longest_string or _NUL.search(token):
                raise Refused("MALFORMED")
        elif first in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise Refused("MALFORMED")
        elif first in b"]}":
            depth -= 1
        elif int(token) > canonical.LARGEST_INTEGER:
            raise Refused("MALFORMED")


def check_names(names: Iterable[str]) -> None:
    """Refuse names of a path that nothing here can have: NOT_FOUND."""
    if any("\0" in name or len(name) > _LONGEST_NAME for name in names):
        raise Refused("NOT_FOUND")
