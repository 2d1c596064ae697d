"""Fixtures of the screens: the look, a language, and a shop that is open for trade."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app import resources
from pos_app.ui import language, theme
from tests.ui.looking import settle
from tests.ui.shop import CASHIER, Shop, make_template, open_shop

SIZE = (theme.DESIGN_WIDTH, theme.DESIGN_HEIGHT)


def compile_texts() -> None:
    """Make the .qm files where they are missing or older than their .ts, as the set-up does."""
    for texts in resources.path("i18n").glob("*.ts"):
        compiled = texts.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < texts.stat().st_mtime:
            lrelease = "from PySide6.scripts.pyside_tool import lrelease; lrelease()"
            command = [sys.executable, "-c", lrelease, "-silent", str(texts), "-qm", str(compiled)]
            subprocess.run(command, check=True)


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> QApplication:
    """The application, dressed for the smallest screen."""
    compile_texts()
    theme.apply(qapp, 1.0)
    return qapp


@pytest.fixture
def chinese(look: QApplication) -> None:
    language.switch(language.Language.CHINESE)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def closed_shop(template: Path, tmp_path: Path, chinese: None) -> Iterator[Shop]:
    """A shop whose day and shift are open, with nobody signed on."""
    shop = open_shop(template, tmp_path / "data")
    shop.open_for_trade()
    shop.window.resize(*SIZE)
    shop.window.show()
    shop.window.activateWindow()
    settle()
    yield shop
    shop.close()


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop with the cashier signed on, ready for the first scan."""
    closed_shop.wiring.sign_on.on_signed(*CASHIER)
    settle()
    return closed_shop
