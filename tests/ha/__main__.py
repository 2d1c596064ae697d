"""``make ha``: a three-node cluster under load loses its leader and a standby, and nothing else."""

import sys

from tests.ha.rows import write_rows
from tests.ha.trouble import run

LOADS = {"rows": write_rows}


def main() -> int:
    """Run each load on a cluster of its own; fail when anything is lost or doubled."""
    faults = []
    for name, load in LOADS.items():
        print(f"load: {name}", flush=True)
        faults += run(load).faults
    print("nothing acknowledged was lost or doubled" if not faults else f"FAULTS: {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
