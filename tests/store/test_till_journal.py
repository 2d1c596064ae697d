"""The till's journal: one row with each fact, and a disk that knows itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.domain import events
from pos_app.errors import EnvironmentFault
from pos_app.store.journal import grand_totals, head_position
from pos_app.store.journal_line import rows_of_epoch
from pos_app.store.settings import find_setting, put_setting
from pos_app.store.verification import verify_till
from pos_app.vault.keys import KeyStore
from sync.wire import canonical
from tests.store.trade import DATE, IDENTITY, OPERATOR, Trade


def bodies(trade: Trade, epoch: int = 1) -> list[dict[str, object]]:
    with trade.database.read() as connection:
        return [canonical.decode(row.body) for row in rows_of_epoch(connection, epoch)]


def is_sound(trade: Trade) -> bool:
    return verify_till(trade.database, trade.terminal, lambda _: None).difference is None


def test_a_first_start_says_which_till_this_is(tmp_path: Path) -> None:
    trade = Trade(tmp_path)
    (body,) = bodies(trade)
    assert body["d"] == {"store": "S12", "workstation": "T03", "currency": "CNY"}
    assert re.fullmatch("[0-9a-f]{8}", str(body["boot"]))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(body["bd"]))
    assert body["op"] == ""
    assert "sh" not in body
    trade.close()


def test_a_row_says_when_by_whom_and_on_whose_word(trade: Trade) -> None:
    with trade.database.write() as connection:
        position = trade.writer.append(
            connection,
            events.NoSale("change"),
            business_date=DATE,
            operator=OPERATOR,
            shift=1,
            approved_by=OPERATOR,
        )
        assert head_position(connection) == position
    body = bodies(trade)[-1]
    assert (body["bd"], body["op"], body["sh"], body["by"]) == (DATE, "op7", 1, "op7")
    assert body["d"] == {"reason": "change"}
    assert "boot" not in body


def test_without_a_business_date_the_latest_day_is_meant(trade: Trade) -> None:
    with trade.database.write() as connection:
        trade.writer.append(connection, events.Boot("0.1.0", was_clean=True))
    assert bodies(trade)[-1]["bd"] == DATE
    assert "boot" in bodies(trade)[-1]


def test_perpetual_totals_count_sales_and_returns(trade: Trade) -> None:
    with trade.database.read() as connection:
        totals = grand_totals(connection, "CNY")
        rows = connection.exec_driver_sql("SELECT total_minor FROM retail_transaction").scalars()
        amounts = list(rows)
    assert totals.net.minor == sum(amounts)
    assert totals.absolute.minor == sum(map(abs, amounts))
    assert min(amounts) < 0


def test_a_sale_and_its_row_come_together_or_not_at_all(trade: Trade) -> None:
    with trade.database.read() as connection:
        before = head_position(connection)
    with pytest.raises(ZeroDivisionError), trade.database.write() as connection:
        print(trade.write(connection, events.NoSale("x")).seq / 0)
    with trade.database.read() as connection:
        assert head_position(connection) == before
    assert is_sound(trade)


def test_a_sale_is_recorded_once(trade: Trade) -> None:
    completed = trade.sell()
    with pytest.raises(Exception, match=r"journal\.event_id"):
        trade.finish(completed.priced)
    assert is_sound(trade)


def test_a_restart_on_the_same_disk_goes_on_in_the_same_epoch(trade: Trade) -> None:
    trade.close()
    again = Trade(trade.folder)
    assert str(again.sell().receipt) == "S12-T03-000004"
    assert is_sound(again)
    again.close()


def test_power_lost_between_commit_and_mark_is_no_other_disk(trade: Trade) -> None:
    outside = KeyStore(trade.folder).read_mark()
    for _ in range(3):
        with trade.database.write() as connection:
            trade.writer.start(connection, IDENTITY, outside)
    trade.close()
    again = Trade(trade.folder)
    assert str(again.sell().receipt) == "S12-T03-000004"
    again.close()


@pytest.mark.parametrize("mark", [bytes(16), None])
def test_an_older_file_put_back_by_hand_begins_a_new_epoch(
    trade: Trade, mark: bytes | None
) -> None:
    trade.close()
    Trade(trade.folder).close()
    if mark:
        KeyStore(trade.folder).write_mark(mark)
    else:
        (trade.folder / "terminal.mark").unlink()
    again = Trade(trade.folder)
    completed = again.sell()
    assert str(completed.receipt) == "S12-T03E2-000004"
    assert completed.position.epoch == 2
    assert bodies(again, 2)[0]["d"] == {
        "why": "other_disk",
        "before": {"epoch": 1, "seq": 6},
    }
    assert is_sound(again)
    again.close()
    third = Trade(trade.folder)
    with third.database.write() as connection:
        third.writer.open_epoch(connection, "restore")
    assert str(third.sell().receipt) == "S12-T03E3-000005"
    assert is_sound(third)
    third.close()


def test_a_damaged_end_stops_the_start(trade: Trade) -> None:
    trade.change_everything("DELETE FROM journal WHERE seq = 5")
    with pytest.raises(EnvironmentFault) as caught, trade.database.read() as connection:
        trade.writer.check_end(connection)
    assert caught.value.code == "JOURNAL_DAMAGED"


def test_settings_are_kept_and_replaced(trade: Trade) -> None:
    with trade.database.write() as connection:
        assert find_setting(connection, "language") is None
        put_setting(connection, "language", "zh_CN")
        put_setting(connection, "language", {"now": "en", "还有": [1, None]})
        assert find_setting(connection, "language") == {"now": "en", "还有": [1, None]}


SELL_TEN = """
import sys, os
from pathlib import Path
from tests.store.trade import Trade
trade = Trade(Path(sys.argv[1]))
os.write(1, b"begin")
for _ in range(10):
    trade.sell()
os.write(1, b"end")
os._exit(0)
"""


def test_a_durable_sale_is_exactly_one_sync(trade: Trade, root: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so the syncs of a sale cannot be counted")
    trade.close()
    log = trade.folder / "strace.log"
    done = subprocess.run(
        [strace, "-f", "-o", log, "-e", "trace=fsync,fdatasync,sync_file_range,msync,write",
         sys.executable, "-c", SELL_TEN, trade.folder],
        cwd=root, capture_output=True, check=False, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    if b"ptrace" in done.stderr:
        pytest.skip(f"strace may not trace here: {done.stderr.decode().strip()}")
    assert done.returncode == 0, done.stderr.decode()
    _, _, rest = log.read_text().partition('"begin"')
    sales, _, _ = rest.partition('"end"')
    assert len(re.findall(r"\b(fsync|fdatasync|msync)\(", sales)) == 10
