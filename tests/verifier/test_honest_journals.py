"""What an honest till writes is never called tampered."""

import base64
import subprocess
import sys
from pathlib import Path

from tests.verifier.judging import PIN, SCRIPT, Verify, a_day, three_days
from tests.verifier.writer import TEST_1, TEST_2, TEST_3, Writer, canonical, public_hex


def golden_export() -> bytes:
    """The worked example of the format's page, digit by digit."""
    rows = [
        (
            "start",
            "01970000000070008000000000000001",
            "26c362c5b8919cd651a862bdbbecffb432084334b17899fc6ae171f209a59859",
            '{"bd":"2026-11-21","d":{"currency":"CNY","store":"S12"},"gt":{"abs":0,"net":0},'
            '"mono":1000,"op":"","wall":1795262400000}',
        ),
        (
            "sale",
            "01970000000070008000000000000002",
            "5033ce49c3cfee5db818e0785e4512691a0107d175ade087e65ffff1752d4c88",
            '{"bd":"2026-11-21","d":{"mb":{"day":20778,"h":"0102030405060708"},'
            '"rcpt":"S12-T17-000001","total":2990},"gt":{"abs":2990,"net":2990},'
            '"mono":61000,"op":"op7","wall":1795262460000}',
        ),
        (
            "return",
            "01970000000070008000000000000003",
            "6655b84486745e4cd9e4b24c0f14fd697128387fca933b74a485a01ea87cbcbe",
            '{"bd":"2026-11-21","d":{"of":"S12-T17-000001","rcpt":"S12-T17-000002","total":-990},'
            '"gt":{"abs":3980,"net":2000},"mono":91000,"op":"op7","wall":1795262490000}',
        ),
    ]
    last_signature = (
        "55b299ac240b0f6769fe55522de0d63886b86f0036882edc84f279a0c6c5e375"
        "0656b26ad390b2d44e8bf0207bbe8a9960bedf2a3e7258031590d25caee9f205"
    )
    lines = [
        canonical(
            {
                "arc": "RPA1",
                "bd": "2026-11-21",
                "before": "7ace8fb9564be524c0cd907bcabc56cf4104784a8a6c0c53ca36119459d1b3e5",
                "epoch": 1,
                "first": 1,
                "pub": public_hex(TEST_3),
                "terminal": "01935180000070008000000000000017",
            }
        )
    ]
    for number, (kind, event_id, chain, body) in enumerate(rows, 1):
        signature = TEST_3.sign(b"RPJS" + bytes.fromhex(chain))
        if number == 3:
            assert signature.hex() == last_signature
        text = base64.b64encode(signature).decode()
        row = {"b": body, "c": chain, "i": event_id, "k": kind, "n": number, "s": text, "v": 1}
        lines.append(canonical(row))
    return "".join(f"{line}\n" for line in lines).encode()


GOLDEN_ANCHOR = {
    "chain": "6655b84486745e4cd9e4b24c0f14fd697128387fca933b74a485a01ea87cbcbe",
    "epoch": 1,
    "gen": 12,
    "seq": 3,
    "sig": base64.b64encode(
        bytes.fromhex(
            "b892cc95650d42979386c930f20b27d3ef4d23e14cc8928ed2d0ddacc8d56293"
            "bf6dd5e970713cf53b784cc3f8158f49e01a1310500dc4f75b8f841079ddd30b"
        )
    ).decode(),
    "time": 1795262500000,
}


def test_the_worked_example_of_the_format_is_intact(verify: Verify, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors"
    anchors.write_text(canonical(GOLDEN_ANCHOR) + "\n")
    printed = ["--printed", "E1 #3 6655 B844 8674 5E4C"]
    outside = ["--anchors", str(anchors), "--anchor-key", public_hex(TEST_1), *printed]
    verdict = verify(golden_export(), options=[*PIN, "--export", "--from-start", *outside])
    assert verdict.code == 0, verdict.text
    assert "Not checked" not in verdict.text
    wrong_key = ["--anchors", str(anchors), "--anchor-key", public_hex(TEST_2)]
    verdict = verify(golden_export(), options=[*PIN, "--export", *wrong_key])
    assert verdict.is_tampered_at(1, 3, "anchor key")


def test_three_days_are_one_journal_in_whatever_order_the_files_come(verify: Verify) -> None:
    _, (first, second, third) = three_days()
    verdict = verify(third, first, second, options=[*PIN, "--from-start"])
    assert verdict.code == 0, verdict.text
    assert "完好" in verdict.text


def test_the_command_answers_in_both_languages_and_by_its_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "archive.rpa.gz"
    path.write_bytes(a_day(Writer()).day())
    intact = subprocess.run(
        [sys.executable, str(SCRIPT), str(path)], capture_output=True, check=False
    )
    assert (intact.returncode, intact.stderr) == (0, b"")
    assert b"give --terminal-key" in intact.stdout  # the archive's own key is only believed
    gone = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "none")], capture_output=True, check=False
    )
    assert gone.returncode == 2
    assert "无法读取".encode() in gone.stdout


def test_an_honest_clock_change_and_a_reboot_are_no_tampering(verify: Verify) -> None:
    writer = a_day(Writer())
    writer.wall -= 3_600_000
    writer.append("clock_change", {"by": -3_600_000})
    writer.sell(100)
    writer.mono, writer.wall = 900, writer.wall + 40_000_000
    writer.append("boot", {}, boot="11111111")
    writer.sell(100)
    writer.append("start", {}, boot="11111111")
    writer.sell(100)
    assert verify(writer.day()).code == 0


def test_a_restart_within_one_boot_may_not_turn_time_back(verify: Verify) -> None:
    writer = a_day(Writer())
    writer.mono -= 9_000
    writer.append("start", {}, boot="0a0b0c0d")
    assert verify(writer.day()).is_tampered_at(1, 16, "goes back")


def test_a_clock_set_back_between_two_boots_needs_its_row(verify: Verify) -> None:
    writer = a_day(Writer())
    writer.wall -= 3_600_000
    writer.append("boot", {}, boot="22222222")
    assert verify(writer.day()).is_tampered_at(1, 16, "jumps by")


def test_training_rows_move_no_total_and_take_no_number(verify: Verify) -> None:
    writer = a_day(Writer())
    writer.append("sale", {"rcpt": "TRAINING", "total": 99}, tr=True)
    writer.sell(100)
    assert verify(writer.day()).code == 0


def test_a_new_epoch_hangs_on_the_one_before_and_may_bring_a_named_new_key(
    verify: Verify,
) -> None:
    old = Writer()
    first = a_day(old).day()
    new = Writer(epoch=2, previous=old.rows[-1].chain, key=TEST_2)
    new.absolute, new.net, new.receipts = old.absolute, old.net, old.receipts
    new.bd, new.wall = "2026-11-22", old.wall
    new.append("epoch_open", {})
    second = a_day(new).day()
    assert verify(first, second, options=[]).is_tampered_at(2, 1, "no key_rotate")
    assert verify(first, second, options=[*PIN, "--terminal-key", public_hex(TEST_2)]).code == 0
    old.append("key_rotate", {"pub": new.pub.hex()})
    assert verify(first, old.day(), second, options=[]).is_tampered_at(2, 1, "end of what comes")
    new.previous = old.rows[-1].chain
    new.reseal()
    new.archived = 0
    old.archived = 0
    assert verify(old.day(), new.day(), options=[]).code == 0
    new.archived = 0
    alone = ["--previous-chain", old.rows[-1].chain.hex(), "--from-start"]
    assert verify(new.day(), options=alone).code == 0
    new.archived, new.epoch = 0, 3
    new.reseal()
    old.archived = 0
    assert verify(old.day(), new.day(), options=[]).is_tampered_at(3, 1, "epoch 2 are missing")


def test_a_day_in_the_middle_is_checked_with_what_it_took_on_trust_named(verify: Verify) -> None:
    _, (_, second, _) = three_days()
    verdict = verify(second)
    assert verdict.code == 0
    assert "before row 10 of epoch 1" in verdict.text
