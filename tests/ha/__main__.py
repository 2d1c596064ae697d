"""``make ha``: three PostgreSQL servers under load lose their leader and a standby, nothing else.

Before that the cloud's contract suite runs on them. The load is eight tills on two servers of the
cloud, and beside them plain rows, which show the cluster alone.
"""

import logging
import sys
from pathlib import Path

from tests.ha.contract import run_contract
from tests.ha.rows import write_rows
from tests.ha.tills import trade
from tests.ha.trouble import run, together

_LOG = Path(".venv") / "cache" / "ha.log"


def main() -> int:
    """Tell the story as it goes; fail when anything was lost or doubled."""
    logging.basicConfig(filename=_LOG, filemode="w", force=True)
    faults = run(together(trade, write_rows), run_contract).faults
    print("nothing acknowledged was lost or doubled" if not faults else f"FAULTS: {faults}")
    print(f"what the two servers of the cloud logged: {_LOG}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
