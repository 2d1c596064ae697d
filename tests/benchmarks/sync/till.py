"""One step of a till in a process of its own: ``python -m tests.benchmarks.sync.till STEP JSON``.

The last line it prints is JSON. Times are taken around what the step is about alone.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pos_app.store.catalog import find_by_sku
from pos_app.store.database import SQLITE_VERSION
from pos_app.store.search import search
from tests.benchmarks.peer.peer import write_documents
from tests.benchmarks.sync import past
from tests.benchmarks.sync.ground import LinkedTill, peak_mb
from tests.benchmarks.sync.sales import SKUS, bodies, fill, last_sale, sell_one, sign_on

_BREATH_S = 0.005
_LINES_A_BASKET = 20
_IS_ALL_INDEXED = "SELECT indexed_upto >= (SELECT max(id) FROM item) FROM feed_state"
_IS_MERGED = "SELECT count(*) = 0 FROM search_config WHERE k = 'automerge' AND v = 0"
_SMALL_BASKET = SKUS[:2]


def upload(told: dict[str, Any]) -> dict[str, Any]:
    """Sell ``sales`` times without a cloud, then send it all; bodies also into a file."""
    till = LinkedTill(Path(told["folder"]), told["url"], told["code"])
    fill(till, told["sales"])
    made = bodies(till)
    write_documents(
        Path(told["file"]), ((f"sale-{at:08d}", json.loads(one)) for at, one in enumerate(made))
    )
    cpu_begun, begun = time.process_time(), time.perf_counter()
    till.link.start()
    till.wait_for_ack()
    seconds, cpu_s = time.perf_counter() - begun, time.process_time() - cpu_begun
    till.close()
    size = sum(map(len, made)) // len(made)
    return {"seconds": seconds, "cpu_s": cpu_s, "rss_mb": peak_mb(), "body_bytes": size}


def one_sale(told: dict[str, Any]) -> dict[str, Any]:
    """Sell once, without a cloud; gives what the sale says."""
    till = LinkedTill(Path(told["folder"]), "")
    sign_on(till)
    sell_one(till)
    said: dict[str, Any] = last_sale(till).body["d"]
    till.close()
    return {"sale": said}


def download(told: dict[str, Any]) -> dict[str, Any]:
    """Fetch the whole catalogue.

    Says when its last item could be sold, when its best seller was found by its name, when all
    names were in the index, and when that was merged and nothing left to do.
    """
    till = LinkedTill(Path(told["folder"]), told["url"], told.get("code", ""))
    begun = time.perf_counter()
    till.link.start()
    if told.get("until"):
        _wait_for_share(till, told["until"])
        _say("half")
        sys.stdin.read()  # the knife
    said: dict[str, Any] = {}
    while not _has(till, told["sku"]):
        time.sleep(_BREATH_S * 4)
    said["sellable_s"] = time.perf_counter() - begun
    if not told.get("is_sellable_enough"):
        while not _finds(till, told["words"]):
            time.sleep(_BREATH_S * 4)
        said["best_s"] = time.perf_counter() - begun
        while not _tells(till, _IS_ALL_INDEXED):
            time.sleep(_BREATH_S * 20)
        said["searchable_s"] = time.perf_counter() - begun
        while not _tells(till, _IS_MERGED):
            time.sleep(_BREATH_S * 20)
        said["merged_s"] = time.perf_counter() - begun
    till.close()
    return {**said, "rss_mb": peak_mb()}


def _tells(till: LinkedTill, statement: str) -> bool:
    with till.linked.catalog.read() as connection:
        return bool(connection.exec_driver_sql(statement).scalar())


def digest(told: dict[str, Any]) -> dict[str, Any]:
    """Recompute the catalogue's digest from its columns."""
    till = LinkedTill(Path(told["folder"]), "")
    begun = time.perf_counter()
    till.link.reference.cursor(told["feed"])
    kept = time.perf_counter()
    till.link.reference.hashes(told["feed"]).digest()
    ended = time.perf_counter()
    till.link.reference.close()
    return {"kept_s": kept - begun, "seconds": ended - kept}


def _wait_for_share(till: LinkedTill, share: float) -> None:
    with till.changed:
        till.changed.wait_for(
            lambda: (
                till.status is not None
                and till.status.bootstrap is not None
                and till.status.bootstrap.done >= share * till.status.bootstrap.total > 1_000
            )
        )


def _has(till: LinkedTill, sku: str) -> bool:
    with till.linked.catalog.read() as connection:
        return find_by_sku(connection, sku) is not None


def _finds(till: LinkedTill, words: str) -> bool:
    with till.linked.catalog.read() as connection:
        return bool(search(connection, words))


def no_op(told: dict[str, Any]) -> dict[str, Any]:
    """Ask for what is new where nothing is, once and again; CPU as well as time."""
    till = LinkedTill(Path(told["folder"]), told["url"], told.get("code", ""))
    till.link.start()
    till.round()
    till.wait_for_ack()
    seconds, cpu = [], []
    for _ in range(told["rounds"]):
        cpu_begun, begun = time.process_time(), time.perf_counter()
        till.round()
        seconds.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - cpu_begun)
        time.sleep(_BREATH_S)
    till.close()
    return {"seconds": seconds, "cpu": cpu}


def growth(told: dict[str, Any]) -> dict[str, Any]:
    """One sale and its exchange, repeated: after a short past, and after a long one."""
    till = LinkedTill(Path(told["folder"]), told["url"], told["code"])
    fill(till, told["few"], _SMALL_BASKET)
    till.link.start()
    till.wait_for_ack()
    few = _exchanges(till, told["rounds"])
    till.link.stop()
    folder = till.folder
    till.on_till(till.till.close)

    till = LinkedTill(folder, told["url"])
    sign_on(till)
    past.lengthen(till, told["database"], told["many"] - told["few"])
    sell_one(till, _SMALL_BASKET)  # its answer says that the cloud has all before it too
    till.link.start()
    till.wait_for_ack()
    many = _exchanges(till, told["rounds"])
    till.close()
    return {"few": few, "many": many}


def _exchanges(till: LinkedTill, rounds: int) -> list[float]:
    seconds = []
    for _ in range(rounds):
        sell_one(till, _SMALL_BASKET)
        begun = time.perf_counter()
        till.round()
        till.wait_for_ack()
        seconds.append(time.perf_counter() - begun)
        time.sleep(_BREATH_S)
    return seconds


def scanning(told: dict[str, Any]) -> dict[str, Any]:
    """Scan goods one after the other for some seconds idle, then while prices come down."""
    till = LinkedTill(Path(told["folder"]), told["url"])
    till.link.start()
    till.round()
    sign_on(till)
    _scan(till, told["skus"], lambda: False, 1.0)
    idle = _scan(till, told["skus"], lambda: False, told["idle_s"])
    _say("ready")
    sys.stdin.readline()  # the prices are there
    is_over = threading.Event()
    took_s: list[float] = []

    def pull() -> None:
        begun = time.perf_counter()
        till.link.sync_now(lambda _: None)
        while not till.on_till(lambda: _costs(till, told["last_sku"], told["price"])):
            time.sleep(_BREATH_S * 4)
        took_s.append(time.perf_counter() - begun)
        is_over.set()

    threading.Thread(target=pull, daemon=True).start()
    busy = _scan(till, told["skus"], is_over.is_set, told["most_s"])
    is_over.wait()
    till.close()
    return {"idle": idle, "busy": busy, "took_s": took_s[0], "sqlite": SQLITE_VERSION}


def _costs(till: LinkedTill, sku: str, price: int) -> bool:
    with till.linked.catalog.read() as connection:
        item = find_by_sku(connection, sku)
    return item is not None and item.price is not None and item.price.minor == price


def _scan(
    till: LinkedTill, skus: list[str], is_over: Callable[[], bool], most_s: float
) -> list[float]:
    """Scan, with a person's pauses made short; the time on the till thread, waits included."""
    checkout = till.till.counter.checkout
    times: list[float] = []
    begun, number = time.perf_counter(), 0
    while not is_over() and time.perf_counter() - begun < most_s:
        sku = skus[number % len(skus)]
        start = time.perf_counter()
        till.on_till(lambda sku=sku: checkout.add_item(sku))
        times.append(time.perf_counter() - start)
        number += 1
        if number % _LINES_A_BASKET == 0:
            till.on_till(lambda: checkout.void_transaction("CHANGED"))
        time.sleep(_BREATH_S)
    return times


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> int:
    """Do the step."""
    steps = {
        "one_sale": one_sale,
        "upload": upload,
        "download": download,
        "digest": digest,
        "no_op": no_op,
        "growth": growth,
        "scanning": scanning,
    }
    print(json.dumps(steps[sys.argv[1]](json.loads(sys.argv[2]))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
