"""Fixtures of the screens: the look, a language, and a shop that is open for trade."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ui import language, theme
from tests.ui.first_run_guide import Guide
from tests.ui.looking import settle
from tests.ui.shop import CASHIER, Shop, compile_texts, make_template, open_shop

SIZE = (theme.DESIGN_WIDTH, theme.DESIGN_HEIGHT)


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
    shop.show(*SIZE)
    yield shop
    shop.close()


@pytest.fixture
def shop(closed_shop: Shop) -> Shop:
    """A shop with the cashier signed on, ready for the first scan."""
    closed_shop.wiring.sign_on.on_signed(*CASHIER)
    settle()
    return closed_shop


@pytest.fixture
def begin(look: QApplication, tmp_path: Path) -> Iterator[Callable[..., Guide]]:
    """Start the program on an empty folder."""
    guides: list[Guide] = []

    def started(**options: bool) -> Guide:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        guides.append(Guide(folder, **options))
        return guides[-1]

    yield started
    for guide in guides:
        guide.stop()
