"""What the store decides for itself, changed on real files: when it counts, what is refused."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.assembly import open_counter
from pos_app.config import Config
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.operators import WITH_APPROVAL, ApprovalNeeded, Privilege
from pos_app.domain.safe import CashPolicy
from pos_app.domain.shop import ReasonFor
from pos_app.errors import Refusal
from pos_app.services.store_settings import APPLIES, Applies, StoreSettings
from pos_app.store import profile as profiles
from pos_app.ui.sentences import SENTENCES
from tests.builders import (
    BREAD,
    CHEAP,
    FLOAT,
    MANAGER,
    SHIFT_MANAGER,
    HandClock,
    Rig,
    write_set_up,
    yuan,
)

TOMORROW = BusinessDate("2026-11-22")


def store(rig: Rig) -> StoreSettings:
    return rig.counter.office.store


def end_day(rig: Rig) -> None:
    rig.counter.shifts.close_shift(FLOAT)
    rig.counter.shifts.close_day()


def begin_day(rig: Rig) -> None:
    rig.counter.shifts.open_day(TOMORROW)
    rig.counter.shifts.open_shift(FLOAT)


def body_of(rig: Rig) -> dict[str, Any]:
    return deepcopy(store(rig).book().body)


def test_every_key_but_who_the_till_is_can_be_changed_or_is_named_as_fixed(managed: Rig) -> None:
    fixed = set(body_of(managed)) - set(APPLIES)
    assert {"store", "workstation", "currency"} <= fixed
    for key in fixed:
        with managed.refuses("STORE_KEY_FIXED"):
            store(managed).change(key, body_of(managed)[key])


def test_a_receipt_text_counts_at_once_and_after_the_next_start(managed: Rig) -> None:
    assert store(managed).change("receipt_footer_zh", "周末愉快") is Applies.AT_ONCE
    assert managed.counter.profile.receipt_footer_zh == "周末愉快"
    (row,) = managed.bodies("set_up_change")
    assert row["d"]["key"] == "receipt_footer_zh"
    assert json.loads(row["d"]["after"]) == "周末愉快"
    managed.reopen()
    assert managed.counter.profile.receipt_footer_zh == "周末愉快"


def test_cash_is_rounded_anew_from_the_next_day_on(managed: Rig) -> None:
    to_fen = {"step_minor": 1, "rounding": "half_up"}
    assert store(managed).change("cash_rounding", to_fen) is Applies.NEXT_DAY
    assert store(managed).book().coming == {"cash_rounding": to_fen}
    managed.ring(BREAD)
    assert managed.counter.tendering.cash_due() == yuan(330)
    managed.pay_cash()
    end_day(managed)
    begin_day(managed)
    managed.ring(BREAD)
    assert managed.counter.tendering.cash_due() == yuan(333)
    assert store(managed).book().coming == {}


def test_while_no_day_is_open_cash_is_rounded_anew_at_once(rig: Rig) -> None:
    rig.sign_on(MANAGER)
    to_yuan = {"step_minor": 100, "rounding": "down"}
    assert store(rig).change("cash_rounding", to_yuan) is Applies.AT_ONCE
    assert rig.counter.profile.cash_rounding.step_minor == 100


def test_rules_for_cash_count_at_once_and_after_the_next_start(managed: Rig) -> None:
    rules = {"pickup_limit_minor": 250_000, "tolerance_minor": 500}
    assert store(managed).change("cash", rules) is Applies.AT_ONCE
    managed.ring(BREAD)
    managed.pay_cash()
    till = managed.counter.office.cash_control.till_now()
    assert (till.limit, till.tolerance, till.standard_float) == (yuan(250_000), yuan(500), None)
    assert managed.counter.shifts.count_till(())  # far off: counted once more
    store(managed).change("cash", {"pickup_limit_minor": 250_000})
    managed.reopen()
    assert managed.counter.profile.cash == CashPolicy(pickup_limit_minor=250_000)


def test_notes_and_coins_are_counted_anew_after_the_next_start(managed: Rig) -> None:
    before = managed.counter.profile.denominations
    assert store(managed).change("denominations", [10000, 1000, 100]) is Applies.NEXT_START
    store(managed).change("phone", "000-1111")
    assert managed.counter.profile.denominations == before
    managed.reopen()
    assert managed.counter.profile.denominations == (10000, 1000, 100)


def test_a_new_reason_can_be_given_at_once(managed: Rig) -> None:
    reasons = body_of(managed)["reasons"]
    reasons["no_sale"].append({"code": "TRAIN", "zh": "培训", "en": "Training"})
    store(managed).change("reasons", reasons)
    managed.counter.shifts.no_sale("TRAIN")
    assert managed.counter.profile.reasons_for(ReasonFor.NO_SALE)[-1].name_en == "Training"


def test_a_barcode_pattern_is_read_after_the_next_start(managed: Rig) -> None:
    patterns = [*body_of(managed)["barcode_patterns"]]
    patterns[0] = patterns[0] | {"prefix": "24"}
    assert store(managed).change("barcode_patterns", patterns) is Applies.NEXT_START
    with managed.refuses("BARCODE_PATTERN_WRONG"):
        store(managed).change("barcode_patterns", [patterns[0] | {"item_digits": 9}])


def test_a_tax_group_that_goods_have_is_not_removed(managed: Rig) -> None:
    end_day(managed)
    taxes = body_of(managed)["tax_groups"]
    with managed.refuses("TAX_GROUP_IN_USE"):
        store(managed).change("tax_groups", [group for group in taxes if group["code"] != "V13"])
    store(managed).change("tax_groups", [group for group in taxes if group["code"] != "V6"])
    assert "V6" not in {group.code for group in managed.counter.profile.tax_groups}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("name_zh", " ", "STORE_NAME_EMPTY"),
        ("name_en", "x" * 121, "STORE_TEXT_WRONG"),
        ("phone", "12\n34", "STORE_TEXT_WRONG"),
        ("lock_after_minutes", 241, "STORE_NUMBER_WRONG"),
        ("lowest_price_days", 0, "STORE_NUMBER_WRONG"),
        ("quick_notes", [1, 2, 3, 4, 5, 6], "STORE_NOTES_WRONG"),
        ("quick_notes", [100, 100], "STORE_NOTES_WRONG"),
        ("denominations", [], "STORE_NOTES_WRONG"),
        *(
            ("cash_rounding", {"step_minor": step, "rounding": "down"}, "ROUNDING_STEP_WRONG")
            for step in (-10, 0, 3, 7, 99, 1_000, 10_000)
        ),
        ("cash", [], "CASH_RULES_WRONG"),
        ("cash", {"limit": 1}, "CASH_RULES_WRONG"),
        ("cash", {"tolerance_minor": -1}, "CASH_RULES_WRONG"),
        ("cash", {"tolerance_minor": None}, "CASH_RULES_WRONG"),
        ("cash", {"standard_float_minor": 100_000_000}, "CASH_RULES_WRONG"),
        ("cash", {"pickup_limit_minor": 0}, "PICKUP_LIMIT_TOO_LOW"),
        (
            "cash",
            {"pickup_limit_minor": 50_000, "standard_float_minor": 50_000},
            "PICKUP_LIMIT_TOO_LOW",
        ),
        ("tax_groups", [], "TAX_GROUPS_WRONG"),
        ("reasons", {}, "REASON_LAST_ONE"),
        ("reasons", {"void": []}, "REASON_LAST_ONE"),
    ],
)
def test_a_value_that_will_not_do_is_refused(managed: Rig, key: str, value: Any, code: str) -> None:
    with managed.refuses(code):
        store(managed).change(key, value)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    PLAIN | st.sampled_from(["\ud800", "a\0b", "code", "void"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_whatever_stands_for_a_decision_is_taken_or_refused_in_words(
    managed: Rig, data: st.DataObject
) -> None:
    said = json.loads((managed.set_up / "store.json").read_text("utf-8"))
    key = data.draw(st.sampled_from(sorted(APPLIES)))
    codes = set()
    try:
        store(managed).change(key, damaged(said.get(key, {}), data))
    except Refusal as refusal:
        codes.add(refusal.code)
    assert codes <= SENTENCES.keys()
    with managed.database.read() as connection:
        profiles.load_profile(connection)


def damaged(value: Any, data: st.DataObject) -> Any:
    """Put anything in the place of a value, or of one of its parts."""
    if not isinstance(value, dict | list) or not value or data.draw(st.booleans()):
        return data.draw(ANYTHING)
    parts = list(value) if isinstance(value, dict) else list(range(len(value)))
    part = data.draw(st.sampled_from(parts))
    changed = deepcopy(value)
    if data.draw(st.integers(0, 5)) == 0:
        del changed[part]
    else:
        changed[part] = damaged(value[part], data)
    return changed


def test_no_activity_that_asks_why_is_left_without_a_reason(managed: Rig) -> None:
    reasons = body_of(managed)["reasons"]
    with managed.refuses("REASON_LAST_ONE"):
        store(managed).change("reasons", {"void": reasons["void"]})
    with managed.refuses("REASON_WRONG"):
        store(managed).change("reasons", reasons | {"": reasons["void"]})
    del reasons["void"][1:]
    store(managed).change("reasons", reasons)
    assert len(managed.counter.profile.reasons_for(ReasonFor.VOID)) == 1


def test_what_was_approved_is_the_text_that_is_written(managed: Rig) -> None:
    staff = managed.counter.office.people
    staff.permit("shift_manager", Privilege.SET_UP_STORE, WITH_APPROVAL)
    managed.sign_on(SHIFT_MANAGER)
    with pytest.raises(ApprovalNeeded) as caught:
        store(managed).change("phone", "010-1")
    approval = managed.counter.approvals.approve(caught.value.request, *MANAGER)
    with managed.refuses("APPROVAL_NEEDED"):
        store(managed).change("phone", "010-2", approval)
    store(managed).change("phone", "010-1", approval)
    assert managed.counter.profile.phone == "010-1"


def test_a_reason_needs_a_code_of_its_own_and_short_names(managed: Rig) -> None:
    for entry in (
        {"code": "CHANGE", "zh": "又", "en": "Again"},
        {"code": "low", "zh": "小", "en": "Low"},
        {"code": "LONG", "zh": "长", "en": "x" * 33},
        {"code": "NONE", "zh": "", "en": "None"},
    ):
        reasons = body_of(managed)["reasons"]
        reasons["no_sale"].append(entry)
        with managed.refuses("REASON_WRONG"):
            store(managed).change("reasons", reasons)


def test_a_cashier_changes_nothing_and_reads_nothing(shop: Rig) -> None:
    with shop.refuses("NOT_PERMITTED"):
        store(shop).book()
    with shop.refuses("NOT_PERMITTED"):
        store(shop).change("phone", "1")
    shop.sign_on(MANAGER)
    shop.counter.enter_training()
    with shop.refuses("NOT_IN_TRAINING"):
        store(shop).change("phone", "1")


def test_a_store_that_changed_its_footer_is_still_the_store_of_its_folder(
    managed: Rig, tmp_path: Path
) -> None:
    store(managed).change("receipt_footer_en", "Bye")
    said = write_set_up(tmp_path / "newer", lowest_price_days=30)
    told = json.loads((said / "store.json").read_text("utf-8"))
    (said / "store.json").write_text(json.dumps(told | {"points_need_code": False}), "utf-8")
    managed.set_up = said
    managed.reopen()
    with managed.database.read() as connection:
        own = profiles.get_profile(connection)
    assert (own["receipt_footer_en"], own["points_need_code"]) == ("Bye", False)


def test_the_demo_store_is_known_as_such_after_a_change(tmp_path: Path) -> None:
    till = open_counter(Config(data=tmp_path), HandClock(), pin_cost=CHEAP)
    till.counter.sign_on.sign_on(*MANAGER)
    till.counter.office.store.change("phone", "000-2222")
    till.close()
    till = open_counter(Config(data=tmp_path), HandClock(), pin_cost=CHEAP)
    assert till.demo is not None
    assert till.counter.profile.phone == "000-2222"
    till.close()
