"""Random texts into every field of a printed line: none of them may hold a command.

Runs a slice by default; the whole million: ``python -m tests.fuzz.printed_text 1000000``.
"""

from tests.fuzz.printed_text import attack


def test_ten_thousand_random_texts_hold_no_printer_command() -> None:
    assert attack(10_000, seed=20_261_121) == 0
