"""``verify``: a sound till passes, and every way of tampering is found where it was done."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.commands import verify
from pos_app.errors import EnvironmentFault
from pos_app.store.verification import Difference, verify_till
from tests.store.trade import Trade

# Journal of the fixture: 1 start, 2 shift_open, 3 sale, 4 sale, 5 return, 6 paid_out.


def difference(trade: Trade) -> Difference | None:
    return verify_till(trade.database, trade.terminal, lambda _: None).difference


def test_a_sound_till_passes(trade: Trade) -> None:
    shares: list[float] = []
    verdict = verify_till(trade.database, trade.terminal, shares.append)
    assert (verdict.rows, verdict.sales, verdict.epoch, verdict.seq) == (6, 3, 1, 6)
    assert verdict.difference is None


@pytest.mark.parametrize(
    ("statement", "what", "seq"),
    [
        ("UPDATE retail_transaction SET total_minor = 1, subtotal_minor = 1,"
         " discount_minor = 0 WHERE number = 2", "sale_changed", 4),
        ("UPDATE retail_transaction SET operator = 'op9' WHERE number = 2", "sale_changed", 4),
        ("UPDATE retail_transaction SET business_date = '2026-11-20' WHERE number = 1",
         "sale_changed", 3),
        ("UPDATE retail_transaction SET journal_seq = 4 WHERE number = 1", "sale_changed", 3),
        ("UPDATE retail_transaction SET id = x'00' WHERE number = 1", "sale_changed", 3),
        ("UPDATE sale_line SET quantity_thousandths = 9000 WHERE number = 1 AND line = 1",
         "sale_changed", 3),
        ("UPDATE sale_line SET sku = 'x' WHERE number = 2 AND line = 2", "sale_changed", 4),
        ("UPDATE sale_line SET original_receipt = 'S12-T03-000002' WHERE number = 3",
         "sale_changed", 5),
        ("UPDATE sale_line SET is_voided = 1 WHERE number = 1 AND line = 2", "sale_changed", 3),
        ("DELETE FROM sale_line WHERE number = 2 AND line = 1", "sale_changed", 4),
        ("INSERT INTO tender_line VALUES (1, 3, 'cash', 1, 0, NULL, NULL, NULL, NULL)",
         "sale_changed", 3),
        ("UPDATE tender_line SET amount_minor = 1 WHERE number = 3 AND tender = 2",
         "sale_changed", 5),
        ("UPDATE transaction_tax SET tax_minor = 0 WHERE number = 1", "sale_changed", 3),
        ("UPDATE line_modifier SET given_by = 'op9' WHERE number = 1", "sale_changed", 3),
        ("DELETE FROM line_modifier WHERE number = 2", "sale_changed", 4),
        ("INSERT INTO retail_transaction SELECT 4, store, workstation, x'01', kind, operator,"
         " operator_name, business_date, shift, opened_ms, completed_ms, currency, post_void_of,"
         " subtotal_minor, discount_minor, tax_added_minor, total_minor, rounding_back_minor,"
         " rounding_minor, change_minor, 1, 99, detail, NULL, NULL, NULL FROM retail_transaction"
         " WHERE number = 1",
         "sale_unknown", 6),
        ("UPDATE receipt_counter SET last_number = 9", "counter_changed", 6),
        ("UPDATE cash_movement SET amount_minor = 1", "cash_changed", 6),
        ("DELETE FROM cash_movement", "cash_changed", 6),
        ("INSERT INTO cash_movement SELECT 2, shift, kind, amount_minor, reason_code, operator,"
         " approved_by, at_ms FROM cash_movement", "cash_changed", 6),
        ("UPDATE shift SET opening_float_minor = 1", "shift_changed", 2),
        ("UPDATE shift SET operator = 'op9'", "shift_changed", 2),
        ("UPDATE shift SET opening_counts = '[]'", "shift_changed", 2),
        ("UPDATE retail_transaction SET completed_ms = completed_ms - 86400000 WHERE number = 1",
         "sale_changed", 3),
        ("UPDATE retail_transaction SET change_minor = 7 WHERE number = 1", "sale_changed", 3),
        ("UPDATE journal SET body = CAST(replace(body, 'op7', 'op8') AS BLOB) WHERE seq = 4",
         "row_changed", 4),
        ("DELETE FROM journal WHERE seq = 4", "row_missing", 4),
        ("DELETE FROM journal WHERE seq = 6", "tail_cut", 6),
        ("UPDATE head SET gt_net_minor = 0", "totals_wrong", 6),
    ],
)  # fmt: skip
def test_tampering_is_found_where_it_was_done(
    trade: Trade, statement: str, what: str, seq: int
) -> None:
    trade.change_everything(statement)
    found = difference(trade)
    assert found is not None
    assert (found.what, found.epoch, found.seq) == (what, 1, seq)


def test_a_removed_sale_is_missed_by_its_journal_row(trade: Trade) -> None:
    trade.change_everything(
        *(
            f"DELETE FROM {table} WHERE number = 2"
            for table in (
                "sale_line", "line_modifier", "tender_line", "transaction_tax",
                "retail_transaction",
            )
        )
    )  # fmt: skip
    assert difference(trade) == Difference("sale_missing", 1, 4, "S12-T03-000002")


def test_a_cut_tail_with_a_forged_head_leaves_a_sale_nobody_vouches_for(trade: Trade) -> None:
    trade.change_everything(
        "DELETE FROM journal WHERE seq >= 5",
        "DELETE FROM cash_movement",
        "UPDATE head SET (seq, chain) = (SELECT seq, chain FROM journal WHERE seq = 4),"
        " gt_abs_minor = 0, gt_net_minor = 0",
        "UPDATE head SET (gt_abs_minor, gt_net_minor) = (SELECT body ->> '$.gt.abs',"
        " body ->> '$.gt.net' FROM (SELECT CAST(body AS TEXT) AS body FROM journal"
        " WHERE seq = 4))",
    )
    assert difference(trade) == Difference("sale_unknown", 1, 4, "3")


def test_a_gap_in_the_receipt_numbers_is_found(trade: Trade) -> None:
    with trade.database.write() as connection:
        connection.exec_driver_sql("UPDATE receipt_counter SET last_number = 7")
    trade.sell()
    assert difference(trade) == Difference("receipt_gap", 1, 7, "S12-T03-000008")


def test_a_protection_taken_away_is_found(trade: Trade) -> None:
    with trade.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER sale_line_refuses_update")
    assert difference(trade) == Difference("protection_missing", 1, 6, "sale_line_refuses_update")


def arguments(trade: Trade, export: Path | None = None) -> argparse.Namespace:
    return argparse.Namespace(data=trade.folder, export=export)


def test_the_command_says_so_in_both_languages(
    trade: Trade, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.run(arguments(trade)) == 0
    said = capsys.readouterr().out
    assert "没有发现改动" in said
    assert "Nothing was tampered with: 6 journal rows, 3 transactions" in said
    trade.change_everything("UPDATE tender_line SET amount_minor = 1 WHERE number = 3")
    assert verify.run(arguments(trade)) == 1
    said = capsys.readouterr().out
    assert "发现改动：第 1 段第 5 行，小票 S12-T03-000003 的交易记录与流水不符。" in said
    assert "Tampered with: epoch 1, row 5: the transaction of receipt S12-T03-000003" in said


def test_the_command_says_when_there_is_nothing_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.run(argparse.Namespace(data=tmp_path, export=None)) == 2
    assert "密钥文件" in capsys.readouterr().err
    trade = Trade(tmp_path)
    trade.close()
    (tmp_path / "till.db").unlink()
    assert verify.run(arguments(trade)) == 2
    assert "restore" in capsys.readouterr().err.lower()


def test_a_damaged_page_is_unreadable_and_not_called_tampering(
    trade: Trade, capsys: pytest.CaptureFixture[str]
) -> None:
    trade.close()
    path = trade.folder / "till.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert verify.run(arguments(trade)) == 2
    assert "damaged" in capsys.readouterr().err


def test_an_independent_verifier_accepts_what_we_export(
    trade: Trade, tmp_path: Path, root: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    with trade.database.write() as connection:
        trade.writer.open_epoch(connection, "restore")
    trade.sell()
    assert verify.run(arguments(trade, folder)) == 0
    files = sorted(folder.glob("*.rpa"))
    assert len(files) == 2
    program = root / "resources" / "verifier" / "verify_journal.py"
    done = subprocess.run(
        [sys.executable, program, "--export", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_exporting_to_nowhere_is_refused_in_words(
    trade: Trade, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.run(arguments(trade, trade.folder / "nowhere")) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_the_end_of_the_journal_is_checked_at_every_start(trade: Trade) -> None:
    trade.change_everything("UPDATE journal SET sig = x'00' WHERE seq = 6")
    trade.close()
    with pytest.raises(EnvironmentFault) as caught:
        Trade(trade.folder)
    assert caught.value.code == "JOURNAL_DAMAGED"
    assert caught.value.facts == {"epoch": 1, "seq": 6, "reason": "signature_wrong"}
