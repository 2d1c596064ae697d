"""``self-test``: whether this program is whole and this machine can run it, told as JSON.

An update asks it before it takes a new version over, support asks it when a till behaves oddly. It
trades in a folder of its own that it throws away; the till's records are not opened. Exit: 0 all is
good; 1 something is not, with its name and what is wrong.
"""

import argparse
import importlib
import importlib.util
import json
import os
import pkgutil
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app import __version__, resources
from pos_app.clock import SystemClock
from pos_app.config import Config
from pos_app.display import has_display

if TYPE_CHECKING:
    from pos_app.assembly import Till
    from pos_app.domain.settlement import CompletedTransaction

Facts = dict[str, Any]
Check = tuple[str, Callable[[], Facts]]

_CASHIER: Final = ("1002", "739205")
_MANAGER: Final = ("2001", "518396")
_FLOAT: Final = ((10_000, 2), (1_000, 10))
_WATER: Final = "9520101000026"
"""Operators and a bottle of the demo store, resources/demo."""

_WORD_OF_QT: Final = ("QLineEdit", "Select All")
"""Named here, so that it is not collected among the till's own words."""

_SIDE: Final = 48


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take a file for the answer: a program started without a terminal has nowhere to print."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the answer there")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the receipt there, PNG")
    parser.add_argument("--platform", help="the window system to try, such as offscreen")


def run(arguments: argparse.Namespace) -> int:
    """Make every check, also after one that failed, and tell all of it."""
    told: Facts = {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "is_bundle": resources.is_bundle(),
    }
    with tempfile.TemporaryDirectory("-ronghe-self-test", ignore_cleanup_errors=True) as folder:
        failed = _make(_checks(Path(folder), arguments), told)
    answer = json.dumps(told | {"failed": failed}, ensure_ascii=False, indent=1)
    if arguments.out:
        arguments.out.write_text(answer + "\n", encoding="utf-8")
    else:
        print(answer)
    return 1 if failed else 0


def _make(checks: Sequence[Check], told: Facts) -> list[str]:
    """Make the checks in order and note what each found; name those that failed."""
    failed = []
    for name, check in checks:
        try:
            told[name] = check()
        except Exception as error:
            told[name] = {"problem": f"{type(error).__name__}: {error}"}
            failed.append(name)
    return failed


def _checks(folder: Path, arguments: argparse.Namespace) -> list[Check]:
    """Name the checks in their order: windows first, because papers are drawn with them."""
    trade = _Trade(folder)
    return [
        ("modules", _import_all),
        ("window", lambda: _open_window_system(arguments.platform)),
        ("fonts", _draw_chinese),
        ("texts", _speak_both),
        ("sounds", _find_sounds),
        ("network", _know_issuers),
        ("database", trade.open),
        ("sale", trade.sell),
        ("receipt", lambda: trade.print_receipt(arguments.picture)),
        ("records", trade.verify),
    ]


def _import_all() -> Facts:
    """Import every module there is: what was left out of a bundle by mistake is missed here."""
    import pos_app
    import sync

    names = [
        module.name
        for package in (pos_app, sync)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.startswith("sync.cloud") and not module.name.endswith("__main__")
    ]
    for name in names:
        importlib.import_module(name)
    has_cloud = importlib.util.find_spec("sync.cloud") is not None
    assert len(names) > 300, f"only {len(names)} modules were found"
    return {"imported": len(names), "has_cloud": has_cloud}


def _open_window_system(named: str | None) -> Facts:
    """Start Qt as the till does; without a display offscreen."""
    if named or not has_display():
        os.environ["QT_QPA_PLATFORM"] = named or "offscreen"
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication, QImageReader
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["self-test"])
    assert isinstance(application, QApplication)
    from pos_app.ui import theme

    theme.apply(application, 1.0)
    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    assert {"jpeg", "png", "svg"} <= formats, f"Qt reads only {sorted(formats)}"
    return {"qt": qVersion(), "platform": QGuiApplication.platformName()}


def _draw_chinese() -> Facts:
    """Draw two characters: where no font has them both are the same box, or nothing."""
    from PySide6.QtGui import QGuiApplication

    from pos_app.ui import theme

    if sys.platform == "win32" and QGuiApplication.platformName() == "offscreen":
        return {"skipped": "this platform of Qt has no fonts on Windows"}
    assert theme.has_chinese_font(), f"none of {theme.FAMILIES} is installed"
    drawn = [_drawn(character) for character in ("收", "银", "\U0010fffd")]
    assert len(set(drawn)) == len(drawn), "Chinese characters are drawn as boxes"
    return {"family": theme.family()}


def _drawn(character: str) -> bytes:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    from pos_app.ui import theme

    image = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(theme.font(_SIDE // 2))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()
    return bytes(image.constBits())


def _speak_both() -> Facts:
    """Load both languages; a sentence of the till's and a word of Qt's have to change with them."""
    from PySide6.QtCore import QCoreApplication

    from pos_app.ui import language
    from pos_app.ui.messages import sentence

    said = {}
    for one in language.Language:
        language.switch(one)
        said[one.value] = sentence("DATA_IN_USE", {"folder": "X"})
        said[f"{one.value} Qt"] = QCoreApplication.translate(*_WORD_OF_QT)
    assert len(set(said.values())) == len(said), "both languages say the same"
    return said


def _find_sounds() -> Facts:
    import wave

    from pos_app.ui.sounds import Sound

    lengths = {}
    for sound in Sound:
        with wave.open(str(resources.path("sounds", f"{sound.value}.wav"))) as file:
            lengths[sound.value] = file.getnframes()
    return lengths


def _know_issuers() -> Facts:
    """Load the issuers of certificates that the cloud's address is checked with."""
    import ssl

    from sync.transport import known_issuers

    context = ssl.create_default_context(cafile=str(known_issuers()))
    return {"issuers": len(context.get_ca_certs()), "tls": ssl.OPENSSL_VERSION}


class _Trade:
    """A sale of the demo store, in a folder that is thrown away."""

    def __init__(self, folder: Path) -> None:
        self._config = Config(data=folder / "data")
        self._clock = SystemClock()
        self._sold: CompletedTransaction | None = None
        self._till: Till | None = None

    def open(self) -> Facts:
        """Set the store up in an encrypted file."""
        from pos_app.assembly import open_counter
        from pos_app.store.database import SQLITE_VERSION
        from pos_app.store.till_file import TILL_FILE

        self._config.data.mkdir(parents=True)
        self._till = open_counter(self._config, self._clock)
        head = (self._config.data / TILL_FILE).read_bytes()[:16]
        assert not head.startswith(b"SQLite"), "the file is not encrypted"
        return {"sqlite": SQLITE_VERSION, "is_encrypted": True}

    def sell(self) -> Facts:
        """Open day and shift, scan a bottle of water and take cash for it."""
        from pos_app.domain.scan_data import ScanData

        assert self._till is not None, "there is no till"
        counter = self._till.counter
        counter.sign_on.sign_on(*_MANAGER)
        counter.shifts.open_day(counter.shifts.status().suggested_date)
        counter.sign_on.sign_off()
        counter.sign_on.sign_on(*_CASHIER)
        counter.shifts.open_shift(_FLOAT)
        counter.checkout.scan(ScanData(_WATER))
        self._sold = counter.tendering.tender_cash(counter.tendering.cash_due()).completed
        assert self._sold is not None, "the sale was not completed"
        return {"receipt": str(self._sold.receipt)}

    def print_receipt(self, picture: Path | None) -> Facts:
        """Set the receipt as a printer's bytes, and draw it where that was asked for."""
        from pos_app.devices.receipt_printer import encode_paper
        from pos_app.receipts.heads import Letterhead
        from pos_app.receipts.layout import receipt
        from pos_app.receipts.logo import load_logo
        from pos_app.receipts.paper import Roll

        assert self._till is not None, "there is no till"
        assert self._sold is not None, "there is no sale"
        logo = load_logo(resources.path("images", "logo.png"))
        head = Letterhead(self._till.counter.profile, "zh_CN", 480, logo)
        paper = receipt(self._sold, head)
        if picture is not None:
            from pos_app.ui.widgets.paper_view import PaperView

            view = PaperView()
            view.show_paper(paper, Roll.MM80)
            view.resize(view.sizeHint())
            assert view.grab().save(str(picture)), f"{picture} could not be written"
        return {"bytes": len(encode_paper(paper, Roll.MM80))}

    def verify(self) -> Facts:
        """Close the till, verify what it recorded as `verify` does, throw its keys away."""
        from pos_app.store.backup import Terminal
        from pos_app.store.database import Database, Synchronous
        from pos_app.store.till_file import TILL_FILE
        from pos_app.store.verification import verify_till
        from pos_app.vault.keys import KeyStore

        assert self._till is not None, "there is no till"
        self._till.close()
        store = KeyStore(self._config.data)
        keys = store.load()
        database = Database(self._config.data / TILL_FILE, keys.till_key, Synchronous.FULL)
        try:
            terminal = Terminal(keys.terminal_id, keys.till_key, keys.signing_seed)
            verdict = verify_till(database, terminal, lambda _share: None)
        finally:
            database.close()
            store.throw_away()
        assert verdict.difference is None, f"{verdict.difference}"
        return {"rows": verdict.rows, "sales": verdict.sales}
