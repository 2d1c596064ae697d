"""Points and stored value: sums of entries, and never more promised than is there."""

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cloud.members import consents, directory, points
from sync.cloud.orders import orders
from sync.cloud.payments import stored_value
from sync.cloud.schema.facts import CASE, TERMINAL
from sync.cloud.schema.leases import GRACE_MS, LEASE_MS, Declined, Granting, Till
from sync.cloud.schema.ledgers import (
    MEMBER,
    MEMBER_ALIAS,
    PERSONAL,
    POINTS_ALLOWANCE,
    POINTS_BALANCE,
    POINTS_ENTRY,
    VALUE_ACCOUNT,
    VALUE_ENTRY,
    VALUE_HOLD,
)
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import NOW, TENANT_NAME, MadeTill, World

ANN = "a1" * 16
OVER = LEASE_MS + GRACE_MS + 1
TOKEN, ACCOUNT = "f0" * 16, "0badcafe0badcafe"


# ---- points


def give(world: World, amount: int, name: str = "gift", member: str = ANN) -> None:
    entry = points.Entry(
        Till(TENANT_NAME, "S1", b"t"), member, name.encode().ljust(16, b"."), b"", NOW, "x", amount
    )
    world.write(lambda c: points.enter(c, [entry]))


def allow(world: World, till: MadeTill, wanted: int, at: int = NOW) -> int | str:
    number = 1 + int.from_bytes(world.clock.random_bytes(5), "big")
    granting = Granting(world.keys, lambda: number, at)
    try:
        world.write(lambda c: points.allow(c, granting, world.till(till), ANN, wanted))
    except Declined as declined:
        return declined.why
    return number


def balance(world: World, member: str = ANN) -> int:
    return int(world.database.read(lambda c: points.find_balance(c, TENANT_NAME, member)))


def test_an_entry_counts_once_and_the_balance_is_their_sum(world: World) -> None:
    give(world, 500)
    give(world, 500)
    give(world, -120, "other")
    assert balance(world) == 380
    assert world.write(points.recount) == []
    world.write(lambda c: c.execute(sa.update(POINTS_BALANCE).values(balance=9)))
    assert world.write(points.recount) == [ANN]
    assert balance(world) == 380


def test_two_tills_are_never_allowed_more_than_there_is(world: World) -> None:
    first, second = MadeTill("S1", 1), MadeTill("S2", 1)
    give(world, 500)
    assert isinstance(allow(world, first, 300), int)
    assert isinstance(allow(world, second, 300), int)
    assert [row["points"] for row in world.rows(POINTS_ALLOWANCE)].count(200) == 1
    assert allow(world, second, 1) == "too_few"


def test_an_allowance_is_used_by_the_sale_and_the_rest_comes_back_later(world: World) -> None:
    till = MadeTill("S1", 1)
    world.add_terminal(till.store, till.terminal)
    give(world, 500)
    world.write(lambda c: directory.add_aliases(c, TENANT_NAME, {"h:20778:00aa": ANN}, NOW))
    number = allow(world, till, 400)
    assert isinstance(number, int)
    member = {
        "mb": {"h": "00aa", "day": 20778},
        "points": [{"r": "#spent", "n": -150, "g": number}],
    }
    till.sell(**member)
    late = NOW + points.ALLOWANCE_LIFE_MS + 2 * GRACE_MS
    world.settle(till)
    assert (balance(world), world.rows(POINTS_ALLOWANCE)[0]["used"]) == (350, 150)
    assert world.write(lambda c: points.take_back(c, late)) == 0, "not heard of since"
    assert allow(world, till, 200) != "too_few"
    assert allow(world, till, 200) == "too_few"
    world.write(lambda c: c.execute(sa.update(TERMINAL).values(last_seen_ms=late)))
    assert world.write(lambda c: points.take_back(c, late + 1)) == 2
    assert isinstance(allow(world, till, 350, late), int)


def test_points_spent_beyond_what_was_allowed_are_a_case(world: World) -> None:
    till = MadeTill("S1", 1)
    world.add_terminal(till.store, till.terminal)
    give(world, 100)
    world.write(lambda c: directory.add_aliases(c, TENANT_NAME, {"h:20778:00aa": ANN}, NOW))
    till.sell(mb={"h": "00aa", "day": 20778}, points=[{"r": "#spent", "n": -150, "g": 77}])
    world.settle(till)
    assert balance(world) == -50
    assert [row["code"] for row in world.rows(CASE)] == ["POINTS_OVERSPENT"]
    assert allow(world, till, 1) == "too_few"


def test_what_was_entered_under_a_name_nobody_knew_becomes_the_members(world: World) -> None:
    till = MadeTill("S1", 1)
    world.add_terminal(till.store, till.terminal)
    till.sell(mb={"h": "00aa", "day": 20778}, points=[{"r": "purchase", "n": 5}])
    world.settle(till)
    assert balance(world, "h:20778:00aa") == 5
    world.write(lambda c: directory.add_aliases(c, TENANT_NAME, {"h:20778:00aa": ANN}, NOW))
    assert (balance(world), balance(world, "h:20778:00aa")) == (5, 0)
    assert {row["member"] for row in world.rows(POINTS_ENTRY)} == {ANN}


# ---- members


def joined(world: World) -> None:
    world.add_store("S1")
    new = directory.NewMember(TENANT_NAME, ANN, "880001", "g1", "S1", "A*", "1234")
    world.write(lambda c: directory.put_member(c, new, NOW))


def test_names_of_days_are_given_once_and_old_ones_go_from_the_feed(world: World) -> None:
    joined(world)

    def sent(at: int) -> set[str]:
        world.write(lambda c: c.execute(sa.text("DELETE FROM feed_todo")))
        last = world.write(lambda c: directory.send_handles(c, world.keys, TENANT_NAME, "", at))
        assert last == ANN
        told = world.told("member:g1")
        return {f"{'+' if body else '-'}{key.split(':')[1]}" for key, body in told.items()}

    today = NOW // directory.DAY_MS
    days = {f"+{day}" for day in range(today - 1, today + 3)}
    assert sent(NOW) == {*days, f"-{today - 2}"}
    assert sent(NOW) == set()
    assert sent(NOW + directory.DAY_MS) == {f"+{today + 3}", f"-{today - 1}"}
    assert len(world.rows(MEMBER_ALIAS)) == 5


def test_a_forgotten_member_is_nobody_here_and_at_every_till(world: World) -> None:
    joined(world)
    world.write(lambda c: directory.send_handles(c, world.keys, TENANT_NAME, "", NOW))
    world.write(lambda c: c.execute(sa.insert(PERSONAL).values(
        member=ANN, tenant=TENANT_NAME, phone="1", name="Ann", language="en", at_ms=NOW
    )))  # fmt: skip
    give(world, 10)
    world.write(lambda c: directory.forget(c, TENANT_NAME, ANN, NOW))
    assert world.rows(PERSONAL) == world.rows(MEMBER_ALIAS) == []
    (row,) = world.rows(MEMBER)
    assert (row["state"], row["masked_name"], row["last4"]) == ("forgotten", "", "")
    told = world.told("member:g1")
    assert set(told.values()) == {None}
    world.write(lambda c: directory.tell(c, TENANT_NAME, ANN, NOW))
    assert world.told("member:g1")[f"m:{ANN}"] is None, "nothing brings them back"
    assert balance(world) == 10


def test_of_two_answers_at_one_moment_the_no_counts_and_a_clock_ahead_is_not_believed(
    world: World,
) -> None:
    def said(purpose: str, at: int, *, granted: bool, received: int = NOW) -> None:
        row = {
            "member": ANN,
            "tenant": TENANT_NAME,
            "event_id": f"{purpose}{at}{granted}{received}".encode(),
            "purpose": purpose,
            "is_granted": int(granted),
            "notice": "2026-1",
            "lang": "zh",
            "channel": "till",
            "at_ms": at,
            "received_ms": received,
        }
        world.write(lambda c: consents.answer(c, row))

    said("marketing", NOW, granted=True)
    said("marketing", NOW, granted=False)
    said("profiling", NOW + 10**9, granted=True, received=NOW)
    said("profiling", NOW + 1, granted=False, received=NOW + 1)
    standing = world.database.read(lambda c: consents.standing(c, TENANT_NAME, ANN))
    assert [[purpose, granted] for purpose, granted, *_ in standing] == [
        ["marketing", False],
        ["profiling", False],
    ]


# ---- stored value


def card(world: World, amount: int = 1_000) -> None:
    new = stored_value.NewCard(TENANT_NAME, ACCOUNT, TOKEN, "****4321", "CNY")
    world.write(lambda c: stored_value.issue(c, new, amount, NOW))


def held(world: World, till: MadeTill, amount: int, at: int = NOW) -> stored_value.Held:
    wanted = stored_value.Wanted(TOKEN, amount, "CNY", b"txn")
    found = world.write(lambda c: stored_value.hold(c, world.till(till), wanted, at))
    assert isinstance(found, stored_value.Held)
    return found


def paying(hold: str, amount: int) -> dict[str, object]:
    return {"tenders": [{"t": "stored_value", "a": amount, "ref": f"{hold}@****4321"}]}


def on_card(world: World) -> int:
    return int(world.rows(VALUE_ACCOUNT)[0]["balance"])


def test_a_card_is_held_paid_with_and_given_back_to(world: World) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S2", 1)
    world.add_terminal(till.store, till.terminal)
    card(world)
    card(world)
    first = held(world, till, 600)
    assert (first.state, first.amount, first.left) == ("held", 600, 400)
    second = held(world, other, 600)
    assert (second.amount, second.left) == (400, 0)
    assert held(world, other, 1).state == "spent", "nothing is left to hold"
    world.write(lambda c: stored_value.release(c, world.till(other), second.hold))
    sold = till.sell(500, **paying(first.hold, 500))
    world.settle(till)
    assert on_card(world) == 500
    assert held(world, other, 600).amount == 500, "the rest of the first hold is free again"
    till.take_back(sold, 500, **paying(first.hold, -500))
    world.settle(till)
    assert on_card(world) == 1_000
    assert world.rows(CASE) == []
    assert world.write(stored_value.recount) == []
    world.write(lambda c: c.execute(sa.update(VALUE_ACCOUNT).values(balance=9)))
    assert world.write(stored_value.recount) == [ACCOUNT]
    assert on_card(world) == 1_000


def test_a_hold_is_renewed_while_it_is_there_and_by_its_till_alone(world: World) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S2", 1)
    card(world)
    first = held(world, till, 1_000)

    def renewed(who: MadeTill, at: int) -> str:
        try:
            world.write(lambda c: stored_value.renew(c, world.till(who), first.hold, at))
        except Declined as declined:
            return declined.why
        return "renewed"

    assert renewed(other, NOW) == "unknown"
    world.write(lambda c: stored_value.end_overdue(c, NOW + OVER))
    assert renewed(till, NOW + OVER) == "renewed", "nobody else has it"
    world.write(lambda c: stored_value.end_overdue(c, NOW + 3 * OVER))
    assert held(world, other, 1, NOW + 3 * OVER).amount == 1
    assert renewed(till, NOW + 3 * OVER) == "ended"


def test_a_card_that_pays_more_than_is_on_it_is_a_case_and_the_sale_stands(world: World) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S2", 1)
    world.add_terminal(till.store, till.terminal)
    world.add_terminal(other.store, other.terminal)
    card(world)
    first = held(world, till, 1_000)
    second = held(world, other, 1_000, NOW + OVER)
    assert second.amount == 1_000, "the first one's lease and grace are over"
    till.sell(1_000, **paying(first.hold, 1_000))
    other.sell(1_000, **paying(second.hold, 1_000))
    other.sell(100, **paying("nonsense", 100))
    world.settle(till, other)
    assert on_card(world) == -1_000
    assert sorted(row["amount_minor"] for row in world.rows(CASE)) == [100, 1_000]


def test_what_was_paid_by_a_hold_that_a_restored_cloud_lost_is_off_the_card_and_a_case(
    world: World,
) -> None:
    till, other = MadeTill("S1", 1), MadeTill("S2", 1)
    world.add_terminal(till.store, till.terminal)
    world.add_terminal(other.store, other.terminal)
    card(world)
    first = held(world, till, 600)
    world.write(lambda c: c.execute(sa.delete(VALUE_HOLD)))
    world.write(lambda c: c.execute(sa.update(VALUE_ACCOUNT).values(next_hold=1)))
    till.sell(600, **paying(first.hold, 600))
    world.settle(till)
    assert on_card(world) == 400
    assert [row["amount_minor"] for row in world.rows(CASE)] == [600]
    assert held(world, other, 1_000).amount == 400
    world.settle(other)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 700), st.booleans()), max_size=12))
def test_what_is_on_a_card_is_what_was_put_on_it_less_what_was_paid(
    acts: list[tuple[int, int, bool]],
) -> None:
    world = open_cloud("sqlite://")
    tills = {number: MadeTill(f"S{number}", 1) for number in (1, 2)}
    for till in tills.values():
        world.add_terminal(till.store, till.terminal)
    card(world)
    paid = 0
    for number, amount, is_paid in acts:
        found = held(world, tills[number], amount)
        if not found.amount:
            continue
        if is_paid:
            tills[number].sell(found.amount, **paying(found.hold, found.amount))
            paid += found.amount
        else:
            world.write(lambda c, f=found, n=number: stored_value.release(
                c, world.till(tills[n]), f.hold
            ))  # fmt: skip
    world.settle(*tills.values())
    assert 0 <= on_card(world) == 1_000 - paid
    assert sum(row["amount"] for row in world.rows(VALUE_ENTRY)) == on_card(world)
    assert world.rows(CASE) == []
    world.database.close()


# ---- orders


def test_an_order_is_handed_over_by_one_till_of_its_store(world: World) -> None:
    first, second, far = MadeTill("S1", 1), MadeTill("S1", 2), MadeTill("S2", 1)
    world.add_store("S1")
    new = orders.NewOrder(
        TENANT_NAME, "S1", "o1", "A-1", "pickup", "2026-11-22", 500, 500, (("W1", "Water", 2),)
    )
    world.write(lambda c: orders.put_order(c, new, NOW))

    def claim(till: MadeTill, at: int = NOW, order: str = "o1") -> object:
        try:
            return world.write(lambda c: orders.claim(c, world.till(till), order, at))
        except Declined as declined:
            return declined.why

    assert claim(first) == orders.Claimed(1, (("W1", 2),))
    assert claim(second) == "held"
    assert claim(far) == "another_store"
    assert claim(first, order="o2") == "unknown"
    assert claim(first) == orders.Claimed(2, (("W1", 2),)), "its answer was lost"
    assert claim(second, NOW + OVER) == orders.Claimed(3, (("W1", 2),))
    world.write(lambda c: orders.end_overdue(c, NOW + 3 * OVER))
    assert world.told("order:S1")["o:o1"]["lines"] == [["W1", "Water", 2]]
    done = orders.NewOrder(
        TENANT_NAME, "S1", "o1", "A-1", "pickup", "", 500, 500, (), state="collected"
    )
    world.write(lambda c: orders.put_order(c, done, NOW))
    assert claim(first) == "redeemed"
    assert world.told("order:S1")["o:o1"] is None
