"""What the verifier's tests share: days to judge, and the verdict on them."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tests.verifier.writer import TEST_3, Writer, public_hex

SCRIPT = Path(__file__).parents[2] / "resources" / "verifier" / "verify_journal.py"
PIN = ["--terminal-key", public_hex(TEST_3)]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_journal", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_journal"] = module
    spec.loader.exec_module(module)
    return module


verifier = load()


class Verdict:
    def __init__(self, code: int, text: str) -> None:
        self.code, self.text = code, text

    def is_tampered_at(self, epoch: int, seq: int, words: str) -> bool:
        where = f"TAMPERED at epoch {epoch}, seq {seq}: "
        return self.code == 1 and where in self.text and words in self.text


Verify = Callable[..., Verdict]


def a_day(writer: Writer, sales: int = 6) -> Writer:
    writer.append("start" if not writer.rows else "boot", {"store": "S12"}, boot="0a0b0c0d")
    for number in range(sales):
        writer.sell(1000 + 7 * number)
        writer.append("no_sale", {"reason": "CHANGE"})
    writer.sell(-500, kind="return")
    writer.append("business_date_close", {})
    return writer


def three_days() -> tuple[Writer, list[bytes]]:
    writer = Writer()
    archives = []
    for day in ("2026-11-21", "2026-11-22", "2026-11-23"):
        writer.bd = day
        archives.append(a_day(writer, 3).day())
        writer.wall += 8 * 3_600_000
        writer.mono += 8 * 3_600_000
    return writer, archives
