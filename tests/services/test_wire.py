"""The journal's bodies are kept for ever: each kind against a golden file, the whole to a verifier.

To accept a change: delete the files it touches in tests/golden/wire, run this, and read them. A key
that changed its meaning is a new schema number.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app import __version__
from pos_app.domain import events
from pos_app.domain.events_export import FileFormat
from pos_app.domain.fire_drill import DrillStep
from pos_app.domain.gtin import check_digit
from pos_app.domain.identifiers import BusinessDate
from pos_app.domain.member import Purpose
from pos_app.domain.operators import ApprovalRequest, Privilege
from pos_app.domain.quantity import Quantity
from pos_app.domain.safe import SafeEntryKind
from pos_app.domain.scan_data import ScanData
from pos_app.domain.transaction import Discount
from pos_app.errors import Refusal
from pos_app.services.exporting import ExportPlan, Wanted
from pos_app.vault.keys import KeyStore
from sync.signer import Signer
from tests.builders import (
    APPLE,
    BOOK,
    BREAD,
    CASHIER,
    DAY,
    MANAGER,
    SENIOR,
    SLIP,
    WATER,
    WATER_GTIN,
    Rig,
    yuan,
)
from tests.services.offer_acts import offer_in_every_way
from tests.services.safe_acts import count_the_till_twice, use_the_safe_in_every_way
from tests.services.set_up_kinds import set_up_in_every_way
from tests.services.stock_acts import move_goods_in_every_way
from tests.verifier.exporting import export_rows
from tests.verifier.judging import verifier

GOLDEN = Path(__file__).parents[1] / "golden" / "wire"
ONE = Quantity.of(1)
CONSENTS = {Purpose.MEMBERSHIP: True, Purpose.PROFILING: False}


def sell_in_every_way(rig: Rig) -> None:
    """A sale with all that a line, a discount and a tender can say."""
    checkout = rig.counter.checkout
    lot = f"01{int(WATER_GTIN):014d}1726112110LOT7\x1d21SERIAL9"
    checkout.scan(ScanData(lot, symbology="]d2"))
    rig.ring(APPLE, thousandths=333)
    rig.ring(BOOK, BREAD)
    digits = "220004201234"  # deli for 12.34
    checkout.scan(ScanData(digits + check_digit(digits)))
    checkout.void_line(4)
    checkout.override_price(3, yuan(950), "TAG")
    off = Discount("EXPIRY", "", rate_ppm=100_000)
    checkout.discount_line(2, off)
    more = Discount("GOODWILL", "", rate_ppm=250_000)
    rig.approved(lambda approval: checkout.discount_transaction(more, approval))
    checkout.note(1, "送到 3 楼王女士")
    rig.counter.tendering.tender_card(yuan(300), SLIP)
    rig.pay_cash(5_000)


def hand_out_and_drill(rig: Rig) -> None:
    day = Wanted("z_day", FileFormat.ARCHIVE, DAY, DAY)
    rig.counter.office.exporting.begin(day, ExportPlan(str(rig.folder), is_on=True))
    drill = rig.counter.fire_drill
    drill.begin()
    drill.take(DrillStep.SELL)
    drill.end()


def act_every_kind(rig: Rig) -> None:
    """A day in which every kind of fact there is gets its row."""
    counter = rig.counter
    for _ in range(5):
        with pytest.raises(Refusal):
            counter.sign_on.sign_on("3001", "999999")
    rig.open_for(SENIOR)
    sell_in_every_way(rig)
    sold = rig.sell(BREAD, BREAD)
    counter.returns.return_line(sold.receipt, 1, ONE, "FAULTY")
    rig.approved(
        lambda approval: counter.returns.return_without_receipt(BOOK, ONE, "UNWANTED", approval)
    )
    rig.pay_cash()
    rig.sell(WATER)
    rig.approved(lambda approval: counter.returns.post_void("MISTAKE", approval))
    rig.ring(WATER, BREAD)
    counter.checkout.void_transaction("CHANGED")
    rig.ring(WATER)
    waiting = counter.checkout.suspend("红衣服的李先生")
    counter.checkout.resume(waiting[0].id)
    rig.pay_card()
    counter.enrolment.enrol("13912345678", "诸葛小明", CONSENTS, "zh_CN")
    offer_in_every_way(rig)
    counter.members.leave()
    counter.members.find("13912345678")
    counter.history.reprint(sold.receipt)
    counter.shifts.no_sale("CHANGE")
    for move, reason in (
        (counter.shifts.loan, "FLOAT"),
        (counter.shifts.pickup, "SAFE"),
        (counter.shifts.paid_in, "DEPOSIT"),
        (counter.shifts.paid_out, "COURIER"),
    ):
        rig.approved(lambda approval, move=move, reason=reason: move(yuan(500), reason, approval))
    counter.shifts.x_report()
    rig.approved(counter.enter_training)
    counter.leave_training()
    rig.clock.wall += 3_600_000
    count_the_till_twice(rig, ((10_000, 2), (100, 7)))
    counter.shifts.close_shift(((10_000, 2), (100, 7)))
    rig.sign_on(MANAGER)
    for act in (move_goods_in_every_way, use_the_safe_in_every_way, set_up_in_every_way):
        act(rig)
    counter.shifts.close_day()
    hand_out_and_drill(rig)
    counter.sign_on.lock()
    counter.sign_on.unlock(*MANAGER)
    counter.sign_on.sign_off()


def golden_bodies(rig: Rig) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for kind, body in rig.rows("SELECT kind, body FROM journal ORDER BY epoch, seq"):
        data = json.loads(body)["d"]
        if kind == "boot":
            data["version"] = data["version"].replace(__version__, "0.0.0")
        if kind in ("enrol", "consent"):
            data["mb"]["h"] = "0" * len(data["mb"]["h"])  # chance
        if kind == "copy_made":
            data["seq"] = 0  # as many rows as the day has
        if kind == "shelf_price":
            data["change"] = "0" * len(data["change"])  # one id of many
        if data not in found.setdefault(kind, []):
            found[kind].append(data)
    return found


def test_each_kind_of_body_is_what_it_was(rig: Rig) -> None:
    act_every_kind(rig)
    found = golden_bodies(rig)
    written = [kind for kind in found if not (GOLDEN / f"{kind}.json").exists()]
    for kind in written:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        text = json.dumps(found[kind], ensure_ascii=False, indent=1, sort_keys=True)
        (GOLDEN / f"{kind}.json").write_text(f"{text}\n", "utf-8")
    assert not written, "read them, then run again"
    known = {path.stem: json.loads(path.read_text("utf-8")) for path in GOLDEN.glob("*.json")}
    assert found == known


def test_no_kind_of_event_is_without_a_golden_body() -> None:
    plain = {event.kind for event in events.Event.__args__ if isinstance(event.kind, str)}
    several = {"sale", "return", "post_void", "tender_loan", "tender_pickup", "paid_in", "paid_out"}
    several |= {kind.value for kind in SafeEntryKind}
    not_yet_made = {"settings_change", "member_data_purged"}  # the latter: test_member_set_up
    known = {path.stem for path in GOLDEN.glob("*.json")}
    assert known == (plain | several) - not_yet_made


def test_an_independent_verifier_takes_the_whole_day(rig: Rig, tmp_path: Path) -> None:
    act_every_kind(rig)
    with rig.database.read() as connection:
        exports = export_rows(connection)
    path = tmp_path / "export"
    path.write_bytes(exports[1])
    key = Signer(KeyStore(rig.folder).load().signing_seed).public_key.hex()
    assert verifier.main(["--export", "--from-start", "--terminal-key", key, str(path)]) == 0


def test_no_name_note_label_or_pin_is_in_any_signed_row(rig: Rig) -> None:
    act_every_kind(rig)
    text = "\n".join(body.decode() for (body,) in rig.rows("SELECT body FROM journal"))
    for secret in (
        "王女士",
        "李先生",
        "王建",
        "陈店长",
        "诸葛",
        "李小雯",
        "5678",
        CASHIER[1],
        SENIOR[1],
        MANAGER[1],
    ):
        assert secret not in text


def test_the_envelope_says_who_when_where_and_on_whose_word(shop: Rig) -> None:
    done = shop.sell(WATER)
    body = shop.bodies("sale")[0]
    assert (body["op"], body["sh"], body["bd"]) == ("op1001", 1, "2026-11-21")
    assert (body["wall"], body["mono"]) == (shop.clock.wall, shop.clock.mono)
    assert body["gt"] == {"abs": 200, "net": 200}
    assert body["d"]["txn"] == done.priced.transaction.id.hex()
    shop.counter.shifts.close_shift(())
    shop.clock.pass_ms(86_400_000)
    shop.open_for(CASHIER)
    assert shop.bodies("shift_open")[-1]["bd"] == BusinessDate("2026-11-21")


def test_an_approval_says_what_for(shop: Rig) -> None:
    request = ApprovalRequest(Privilege.PAID_OUT, "shift:1", amount=yuan(500))
    shop.approved(lambda approval: shop.counter.shifts.paid_out(yuan(500), "COURIER", approval))
    assert shop.bodies("override")[0]["d"] == {
        "privilege": request.privilege.value,
        "subject": request.subject,
        "rate_ppm": 0,
        "amount": 500,
    }
