"""What the cloud leaves with one till: grants once, rings forwards, results, cases, settings."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from pos_app.demo.issuer import GRANT_KEY_ID, DemoIssuer
from pos_app.demo.issuer_keys import make_keys
from pos_app.services.grants import Grants
from pos_app.services.issuer_trust import IssuerTrust
from pos_app.services.trusted_time import TrustedTime
from pos_app.store import coupon_uses, grants
from pos_app.store.cloud_head import value_epoch
from pos_app.store.control_feed import open_cases, open_results
from pos_app.store.database import Database
from pos_app.store.journal_side import TillJournal
from pos_app.store.reference_file import open_reference
from pos_app.store.settings import find_setting
from pos_app.vault.pseudonyms import Pseudonyms
from sync.wire import control
from sync.wire.exchange import Cursor
from sync.wire.packing import pack
from tests.store.cloud_side import ENROLMENT, ack, journal_side
from tests.store.feed_pages import Feed
from tests.store.trade import Trade

FOR_EVER = 2**52


class Till:
    """A till that belongs to a cloud whose issuer is the demonstration's."""

    def __init__(self, trade: Trade, reference: Database) -> None:
        self.trade = trade
        time = TrustedTime(trade.database, trade.clock)
        self.trust = IssuerTrust(reference, trade.database)
        names = Pseudonyms(trade.keys.phone_pepper)
        terminal_id = trade.keys.terminal_id
        keys = make_keys(trade.folder, os.urandom, trade.clock.wall_ms() // 1000)
        self.issuer = DemoIssuer(keys)
        granted = Grants(trade.database, self.trust, time, names, terminal_id)
        self.side: TillJournal = journal_side(trade, granted, time)
        self.side.keep_enrolment(ENROLMENT, keys.root_publics, keys.sealing_public, b"p" * 32)
        self.feed = Feed(f"ctl:{terminal_id.hex()}")

    def right(self, grant_no: int, uses: int = 5) -> tuple[str, bytes]:
        content = self.issuer.right(self.trade.keys.terminal_id, 1, grant_no, uses, FOR_EVER)
        body = control.Grant("right", content.hex(), GRANT_KEY_ID.hex())
        return f"grant:{grant_no}", pack(body)

    def give(self, *changes: tuple[str, bytes | None]) -> None:
        self.side.apply_control(self.feed.page(changes))

    def give_ring(self) -> None:
        self.give(("ring:1", pack(control.Ring(self.issuer.key_ring().hex()))))

    def left(self) -> list[tuple[int, int]]:
        with self.trade.database.read() as connection:
            return [(one.grant_no, one.left) for one in grants.rights_left(connection, 1, 0)]

    def new_epoch(self) -> None:
        with self.trade.database.write() as connection:
            self.trade.writer.open_epoch(connection, "other_disk")


@pytest.fixture
def till(trade: Trade, tmp_path: Path) -> Iterator[Till]:
    reference = open_reference(tmp_path, bytes(32))
    yield Till(trade, reference)
    reference.close()


def test_a_grant_counts_once_whatever_happens_to_the_feed(till: Till) -> None:
    page = till.feed.page(
        [("ring:1", pack(control.Ring(till.issuer.key_ring().hex()))), till.right(7)]
    )
    till.side.apply_control(page)
    assert till.side.control_cursor() == Cursor(1, 2)
    with till.trade.database.write() as connection:
        grants.use_right(connection, 7, 2)
    till.side.apply_control(page)
    till.give(till.right(7))
    assert till.left() == [(7, 3)]
    till.give(("grant:7", None))
    assert till.left() == []


def test_a_grant_that_comes_before_its_ring_in_one_page_counts(till: Till) -> None:
    ring = ("ring:1", pack(control.Ring(till.issuer.key_ring().hex())))
    till.give(till.right(7), ring)
    assert till.left() == [(7, 5)]


def test_a_till_that_lost_its_reference_data_knows_that_its_ring_is_gone(
    till: Till, tmp_path: Path
) -> None:
    assert not till.trust.is_ring_lost
    till.give_ring()
    assert not till.trust.is_ring_lost
    (tmp_path / "again").mkdir()
    anew = open_reference(tmp_path / "again", bytes(32))
    assert IssuerTrust(anew, till.trade.database).is_ring_lost
    anew.close()


def test_a_grant_that_nobody_signed_is_passed_over(till: Till) -> None:
    till.give(till.right(1))  # no ring yet: an unknown key
    till.give_ring()
    key, body = till.right(2)
    forged = body.replace(b'"content":"', b'"content":"00')
    till.give(("grant:3", b"{}"), ("grant:4", b'{"kind":"right","content":"zz","key_id":"00"}'))
    till.give(("grant:2", forged), ("newer:1", b"{}"), till.right(5))
    assert key == "grant:2"
    assert till.left() == [(5, 5)]
    assert till.side.control_cursor() == Cursor(1, till.feed.pos)


def test_while_in_doubt_nothing_of_a_grant_is_left_and_none_that_comes_counts(till: Till) -> None:
    till.give_ring()
    till.give(till.right(1))
    till.side.note_doubt()
    assert till.left() == []
    till.give(till.right(2))
    with till.trade.database.write() as connection:
        connection.exec_driver_sql("UPDATE cloud_head SET is_in_doubt = 0")
    assert till.left() == [(1, 5)]


def test_after_a_restore_what_was_delivered_before_counts_for_nothing(till: Till) -> None:
    till.give_ring()
    till.give(till.right(1))
    delivered = [till.feed.page([till.right(n)]) for n in (2, 3)]  # to the disk that was lost
    late = till.feed.page([till.right(4)])
    till.new_epoch()
    assert till.left() == []
    with till.trade.database.read() as connection:
        assert value_epoch(connection) is None
    till.side.note_ack(ack(till.side.standing().head))
    pages = [structs.replace(page, head=late.after) for page in delivered]
    for page in (*pages, late):
        till.side.apply_control(page)
    assert till.left() == [(4, 5)]


def test_results_and_cases_are_kept_while_they_are_open(till: Till) -> None:
    result = control.RowResult("quarantined", "UNKNOWN_SKU", "head_office", "open")
    case = control.CaseNotice("COUPON_TWICE", "manager", "open", 5, 100, "c1")
    till.give(("result:1.4", pack(result)), ("case:k1", pack(case)))
    with till.trade.database.read() as connection:
        assert [(one.epoch, one.seq, one.result) for one in open_results(connection, 9)] == [
            (1, 4, result)
        ]
        assert [(one.id, one.notice) for one in open_cases(connection, 9)] == [("k1", case)]
    closed = control.RowResult("quarantined", "UNKNOWN_SKU", "head_office", "closed")
    till.give(("result:1.4", pack(closed)), ("case:k1", None))
    with till.trade.database.read() as connection:
        assert open_results(connection, 9) == open_cases(connection, 9) == ()


def test_settings_of_head_office_never_touch_the_tills_own(till: Till) -> None:
    with till.trade.database.read() as connection:
        mark = find_setting(connection, "terminal_mark")
    body = pack(control.Setting('{"a":1}'))
    till.give(("setting:terminal_mark", body))
    with till.trade.database.read() as connection:
        assert find_setting(connection, "terminal_mark") == mark
        assert find_setting(connection, "cloud.terminal_mark") == {"a": 1}
    till.give(("setting:terminal_mark", None))
    with till.trade.database.read() as connection:
        assert find_setting(connection, "cloud.terminal_mark") is None


def test_a_word_on_coupons_says_up_to_which_receipt_they_are_counted(till: Till) -> None:
    with till.trade.database.read() as connection:
        seqs = list(
            connection.exec_driver_sql("SELECT journal_seq FROM retail_transaction").scalars()
        )
    till.give(("coupons", pack(control.CouponSync(1, seqs[1], 123))))
    with till.trade.database.read() as connection:
        exchange = coupon_uses.last_exchange(connection)
    assert exchange == coupon_uses.Exchange(123, 2, 1)
