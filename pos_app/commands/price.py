"""``price``: what a basket costs by a bundle of promotion rules, and why. No till is needed.

No data directory, no window, no database: two files in, a table or JSON out. Both formats are
described in resources/rules/RULES.md.
"""

import argparse
import json
from pathlib import Path
from typing import Final

from pos_app.commands.basket_file import LONGEST_BASKET, read_basket
from pos_app.commands.price_table import as_json, as_table
from pos_app.domain.pricing.earning import with_points
from pos_app.domain.pricing.engine import price
from pos_app.domain.pricing.reading import LONGEST_BUNDLE, read_bundle
from pos_app.errors import EnvironmentFault

_EPILOG: Final = """
Both files are JSON; resources/rules/RULES.md describes them with an example of each kind of rule.
Amounts are in the currency's minor unit (fen, cents).

exit code: 0 priced, 1 a file is wrong or missing
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the two files, and what is told."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("--bundle", type=Path, required=True, help="the promotion rules")
    parser.add_argument("--basket", type=Path, required=True, help="what is bought, by whom, when")
    parser.add_argument("--explain", action="store_true", help="say of each line why it costs that")
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")


def run(arguments: argparse.Namespace) -> int:
    """Price the basket and print what came out.

    Refuses: what read_bundle, read_basket and Basket.before refuse; faults: PRICE_FILE_UNREADABLE.
    """
    bundle = read_bundle(_read(arguments.bundle, LONGEST_BUNDLE))
    basket = read_basket(_read(arguments.basket, LONGEST_BASKET))
    around = basket.before(bundle)
    priced = price(basket.transaction, bundle, around, basket.rounding)
    priced = with_points(priced, bundle, around)
    if arguments.json:
        print(json.dumps(as_json(priced, bundle), ensure_ascii=False, indent=2))
    else:
        for line in as_table(priced, bundle, explains=arguments.explain):
            print(line)
    return 0


def _read(file: Path, most: int) -> bytes:
    """Read a file, one byte past the limit at most: more is refused by its reader."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise EnvironmentFault("PRICE_FILE_UNREADABLE", file=str(file)) from error
