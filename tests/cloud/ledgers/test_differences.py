"""What differs in a day is named for head office: the number, who is wrong, and the rows."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from sync.cloud.__main__ import main
from sync.cloud.api.digests import Digests
from sync.cloud.api.endpoint import Admin, Call, Caller
from sync.cloud.call import Request, Response
from sync.cloud.projectors.days import read_day
from sync.cloud.reconcile import findings, proof
from sync.cloud.reconcile.meaning import Day
from sync.cloud.reconcile.report_text import as_text
from sync.cloud.schema.facts import CASE
from sync.wire.digests import DayDigest, Meaning, receipt_set, tidy
from sync.wire.exchange import Position
from sync.wire.head_office import DayFinding, DayReport, StoreDay, TillDay
from tests.cloud.ledgers.conftest import open_cloud
from tests.cloud.ledgers.world import DAY, NOW, TENANT_NAME, MadeTill, World, coupon, said_by

HANDLE = "c0ffee0123456789"


def traded(world: World) -> MadeTill:
    """Yesterday one sale; today three, a return and a day closed."""
    till = MadeTill("S1", 1)
    till.day = "2026-11-20"
    till.sell(price=900)
    till.record("business_date_close", closing(till.day))
    till.day = DAY
    till.sell()
    till.sell(sku="B1", price=333)
    till.take_back(till.sell(), points=[{"r": "earn", "n": -5}], mb={"h": HANDLE, "day": 20_000})
    till.record("paid_out", {"amount": 700, "reason": "COURIER"}, sh=1)
    till.record("business_date_close", closing(DAY))
    world.settle(till)
    return till


def closing(day: str) -> dict[str, Any]:
    return {"date": day, "net": 833, "over_short": 0, "transactions": 4, "z": 1}


def compared(world: World, till: MadeTill, said: DayDigest) -> TillDay:
    """Ask as a till does, and give what head office is told of it."""
    desk, request = Digests(world.database, world.keys), Request("POST", "/sync/v1/digest")
    caller = Caller(TENANT_NAME, till.store, till.terminal, public_key=b"", channel="")
    desk.compare(Call(request=request, now_ms=NOW, message=said, caller=caller))
    told = asked(world)
    assert isinstance(told, DayReport)
    ((one,),) = (store.tills for store in told.stores)
    return one


def asked(world: World, **query: str) -> DayReport | Response:
    admin = Admin(tenant=TENANT_NAME, name="owner", role="reader")
    request = Request("GET", f"/admin/v1/days/{DAY}")
    call = Call(request=request, now_ms=NOW, admin=admin, path={"day": DAY}, query=query)
    return Digests(world.database, world.keys).report(call)


def text_of(world: World) -> str:
    told = asked(world, **{"as": "text"})
    assert isinstance(told, Response)
    return told.body.decode()


def damage(world: World, statement: str) -> None:
    world.write(lambda c: c.execute(sa.text(statement)))


def test_a_number_that_was_changed_in_the_cloud_is_named_with_its_row(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    damage(world, "UPDATE sale_line SET amount = amount + 100 WHERE sku = 'B1'")
    (found,) = compared(world, till, said).differences
    assert (found.section, found.key, found.till, found.cloud) == ("total", "lines", 833, 933)
    assert (found.journal, found.wrong, found.rows_in_all) == (833, "cloud", 1)
    (row,) = found.rows
    assert (row.receipt, row.kind, row.epoch, row.seq) == ("S1-T01-000003", "sale", 1, 4)
    assert (row.transaction, row.journal, row.cloud) == (till.rows[3]["event_id"].hex(), 333, 433)
    text = text_of(world)
    assert "  T01: NOT PROVED: the sums differ (quarantined 0)" in text
    assert "    Total · amounts of lines: till 833, cloud 933, in minor units;" in text
    assert "the journal says 833: the cloud's tables are wrong" in text
    assert "      sale S1-T01-000003, journal row 1.4" in text


def test_a_number_that_only_the_till_has_otherwise_is_the_tills(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    said.meaning["tender"]["cash"] += 9
    (found,) = compared(world, till, said).differences
    assert (found.section, found.key, found.till, found.cloud) == ("tender", "cash", 842, 833)
    assert (found.journal, found.wrong, found.rows) == (833, "till", ())
    text = text_of(world)
    assert "Payments · cash: till 842, cloud 833" in text
    assert "the till's own tables are wrong: `verify` there names the row" in text


def test_where_both_have_moved_away_from_the_journal_neither_is_called_right(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    said.meaning["cash"]["paid_out"] = 701
    damage(world, "UPDATE cash_movement SET amount = 702")
    (found,) = compared(world, till, said).differences
    assert (found.till, found.cloud, found.journal, found.wrong) == (701, 702, 700, "both")
    assert [(row.kind, row.receipt, row.cloud) for row in found.rows] == [("paid_out", "", 702)]
    assert "neither side has what the journal says" in text_of(world)


@pytest.mark.parametrize(
    ("statement", "section", "receipts"),
    [
        ("DELETE FROM sale_tax WHERE base = 333", "tax", {"S1-T01-000003"}),
        ("UPDATE sale_line SET quantity = 7 WHERE is_return = 1", "stock", {"S1-T01-000005"}),
        ("UPDATE tender SET type = 'card' WHERE amount = 333", "tender", {"S1-T01-000003"}),
        ("DELETE FROM sale WHERE total = 333", "count", {"S1-T01-000003"}),
        (f"UPDATE sale SET day = '{DAY}'", "count", {"S1-T01-000001"}),
        ("UPDATE sale_points SET points = 1", "points", {"S1-T01-000005"}),
        (
            "UPDATE sale SET receipt = 'X' WHERE receipt = 'S1-T01-000003'",
            "receipts",
            {"S1-T01-000003"},
        ),
    ],
)
def test_the_rows_behind_any_difference_are_named(
    world: World, statement: str, section: str, receipts: set[str]
) -> None:
    till = traded(world)
    said = said_by(world, till)
    damage(world, statement)
    found = [one for one in compared(world, till, said).differences if one.section == section]
    assert found
    assert {row.receipt for one in found for row in one.rows} == receipts
    assert {one.wrong for one in found} == {"cloud"}


def test_a_row_that_was_set_aside_is_named_and_why(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    closed = till.rows.pop()
    bad = till.next_receipt()
    till.record("sale", {"rcpt": bad})
    till.rows.append(closed | {"seq": closed["seq"] + 1})
    rows = till.rows[-2:]
    world.write(
        lambda c: c.execute(
            sa.text("DELETE FROM inbox WHERE kind = 'business_date_close' AND seq = 8")
        )
    )
    world.receive(till.store, till.terminal, rows)
    damage(world, "UPDATE terminal SET projected_seq = 7")
    world.project()
    last = till.rows[-1]
    said.meaning["count"]["sale"] += 1
    through = Position(last["epoch"], last["seq"], last["chain"])
    (found,) = compared(world, till, msgspec.structs.replace(said, through=through)).differences
    assert (found.section, found.key, found.wrong) == ("count", "sale", "")
    assert [(row.seq, row.held) for row in found.rows] == [(8, "ROW_UNREADABLE")]
    assert "row 1.8" in text_of(world)
    assert "set aside (ROW_UNREADABLE)" in text_of(world)


def test_nothing_of_a_member_is_in_the_report(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    damage(world, "UPDATE sale_points SET points = 1")
    one = compared(world, till, said)
    (found,) = one.differences
    assert (found.section, found.key) == ("points", "earn")
    assert HANDLE not in text_of(world)
    assert HANDLE.encode() not in msgspec.json.encode(one)
    assert "Points · earn: till -5, cloud 1" in text_of(world)


def test_a_day_that_is_proved_after_all_has_no_differences_any_more(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    wrong = msgspec.structs.replace(said, meaning={**said.meaning, "cash": {"paid_out": 1}})
    assert compared(world, till, wrong).differences
    proved = compared(world, till, said)
    assert (proved.is_proved, proved.differences) == (True, ())
    assert world.rows(CASE) == []


def test_a_receipt_number_that_differs_is_not_shown_as_a_sum(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    said.meaning["receipts"]["set"] = receipt_set(["other"])
    found: tuple[DayFinding, ...] = compared(world, till, said).differences
    assert [one.section for one in found] == ["receipts"]
    assert "Receipt numbers · not the same ones;" in text_of(world)
    assert str(receipt_set(["other"])) not in text_of(world)


def test_a_long_list_of_rows_is_cut_and_counted(world: World) -> None:
    till = MadeTill("S1", 1)
    for _ in range(25):
        till.sell()
    till.record("business_date_close", closing(DAY))
    world.settle(till)
    said = said_by(world, till)
    damage(world, "UPDATE tender SET amount = amount + 1")
    (found,) = compared(world, till, said).differences
    assert (len(found.rows), found.rows_in_all) == (20, 25)
    assert "      and 5 more" in text_of(world)


def test_a_journal_that_is_too_long_to_read_again_leaves_the_numbers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.cloud.projectors.days.MOST_ROWS", 3)
    till = traded(world)
    said = said_by(world, till)
    said.meaning["tender"]["cash"] += 9
    (found,) = compared(world, till, said).differences
    assert (found.till, found.cloud, found.journal, found.wrong) == (842, 833, None, "")
    assert found.rows == ()


def test_the_proof_itself_is_not_changed_by_what_head_office_is_told(world: World) -> None:
    till = traded(world)
    said = said_by(world, till)
    damage(world, "UPDATE tender SET amount = amount + 1 WHERE amount = 333")
    question = proof.Question(world.till(till), said, b"signed")
    alone = world.write(lambda c: proof.prove(c, world.keys, question, NOW))
    assert [one.key for one in alone.differences] == ["cash"]


def test_row_by_row_a_day_adds_up_to_what_the_tables_say_of_it(world: World) -> None:
    till = traded(world)
    till.rows.pop()
    spent = till.sell(sku="C1", **coupon("8001"))
    till.cancel(spent, sku="C1", **coupon("8001"))
    till.sell(line={"v": True}, tenders=[], price=0)
    shift = {"counts": [], "net": 1, "transactions": 3}
    till.record("shift_close", {"shift": 1, "counted": 29_000, "expected": 29_633, **shift})
    till.rows[-1]["chain"] = b"end"
    world.settle(till)
    said, rows = world.database.read(lambda c: _both(c, world, till))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        for part, value in findings.add_up(row.rows, DAY).items():
            sums[part] += value
    sums["receipts", "set"] &= (1 << 52) - 1
    assert tidy(_sections(sums)) == said


def _both(connection: sa.Connection, world: World, till: MadeTill) -> tuple[Meaning, Any]:
    meaning = Day(connection, till.store, till.terminal, DAY).meaning()
    return meaning, read_day(connection, world.till(till), DAY, (1, 99))


def _sections(sums: dict[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    sections: dict[str, dict[str, int]] = {}
    for (section, key), value in sums.items():
        sections.setdefault(section, {})[key] = value
    return sections


def test_an_operator_prints_the_report_beside_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'cloud.db'}"
    world = open_cloud(url)
    till = traded(world)
    said = said_by(world, till)
    damage(world, "UPDATE tender SET amount = amount + 1 WHERE amount = 333")
    compared(world, till, said)
    command = ["report", TENANT_NAME, DAY, "--database", url]
    assert main(command) == 1, "a script sees that the day is not proved"
    shown = capsys.readouterr()
    assert shown.out == text_of(world)
    assert "Payments · cash: till 833, cloud 834" in shown.out
    assert shown.err == f"{DAY} is not proved\n"
    damage(world, "UPDATE tender SET amount = 333 WHERE amount = 334")
    compared(world, till, said)
    assert (main(command), capsys.readouterr().err) == (0, "")
    world.database.close()


def test_a_report_of_a_company_or_a_day_that_is_none_is_refused_and_not_taken_for_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'cloud.db'}"
    assert main(["report", "nobody", DAY, "--database", url]) == 1
    assert "there is no company nobody" in capsys.readouterr().err
    assert main(["admin-key", "nobody", "boss", "owner", "--database", url]) == 1
    assert main(["tenant", "acme", "Acme", "--database", url]) == 0
    assert main(["report", "acme", DAY, "--database", url]) == 1, "nothing was proved"
    with pytest.raises(SystemExit, match="2"):
        main(["report", "acme", "2026-13-99", "--database", url])
    assert "2026-13-99 is no day" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("not a database, but long enough to be taken for one\n" * 20)
    assert main(["report", "acme", DAY, "--database", f"sqlite:///{other}"]) == 1
    assert "no database" in capsys.readouterr().err
    assert main(["report", "acme", DAY, "--database", "nonsense"]) == 1
    assert "sqlite:///FILE or postgresql" in capsys.readouterr().err
    assert main(["backup-verified", str(other), "--database", "sqlite://"]) == 1
    assert "is not what backup-begins wrote" in capsys.readouterr().err


def test_what_another_day_recorded_is_named_where_the_tables_put_it_into_this_one(
    world: World,
) -> None:
    till = MadeTill("S1", 1)
    till.day = "2026-11-20"
    till.record("paid_in", {"amount": 70, "reason": "FLOAT"}, sh=1)
    shift = {"counts": [], "net": 1, "transactions": 3}
    till.record("shift_close", {"shift": 1, "counted": 900, "expected": 901, **shift})
    till.record("business_date_close", closing(till.day))
    till.day = DAY
    till.sell()
    till.record("business_date_close", closing(DAY))
    world.settle(till)
    said = said_by(world, till)
    for table in ("cash_movement", "shift"):
        damage(world, f"UPDATE {table} SET day = '{DAY}'")
    found = compared(world, till, said).differences
    assert [(one.key, one.cloud, one.wrong) for one in found] == [
        ("counted", 900, "cloud"),
        ("expected", 901, "cloud"),
        ("paid_in", 70, "cloud"),
    ]
    named = [(row.kind, row.journal, row.cloud) for one in found for row in one.rows]
    assert named == [("shift", 0, 900), ("shift", 0, 901), ("paid_in", 0, 70)]


def test_a_row_that_waits_behind_another_is_named_too(world: World) -> None:
    till = MadeTill("S1", 1)
    till.sell()
    lost = till.next_receipt()
    till.record("sale", {"rcpt": lost})
    till.take_back(lost)
    till.record("business_date_close", closing(DAY))
    world.settle(till)
    said = said_by(world, till)
    said.meaning["count"] |= {"sale": 2, "return": 1}
    found = compared(world, till, said).differences
    held = {one.key: [(row.seq, row.held) for row in one.rows] for one in found}
    assert held == {
        "sale": [(2, "ROW_UNREADABLE")],
        "return": [(2, "ROW_UNREADABLE"), (3, "ROW_WAITS")],
    }


def test_whatever_differs_has_words() -> None:
    parts = (
        ("tax", "V13:base"),
        ("stock", "W1"),
        ("coupon", "8001"),
        ("tender", "cheque"),
        ("points", "spring"),
        ("weather", "rain"),
    )
    differences = tuple(DayFinding(section, key, 2, 1) for section, key in parts)
    till = TillDay("", "T01", False, "DAY_OF_A_NEWER_CLOUD", 3, 0, 0, differences)
    said = as_text(DayReport(DAY, (StoreDay("S1", False, (till,)),)))
    end = "; the day is too long to read its journal again"
    assert said.splitlines() == [
        f"day {DAY}",
        "S1: NOT PROVED",
        "  T01: NOT PROVED: DAY_OF_A_NEWER_CLOUD (quarantined 3)",
        f"    Tax · V13 base: till 2, cloud 1, in minor units{end}",
        f"    Goods · W1: till 2, cloud 1, in thousandths{end}",
        f"    Coupons · 8001: till 2, cloud 1{end}",
        f"    Payments · cheque: till 2, cloud 1, in minor units{end}",
        f"    Points · spring: till 2, cloud 1{end}",
        f"    weather · rain: till 2, cloud 1{end}",
    ]
