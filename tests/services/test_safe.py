"""The safe: an append-only ledger whose content is added up, never kept."""

import json
from pathlib import Path

import pytest

from pos_app.domain.safe import SafeEntryKind
from pos_app.services.safe import Safe
from pos_app.store import safe_facts
from pos_app.store.variance import shift_facts
from tests.builders import CASHIER, MANAGER, SHIFT_MANAGER, Rig, make_rig, yuan
from tests.services.safe_acts import CONTENT, count_the_till_twice, use_the_safe_in_every_way
from tests.services.test_day_verifies import verdict


@pytest.fixture
def safe(managed: Rig) -> Safe:
    """The safe of a till whose manager has counted it: 3,500.00."""
    managed.counter.office.safe.count(CONTENT)
    return managed.counter.office.safe


def expected(safe: Safe) -> int:
    content = safe.state().expected
    assert content is not None
    return content.minor


class TestContent:
    def test_the_first_count_begins_the_ledger(self, managed: Rig) -> None:
        safe = managed.counter.office.safe
        assert safe.state().expected is None
        entry = safe.count(CONTENT)
        assert entry.kind is SafeEntryKind.OPEN
        assert entry.is_believed
        assert expected(safe) == 350_000

    def test_moves_add_up(self, safe: Safe) -> None:
        safe.receive_from("T04", yuan(120_000))
        safe.lend_to("T04", yuan(30_000))
        safe.deposit("BAG 1", yuan(200_000))
        safe.order_change("7", yuan(50_000))
        assert expected(safe) == 190_000
        safe.receive_change("7", yuan(50_000))
        assert expected(safe) == 240_000
        kinds = [record.entry.kind.value for record in safe.state().entries]
        assert kinds[0] == "change_received"
        assert kinds[-1] == "safe_open"

    def test_a_loan_to_this_till_leaves_the_safe(self, managed: Rig, safe: Safe) -> None:
        managed.clock.pass_ms(1_000)
        managed.counter.shifts.loan(yuan(20_000), "FLOAT")
        assert expected(safe) == 330_000
        assert safe.state().entries[0].entry.kind is SafeEntryKind.LOAN

    def test_a_pickup_is_on_its_way_until_it_arrives(self, managed: Rig, safe: Safe) -> None:
        managed.clock.pass_ms(1_000)
        managed.counter.shifts.pickup(yuan(20_000), "SAFE")
        managed.counter.shifts.pickup(yuan(5_000), "BANK")  # never comes by
        (pickup,) = safe.state().on_the_way
        assert expected(safe) == 350_000
        entry = safe.receive(pickup, yuan(19_900))
        assert entry.difference == yuan(-100)
        assert expected(safe) == 369_900
        assert safe.state().on_the_way == ()
        with managed.refuses("PICKUP_UNKNOWN"):
            safe.receive(pickup, yuan(20_000))

    def test_a_pickup_of_which_nothing_arrived_is_missing_in_the_till(
        self, managed: Rig, safe: Safe
    ) -> None:
        managed.clock.pass_ms(1_000)
        managed.counter.shifts.pickup(yuan(20_000), "SAFE")
        (pickup,) = safe.state().on_the_way
        with managed.refuses("AMOUNT_NOT_POSITIVE"):
            safe.receive(pickup, yuan(-1))
        assert safe.receive(pickup, yuan(0)).difference == yuan(-20_000)
        assert safe.state().on_the_way == ()
        assert expected(safe) == 350_000

    def test_what_moved_before_the_ledger_began_is_in_its_first_count(self, managed: Rig) -> None:
        managed.counter.shifts.pickup(yuan(20_000), "SAFE")
        managed.counter.shifts.loan(yuan(10_000), "FLOAT")
        managed.clock.pass_ms(1_000)
        safe = managed.counter.office.safe
        safe.count(CONTENT)
        assert safe.state().on_the_way == ()
        assert expected(safe) == 350_000

    def test_two_pickups_of_one_amount_in_one_moment_arrive_one_by_one(
        self, managed: Rig, safe: Safe
    ) -> None:
        managed.clock.pass_ms(1_000)
        managed.counter.shifts.pickup(yuan(5_000), "SAFE")
        managed.counter.shifts.pickup(yuan(5_000), "SAFE")
        managed.clock.pass_ms(2_000)
        managed.counter.shifts.pickup(yuan(5_000), "SAFE")
        first, second, third = safe.state().on_the_way
        assert first.at_ms == second.at_ms == third.at_ms - 2_000
        safe.receive(third, yuan(4_000))
        assert safe.state().on_the_way == (first, second)
        safe.receive(first, yuan(5_000))
        assert safe.state().on_the_way == (second,)
        report = managed.counter.shifts.close_shift(())
        with managed.database.read() as connection:
            facts = shift_facts(connection, report.number, managed.counter.profile)
        assert facts is not None
        assert [moved.arrived_minor for moved in facts.movements] == [5_000, None, 4_000]


class TestCounting:
    def test_a_count_that_agrees_is_believed_at_once(self, safe: Safe) -> None:
        assert safe.count(CONTENT).is_believed
        assert not safe.state().is_count_waiting

    def test_a_count_that_differs_is_asked_for_once_more_and_both_are_kept(
        self, safe: Safe
    ) -> None:
        first = safe.count(((10_000, 29),))
        assert not first.is_believed
        assert safe.state().is_count_waiting
        assert expected(safe) == 350_000
        second = safe.count(((10_000, 34),))
        assert second.is_believed
        assert second.difference == yuan(-10_000)
        assert expected(safe) == 340_000
        history = safe.state().counts
        assert [record.entry.amount.minor for record in history] == [340_000, 290_000, 350_000]
        last = safe.state().last_count
        assert last is not None
        assert last.entry == second

    def test_after_a_believed_count_the_next_difference_is_asked_for_again(
        self, safe: Safe
    ) -> None:
        safe.count(((10_000, 29),))
        safe.count(((10_000, 29),))
        assert not safe.count(((10_000, 28),)).is_believed


class TestRefusals:
    def test_nothing_moves_before_the_first_count(self, managed: Rig) -> None:
        with managed.refuses("SAFE_NOT_COUNTED"):
            managed.counter.office.safe.deposit("BAG 1", yuan(100))

    def test_amounts_and_references(self, managed: Rig, safe: Safe) -> None:
        with managed.refuses("MORE_THAN_IN_SAFE"):
            safe.deposit("BAG 1", yuan(350_001))
        with managed.refuses("AMOUNT_NOT_POSITIVE"):
            safe.deposit("BAG 1", yuan(0))
        with managed.refuses("AMOUNT_TOO_LARGE"):
            safe.receive_from("T04", yuan(100_000_000))
        with managed.refuses("REFERENCE_WRONG"):
            safe.deposit(" ", yuan(100))
        with managed.refuses("DENOMINATION_UNKNOWN"):
            safe.count(((7, 1),))

    @pytest.mark.parametrize("name", ["T03", "t03", " T03 ", "S12-T03", "T03E2"])
    def test_this_till_is_not_another_one(self, managed: Rig, safe: Safe, name: str) -> None:
        with managed.refuses("TILL_IS_THIS_ONE"):
            safe.receive_from(name, yuan(100))
        with managed.refuses("TILL_IS_THIS_ONE"):
            safe.lend_to(name, yuan(100))
        assert expected(safe) == 350_000

    @pytest.mark.parametrize("name", ["T030", "T04", "S13-T03"])
    def test_a_till_whose_name_begins_alike_is_another_one(self, safe: Safe, name: str) -> None:
        safe.receive_from(name, yuan(100))
        assert expected(safe) == 350_100

    @pytest.mark.parametrize("again", ["BAG 000123", "bag000123", "ＢＡＧ ０００１２３"])
    def test_a_bag_goes_to_the_bank_once(self, managed: Rig, safe: Safe, again: str) -> None:
        safe.deposit("BAG 000123", yuan(100))
        with managed.refuses("REFERENCE_USED"):
            safe.deposit(again, yuan(200))
        safe.deposit("BAG 000124", yuan(200))
        assert expected(safe) == 349_700

    def test_an_order_goes_out_once_and_comes_in_as_many_parts_as_the_bank_sends(
        self, managed: Rig, safe: Safe
    ) -> None:
        safe.order_change("7", yuan(500))
        with managed.refuses("REFERENCE_USED"):
            safe.order_change("7", yuan(500))
        safe.receive_change("7", yuan(200))
        safe.receive_change("7", yuan(300))
        safe.deposit("7", yuan(100))  # a bag is no order

    def test_a_cashier_neither_sees_nor_moves_it(self, shop: Rig) -> None:
        with shop.refuses("NOT_PERMITTED"):
            shop.counter.office.safe.state()
        with shop.refuses("NOT_PERMITTED"):
            shop.counter.office.safe.count(CONTENT)

    def test_a_shift_manager_deposits_with_the_store_managers_approval(self, rig: Rig) -> None:
        rig.open_for(SHIFT_MANAGER)
        safe = rig.counter.office.safe
        safe.count(CONTENT)
        entry = rig.approved(lambda approval: safe.deposit("BAG 9", yuan(100_000), approval))
        assert entry.kind is SafeEntryKind.DEPOSIT
        assert safe.state().entries[0].approved_by == f"op{MANAGER[0]}"

    def test_there_has_to_be_a_business_day(self, rig: Rig) -> None:
        rig.sign_on(MANAGER)
        with rig.refuses("DAY_NOT_OPEN"):
            rig.counter.office.safe.count(CONTENT)


class TestRecord:
    def test_a_disk_that_lost_them_gets_the_entries_back_once(
        self, managed: Rig, template: Path, tmp_path: Path
    ) -> None:
        use_the_safe_in_every_way(managed)
        count_the_till_twice(managed, ())
        lost = managed.rows("SELECT epoch, seq, kind, body FROM journal ORDER BY epoch, seq")
        other = make_rig(template, tmp_path / "other")
        with other.database.write() as connection:
            for epoch, seq, kind, body in lost * 2:
                if kind in safe_facts.KINDS:
                    safe_facts.bring_back(connection, kind, (epoch, seq), json.loads(body))
        for table in ("safe_entry", "till_count"):
            assert other.rows(f"SELECT * FROM {table}") == managed.rows(f"SELECT * FROM {table}")
        other.close()

    def test_a_day_of_the_safe_verifies(self, managed: Rig) -> None:
        managed.clock.pass_ms(1_000)
        managed.counter.shifts.pickup(yuan(20_000), "SAFE")
        use_the_safe_in_every_way(managed)
        assert verdict(managed).difference is None
        assert {kind.value for kind in SafeEntryKind} <= set(managed.kinds())

    def test_a_row_the_journal_does_not_know_is_found(self, managed: Rig, safe: Safe) -> None:
        with managed.database.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO safe_entry VALUES (99, 'bank_deposit', 100, NULL, '[]', 'B', NULL, 1,"
                " 'op2001', NULL, '2026-11-21', 1, 9, 9)"
            )
        difference = verdict(managed).difference
        assert difference is not None
        assert difference.what == "safe_changed"

    def test_a_cashiers_till_keeps_working_without_anybody_at_the_safe(self, shop: Rig) -> None:
        shop.approved(lambda approval: shop.counter.shifts.pickup(yuan(100), "SAFE", approval))
        shop.sign_on(CASHIER)
        assert verdict(shop).difference is None
