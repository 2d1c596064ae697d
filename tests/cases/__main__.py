"""Judge the product by cases that nobody on the project wrote.

``python -m tests.cases barcodes FILE``          barcode vectors against the scan interpretation
``python -m tests.cases journey DIR --baskets N``  real baskets through the checkout
``python -m tests.cases year DIR``               a year of them, and the manager's reports
``python -m tests.cases promotions FILE``        other products' cases against the promotion engine
``python -m tests.cases variance``               planted cash mistakes against the detective;
                                               ``--hold-out``: seeds nothing was tuned on

Each prints what went wrong and a closing line, and ends with 0 when nothing failed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Run one kind of cases; its module is loaded only then."""
    parser = argparse.ArgumentParser(prog="python -m tests.cases")
    kinds = parser.add_subparsers(dest="kind", required=True)
    barcodes = kinds.add_parser("barcodes", help="barcode vectors")
    barcodes.add_argument("file", type=Path)
    journey = kinds.add_parser("journey", help="real baskets")
    journey.add_argument("folder", type=Path)
    journey.add_argument("--baskets", type=int, default=5000)
    year = kinds.add_parser("year", help="real baskets and the reports over them")
    year.add_argument("folder", type=Path)
    year.add_argument("--before", default="9999", help="a date, such as 2017-02-01")
    promotions = kinds.add_parser("promotions", help="promotion cases of other products")
    promotions.add_argument("file", type=Path)
    variance = kinds.add_parser("variance", help="planted cash mistakes")
    variance.add_argument("--seed", type=int, default=20_261_122)
    variance.add_argument("--hold-out", action="store_true", help="twenty seeds never tuned on")
    chosen = parser.parse_args(arguments)
    if chosen.kind == "barcodes":
        from tests.cases.barcodes import run_file

        return run_file(chosen.file)
    if chosen.kind == "promotions":
        from tests.cases.promotions import run_file as run_promotions

        return run_promotions(chosen.file)
    if chosen.kind == "variance":
        from tests.cases.variance import run_hold_out, run_table

        return run_hold_out() if chosen.hold_out else run_table(chosen.seed)
    if chosen.kind == "year":
        from tests.cases.journey_year import run_folder as run_year

        return run_year(chosen.folder, chosen.before)
    from tests.cases.journey import run_folder

    return run_folder(chosen.folder, chosen.baskets)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
