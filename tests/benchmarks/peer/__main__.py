"""The peer alone: ``python -m tests.benchmarks.peer --sales 2000 --products 20000``."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.peer import documents
from tests.benchmarks.peer.peer import Step, measure, write_documents


def main() -> int:
    """Measure and print, one line for each step and batch size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peer", description=__doc__)
    parser.add_argument("--sales", type=int, default=2_000)
    parser.add_argument("--products", type=int, default=20_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ronghe-peer-") as name:
        folder = Path(name)
        sales, products = folder / "sales.ndjson", folder / "products.ndjson"
        for path, made in (
            (sales, documents.sales(arguments.sales)),
            (products, documents.products(arguments.products)),
        ):
            count = write_documents(path, made)
            print(f"{path.stem}: {count} documents of {path.stat().st_size // count} bytes")
        found = measure(folder, sales, products)
    for what, steps in (("upload", found.uploads), ("first download", found.pulls)):
        for step in steps:
            print(f"{what}, batches of {step.batch}: {_told(step)}")
    print(
        f"nothing new: {found.no_op_s * 1000:.1f} ms, {found.first_no_op_s * 1000:.1f} ms as the"
        f" first of a process; after its own upload: {found.echo_s * 1000:.0f} ms"
    )
    return 0


def _told(step: Step) -> str:
    return f"{step.docs} in {step.seconds[0]:.2f} s, {step.rate:.0f}/s, {step.rss_mb:.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
