"""Twenty sales whose completions are marked in the trace; see ``sale.py``."""

import os
import sys
from pathlib import Path

from tests.benchmarks.sale import open_shop


def main(folder: Path) -> None:
    """Sell, writing a mark before and after each completion."""
    shop = open_shop(folder)
    null = os.open(os.devnull, os.O_WRONLY)
    for _ in range(20):
        shop.ring_up()
        os.write(null, b"<sale>")
        shop.complete()
        os.write(null, b"</sale>")
    shop.till.close()


main(Path(sys.argv[1]))
