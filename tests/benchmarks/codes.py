"""A member code and a voucher from text to verified, against the bare signature check: CPU time."""

import time
from collections.abc import Callable
from functools import partial

from pos_app.domain.codes.signatures import is_signed_by
from tests.benchmarks.row import Row, percentile
from tests.domain.codes.issuing import MEMBER, device_text, member_text, read, voucher_text

GOAL_MS = 0.5


def run(*, is_quick: bool) -> list[Row]:
    """Measure each kind of code."""
    rounds = 500 if is_quick else 5_000
    message = bytes(64)
    signature = MEMBER.sign(message)
    limit = _p99_ms(partial(is_signed_by, MEMBER.public, signature, message), rounds)
    texts = {
        "member code verified": member_text(),
        "member code of a phone without network verified": device_text(),
        "voucher verified": voucher_text(),
    }
    rows = []
    for what, text in texts.items():
        ours = _p99_ms(partial(read, text), rounds)
        rows.append(
            Row(
                f"{what}, CPU p99",
                f"{ours:.3f} ms",
                f"{limit:.3f} ms one Ed25519",
                f"{ours / limit:.2f}",
                f"<= {GOAL_MS} ms",
                ours <= GOAL_MS,
            )
        )
    return rows


def _p99_ms(work: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        began = time.thread_time()
        work()
        took.append((time.thread_time() - began) * 1000)
    return percentile(took, 0.99)
