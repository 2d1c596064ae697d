"""Tills whose customers wait for an answer: ``python -m tests.faults.customers JSON``.

They ask their cloud for holds on gift cards and coupons, one question after the other, from the
first word of standard input to the second; then the times of the answers are told, the waits for
an answer that never came among them.
"""

import json
import sys
import threading
import time
from collections import Counter
from dataclasses import replace

from sync.errors import OFFLINE, SyncError
from sync.interactive import FastLane
from tests.faults.fleet import Order, make_tills, told, wait_until
from tests.faults.light_till import LightTill

CARD = "the-card-of-till-{}"
CAMPAIGN = 7004
_THINKS_S = 0.1


class Customers:
    """The queue at one till."""

    def __init__(self, till: LightTill, card: str) -> None:
        self.till, self.card = till, card
        self.seconds: list[float] = []
        self.refused: Counter[str] = Counter()

    def ask(self, lane: FastLane, is_over: threading.Event) -> None:
        number = 0
        while not is_over.wait(_THINKS_S):
            number += 1
            begun = time.perf_counter()
            try:
                self._question(lane, number)
            except SyncError as error:
                self.refused[error.code] += 1
                if error.code == OFFLINE:
                    continue  # nobody was asked: after an answer that never came it is left for now
            self.seconds.append(time.perf_counter() - begun)

    def _question(self, lane: FastLane, number: int) -> None:
        if number % 2:
            lane.hold_value(self.card, 1, "CNY", number.to_bytes(16, "big"))
        else:
            lane.hold_coupon(f"{self.card}-{number}", CAMPAIGN, 0)


def main() -> int:
    """Ask from one word to the next."""
    order = Order(**json.loads(sys.argv[1]))
    tills = make_tills(replace(order, sales=1))
    queues = [
        Customers(till, CARD.format(number)) for number, till in enumerate(tills, order.first)
    ]
    is_over = threading.Event()
    for till in tills:
        till.start()
    wait_until(lambda: all(till.is_in_step for till in tills), "the askers are in step")
    lanes = [till.fast_lane() for till in tills]
    print(json.dumps({"ready": len(tills)}), flush=True)
    sys.stdin.readline()
    threads = [
        threading.Thread(target=queue.ask, args=(lane, is_over))
        for queue, (lane, _) in zip(queues, lanes, strict=True)
    ]
    for thread in threads:
        thread.start()
    sys.stdin.readline()
    is_over.set()
    for thread in threads:
        thread.join()
    said = {
        "seconds": [second for queue in queues for second in queue.seconds],
        "refused": sum((queue.refused for queue in queues), Counter[str]()),
        "journals": [told(till, 1) for till in tills],
    }
    print(json.dumps(said), flush=True)
    for till, (_, end) in zip(tills, lanes, strict=True):
        end()
        till.stop()
        till.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
