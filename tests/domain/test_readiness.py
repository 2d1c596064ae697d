"""If the network died now: every limit is the till's own, and the score can be reckoned by hand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.readiness import (
    DAY_MS,
    FULL_MARK_MS,
    HOUR_MS,
    NO_END_MS,
    WEIGHTS,
    Ability,
    Coupons,
    Facts,
    Goods,
    Item,
    Machine,
    People,
    judge,
)

NOW = 1_800_000_000_000
LATER = NOW + 10 * DAY_MS
MACHINE = Machine(
    free_bytes=50 << 30,
    day_bytes=20 << 20,
    printer="",
    scanner="",
    is_time_sure=True,
    backed_up_ms=NOW,
    rehearsed_ms=NOW,
)
PEOPLE = People(3, 1, True, LATER, NOW + 12 * HOUR_MS, LATER)
COUPONS = Coupons(True, LATER, 30_000, LATER, 12)
READY = Facts(NOW, True, False, MACHINE, Goods(20_000, NOW, ""), PEOPLE, COUPONS)
SIMPLE = Facts(
    NOW,
    False,
    False,
    MACHINE,
    Goods(500, None, "NO_OFFERS"),
    People(1, 1, False, None, None, None),
    Coupons(False, None, 0, None, 0),
)


def item(facts: Facts, ability: Ability) -> Item:
    return next(item for item in judge(facts).items if item.ability is ability)


def test_the_weights_are_out_of_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_a_shop_without_cloud_members_and_offers_is_as_ready_as_can_be() -> None:
    assert judge(SIMPLE).score == 100
    assert judge(SIMPLE).first_to_end is None


def test_names_that_go_after_twelve_hours_cost_their_part_of_the_score() -> None:
    # 3 of 100, for 12 hours of 72: 0.5 is reached of 3.
    assert judge(READY).score == 97
    first = judge(READY).first_to_end
    assert first is not None
    assert (first.ability, first.lasts_ms(NOW)) == (Ability.MEMBER_NAMES, 12 * HOUR_MS)


def test_what_only_the_cloud_can_tell_is_told_and_not_counted() -> None:
    gone = [entry for entry in judge(READY).items if entry.code == "ONLINE_ONLY"]
    assert {entry.ability for entry in gone} == {Ability.COUPONS_ONLINE, Ability.GIFT_CARDS}
    assert not {entry.ability for entry in gone} & set(WEIGHTS)


def test_nothing_of_value_counts_on_a_disk_that_may_exist_twice() -> None:
    doubted = judge(replace(READY, in_doubt=True))
    codes = {entry.ability: entry.code for entry in doubted.items}
    for ability in (Ability.SPEND_POINTS, Ability.COUPONS_ALONE, Ability.COUPONS_BY_RIGHT):
        assert codes[ability] == "VALUE_IN_DOUBT"


def test_a_till_without_goods_or_people_does_not_sell() -> None:
    empty = replace(READY, goods=Goods(0, None, ""))
    assert item(empty, Ability.SELL).code == "CATALOG_EMPTY"
    alone = replace(READY, people=replace(PEOPLE, sellers=0))
    assert item(alone, Ability.SELL).code == "NOBODY_SELLS"


def test_a_class_d_budget_that_is_used_up_ends_it_whatever_the_hour() -> None:
    spent = replace(READY, coupons=replace(COUPONS, alone_left_minor=0))
    assert item(spent, Ability.COUPONS_ALONE).code == "ALONE_USED_UP"


def test_what_ends_first_stands_first_and_what_never_works_offline_last() -> None:
    order = [entry.ability for entry in judge(READY).in_order]
    assert order[0] is Ability.MEMBER_NAMES
    assert order[1] is Ability.RESTORE
    assert set(order[-2:]) == {Ability.COUPONS_ONLINE, Ability.GIFT_CARDS}
    broken = replace(READY, machine=replace(MACHINE, printer="PRINTER_OFF"))
    assert next(entry.ability for entry in judge(broken).in_order) is Ability.PRINT


def test_what_a_shop_keeps_itself_has_no_end() -> None:
    own = replace(READY, people=replace(PEOPLE, names_until_ms=NO_END_MS, has_codes=False))
    assert item(own, Ability.MEMBER_NAMES) == Item(
        Ability.MEMBER_NAMES, works=True, code="NAMES_OWN"
    )
    assert Ability.MEMBER_CODES not in {entry.ability for entry in judge(own).items}


def test_nothing_of_value_is_judged_by_a_time_that_is_unsure() -> None:
    unsure = replace(READY, machine=replace(MACHINE, is_time_sure=False))
    codes = {entry.code for entry in judge(unsure).items}
    assert {"TIME_UNSURE", "VALUE_BY_UNSURE_TIME"} <= codes
    assert not {"POINTS_HERE", "ALONE_HERE", "RIGHTS_HERE"} & codes


def test_a_full_disk_and_an_old_backup_are_said() -> None:
    full = replace(READY, machine=replace(MACHINE, free_bytes=1 << 20))
    assert item(full, Ability.RECORD).code == "DISK_NEARLY_FULL"
    old = replace(READY, machine=replace(MACHINE, backed_up_ms=NOW - FULL_MARK_MS))
    assert item(old, Ability.RESTORE).code == "BACKUP_OLD"
    never = replace(READY, machine=replace(MACHINE, backed_up_ms=None))
    assert item(never, Ability.RESTORE).code == "NEVER_BACKED_UP"


ENDS = st.none() | st.integers(NOW - 5 * DAY_MS, NOW + 5 * DAY_MS)


@given(ENDS, ENDS, ENDS, st.integers(0, 1 << 40), st.booleans())
def test_the_score_never_rises_when_something_ends_sooner(
    codes: int | None, names: int | None, points: int | None, free: int, in_doubt: bool
) -> None:
    facts = replace(
        READY,
        in_doubt=in_doubt,
        people=People(1, 1, True, codes, names, points),
        machine=replace(MACHINE, free_bytes=free),
    )
    score = judge(facts).score
    assert 0 <= score <= 100
    sooner = [None if end is None else end - DAY_MS for end in (codes, names, points)]
    worse = replace(
        facts,
        people=People(1, 1, True, sooner[0], sooner[1], sooner[2]),
        machine=replace(MACHINE, free_bytes=free // 2),
    )
    assert judge(worse).score <= score
