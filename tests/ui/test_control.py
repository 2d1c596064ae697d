"""The control room: events have words, the journal narrows, a shift replays, the check speaks."""

from typing import get_args

from pos_app.domain import events
from pos_app.domain.audit import TRANSACTIONS
from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.shift import CashMovementKind
from pos_app.ui import journal_words
from pos_app.ui.screens.control.actions import ControlAction
from tests.ui.looks_control import LOOKS
from tests.ui.shop import Shop

_C = ControlAction
_MANY_KINDS = {"TransactionRecorded", "CashMoved", "SafeChanged"}


def test_every_event_of_the_journal_has_words() -> None:
    kinds = {event.kind for event in get_args(events.Event) if event.__name__ not in _MANY_KINDS}
    kinds |= TRANSACTIONS | set(CashMovementKind) | set(SafeEntryKind)
    assert kinds <= set(journal_words.KINDS)


def test_what_stands_out_is_shown_with_its_rows(shop: Shop) -> None:
    LOOKS["control"](shop)
    view = shop.window.stack.currentWidget()
    assert [figure.count for figure in view.tables.figures.rows] == [2]
    assert len(view.tables.rows.rows) == 2


def test_the_journal_is_narrowed_by_the_marked_row_and_widened_again(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    everything = len(view.tables.rows.rows)
    kind = view.marked_row().kind
    shop.window.actions_table[_C.SAME_KIND].trigger()
    assert {row.kind for row in view.tables.rows.rows} == {kind}
    shop.window.actions_table[_C.SAME_KIND].trigger()
    assert len(view.tables.rows.rows) == everything


def test_the_day_before_has_nothing_and_the_day_after_brings_it_back(shop: Shop) -> None:
    LOOKS["control-journal"](shop)
    view = shop.window.stack.currentWidget()
    shop.window.actions_table[_C.DAY_BEFORE].trigger()
    before = len(view.tables.rows.rows)
    shop.window.actions_table[_C.DAY_AFTER].trigger()
    assert before < len(view.tables.rows.rows)


def test_a_replayed_step_shows_its_receipt(shop: Shop) -> None:
    LOOKS["control-replay"](shop)
    view = shop.window.stack.currentWidget()
    assert view.marked_row().kind == "sale"
    assert view.paper.paper is not None


def test_the_check_says_what_it_found(shop: Shop) -> None:
    LOOKS["control-verified"](shop)
    view = shop.window.stack.currentWidget()
    found, trouble = view._verdict
    assert found is not None
    assert trouble == ""
