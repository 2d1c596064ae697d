"""Where two journals stand to one another, and who else has this key (sync.md section 6)."""

import msgspec
import pytest
import sqlalchemy as sa

from sync.cloud.call import Request
from sync.cloud.schema.facts import CASE, INBOX, SET_ASIDE, TERMINAL
from sync.cloud.service import Cloud
from sync.wire.exchange import ChainsAnswer, ChainsRequest, HelloAnswer, LogPage
from sync.wire.packing import unpack
from tests.cloud.client import Refusal, Shop, Till
from tests.cloud.conftest import ENGINES
from tests.cloud.states import dump, refusal, value


@pytest.fixture(params=(*ENGINES, "serializable"))
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def restored(till: Till, later: int = 2) -> Till:
    """A till put back from an image of its disk, after it had sold and uploaded more."""
    image = till.copy()
    till.write_many(later)
    till.upload()
    image.restart()
    return image


def test_a_till_whose_journal_is_ours_may_go_on(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.restart()
    answer = till.hello()
    assert (answer.verdict, answer.have) == ("ok", till.head)


def test_a_till_with_rows_that_we_lack_may_go_on(shop: Shop) -> None:
    till = shop.till(rows=2)
    have = till.head
    till.write_many(2)
    till.restart()
    answer = till.hello()
    assert (answer.verdict, answer.have) == ("ok", have)


def test_a_restored_till_is_told_to_rewind_and_where_to_go_on(shop: Shop) -> None:
    till = shop.till(rows=2)
    image = restored(till)
    answer = image.hello()
    assert (answer.verdict, answer.next_epoch, answer.have) == ("rewind", 2, till.head)


def test_a_till_that_was_restored_and_sold_has_forked(shop: Shop) -> None:
    image = restored(shop.till(rows=2))
    image.write()
    assert image.hello().verdict == "fork"


def test_a_fork_that_only_an_exchange_could_find_is_told_by_the_next_hello(shop: Shop) -> None:
    image = restored(shop.till(rows=2))
    image.write_many(5)
    assert image.hello().verdict == "ok", "its head is above ours: only its rows can tell"
    assert refusal(lambda: image.exchange(image.batch(image.at(1, 3)))).code == "FORK"
    answer = image.hello()
    assert (answer.verdict, answer.next_epoch) == ("fork", 2)


def test_a_till_that_opened_an_epoch_by_itself_goes_on_above_it(shop: Shop) -> None:
    image = restored(shop.till(rows=2))
    with image.engine.begin() as connection:
        image.journal.open_epoch(connection)
    image.write("epoch_open")
    assert image.hello().verdict == "ok"
    assert refusal(lambda: image.exchange(image.batch(image.at(2, 0)))).code == "FORK"
    answer = image.hello()
    assert (answer.verdict, answer.next_epoch) == ("fork", 3)


def test_a_restored_till_finds_back_and_nobody_is_shut_out(shop: Shop) -> None:
    till = shop.till(rows=2)
    image = restored(till)
    image.write()
    assert image.hello().verdict == "fork"
    said = image.ask(
        "POST", "/sync/v1/chains", ChainsAnswer, ChainsRequest(((1, 0), (1, 3), (1, 4), (9, 1)))
    )
    assert said.chains[:2] == (image.at(1, 0).chain, image.at(1, 3).chain)
    assert said.chains[2] != image.at(1, 4).chain
    assert said.chains[3] is None
    page = image.ask("GET", "/sync/v1/log?epoch=1&after=3", LogPage)
    assert [row.event.seq for row in page.rows] == [4, 5]
    assert (page.have, page.more, page.starts) == (till.head, False, ())
    again = till.copy()  # the journal as it is once the lost rows are back
    with again.engine.begin() as connection:
        again.journal.open_epoch(connection)
    again.write("epoch_open")
    lost = image.rows(1, 3)[0]
    relogged = again.write("sale", event_id=lost.event_id)
    again.channel, again.counter = image.channel, image.counter
    assert again.exchange(again.batch(again.at(2, 0))).acked == relogged
    assert again.hello().verdict == "ok"
    assert value(shop.cloud, till, "state") == "active"


def test_the_same_hello_again_gets_the_same_channel_and_changes_nothing(shop: Shop) -> None:
    till = shop.till(rows=2)
    till.restart()
    first = till.hello()
    before = dump(shop.cloud)
    again = unpack(shop.cloud.handle(till.sent[-1]).body, HelloAnswer)
    assert (again.channel, again.verdict) == (first.channel, first.verdict)
    assert dump(shop.cloud) == before


def test_a_new_channel_ends_the_one_before(shop: Shop) -> None:
    till = shop.till(rows=2)
    old = till.channel, till.counter
    till.hello()
    till.exchange()
    till.channel, till.counter = old
    assert refusal(till.exchange).code == "CHANNEL_LOST"
    assert value(shop.cloud, till, "state") == "active"


def test_two_machines_with_one_disk_are_found_when_the_first_says_hello_again(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    twin.restart()
    twin.write()
    twin.upload()
    till.write()
    assert refusal(till.exchange).code == "CHANNEL_LOST"
    till.hello()
    assert value(shop.cloud, till, "state") == "active", "a hello may have been long on its way"
    no = refusal(lambda: till.exchange(till.batch(till.at(1, 3))))
    assert (no.status, no.code) == (403, "REVOKED")
    assert no.facts == {"stored_epoch": 1, "stored_seq": 4}
    assert value(shop.cloud, till, "state") == "revoked"
    assert cases(shop.cloud) == ["TERMINAL_COPIED"]


def test_rows_of_both_machines_are_kept_when_one_key_has_two(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    twin.restart()
    twin.write()
    twin.upload()
    till.write()
    till.hello()
    refusal(lambda: till.exchange(till.batch(till.at(1, 3))))
    twin.write_many(2)
    assert refusal(twin.exchange).facts == {"stored_epoch": 1, "stored_seq": 6}
    assert twin.hello().verdict == "sealed"
    assert refusal(twin.exchange).facts == {"stored_epoch": 1, "stored_seq": 6}, "kept once"
    of = SET_ASIDE.c
    found = shop.cloud.database.read(
        lambda connection: [
            (row.seq, bytes(row.chain))
            for row in connection.execute(sa.select(of.seq, of.chain).order_by(of.seq, of.chain))
        ]
    )
    branches = [(4, till.head.chain), (5, twin.at(1, 5).chain), (6, twin.head.chain)]
    assert found == sorted(branches)


def test_a_revoked_till_is_told_how_far_its_rows_are_and_no_further(shop: Shop) -> None:
    till = shop.till(rows=2)
    shop.admin("POST", f"/admin/v1/stores/S1/terminals/{till.terminal_id.hex()}/revoke")
    till.write_many(3)
    stored = {"stored_epoch": 1, "stored_seq": 6}
    assert refusal(lambda: till.exchange(till.batch(till.at(1, 3)))).facts == stored
    question = till.batch(till.head)
    assert question.events == ()
    assert refusal(lambda: till.exchange(question)).facts == stored
    shop.cloud.database.write(lambda connection: connection.execute(sa.delete(SET_ASIDE)))
    assert refusal(lambda: till.exchange(question)).facts == stored | {"stored_seq": 3}
    assert refusal(lambda: till.exchange(till.batch(till.at(1, 5)))).facts == stored | {
        "stored_seq": 3
    }
    of = sa.select(sa.func.count()).select_from(SET_ASIDE)
    assert shop.cloud.database.read(lambda connection: connection.scalar(of)) == 0, "no holes"
    elsewhere = msgspec.structs.replace(till.at(1, 3), chain=bytes(32))
    no = refusal(lambda: till.exchange(msgspec.structs.replace(question, base=elsewhere)))
    assert no.facts == stored | {"stored_seq": 0}, "it is not as ours: from the beginning"
    assert refusal(lambda: till.exchange(till.batch(till.at(1, 0)))).facts == stored


def test_two_machines_in_one_conversation_are_found_by_its_counter(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    till.write()
    till.exchange()
    twin.write()
    assert refusal(twin.exchange).code == "REVOKED"
    assert cases(shop.cloud) == ["TERMINAL_COPIED"]


def test_a_machine_that_falls_behind_itself_is_two(shop: Shop) -> None:
    till = shop.till(rows=2)
    twin = till.copy()
    till.write()
    till.hello()
    till.exchange()
    twin.hello()
    assert refusal(lambda: twin.exchange(twin.batch(twin.at(1, 3)))).code == "REVOKED"


def test_a_hello_that_was_long_on_its_way_shuts_nobody_out(shop: Shop) -> None:
    till = shop.till(rows=2)
    late = hello_of(till)
    till.write()
    till.hello()
    till.exchange()
    till.restart()
    till.hello()
    assert shop.cloud.handle(late).status == 200
    till.write()
    assert till.exchange().acked == till.head
    assert value(shop.cloud, till, "state") == "active"


def hello_of(till: Till) -> Request:
    """A hello that is signed and not sent."""
    channel, till.channel = till.channel, ""
    request = till.request("POST", "/sync/v1/hello", msgspec.json.encode(till.greeting()))
    till.channel = channel
    return request


def test_a_till_restored_twice_is_no_copy(shop: Shop) -> None:
    till = shop.till(rows=2)
    image = till.copy()
    for _ in range(2):
        again = image.copy()
        again.restart()
        assert again.hello().verdict == "ok"
        again.exchange()
    assert value(shop.cloud, till, "state") == "active"


def test_a_restored_server_learns_from_a_till_what_it_has_lost(shop: Shop) -> None:
    till = shop.till(rows=2)
    gen = till.anchor[2]
    forget_after(shop.cloud, till, 2)
    till.restart()
    answer = till.hello()
    assert (answer.verdict, answer.server_gen) == ("ok", gen + 1)
    assert answer.have == till.at(1, 2)
    till.have = answer.have
    assert till.upload().server_gen == gen + 1


def test_the_second_till_that_shows_the_same_loss_raises_the_generation_no_more(shop: Shop) -> None:
    tills = [shop.till(rows=2), shop.till(rows=2)]
    gen = tills[0].anchor[2]
    for till in tills:
        forget_after(shop.cloud, till, 2)
    for till in tills:
        till.restart()
        assert till.hello().server_gen == gen + 1


@pytest.mark.parametrize("change", [{"anchor": bytes(64)}, {"anchor": b""}, {"anchor_ms": 1}])
def test_an_anchor_that_is_not_ours_proves_nothing(shop: Shop, change: dict[str, object]) -> None:
    till = shop.till(rows=2)
    gen = till.anchor[2]
    forget_after(shop.cloud, till, 2)
    till.restart()
    assert till.hello(**change).server_gen == gen


def test_a_replaced_tills_journal_is_sealed_and_its_rest_comes_in_an_epoch_of_its_own(
    shop: Shop,
) -> None:
    old = shop.till(rows=2)
    old.write()
    new = Till(shop.cloud)
    new.write("start")
    new.enrol(shop.code(replaces=old.terminal_id))
    new.upload()
    assert value(shop.cloud, old, "state") == "sealed"
    old.restart()
    answer = old.hello()
    assert (answer.verdict, answer.next_epoch, answer.feeds) == ("sealed", 2, {})
    assert refusal(old.exchange).code == "FORK"
    rest = shop_copy_at(old, 3)
    with rest.engine.begin() as connection:
        rest.journal.open_epoch(connection)
    rest.write("epoch_open")
    rest.channel, rest.counter = old.channel, old.counter
    assert rest.exchange(rest.batch(rest.at(2, 0))).acked == rest.head


def shop_copy_at(till: Till, seq: int) -> Till:
    """The same journal cut after a row."""
    cut = till.copy()
    with cut.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE seq > ?", (seq,))
        connection.exec_driver_sql(
            "UPDATE head SET seq = ?, chain = ?", (seq, till.at(1, seq).chain)
        )
    return cut


def test_a_hello_of_a_newer_protocol_is_told_which_one_we_speak(shop: Shop) -> None:
    till = shop.till()
    no = refusal(lambda: till.hello(proto=2))
    assert (no.status, no.code, no.facts) == (422, "TOO_NEW_SCHEMA", {"newest": 1})


@pytest.mark.parametrize(
    ("change", "field"),
    [({"request_id": b"short"}, "request_id"), ({"nonce": b""}, "nonce")],
)
def test_a_hello_that_makes_no_sense_names_the_field(
    shop: Shop, change: dict[str, object], field: str
) -> None:
    till = shop.till()
    no = refusal(lambda: till.hello(**change))
    assert (no.code, no.facts) == ("INVALID", {"field": field})


def test_a_log_is_given_in_pages_and_with_the_starts_of_its_epochs(shop: Shop) -> None:
    till = shop.till(rows=510)
    first = till.ask("GET", "/sync/v1/log?epoch=0&after=0", LogPage)
    assert (len(first.rows), first.more, len(first.starts)) == (500, True, 1)
    second = till.ask("GET", "/sync/v1/log?epoch=1&after=500", LogPage)
    assert ([row.event.seq for row in second.rows], second.more) == (list(range(501, 512)), False)
    assert (second.starts, second.have) == ((), till.head)


def test_no_till_asks_for_more_than_sixty_four_chains(shop: Shop) -> None:
    till = shop.till()
    too_many = ChainsRequest(tuple((1, seq) for seq in range(65)))
    with pytest.raises(Refusal, match="INVALID"):
        till.ask("POST", "/sync/v1/chains", ChainsAnswer, too_many)


def cases(cloud: Cloud) -> list[str]:
    query = sa.select(CASE.c.code)
    return cloud.database.read(lambda connection: list(connection.scalars(query)))


def forget_after(cloud: Cloud, till: Till, seq: int) -> None:
    """Put the cloud's memory of a till back to an earlier row, as a restored backup does."""

    def work(connection: sa.Connection) -> None:
        connection.execute(
            sa.delete(INBOX).where(INBOX.c.terminal == till.terminal_id, INBOX.c.seq > seq)
        )
        connection.execute(
            sa.update(TERMINAL)
            .where(TERMINAL.c.terminal == till.terminal_id)
            .values(seq=seq, chain=till.at(1, seq).chain)
        )

    cloud.database.write(work)
