"""Backup while it sells, restore with nothing out of sight."""

import argparse
from pathlib import Path

import pytest

from pos_app.clock import SystemClock
from pos_app.commands import backup as backup_command
from pos_app.commands import restore as restore_command
from pos_app.errors import EnvironmentFault
from pos_app.store.backup import back_up, restore
from pos_app.store.data_lock import data_directory_lock
from pos_app.store.disk import RESERVE_BYTES, check_room, free_bytes, keep_reserve
from pos_app.store.verification import verify_till
from pos_app.vault.keys import KeyStore
from tests.store.trade import Trade


def quiet(_: float) -> None:
    pass


@pytest.fixture
def copy(trade: Trade, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("usb") / "monday.backup"
    back_up(trade.database, trade.terminal, target, quiet)
    return target


def put_back(trade: Trade, source: Path, *, accept_loss: bool = False) -> Trade:
    trade.close()
    _, mark = restore(
        source,
        trade.folder,
        trade.terminal,
        SystemClock(),
        accept_loss=accept_loss,
        progress=quiet,
    )
    KeyStore(trade.folder).write_mark(mark)
    return Trade(trade.folder)


def refused(trade: Trade, source: Path) -> EnvironmentFault:
    before = {path.name: path.read_bytes() for path in trade.folder.iterdir() if path.is_file()}
    with pytest.raises(EnvironmentFault) as caught:
        restore(
            source,
            trade.folder,
            trade.terminal,
            SystemClock(),
            accept_loss=False,
            progress=quiet,
        )
    after = {path.name: path.read_bytes() for path in trade.folder.iterdir() if path.is_file()}
    assert after == before
    return caught.value


def test_a_backup_holds_everything_and_leaves_no_litter(trade: Trade, tmp_path: Path) -> None:
    shares: list[float] = []
    target = tmp_path / "x.backup"
    report = back_up(trade.database, trade.terminal, target, shares.append)
    assert (report.epoch, report.seq, report.sales, report.rows) == (1, 6, 3, 6)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("x.backup.")]


def test_a_backup_is_refused_where_it_cannot_be(trade: Trade, copy: Path) -> None:
    for target, code in ((copy, "COPY_EXISTS"), (copy / "x" / "y", "BACKUP_FOLDER_MISSING")):
        with pytest.raises(EnvironmentFault) as caught:
            back_up(trade.database, trade.terminal, target, quiet)
        assert caught.value.code == code


def test_a_damaged_till_gives_no_backup(trade: Trade, tmp_path: Path) -> None:
    trade.change_everything("DELETE FROM journal WHERE seq = 4")
    with pytest.raises(EnvironmentFault) as caught:
        back_up(trade.database, trade.terminal, tmp_path / "x.backup", quiet)
    assert caught.value.code == "JOURNAL_DAMAGED"
    assert not list(tmp_path.glob("x.backup*"))


def test_a_restored_till_sells_on_in_a_new_epoch(trade: Trade, copy: Path) -> None:
    trade.close()
    (trade.folder / "till.db").write_bytes(b"broken" * 1000)
    (trade.folder / "till.db-wal").write_bytes(b"stale")
    again = put_back(trade, copy)
    completed = again.sell()
    assert str(completed.receipt) == "S12-T03E2-000004"
    assert completed.position.epoch == 2
    assert verify_till(again.database, again.terminal, quiet).difference is None
    replaced = sorted(path.name for path in again.folder.glob("till.db.replaced-*"))
    assert len(replaced) == 2
    assert replaced[1].endswith("-wal")
    assert (again.folder / replaced[0]).read_bytes().startswith(b"broken")
    again.close()


def test_a_till_whose_file_is_gone_can_be_restored(trade: Trade, copy: Path) -> None:
    trade.close()
    (trade.folder / "till.db").unlink()
    again = put_back(trade, copy)
    assert verify_till(again.database, again.terminal, quiet).sales == 3
    again.close()


def test_a_till_whose_file_was_emptied_can_be_restored(trade: Trade, copy: Path) -> None:
    trade.close()
    (trade.folder / "till.db").write_bytes(b"")
    restored = put_back(trade, copy)
    assert verify_till(restored.database, restored.terminal, quiet).difference is None
    restored.close()


@pytest.mark.parametrize("content", [b"", b"a list of something else"])
def test_the_file_that_somebody_chose_is_named_when_it_is_no_backup(
    trade: Trade, tmp_path: Path, content: bytes
) -> None:
    chosen = tmp_path / "chosen.backup"
    chosen.write_bytes(content)
    fault = refused(trade, chosen)
    assert fault.code in ("DATABASE_CORRUPT", "DATABASE_KEY_WRONG")
    assert fault.facts["file"] == "chosen.backup"


def test_newer_sales_are_not_left_out_unless_somebody_says_so(trade: Trade, copy: Path) -> None:
    trade.sell()
    trade.close()
    fault = refused(trade, copy)
    assert fault.code == "RESTORE_LOSES_SALES"
    assert fault.facts == {"sales": 1, "rows": 1}
    again = put_back(trade, copy, accept_loss=True)
    assert verify_till(again.database, again.terminal, quiet).sales == 3
    assert len(list(again.folder.glob("till.db.replaced-*"))) == 1
    again.close()


def test_what_is_no_sound_backup_of_this_till_is_refused(
    trade: Trade, copy: Path, tmp_path: Path
) -> None:
    trade.close()
    assert refused(trade, copy.with_name("nothing")).code == "BACKUP_MISSING"
    other = copy.with_name("text")
    other.write_bytes(b"no backup at all" * 1000)
    assert refused(trade, other).code == "DATABASE_KEY_WRONG"
    content = bytearray(copy.read_bytes())
    content[-2000] ^= 1
    other.write_bytes(content)
    assert refused(trade, other).code == "DATABASE_CORRUPT"
    (tmp_path / "stranger").mkdir()
    stranger = Trade(tmp_path / "stranger")
    stranger.database.copy_to(copy.with_name("stranger"))
    stranger.close()
    assert refused(trade, copy.with_name("stranger")).code == "DATABASE_KEY_WRONG"


def test_a_backup_of_a_newer_version_is_refused(trade: Trade, copy: Path) -> None:
    with trade.database.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    trade.database.copy_to(copy.with_name("newer"))
    trade.close()
    assert refused(trade, copy.with_name("newer")).code == "DATABASE_NEWER"


def test_the_commands_say_what_they_did_in_both_languages(
    trade: Trade, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "evening.backup"
    arguments = argparse.Namespace(data=trade.folder, file=target, accept_loss=False)
    assert backup_command.run(arguments) == 0
    said = capsys.readouterr()
    assert "备份完成并已核验" in said.out
    assert "Backed up and checked" in said.out
    assert said.err == ""
    assert backup_command.run(arguments) == 2
    assert "已存在" in capsys.readouterr().err
    trade.close()
    with data_directory_lock(trade.folder):
        assert restore_command.run(arguments) == 2
    assert "Close it first" in capsys.readouterr().err
    assert restore_command.run(arguments) == 0
    said = capsys.readouterr()
    assert "已恢复：3 笔交易" in said.out
    assert "is kept as: till.db.replaced-" in said.out
    again = Trade(trade.folder)
    assert again.sell().position.epoch == 2
    again.close()


def test_the_reserve_is_kept_where_there_is_room(tmp_path: Path) -> None:
    keep_reserve(tmp_path)
    reserve = tmp_path / "reserve.bin"
    assert reserve.stat().st_size == RESERVE_BYTES
    made = reserve.stat().st_mtime_ns
    keep_reserve(tmp_path)
    assert reserve.stat().st_mtime_ns == made
    keep_reserve(tmp_path.parent)
    check_room(tmp_path, 1)
    with pytest.raises(EnvironmentFault) as caught:
        check_room(tmp_path, free_bytes(tmp_path))
    assert caught.value.code == "DISK_TOO_FULL"
