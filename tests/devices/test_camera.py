"""Real pictures of real codes, read by the real library, through the scanner that a camera is."""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication

from pos_app.clock import SystemClock
from pos_app.config import SETTINGS_FILE, CameraPort, Config, load
from pos_app.devices.camera import CameraScanner, CodeReader
from pos_app.devices.camera_frames import FrameSource, GreyFrame, PictureFolder
from pos_app.devices.io_worker import IoWorker
from pos_app.devices.station import build_camera
from pos_app.domain.scan_data import LONGEST_SCAN, ScanData
from pos_app.errors import EnvironmentFault, Refusal
from pos_app.receipts import qr
from tests.builders import HandClock
from tests.devices.conftest import wait_until
from tests.devices.pictures import HEIGHT, WIDTH, picture, spoilt

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
MEMBER = "PM1" + "".join(random.Random(162).choices(BASE32, k=159))
COUPON = "PM1" + "".join(random.Random(7).choices(BASE32, k=120))


def frame(image: Image.Image) -> GreyFrame:
    return GreyFrame(image.width, image.height, image.tobytes())


@pytest.fixture
def reader() -> CodeReader:
    pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed: the extra 'camera'")
    return CodeReader("QR")


def texts(scans: tuple[ScanData, ...]) -> list[str]:
    return [scan.text for scan in scans]


def test_a_member_code_of_162_characters_is_read_to_the_letter(reader: CodeReader) -> None:
    assert (len(MEMBER), len(qr.matrix(MEMBER))) == (162, 45 + 2 * qr.QUIET_MODULES)  # version 7
    scans = reader.read(frame(picture(MEMBER)))
    assert texts(scans) == [MEMBER]
    assert scans[0].symbology == "]Q1"
    assert MEMBER not in repr(scans)


@pytest.mark.parametrize("degrees", [-30, 7, 45, 90, 180, 200])
def test_a_code_that_is_turned_and_grainy_is_read_to_the_letter(
    reader: CodeReader, degrees: int
) -> None:
    assert texts(reader.read(frame(spoilt(picture(MEMBER), degrees, seed=degrees)))) == [MEMBER]


def test_nothing_is_read_where_no_code_is(reader: CodeReader) -> None:
    assert reader.read(frame(picture())) == ()
    assert reader.read(frame(spoilt(picture(), 0, seed=1, noise=60))) == ()
    assert reader.read(GreyFrame(1, 1, b"\0")) == ()
    half_a_code = picture(MEMBER).crop((0, 0, WIDTH // 2, HEIGHT))
    assert reader.read(frame(half_a_code)) == ()


def test_two_codes_in_one_picture_are_two_scans_from_top_to_bottom(reader: CodeReader) -> None:
    both = picture(MEMBER, COUPON)
    assert sorted(texts(reader.read(frame(both)))) == sorted([MEMBER, COUPON])
    lower = Image.new("L", (WIDTH, HEIGHT * 2), 150)
    lower.paste(picture(COUPON), (0, HEIGHT))
    lower.paste(picture(MEMBER), (0, 0))
    assert texts(reader.read(frame(lower))) == [MEMBER, COUPON]


@pytest.mark.parametrize(
    ("code", "library_format", "content", "symbology"),
    [
        ("EAN-13", "EAN13", "6901234567892", "]E0"),
        ("DataMatrix", "DataMatrix", "AB-12", "]d1"),
    ],
)
def test_only_the_kind_that_is_set_is_read_and_its_kind_is_told(
    reader: CodeReader, code: str, library_format: str, content: str, symbology: str
) -> None:
    import zxingcpp

    made = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, library_format))
    drawn = memoryview(made.to_image(scale=4))
    seen = GreyFrame(drawn.shape[1], drawn.shape[0], drawn.tobytes())
    (scan,) = CodeReader(code).read(seen)
    assert (scan.text, scan.symbology) == (content, symbology)
    assert reader.read(seen) == ()


@dataclass
class Held:
    """A camera before which somebody holds something; ``fault`` is what ails it."""

    image: GreyFrame = field(default_factory=lambda: frame(picture()))
    fault: EnvironmentFault | None = None
    looks: int = 0
    is_closed: bool = False

    def read_frame(self) -> GreyFrame:
        self.looks += 1
        if self.fault is not None:
            raise self.fault
        return self.image

    def close(self) -> None:
        self.is_closed = True


class Counter:
    """A till's camera, and everything that was heard of it."""

    def __init__(self, frames: FrameSource, reader: CodeReader) -> None:
        self.clock = HandClock()
        self.camera = CameraScanner(frames, reader, IoWorker("camera", 1), self.clock, 30)
        self.scans: list[ScanData] = []
        self.refusals: list[Refusal] = []
        self.faults: list[EnvironmentFault] = []
        self.restored: list[bool] = []
        self.camera.scanned.connect(self.scans.append)
        self.camera.refused.connect(self.refusals.append)
        self.camera.failed.connect(self.faults.append)
        self.camera.restored.connect(lambda: self.restored.append(True))

    def look_on(self, held: Held) -> None:
        """Until what is held now has been looked at twice."""
        enough = held.looks + 3
        wait_until(lambda: held.looks >= enough)


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def counter(application: QCoreApplication, held: Held, reader: CodeReader) -> Iterator[Counter]:
    counter = Counter(held, reader)
    yield counter
    counter.camera.stop()
    assert held.is_closed


def test_a_code_that_stays_in_sight_is_one_scan_until_it_was_gone_for_two_seconds(
    counter: Counter, held: Held
) -> None:
    held.image = frame(picture(COUPON))
    wait_until(lambda: bool(counter.scans))
    for _ in range(3):
        counter.clock.mono += 1_900
        counter.look_on(held)
    assert texts(tuple(counter.scans)) == [COUPON]
    assert counter.restored == [True]
    held.image = frame(picture())
    counter.look_on(held)
    counter.clock.mono += 2_000
    held.image = frame(picture(COUPON))
    wait_until(lambda: len(counter.scans) == 2)
    held.image = frame(picture(MEMBER, COUPON))
    wait_until(lambda: len(counter.scans) == 3)
    assert texts(tuple(counter.scans)) == [COUPON, COUPON, MEMBER]


def ean(*contents: str) -> GreyFrame:
    """A shelf with bar codes, one above the other."""
    import zxingcpp

    shelf = Image.new("L", (640, 400), 255)
    for place, content in enumerate(contents):
        made = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.EAN13)
        drawn = memoryview(made.to_image(scale=3))
        bars = Image.frombytes("L", (drawn.shape[1], drawn.shape[0]), drawn.tobytes())
        shelf.paste(bars.resize((bars.width, 120)), (100, 30 + 200 * place))
    return frame(shelf)


def test_a_number_with_nothing_but_a_check_digit_is_believed_when_read_alone_three_times_in_a_row(
    application: QCoreApplication, held: Held, reader: CodeReader
) -> None:
    good, misread = ean("6901234567892"), ean("6901814567892")
    both = ean("6901234567892", "6901814567892")
    plays = iter([good, good, misread, good, good, both, misread, misread, good, good, good])
    heard: list[tuple[int, str]] = []

    class Film(Held):
        def read_frame(self) -> GreyFrame:
            self.looks += 1
            return next(plays, frame(picture()))

    film = Film()
    counter = Counter(film, CodeReader("EAN-13"))
    counter.camera.scanned.connect(lambda scan: heard.append((film.looks, scan.text)))
    wait_until(lambda: film.looks >= 14)
    counter.camera.stop()
    assert heard == [(11, "6901234567892")]


def test_two_of_the_same_side_by_side_are_one_scan(counter: Counter, held: Held) -> None:
    held.image = frame(picture(COUPON, COUPON))
    wait_until(lambda: bool(counter.scans))
    counter.look_on(held)
    assert texts(tuple(counter.scans)) == [COUPON]


def test_a_camera_obeys_the_till_as_every_scanner_does(counter: Counter, held: Held) -> None:
    counter.camera.set_data_event_enabled(is_enabled=False)
    held.image = frame(picture(COUPON))
    wait_until(lambda: bool(counter.refusals))
    counter.camera.set_data_event_enabled(is_enabled=True)
    held.image = frame(picture("7" * (LONGEST_SCAN + 1)))
    wait_until(lambda: len(counter.refusals) == 2)
    counter.look_on(held)
    assert [refusal.code for refusal in counter.refusals] == ["TILL_BUSY", "SCAN_TOO_LONG"]
    assert counter.scans == []


def test_a_camera_that_went_away_says_so_once_and_is_found_again(
    application: QCoreApplication, held: Held, reader: CodeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.devices.camera._RETRY_MS", 10)
    held.fault = EnvironmentFault("CAMERA_OFF", camera="/dev/video0")
    held.image = frame(picture(MEMBER))
    counter = Counter(held, reader)
    counter.look_on(held)
    assert [fault.code for fault in counter.faults] == ["CAMERA_OFF"]
    assert not counter.restored
    held.fault = None
    wait_until(lambda: bool(counter.scans))
    assert (len(counter.faults), counter.restored) == (1, [True])
    counter.camera.stop()


def test_without_the_library_the_camera_says_so_and_is_left_alone(
    application: QCoreApplication, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    counter = Counter(held, CodeReader("QR"))
    wait_until(lambda: bool(counter.faults))
    assert [fault.code for fault in counter.faults] == ["CAMERA_READER_MISSING"]
    assert held.looks == 0
    counter.camera.stop()


def test_a_folder_of_pictures_plays_a_camera(
    application: QCoreApplication, reader: CodeReader, tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    port = CameraPort(device="pictures", looks_per_second=30)
    camera = build_camera(Config(data=tmp_path, camera=port), SystemClock())
    assert camera is not None
    scans: list[ScanData] = []
    restored: list[bool] = []
    camera.scanned.connect(scans.append)
    camera.restored.connect(lambda: restored.append(True))
    wait_until(lambda: bool(restored))  # an empty folder is a blank wall
    (folder / "0-broken.png").write_bytes(b"\x89PNG no more")
    picture(MEMBER).save(tmp_path / "member.png")
    spoilt(picture(COUPON), 12, seed=3).convert("RGB").resize((1_001, 563)).save(tmp_path / "c.png")
    for name in ("member.png", "c.png"):
        (tmp_path / name).rename(folder / name)
    wait_until(lambda: len(scans) == 2)
    assert sorted(texts(tuple(scans))) == sorted([MEMBER, COUPON])
    camera.stop()
    assert sorted(path.name for path in folder.iterdir()) == ["0-broken.png", "c.png", "member.png"]
    assert [path.name for path in tmp_path.iterdir()] == ["pictures"]


def test_the_settings_name_a_camera_and_refuse_what_it_cannot_do(tmp_path: Path) -> None:
    settings = tmp_path / SETTINGS_FILE
    settings.write_text('[camera]\ndevice = "/dev/video0"\ncode = "EAN-13"\n', encoding="utf-8")
    config = load(tmp_path)
    assert config.camera == CameraPort("/dev/video0", "EAN-13")
    assert load(tmp_path / "elsewhere").camera is None
    assert build_camera(load(tmp_path / "elsewhere"), SystemClock()) is None
    for line in ('code = "ALL"', "looks_per_second = 0", 'looks_per_second = "8"', "zoom = 2"):
        settings.write_text(f'[camera]\ndevice = "/dev/video0"\n{line}\n', encoding="utf-8")
        with pytest.raises(EnvironmentFault, match="SETTINGS_UNREADABLE"):
            load(tmp_path)


def test_pictures_of_a_folder_are_shown_in_turn_and_read_from_the_first_line_on(
    tmp_path: Path,
) -> None:
    for name, grey in (("a.png", 10), ("b.png", 200)):
        Image.new("L", (8, 2), grey).save(tmp_path / name)
    source = PictureFolder(tmp_path)
    assert {source.read_frame().pixels[0] for _ in range(4)} == {10, 200}
