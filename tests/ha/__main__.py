"""``make ha``: three PostgreSQL servers under load lose their leader and a standby, nothing else.

Before that the cloud's contract suite runs on them.
"""

import sys

from tests.ha.contract import run_contract
from tests.ha.rows import write_rows
from tests.ha.trouble import run


def main() -> int:
    """Tell the story as it goes; fail when anything was lost or doubled."""
    faults = run(write_rows, run_contract).faults
    print("nothing acknowledged was lost or doubled" if not faults else f"FAULTS: {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
