"""Every screen fits, in both languages, on the smallest till screen and on a large one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.errors import Refusal
from pos_app.ui import language, theme
from pos_app.ui.action_names import ActionName
from tests.ui.looking import clipped_texts, outside, settle, small_targets
from tests.ui.looks import LANGUAGES, LOOKS, SIZES, start_afresh
from tests.ui.shop import CASHIER, Shop, open_shop

_A = ActionName
_HORIZONTAL = Qt.Orientation.Horizontal


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized_shop(
    request: pytest.FixtureRequest,
    look: QApplication,
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Shop]:
    width, height = request.param
    theme.apply(look, theme.scale_for(width, height))
    language.switch(language.Language.CHINESE)
    shop = open_shop(template, tmp_path_factory.mktemp("till"))
    shop.open_for_trade()
    shop.show(width, height)
    shop.wiring.sign_on.on_signed(*CASHIER)
    settle()
    assert (shop.window.width(), shop.window.height()) == (width, height)
    yield shop
    shop.close()
    theme.apply(look, 1.0)


@pytest.mark.parametrize("look_name", LOOKS)
def test_nothing_is_cut_off_or_too_small_to_touch(sized_shop: Shop, look_name: str) -> None:
    start_afresh(sized_shop)
    LOOKS[look_name](sized_shop)
    window = sized_shop.window
    for spoken in LANGUAGES:
        language.switch(spoken)
        settle()
        assert (clipped_texts(window), outside(window), small_targets(window)) == ([], [], [])


def test_a_change_of_language_reaches_every_word(shop: Shop) -> None:
    LOOKS["basket"](shop)
    shop.window.trouble(Refusal("TENDER_STARTED"))
    chinese = _words(shop)
    shop.window.actions_table[_A.LANGUAGE].trigger()
    settle()
    english = _words(shop)
    assert chinese.isdisjoint(english), chinese & english
    shop.window.actions_table[_A.LANGUAGE].trigger()
    settle()
    assert _words(shop) == chinese


def _words(shop: Shop) -> set[str]:
    """What is said in words: labels, keys and headings, without data and numbers."""
    view = shop.checkout
    texts = {
        key.action.text()
        for row in (view._first_row, view._second_row)
        for key in row.keys.values()
    }
    texts |= {view.field.placeholderText(), shop.window.notice_bar._text.text()}
    texts |= {view.model.headerData(column, _HORIZONTAL) for column in range(1, 6)}
    texts.add(view.table.model().data(view.model.index(0, 1)))
    return texts


def test_the_font_of_the_till_is_there(look: QApplication) -> None:
    assert theme.family() == "Noto Sans CJK SC"
