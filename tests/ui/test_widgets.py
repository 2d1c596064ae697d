"""The parts of the screens, each by itself: fields, lists, notices, actions, words."""

import re
from collections import Counter as Tally

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.domain.money import Money
from pos_app.domain.operators import Privilege
from pos_app.domain.quantity import Quantity, Unit
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.ui import formats, language, messages, theme
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.action_specs import SPECS
from pos_app.ui.actions import Actions
from pos_app.ui.screens.checkout.basket_model import BasketModel
from pos_app.ui.sentences import SENTENCES
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.function_key import FunctionKey
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.money_field import MoneyField, parse_money
from pos_app.ui.widgets.notice_bar import Level, NoticeBar
from pos_app.ui.widgets.quantity_field import QuantityField, parse_quantity
from pos_app.ui.widgets.reason_picker import ReasonPicker
from pos_app.ui.widgets.table import Column, SnapshotModel, SnapshotTable
from tests.ui.baskets import REASONS, a_basket, a_lively_basket

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.mark.usefixtures("qapp")
def test_the_words_of_a_key_are_made_smaller_before_they_are_cut_short() -> None:
    action = QAction("Leave out")
    key = FunctionKey(action)
    smallest = QFontMetrics(theme.font(12, is_bold=True)).horizontalAdvance("Leave out")
    for room in range(smallest + 2, 2 * smallest):
        key.resize(room + 8, 58)
        assert key.fitted()[1] == "Leave out", room


@pytest.mark.usefixtures("chinese")
class TestLists:
    def test_a_basket_keeps_the_rules_of_item_models_while_it_changes(self) -> None:
        parent = QWidget()
        model = BasketModel(parent)
        tester = QAbstractItemModelTester(model, STRICT)
        for basket in (a_basket(1), a_basket(2), a_basket(8), a_lively_basket(), a_basket(3)):
            model.show_lines(basket.lines)
            assert model.rows == basket.lines
        model.show_lines(())
        assert model.rowCount() == 0
        tester.deleteLater()

    def test_one_more_line_is_told_as_one_more_row(self) -> None:
        parent = QWidget()
        model = BasketModel(parent)
        lines = a_basket(8).lines
        model.show_lines(lines[:7])
        told = Tally[str]()
        model.rowsInserted.connect(lambda *_: told.update(["inserted"]))
        model.modelReset.connect(lambda: told.update(["reset"]))
        model.show_lines(lines)
        assert told == {"inserted": 1}

    def test_the_marked_row_stays_in_sight_when_a_panel_takes_room(self) -> None:
        model: SnapshotModel[str] = SnapshotModel((Column(0, lambda row: row),))
        table = SnapshotTable(model)
        model.show_rows([str(number) for number in range(20)])
        table.resize(400, 800)
        table.show()
        table.select(9)
        table.resize(400, 300)
        rect = table.visualRect(model.index(9, 0))
        assert rect.top() >= 0
        assert rect.bottom() < table.viewport().height()
        table.hide()

    def test_a_snapshot_table_marks_rows_by_steps_and_stops_at_the_ends(self) -> None:
        model: SnapshotModel[str] = SnapshotModel((Column(0, lambda row: row),))
        QAbstractItemModelTester(model, STRICT)
        table = SnapshotTable(model)
        table.move_mark(1)
        assert table.selected_row() is None
        model.show_rows(("a", "b"))
        model.show_headings(("Letter",))
        for _ in range(3):
            table.move_mark(1)
        assert table.selected_row() == 1
        for _ in range(3):
            table.move_mark(-1)
        assert table.selected_row() == 0

    def test_a_reason_is_chosen_by_number_or_touch(self) -> None:
        picker = ReasonPicker()
        picker.show_choices(REASONS)
        assert picker.chosen() is None
        picker.choose(1)
        assert picker.chosen() == "DAMAGED"
        picker.choose(7)
        assert picker.chosen() == "DAMAGED"
        picker.clear_choice()
        assert picker.chosen() is None


@pytest.mark.usefixtures("look")
class TestFields:
    @pytest.mark.parametrize(
        ("typed", "minor"),
        [("168.32", 16832), (".5", 50), ("200", 20000), ("１２。５", 1250), ("¥1,000", 100000)],
    )
    def test_typed_amounts_become_money(self, typed: str, minor: int) -> None:
        assert parse_money(typed, "CNY") == Money(minor)

    @pytest.mark.parametrize("typed", ["", ".", "1.234", "abc", "1.2.3", "9" * 12])
    def test_what_is_no_amount_becomes_nothing(self, typed: str) -> None:
        assert parse_money(typed, "CNY") is None

    @given(st.integers(-(10**10), 10**10))
    def test_money_survives_the_way_through_text(self, minor: int) -> None:
        assert parse_money(formats.amount(Money(minor)), "CNY") == Money(minor)

    @given(st.integers(0, 99_999_999))
    def test_a_quantity_survives_the_way_through_text(self, thousandths: int) -> None:
        text = formats.quantity(Quantity(thousandths))
        assert parse_quantity(text) == Quantity(thousandths)

    def test_an_amount_takes_no_third_decimal_by_key_or_keypad(self) -> None:
        field, keypad = MoneyField("CNY"), Keypad()
        keypad.set_target(field)
        QTest.keyClicks(field, "12.345x")
        assert field.text() == "12.34"
        for button in ("digit_5", "digit_00"):
            QTest.mouseClick(keypad.findChild(QWidget, button), Qt.MouseButton.LeftButton)
        assert field.text() == "12.34"
        QTest.mouseClick(keypad.backspace, Qt.MouseButton.LeftButton)
        assert field.text() == "12.3"
        QTest.mouseClick(keypad.clear_key, Qt.MouseButton.LeftButton)
        assert field.money() is None

    def test_a_yen_amount_has_no_decimals(self) -> None:
        field = MoneyField("JPY")
        QTest.keyClicks(field, "12.5")
        assert field.money() == Money(125, "JPY")

    def test_a_shown_quantity_is_replaced_by_the_first_digit(self) -> None:
        field = QuantityField()
        field.show_quantity(Quantity(1256))
        QTest.keyClicks(field, "3")
        assert field.quantity() == Quantity(3000)


def test_amounts_quantities_and_rates_are_written_plainly() -> None:
    assert formats.money(Money(-2509)) == "-¥25.09"
    assert formats.money(Money(123456789)) == "¥1,234,567.89"
    assert formats.money(Money(500, "JPY")) == "¥500"
    assert formats.money(Money(500, "CHF")) == "CHF 5.00"
    assert formats.quantity_with_unit(Quantity(1256), Unit.KILOGRAM) == "1.256 kg"
    assert formats.rate(130_000) == "13%"
    assert formats.rate(5_000) == "0.5%"
    assert formats.gtin(95201012) == "95201012"
    assert formats.gtin(12345) == "00012345"
    assert formats.local_moment(0, 480) == "1970-01-01 08:00"


@pytest.mark.usefixtures("chinese")
class TestNotices:
    def test_repeats_are_dropped_the_newest_is_in_front_and_faults_stay(self) -> None:
        parent = QWidget()
        bar = NoticeBar(parent)
        bar.show_notice(Level.FAULT, "DISK_FULL", {})
        bar.show_notice(Level.REFUSAL, "TENDER_STARTED", {})
        bar.show_notice(Level.REFUSAL, "SCAN_EMPTY", {})
        bar.show_notice(Level.REFUSAL, "TENDER_STARTED", {})
        assert [n.code for n in bar.notices] == ["TENDER_STARTED", "SCAN_EMPTY", "DISK_FULL"]
        bar.clear()
        assert [n.code for n in bar.notices] == ["DISK_FULL"]
        bar.dismiss()
        assert bar.isHidden()

    def test_a_sentence_is_in_the_language_of_the_moment_and_never_made_from_data(self) -> None:
        facts: dict[str, object] = {"due": Money(150), "other": "{due}"}
        assert messages.sentence("CARD_ABOVE_DUE", facts).count("¥1.50") == 1
        assert "{other}" not in messages.sentence("LOCKED_BY_ANOTHER_OPERATOR", {"operator": "{x}"})
        assert messages.sentence("NO_SUCH_CODE", {}) == "操作未成功（NO_SUCH_CODE）。"
        language.switch(language.Language.ENGLISH)
        assert messages.sentence("SCREEN_LOCKED", {}) == "The till is locked. Type the PIN first."

    def test_markup_in_a_name_is_shown_letter_by_letter(self) -> None:
        parent = QWidget()
        bar = NoticeBar(parent)
        bar.show_notice(Level.REFUSAL, "LOCKED_BY_ANOTHER_OPERATOR", {"operator": "<b>x</b>"})
        assert bar._text.textFormat() == Qt.TextFormat.PlainText

    def test_every_sentence_has_its_placeholders_in_chinese_too(self) -> None:
        facts: dict[str, object] = {}
        for code, english in SENTENCES.items():
            names = set(re.findall(r"\{([a-z_]+)\}", english))
            facts = {name: f"<{name}>" for name in names}
            chinese = messages.sentence(code, facts)
            assert set(re.findall(r"<([a-z_]+)>", chinese)) == names, code
            assert chinese != english, code

    def test_every_privilege_has_words(self) -> None:
        assert set(messages.PRIVILEGES) == {privilege.value for privilege in Privilege}


class TestActions:
    def test_a_key_means_one_thing_in_each_scope(self) -> None:
        for scope in Scope:
            keys = Tally(spec.key for spec in SPECS if scope in spec.scopes)
            assert [key for key, uses in keys.items() if uses > 1] == [], scope

    def test_enter_is_nobodys_key(self) -> None:
        assert {spec.key for spec in SPECS} & {"Return", "Enter", "Space"} == set()

    def test_an_action_works_in_its_scope_for_who_may(self, look: QApplication) -> None:
        parent = QWidget()
        actions = Actions(parent)
        action = actions[ActionName.DISCOUNT]
        actions.set_scope(Scope.CHECKOUT)
        assert not action.isEnabled()
        actions.set_privileges({Privilege.DISCOUNT})
        assert action.isEnabled()
        actions.set_possible(ActionName.DISCOUNT, is_possible=False)
        assert not action.isEnabled()
        actions.set_possible(ActionName.DISCOUNT, is_possible=True)
        actions.set_scope(Scope.PANEL)
        assert not action.isEnabled()


def test_refusals_and_faults_look_different(shop: object) -> None:
    window = shop.window  # type: ignore[attr-defined]  # the fixture of conftest.py
    window.trouble(Refusal("SCAN_EMPTY"))
    window.trouble(EnvironmentFault("PRINTER_NO_PAPER"))
    levels = [notice.level for notice in window.notice_bar.notices]
    assert levels == [Level.FAULT, Level.REFUSAL]


def test_a_field_gives_no_half_of_a_character_and_no_nul(qapp: QApplication) -> None:
    field = EntryField("", takes_letters=True)
    field.setText("王\ud800小\0明")
    assert field.text() == "王小明"
    said: list[str] = []
    field.entered.connect(said.append)
    field.type_enter()
    assert said == ["王小明"]
