"""What a body is before anything believes it, and what looking at it may cost."""

import subprocess
import sys

import pytest

from sync.cloud.api.endpoint import Refused
from sync.cloud.api.intake import check_shape
from sync.wire.version import DEEPEST, LONGEST_STRING, MOST_BODY_BYTES

LONG_ENOUGH_S = 60
"""A look costs milliseconds; one that tries every quote anew costs the better part of an hour."""


@pytest.mark.parametrize(
    "piece", ["'\\\\\"'", "'\"'", "'\\\\'", "'\"\\\\'", "'[\"'", "'\\\\u0000'", "'0'"]
)
def test_a_string_without_an_end_is_looked_at_once(piece: str) -> None:
    script = (
        "from sync.cloud.api.endpoint import Refused\n"
        "from sync.cloud.api.intake import check_shape\n"
        f'body = (\'{{"a":"\' + {piece} * {MOST_BODY_BYTES // 2}).encode()\n'
        "try:\n    check_shape(body)\nexcept Refused:\n    pass\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=LONG_ENOUGH_S)


def test_what_stands_in_strings_counts_as_neither_depth_nor_number() -> None:
    check_shape(b'{"a":"' + b"[" * 100 + b'\\"' + b"9" * 50 + b'","b":[]}')


@pytest.mark.parametrize(
    "body",
    [
        b"[" * (DEEPEST + 1),
        b'["' + b"x" * LONGEST_STRING + b'"]',
        b'["' + b"x" * LONGEST_STRING,
        b'["\\u0000"]',
        b'["\\\\\\u0000"]',
        b"[9007199254740992]",
    ],
)
def test_json_that_no_message_of_ours_is(body: bytes) -> None:
    with pytest.raises(Refused, match="MALFORMED"):
        check_shape(body)


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    check_shape(b'["\\\\u0000"]')
