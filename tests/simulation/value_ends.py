"""Invariants of the cloud's ledgers: 10 to 12 of sync.md section 20, by statements of our own.

``check_ledgers`` at any time; ``check_agreed`` when all have met again: what the ledgers say is
what was printed, and each use too many has one case.
"""

from collections import Counter, defaultdict
from typing import Any, Final

import sqlalchemy as sa

from tests.simulation.giveaways import CARDS, MEMBERS, OPENING
from tests.simulation.ledger import NEWCOMERS, Ledger
from tests.simulation.world import Broken

_STANDS: Final = """NOT EXISTS (SELECT 1 FROM coupon_undone AS u WHERE u.coupon = r.coupon
 AND u.sale_id = r.sale_id AND u.stands = 1)"""
_WRONG: Final = (
    (
        11,
        "coupons that are redeemed more often than they are good for",
        f"""SELECT c.coupon, count(*), c.max_uses FROM coupon_redemption AS r
 JOIN coupon AS c USING (coupon) WHERE r.outcome = 'redeemed' AND r.coupon_class <> 'c'
 AND {_STANDS} GROUP BY c.coupon HAVING count(*) > c.max_uses""",
    ),
    (
        10,
        "balances that are not the sum of their entries",
        """SELECT member, balance FROM points_balance AS b WHERE (balance, entries) <>
 (SELECT sum(points), count(*) FROM points_entry AS e WHERE e.member = b.member)""",
    ),
    (
        10,
        "entries that are there twice",
        "SELECT entry_id, count(*) FROM points_entry GROUP BY entry_id HAVING count(*) > 1",
    ),
    (
        10,
        "cards whose balance is not the sum of their entries",
        """SELECT account, balance FROM value_account AS a WHERE balance <>
 (SELECT coalesce(sum(amount), 0) FROM value_entry AS e WHERE e.account = a.account)""",
    ),
    (
        12,
        "disputed uses without a case of their own",
        """SELECT r.coupon, r.case_id FROM coupon_redemption AS r LEFT JOIN case_ AS c
 ON c.store = r.store AND c.case_id = r.case_id AND c.code = 'COUPON_SPENT_TWICE'
 WHERE r.outcome = 'disputed' AND c.case_id IS NULL""",
    ),
    (
        12,
        "losses that are not closed as their cases are",
        """SELECT l.coupon, l.state, c.state, c.closed_as FROM coupon_loss AS l LEFT JOIN case_ AS c
 ON c.store = l.store AND c.case_id = l.case_id
 WHERE l.state <> CASE c.state WHEN 'open' THEN 'open' ELSE c.closed_as END""",
    ),
    (
        12,
        "cases of two uses",
        """SELECT case_id, count(*) FROM coupon_redemption WHERE case_id <> ''
 AND outcome = 'disputed' GROUP BY store, case_id HAVING count(*) > 1""",
    ),
)
_CAPS: Final = (
    (
        11,
        "campaigns of which more is out than their cap",
        "SELECT number, granted, cap FROM campaign WHERE coupon_class = 'c' AND granted > cap",
    ),
    (
        11,
        "campaigns whose rights are not what is out",
        """SELECT number, granted FROM campaign AS c WHERE coupon_class = 'c' AND granted <>
 (SELECT coalesce(sum(CASE state WHEN 'open' THEN amount ELSE used END), 0)
  FROM campaign_right AS r WHERE r.number = c.number)""",
    ),
)
_USES: Final = f"""SELECT r.coupon, r.coupon_class, r.sale_id, r.outcome, r.store, r.case_id
 FROM coupon_redemption AS r WHERE {_STANDS}"""
_CASES: Final = "SELECT store, case_id, state FROM case_ WHERE code = 'COUPON_SPENT_TWICE'"


def check_ledgers(connection: sa.Connection, *, is_unharmed: bool) -> None:
    """Look whether the ledgers agree with themselves.

    ``is_unharmed``: no disk was copied or went back; only then no use is without a right.
    """
    for number, what, statement in _WRONG + (_CAPS if is_unharmed else ()):
        found = connection.exec_driver_sql(statement).all()
        if found:
            raise Broken(number, f"cloud: {what}: {[tuple(row) for row in found[:3]]}")


def check_agreed(connection: sa.Connection, ledger: Ledger, practised: set[bytes]) -> None:
    """Compare the ledgers with every receipt that arrived and is in the cloud's tables."""
    told = {bytes(row[0]) for row in connection.exec_driver_sql("SELECT event_id FROM inbox")}
    if told & practised:
        raise Broken(18, f"cloud: {len(told & practised)} sales that were practice")
    rows = connection.exec_driver_sql("SELECT sale_id FROM sale")
    arrived = {bytes(row[0]) for row in rows}
    unseen = arrived - ledger.slips.keys()  # committed, and the power went before the printer
    left = connection.exec_driver_sql("SELECT kind, has_failed FROM effect").all()
    if left:
        raise Broken(26, f"cloud: effects that reached no ledger: {left[:3]}")
    _check_coupons(connection, ledger, arrived)
    if not ledger.odd & arrived:
        _check_points(connection, ledger, arrived, unseen)
        _check_cards(connection, ledger, arrived, unseen)


def _check_coupons(connection: sa.Connection, ledger: Ledger, arrived: set[bytes]) -> None:
    """Invariants 11 and 12: the uses that stand are those printed; each too many is one case."""
    odd = {taken.coupon for event in ledger.odd for taken in ledger.slips[event].coupons}
    printed: defaultdict[str, Counter[bytes]] = defaultdict(Counter)
    most: dict[str, int] = {}
    for taken in ledger.standing(arrived):
        printed[taken.coupon][taken.event_id] += 1
        most[taken.coupon] = taken.max_uses
    known: defaultdict[str, list[Any]] = defaultdict(list)
    for row in connection.exec_driver_sql(_USES):
        known[row.coupon].append(row)
        if bytes(row.sale_id) not in ledger.slips:
            odd.add(row.coupon)
    undone = connection.exec_driver_sql("SELECT coupon, by_sale FROM coupon_undone")
    odd |= {row.coupon for row in undone if bytes(row.by_sale) not in ledger.slips}
    cases = {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(_CASES)}
    for coupon in sorted(set(printed) | set(known)):
        if coupon in odd:
            continue
        said, uses = printed[coupon], known[coupon]
        if Counter(bytes(row.sale_id) for row in uses) != said:
            raise Broken(12, f"cloud: {coupon} was used by {len(uses)}, printed by {len(said)}")
        _check_disputes(coupon, uses, most[coupon], cases)


def _check_disputes(
    coupon: str, uses: list[Any], most: int, cases: dict[tuple[str, str], str]
) -> None:
    disputed = [row for row in uses if row.outcome == "disputed"]
    coupon_class = uses[0].coupon_class
    too_many = max(0, len(uses) - most) if coupon_class != "c" else 0
    is_right = len(disputed) == too_many
    if coupon_class == "a":  # a late one is disputed though nobody else used it
        is_right = len(disputed) >= too_many
    if not is_right:
        raise Broken(12, f"cloud: {coupon}: {len(disputed)} disputed, not {too_many}")
    missing = [row.case_id for row in disputed if (row.store, row.case_id) not in cases]
    if missing:
        raise Broken(12, f"cloud: {coupon}: no cases {missing}")


def _check_points(
    connection: sa.Connection, ledger: Ledger, arrived: set[bytes], unseen: set[bytes]
) -> None:
    """Invariant 10: balances are what was printed, and what was recorded and not printed."""
    balances = ledger.balances(arrived)
    for row in connection.exec_driver_sql("SELECT member, sale_id, points FROM points_entry"):
        if bytes(row.sale_id) in unseen:
            balances[row.member if row.member in MEMBERS else NEWCOMERS] += row.points
    rows = connection.exec_driver_sql("SELECT member, balance FROM points_balance")
    others = 0
    for member, balance in rows:
        if member not in MEMBERS:
            others += balance
        elif member not in ledger.mixed and balance != OPENING + balances[member]:
            expected = OPENING + balances[member]
            raise Broken(10, f"cloud: member {member[:4]} has {balance} points, not {expected}")
    if not ledger.mixed and others != balances[NEWCOMERS]:
        raise Broken(10, f"cloud: newcomers have {others} points, not {balances[NEWCOMERS]}")


_OVERSPENT: Final = """SELECT coalesce(sum(amount_minor), 0) FROM case_
 WHERE code = 'STORED_VALUE_OVERSPENT'"""
"""What was paid by holds that had paid before: a basket of a backup, paid twice."""


def _check_cards(
    connection: sa.Connection, ledger: Ledger, arrived: set[bytes], unseen: set[bytes]
) -> None:
    paid = ledger.paid_by_card(arrived)
    rows = connection.exec_driver_sql("SELECT mask, balance FROM value_account")
    by_mask = {row[0][-4:]: row[1] for row in rows}
    spent = Counter({mask[-4:]: amount for mask, amount in paid.items()})
    for row in connection.exec_driver_sql("SELECT account, sale_id, amount FROM value_entry"):
        if bytes(row.sale_id) in unseen:
            spent[row.account[-4:]] -= row.amount
    refused = connection.exec_driver_sql(_OVERSPENT).scalar_one()
    for card, amount in CARDS.items():
        expected, found = amount - spent[card[-4:]], by_mask[card[-4:]]
        refused -= found - expected
        if found < expected or (found > expected and refused < 0):
            raise Broken(10, f"cloud: card {card} has {found} on it, not {expected}")
