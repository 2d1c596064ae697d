"""The page about readiness: every code has words, and a bad morning is told once."""

import ast
import inspect
from dataclasses import replace

from pos_app.devices.health import Device
from pos_app.domain import readiness
from pos_app.domain.fire_drill import Drill, DrillOutcome, DrillStep, StepDone
from pos_app.domain.readiness import WEIGHTS, Ability, Devices, Item
from pos_app.receipts.paper import Roll
from pos_app.receipts.slips import drill_slip
from pos_app.ui import messages, readiness_words
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.readiness.actions import ReadinessAction
from pos_app.ui.sentences import SENTENCES
from tests.receipts.plain import as_text
from tests.ui.looking import settle
from tests.ui.shop import CASHIER, MANAGER, Shop


def codes_of_the_domain() -> set[str]:
    tree = ast.parse(inspect.getsource(readiness))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and text.isupper() and "_" in text}


def test_no_code_of_the_domain_is_without_words() -> None:
    codes = codes_of_the_domain() - {"NO_OFFERS"}
    assert len(codes) > 20
    assert codes - set(readiness_words.WHY) - set(SENTENCES) == set()


def test_every_ability_has_a_name() -> None:
    assert set(messages.ABILITIES) == {ability.value for ability in Ability}
    assert set(WEIGHTS) < set(Ability)


def test_the_facts_of_a_code_fill_its_words(shop: Shop) -> None:
    for item in shop.till.counter.readiness.judge(Devices()).items:
        assert "{" not in readiness_words.why(item, "CNY", 480)


def test_what_is_left_is_said_in_the_unit_that_helps(shop: Shop) -> None:
    def said(left_ms: int) -> str:
        item = Item(Ability.CLOCK, works=True, code="TIME_SURE", until_ms=left_ms)
        return readiness_words.how_long(item, 0)

    assert "59" in said(59 * 60_000)
    assert "11" in said(11 * 3_600_000)
    assert "2" in said(48 * 3_600_000)
    assert "60" in said(500 * 86_400_000)


def test_a_till_that_is_ready_says_nothing_before_opening_and_one_that_is_not_says_it_once(
    closed_shop: Shop,
) -> None:
    watch = closed_shop.wiring.shift_screens.back_office.watch
    session = closed_shop.till.counter.sign_on.sign_on(*CASHIER)
    closed_shop.wiring.attendance.note(replace(session, business_date=None, shift=None))
    watch.on_shift_shown()
    assert "READINESS_LOW" not in closed_shop.codes
    watch._is_told = False
    watch._devices = lambda: Devices("PRINTER_NO_PAPER", "SCANNER_OFF")
    with closed_shop.till.counter._real.desk.till.write() as connection:
        connection.exec_driver_sql("UPDATE cloud_head SET is_in_doubt = 1")
        connection.exec_driver_sql("UPDATE operator SET is_active = number = '1001'")
    for _ in range(2):
        watch.on_shift_shown()
    assert closed_shop.codes == ["READINESS_LOW"]


def test_the_page_shows_what_the_window_knows_of_the_printer(shop: Shop) -> None:
    shop.wiring._shared.bench.board.note(Device.RECEIPT_PRINTER, "PRINTER_NO_PAPER")
    shop.window.go(ScreenName.READINESS)
    settle()
    view = shop.window.screen_named(ScreenName.READINESS)
    assert view.model.rows[0].ability is Ability.PRINT
    assert view.score_card.score.text()


def test_a_drill_is_held_from_the_page_and_shown_step_by_step(shop: Shop) -> None:
    shop.window.go(ScreenName.READINESS)
    shop.window.actions_table[ReadinessAction.DRILL].trigger()
    view = shop.window.screen_named(ScreenName.READINESS)
    view.approval_panel.approved.emit(*MANAGER)
    settle()
    assert shop.codes == ["DRILL_GOOD"]
    assert len(view._steps) == len(DrillStep)
    assert all(readiness_words.step(name) in view.score_card.why.text() for name in DrillStep)
    drill = shop.till.counter.fire_drill.last()
    assert drill is not None
    assert drill.is_good
    (slip,) = shop.papers.papers
    said = as_text(slip, Roll.MM58)
    assert drill.held_by in said
    assert all(readiness_words.step(name) in said for name in DrillStep)
    assert "全部正常" in said
    shop.window.actions_table[ReadinessAction.PRINT].trigger()
    assert shop.papers.papers == [slip, slip]
    assert shop.codes[0] == "SLIP_SENT_TO_PRINTER"


def test_the_slip_of_a_drill_says_what_failed_and_why(shop: Shop) -> None:
    steps = (
        StepDone(DrillStep.SELL, DrillOutcome.WORKED, took_ms=12),
        StepDone(DrillStep.WEIGH, DrillOutcome.NOT_HERE, "DRILL_NOTHING_WEIGHED"),
        StepDone(DrillStep.POWER_CUT, DrillOutcome.FAILED, "DRILL_BASKET_LOST"),
    )
    drill = Drill(shop.window.clock.wall_ms(), steps, "1003")
    lines = [readiness_words.step_on_paper(done) for done in steps]
    head = shop.papers.letterhead()
    said = as_text(drill_slip(drill, head, steps=lines, business_date="2026-11-21"), Roll.MM80)
    assert "1003" in said
    assert "OK 12 ms" in said
    assert f"未通过：{messages.sentence('DRILL_BASKET_LOST', {})[:10]}" in said
    assert "1 项未通过" in said


def test_every_step_of_a_drill_has_a_name() -> None:
    assert set(readiness_words.STEPS) == set(DrillStep)
