"""Writes files of reports and says how long each took; see files.py."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.exports.csv_file import write_csv
from pos_app.exports.xlsx_file import write_xlsx
from pos_app.ui import theme
from pos_app.ui.report_pdf import write_pdf
from tests.exports.tables import MOMENT, a_table


def main(rounds: int, many: int) -> None:
    application = QApplication([])
    theme.apply(application, 1.0)
    few = a_table(*(f"农夫山泉饮用天然水 {at}ml" for at in range(200)))
    long = a_table(*(f"农夫山泉饮用天然水 {at}ml" for at in range(many)))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "file"
        for name, write, times in (
            ("pdf", lambda: write_pdf(path, "融合超市", (few,)), rounds),
            ("xlsx", lambda: write_xlsx(path, (long,), MOMENT), max(1, rounds // 4)),
            ("csv", lambda: write_csv(path, long), max(1, rounds // 4)),
        ):
            measure(name, write, times)


def measure(name: str, write: Callable[[], object], times: int) -> None:
    write()
    for _ in range(times):
        begun = time.perf_counter()
        write()
        print(name, (time.perf_counter() - begun) * 1000)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
