"""The demo phone: its codes are taken at the till and lead to the member, whatever they are on."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app.assembly import open_counter
from pos_app.clock import SystemClock
from pos_app.commands import demo_coupon, demo_member
from pos_app.commands.code_window import CodeWindow, picture_of
from pos_app.commands.demo_member import Phone, find_member
from pos_app.config import load
from pos_app.demo.issuer import DemoIssuer
from pos_app.demo.issuer_keys import load_keys
from pos_app.domain.codes.key_ring import KeyRing, Moment
from pos_app.domain.codes.payloads import DeviceMemberCode, MemberCode, Voucher, bind_of
from pos_app.domain.codes.verification import Place, verify
from pos_app.errors import Refusal
from pos_app.store import members
from pos_app.store.database import Database
from pos_app.store.reference_file import open_reference
from pos_app.vault.keys import KeyStore
from tests.builders import CHEAP, HandClock

HERE = Place(12, "CNY")
CARD = "88000102"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    open_counter(load(made), SystemClock(), pin_cost=CHEAP).close()
    return made


@pytest.fixture
def reference(folder: Path) -> Iterator[Database]:
    opened = open_reference(folder, KeyStore(folder).load().catalog_key)
    yield opened
    opened.close()


def ring_of(folder: Path) -> KeyRing:
    keys = load_keys(folder)
    return KeyRing.read(DemoIssuer(keys).key_ring(), keys.root_publics)


def read(text: str, folder: Path) -> MemberCode | DeviceMemberCode | Voucher:
    return verify(text, ring_of(folder), Moment(SystemClock().wall_ms()), HERE)


@pytest.mark.parametrize("is_offline", [False, True])
def test_a_shown_code_leads_to_its_member(
    folder: Path, reference: Database, *, is_offline: bool
) -> None:
    member = find_member(reference, CARD)
    issuer = DemoIssuer(load_keys(folder))
    shown = Phone(issuer, member, SystemClock(), reference, is_offline=is_offline).mint()
    code = read(shown.text, folder)
    assert isinstance(code, DeviceMemberCode if is_offline else MemberCode)
    with reference.read() as connection:
        found = members.find_by_handle(connection, code.handle, code.day)
    assert found is not None
    assert found.id == member.id
    assert bytes.fromhex(shown.tail) == code.handle[-2:]


def test_the_next_code_is_there_before_the_last_one_ends(
    folder: Path, reference: Database, qtbot: QtBot
) -> None:
    clock = HandClock()
    clock.wall = SystemClock().wall_ms()
    issuer = DemoIssuer(load_keys(folder))
    phone = Phone(issuer, find_member(reference, None), clock, reference)
    shown = []

    def mint() -> demo_member.ShownCode:
        shown.append(phone.mint())
        return shown[-1]

    window = CodeWindow(mint, clock.wall_ms, "会员码")
    qtbot.addWidget(window)
    window.show()
    clock.pass_ms(24_999)
    window.on_frame()
    assert len(shown) == 1
    before = window.grab().toImage()
    clock.pass_ms(1)
    window.on_frame()
    assert len(shown) == 2
    assert shown[1].from_ms < shown[0].until_ms
    assert shown[0].text != shown[1].text
    assert window.grab().toImage() != before
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_photograph_of_the_window_stands_still_and_the_window_does_not(
    folder: Path, reference: Database, qtbot: QtBot
) -> None:
    clock = HandClock()
    clock.wall = SystemClock().wall_ms()
    phone = Phone(DemoIssuer(load_keys(folder)), find_member(reference, CARD), clock, reference)
    window = CodeWindow(phone.mint, clock.wall_ms, "会员码")
    qtbot.addWidget(window)
    before = window.grab().toImage()
    clock.pass_ms(200)
    window.on_frame()
    assert window.grab().toImage() != before


def test_a_picture_has_the_standards_quiet_zone(folder: Path) -> None:
    image = picture_of("PM1" + "A" * 159)
    assert image.width() == image.height() == 45 + 2 * 4
    white = [image.pixelColor(x, y).lightness() for x in range(53) for y in range(4)]
    assert set(white) == {255}
    assert image.pixelColor(4, 4).lightness() == 0


def test_an_unknown_card_is_told(reference: Database) -> None:
    with pytest.raises(Refusal) as caught:
        find_member(reference, "99999999")
    assert caught.value.facts == {"number": "99999999"}


def asked(folder: Path, **changed: object) -> Namespace:
    plain: dict[str, object] = {
        "data": folder,
        "campaign": 7001,
        "kind": "amount",
        "value": 500,
        "min_spend": 0,
        "from_day": 0,
        "days": 30,
        "store": None,
        "member": None,
        "uses": 1,
        "png": None,
    }
    return Namespace(**plain | changed)


def test_a_voucher_is_printed_as_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo_coupon.run(asked(folder, store=[13, 12], member=CARD, kind="item")) == 0
    voucher = read(capsys.readouterr().out.strip(), folder)
    assert isinstance(voucher, Voucher)
    assert (voucher.campaign, voucher.value, voucher.stores) == (7001, 500, (12, 13))
    reference = open_reference(folder, KeyStore(folder).load().catalog_key)
    member = find_member(reference, CARD)
    reference.close()
    assert voucher.bind == bind_of(voucher.voucher_id, member.id)


def test_a_voucher_of_no_campaign_is_not_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "voucher.png"
    assert demo_coupon.run(asked(folder, campaign=9999, png=file)) == 2
    told = capsys.readouterr()
    assert not file.exists()
    assert told.out == ""
    assert "没有活动 9999，现有：7001, 7002" in told.err
    assert "There is no campaign 9999; there are: 7001, 7002" in told.err


def test_codes_are_written_as_pictures(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "voucher.png", tmp_path / "member.png"]
    assert demo_coupon.run(asked(folder, png=files[0])) == 0
    phone = Namespace(data=folder, member=CARD, png=files[1], text=False, type2=False)
    assert demo_member.run(phone) == 0
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert str(files[1]) in capsys.readouterr().out


def test_what_cannot_be_done_is_told_in_both_languages(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo_coupon.run(asked(folder, png=tmp_path / "none" / "voucher.png")) == 2
    assert demo_coupon.run(asked(tmp_path)) == 2
    missing = Namespace(data=folder, member="1", png=None, text=True, type2=False)
    assert demo_member.run(missing) == 2
    told = capsys.readouterr().err
    for words in ("图片写不到", "no demo-issuer.json", "没有会员卡号 1"):
        assert words in told


def test_a_scanner_reads_the_picture(folder: Path, tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="the reader of camera pictures is not here")
    file = tmp_path / "voucher.png"
    assert demo_coupon.run(asked(folder, png=file)) == 0
    with Image.open(file) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert isinstance(read(code.text, folder), Voucher)
