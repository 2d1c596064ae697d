"""A process full of tills that come back after a day: ``python -m tests.faults.fleet JSON``.

It makes its tills, lets them meet their cloud and come in step, and takes the network from them; a
day is sold. Then it says so, waits for a word, gives the network back to each within some seconds
of chance, and tells when the cloud had every row and when nothing was missing on either side.
"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.settings import Settings
from sync.steps import Outcome, Outgoing
from tests.faults.judge import digest_of
from tests.faults.light_till import LightTill
from tests.sync.shop import carried

_BREATH_S = 0.05
_PATIENCE_S = 300
_NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Order:
    """What a fleet is told. ``first`` numbers its tills; ``codes`` let each of them in."""

    folder: str
    url: str
    database_url: str
    keys: str
    first: int
    codes: list[str]
    sales: int
    jitter_s: float


class Doorstep:
    """Lets tills in without the limit on strangers: a hundred never come from one address."""

    def __init__(self, database_url: str, keys: Path) -> None:
        mark = keys.with_name("mark")  # one for a database, whoever serves it
        settings = Settings(strangers_a_minute=_NO_LIMIT, mark_file=mark)
        database = CloudDatabase(database_url)
        self.cloud = Cloud(database, SystemCloudClock(), ServerKeys.load(keys), settings)

    def send(self, outgoing: Outgoing) -> Outcome:
        return carried(self.cloud, outgoing)

    def close(self) -> None:
        self.cloud.close()


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Look again and again until something is so."""
    pause = threading.Event()
    for _ in range(int(_PATIENCE_S / _BREATH_S)):
        if is_so():
            return
        pause.wait(_BREATH_S)
    raise AssertionError(f"never: {what}")


def make_tills(order: Order) -> list[LightTill]:
    """Make the tills, have them let in and brought in step, and let them sell without a network."""
    tills = []
    with closing(Doorstep(order.database_url, Path(order.keys))) as door:
        for number, code in enumerate(order.codes, order.first):
            folder = Path(order.folder) / f"till-{number}"
            tills.append(LightTill(folder, order.url, f"T{number:03d}"))
            tills[-1].enrol(code, door)
    for till in tills:  # not a hundred at once: first loads are what an overloaded cloud puts off
        till.start()
        wait_until(lambda till=till: till.is_in_step, "it is in step at first")
    for till in tills:
        till.stop()
    for till in tills:
        till.sell(order.sales)
        till.watch.answers.clear()
    return tills


def come_back(tills: Sequence[LightTill], jitter_s: float) -> tuple[float, float]:
    """Start them all; give the seconds until all is acknowledged, and until all are in step."""
    begun = time.monotonic()
    chances = Random(len(tills))
    due = sorted((chances.uniform(0, jitter_s), number) for number in range(len(tills)))
    pause = threading.Event()
    for at_s, number in due:
        pause.wait(max(0.0, begun + at_s - time.monotonic()))
        tills[number].start()
    wait_until(lambda: all(till.is_acknowledged for till in tills), "all is acknowledged")
    acknowledged_s = time.monotonic() - begun
    wait_until(lambda: all(till.is_in_step for till in tills), "all are in step")
    return acknowledged_s, time.monotonic() - begun


def told(till: LightTill, sales: int) -> dict[str, Any]:
    """Say what a till wrote."""
    ids = till.event_ids()
    return {
        "terminal_id": till.trade.keys.terminal_id.hex(),
        "rows": len(ids),
        "ids": digest_of(ids),
        "sales": sales,
    }


def main() -> int:
    """Do it, one word of the standard input after the other."""
    order = Order(**json.loads(sys.argv[1]))
    tills = make_tills(order)
    print(json.dumps({"ready": len(tills)}), flush=True)
    sys.stdin.readline()
    acknowledged_s, in_step_s = come_back(tills, order.jitter_s)
    answers = sum((till.watch.answers for till in tills), Counter[str]())
    said = {
        "acknowledged_s": acknowledged_s,
        "in_step_s": in_step_s,
        "answers": dict(answers),
        "impatient": [line for till in tills for line in till.watch.impatient],
        "journals": [told(till, order.sales) for till in tills],
    }
    print(json.dumps(said), flush=True)
    for till in tills:
        till.stop()
        till.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
