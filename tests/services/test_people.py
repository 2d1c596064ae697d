"""People and roles changed on real files: who may, what is refused, what the books say of it."""

import json

import pytest

from pos_app.domain.operators import (
    NO,
    YES,
    ApprovalNeeded,
    Permission,
    Privilege,
    up_to_percent,
)
from pos_app.errors import Refusal
from pos_app.services.people import People
from pos_app.store.set_up_changes import MadeChange, list_changes
from tests.builders import CASHIER, MANAGER, SHIFT_MANAGER, Rig

NEW_PIN = "730518"


def people(rig: Rig) -> People:
    return rig.counter.office.people


def changes(rig: Rig) -> tuple[MadeChange, ...]:
    with rig.database.read() as connection:
        return list_changes(connection, 0, 1 << 62, 100)


def bodies(rig: Rig) -> list[str]:
    with rig.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT CAST(body AS TEXT) FROM journal WHERE kind = 'set_up_change' ORDER BY seq"
        )
        return list(rows.scalars())


def test_somebody_who_was_added_signs_on_and_no_name_or_pin_is_in_the_journal(managed: Rig) -> None:
    id_ = people(managed).add("1009", " 孙  悦 ", "cashier", NEW_PIN)
    managed.sign_on(("1009", NEW_PIN))
    session = managed.counter.sign_on.session()
    assert (session.operator.id, session.operator.name) == (id_, "孙 悦")
    (body,) = bodies(managed)
    assert json.loads(body)["d"] == {
        "subject": "operator",
        "key": f"{id_}/role",
        "after": '"cashier"',
    }
    assert "孙" not in body
    assert NEW_PIN not in body


def test_a_number_a_name_or_a_pin_that_will_not_do_is_refused(managed: Rig) -> None:
    add = people(managed).add
    for number, name, role, pin, code in (
        ("12a", "孙悦", "cashier", NEW_PIN, "PERSON_NUMBER_WRONG"),
        ("", "孙悦", "cashier", NEW_PIN, "PERSON_NUMBER_WRONG"),
        ("1009", "  ", "cashier", NEW_PIN, "PERSON_NAME_WRONG"),
        ("1009", "孙悦", "cashier", "123456", "PIN_TOO_EASY"),
        ("1009", "孙悦", "boss", NEW_PIN, "ROLE_UNKNOWN"),
        ("1001", "孙悦", "cashier", NEW_PIN, "PERSON_NUMBER_TAKEN"),
    ):
        with managed.refuses(code):
            add(number, name, role, pin)
    assert changes(managed) == ()


def test_a_new_name_is_known_to_the_running_session_and_only_that_it_changed_is_told(
    managed: Rig,
) -> None:
    people(managed).rename("op2001", "陈晨")
    assert managed.counter.sign_on.session().operator.name == "陈晨"
    (change,) = changes(managed)
    assert (change.key, change.before, change.after) == ("op2001/name", "", "")
    assert change.operator == "op2001"


def test_another_number_is_another_badge(managed: Rig) -> None:
    people(managed).renumber("op1001", "1088")
    with managed.refuses("PERSON_NUMBER_TAKEN"):
        people(managed).renumber("op1001", "1002")
    managed.sign_on(("1088", CASHIER[1]))


def test_a_new_pin_works_and_the_old_one_does_not(managed: Rig) -> None:
    people(managed).give_pin("op1001", NEW_PIN)
    managed.counter.sign_on.sign_off()
    with managed.refuses("SIGN_ON_FAILED"):
        managed.counter.sign_on.sign_on(*CASHIER)
    managed.sign_on((CASHIER[0], NEW_PIN))


def test_nobody_changes_their_own_role_or_their_own_rights(managed: Rig) -> None:
    everybody = people(managed)
    with managed.refuses("PERSON_IS_YOU"):
        everybody.give_role("op2001", "cashier")
    with managed.refuses("PERSON_IS_YOU"):
        everybody.set_active("op2001", is_active=False)
    with managed.refuses("ROLE_IS_YOURS"):
        everybody.permit("store_manager", Privilege.AUDIT, NO)
    assert changes(managed) == ()


def test_who_is_made_inactive_signs_on_no_more_but_the_shift_comes_first(rig: Rig) -> None:
    rig.open_for(CASHIER)
    rig.sign_on(MANAGER)
    with rig.refuses("PERSON_HAS_SHIFT"):
        people(rig).set_active("op1001", is_active=False)
    people(rig).set_active("op1002", is_active=False)
    assert [change.after for change in changes(rig)] == ["false"]
    rig.counter.sign_on.sign_off()
    with rig.refuses("SIGN_ON_FAILED"):
        rig.counter.sign_on.sign_on("1002", "739205")


def test_the_last_who_may_set_people_up_keeps_the_right(shop: Rig) -> None:
    shop.sign_on(MANAGER)
    everybody = people(shop)
    everybody.permit("shift_manager", Privilege.SET_UP_PEOPLE, YES)
    shop.sign_on(SHIFT_MANAGER)
    everybody.set_active("op2001", is_active=False)  # the shift manager is left
    everybody.set_active("op2001", is_active=True)
    everybody.permit("store_manager", Privilege.SET_UP_PEOPLE, NO)
    shop.sign_on(MANAGER)
    with shop.refuses("NOT_PERMITTED"):
        everybody.book()
    shop.sign_on(SHIFT_MANAGER)
    with shop.refuses("ROLE_IS_YOURS"):
        everybody.permit("shift_manager", Privilege.SET_UP_PEOPLE, NO)


def test_with_an_approval_the_last_one_still_cannot_be_taken_away(shop: Rig) -> None:
    shop.sign_on(MANAGER)
    everybody = people(shop)
    everybody.permit("shift_manager", Privilege.SET_UP_PEOPLE, Permission(YES.level.APPROVAL))
    shop.sign_on(SHIFT_MANAGER)
    with pytest.raises(Refusal, match="LAST_TO_SET_UP_PEOPLE"):
        shop.approved(
            lambda approval: everybody.set_active("op2001", is_active=False, approval=approval)
        )
    assert len(changes(shop)) == 1


def test_what_was_approved_is_what_is_done_and_nothing_else(shop: Rig) -> None:
    everybody = people(shop)
    shop.sign_on(MANAGER)
    everybody.permit("shift_manager", Privilege.SET_UP_PEOPLE, Permission(YES.level.APPROVAL))
    shop.sign_on(SHIFT_MANAGER)
    for asked, done in (
        (
            lambda approval: everybody.give_role("op1001", "senior", approval),
            lambda approval: everybody.give_role("op1001", "store_manager", approval),
        ),
        (
            lambda approval: everybody.add("1009", "孙悦", "cashier", NEW_PIN, approval),
            lambda approval: everybody.add("1009", "孙悦", "store_manager", NEW_PIN, approval),
        ),
        (
            lambda approval: everybody.rename("op1001", "孙悦", approval),
            lambda approval: everybody.rename("op1001", "吴敏", approval),
        ),
        (
            lambda approval: everybody.renumber("op1001", "1021", approval),
            lambda approval: everybody.renumber("op1001", "1022", approval),
        ),
        (
            lambda approval: everybody.give_pin("op1001", NEW_PIN, approval),
            lambda approval: everybody.give_pin("op1001", "730519", approval),
        ),
        (
            lambda approval: everybody.permit("senior", Privilege.DISCOUNT, NO, approval),
            lambda approval: everybody.permit("senior", Privilege.DISCOUNT, YES, approval),
        ),
        (
            lambda approval: everybody.set_active("op1002", is_active=True, approval=approval),
            lambda approval: everybody.set_active("op1002", is_active=False, approval=approval),
        ),
    ):
        with pytest.raises(ApprovalNeeded) as caught:
            asked(None)
        approval = shop.counter.approvals.approve(caught.value.request, *MANAGER)
        with shop.refuses("APPROVAL_NEEDED"):
            done(approval)
        asked(approval)


def test_a_cell_of_the_table_is_changed_with_before_and_after(managed: Rig) -> None:
    people(managed).permit("senior", Privilege.DISCOUNT, up_to_percent(15))
    (change,) = changes(managed)
    assert change.key == "senior/discount"
    assert json.loads(change.before) == {"level": "yes", "limit_ppm": 100_000}
    assert json.loads(change.after) == {"level": "yes", "limit_ppm": 150_000}
    for wrong in (
        Permission(YES.level, limit_ppm=1_000_001),
        Permission(YES.level, limit_minor=1 << 63),
        Permission(NO.level, limit_minor=1),
    ):
        with managed.refuses("PERMISSION_LIMIT_WRONG"):
            people(managed).permit("senior", Privilege.DISCOUNT, wrong)


def test_a_cashier_sets_nobody_up_and_training_changes_nothing(rig: Rig) -> None:
    rig.open_for(CASHIER)
    with rig.refuses("NOT_PERMITTED"):
        people(rig).book()
    with rig.refuses("NOT_PERMITTED"):
        people(rig).rename("op1002", "王")
    rig.sign_on(MANAGER)
    rig.counter.enter_training()
    with rig.refuses("NOT_IN_TRAINING"):
        people(rig).rename("op1002", "王")


def test_an_approval_for_a_person_says_neither_name_nor_pin_to_the_journal(shop: Rig) -> None:
    everybody = people(shop)
    shop.sign_on(MANAGER)
    everybody.permit("shift_manager", Privilege.SET_UP_PEOPLE, Permission(YES.level.APPROVAL))
    shop.sign_on(SHIFT_MANAGER)
    with pytest.raises(ApprovalNeeded) as caught:
        everybody.give_pin("op1001", NEW_PIN)
    everybody.give_pin(
        "op1001", NEW_PIN, shop.counter.approvals.approve(caught.value.request, *MANAGER)
    )
    (row,) = shop.bodies("override")
    what, digest = row["d"]["subject"].rsplit(":", 1)
    assert what == "pin:op1001"
    assert len(digest) == 24
    assert NEW_PIN not in json.dumps(row)
