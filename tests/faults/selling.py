"""A till that sells and syncs until it is killed.

``python -m tests.faults.selling FOLDER URL CODE``: the whole till but its window, with the lock on
its folder. Each receipt is printed when its sale is committed and not before. CODE enrols it at its
first start, and then it has its cloud's goods before it sells any.
"""

import sys
import threading
from pathlib import Path

from pos_app.domain.money import Money
from pos_app.errors import EnvironmentFault
from pos_app.store.data_lock import data_directory_lock
from tests.benchmarks.sync.ground import LinkedTill
from tests.benchmarks.sync.sales import SKUS, sign_on

_PAUSE_S = 0.02


def sell(till: LinkedTill) -> str:
    """Sell a few goods for cash and give the receipt."""
    counter = till.till.counter

    def work() -> str:
        for sku in SKUS[:2]:
            counter.checkout.add_item(sku)
        completed = counter.tendering.tender_cash(Money(99_900)).completed
        assert completed is not None
        return str(completed.receipt)

    return till.on_till(work)


def main(folder: Path, url: str, code: str) -> int:
    """Sell for ever; 1 when another process has the folder."""
    try:
        with data_directory_lock(folder):
            till = LinkedTill(folder, url, code)
            sign_on(till)
            till.link.start()
            if code:
                till.round()
            pause = threading.Event()
            while True:
                print(sell(till), flush=True)
                pause.wait(_PAUSE_S)
    except EnvironmentFault as fault:
        print(fault.code, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
