"""The till as it is started: window, files, devices, and what it notices by itself."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from pos_app.clock import SystemClock
from pos_app.config import CameraPort, Config, PrinterPort, ScalePort, ScannerPort
from pos_app.devices.simulators import SimulatedScanner
from pos_app.domain.scan_data import ScanData
from pos_app.opening import Opening
from pos_app.receipts.paper import Roll
from pos_app.store.data_lock import data_directory_lock
from pos_app.ui import language
from pos_app.ui.idle import IdleWatch
from pos_app.ui.language import Language
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.sign_on.view import SignOnView
from pos_app.updates.slots import TOLD_EXIT
from tests.devices.conftest import wait_until
from tests.devices.pictures import picture
from tests.ui.looking import clipped_texts, settle
from tests.ui.shop import CASHIER, MANAGER, WATER, Shop, make_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up by the machine's own clock, which the window goes by."""
    return make_template(tmp_path_factory.mktemp("today"), SystemClock())


@pytest.fixture
def config(template: Path, tmp_path: Path) -> Config:
    """The demo store with a printer, a scanner, a camera and a scale that are not there."""
    shutil.copytree(template, tmp_path / "data")
    return Config(
        tmp_path / "data",
        printer=PrinterPort(kind="usb", device="no/printer"),
        scanner=ScannerPort(kind="serial", device=str(tmp_path / "scanner")),
        camera=CameraPort(device=str(tmp_path / "camera")),
        scale=ScalePort(device=str(tmp_path / "scale")),
    )


@pytest.fixture
def opened(request: pytest.FixtureRequest, config: Config, chinese: None) -> Iterator[Opening]:
    changes = getattr(request, "param", {})
    for name, value in changes.items():
        object.__setattr__(config, name, value)
    with contextlib.ExitStack() as held:
        opening = Opening(config, held)
        opening.show(is_full_screen=False)
        wait_until(lambda: opening.has_till)
        yield opening
        opening.close()
        opening.window.close()
        opening.window.deleteLater()
        opening.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = sys.__excepthook__


def codes(opening: Opening) -> list[str]:
    return [notice.code for notice in opening.window.notice_bar.notices]


def strip(opening: Opening) -> str:
    status = opening.window.status
    labels = (status._printer, status._scanner, status._camera)
    return " ".join(label.text() for label in labels)


def test_printer_scanner_and_camera_that_are_missing_are_seen_before_the_first_sale(
    opened: Opening,
) -> None:
    bad = ("打印机异常", "扫码枪断开", "摄像头断开")
    wait_until(lambda: all(words in strip(opened) for words in bad))
    assert sorted(codes(opened)) == ["CAMERA_OFF", "SCANNER_OFF"]
    assert opened.listening is not None
    assert opened.listening.scale is not None
    opened.listening.scale.weigh()
    wait_until(lambda: sorted(codes(opened)) == ["CAMERA_OFF", "SCALE_OFF", "SCANNER_OFF"])
    for spoken in (Language.ENGLISH, Language.CHINESE):
        language.switch(spoken)
        settle()
        assert clipped_texts(opened.window.status) == []


@pytest.fixture
def badge(config: Config) -> None:
    """Somebody holds a badge before the camera from the start."""
    pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed: the extra 'camera'")
    (config.data / "pictures").mkdir()
    picture("RPOP1:1001").save(config.data / "pictures" / "badge.png")


@pytest.mark.parametrize(
    "opened",
    [{"printer": PrinterPort(), "scanner": ScannerPort(), "camera": CameraPort("pictures")}],
    indirect=True,
)
def test_what_the_camera_sees_is_a_scan_like_any_other(badge: None, opened: Opening) -> None:
    view = opened.window.screen_named(ScreenName.SIGN_ON)
    assert isinstance(view, SignOnView)
    wait_until(lambda: view.number.text() == "1001")
    wait_until(lambda: "摄像头就绪" in strip(opened))
    assert codes(opened) == []


@pytest.mark.parametrize(
    "opened",
    [{"printer": PrinterPort(), "scanner": ScannerPort(), "camera": None}],
    indirect=True,
)
def test_a_scan_that_the_till_is_too_busy_for_is_refused_aloud(opened: Opening) -> None:
    wait_until(lambda: "打印机就绪" in strip(opened))
    gun = SimulatedScanner(opened.window.windowHandle())
    opened.till_thread.room_changed.emit(False)
    gun.scan(WATER, 5_000)
    assert codes(opened) == ["TILL_BUSY"]
    opened.till_thread.room_changed.emit(True)
    gun.scan("RPOP1:1001", 9_000)
    assert codes(opened) == []


def test_a_till_that_is_left_alone_locks_itself_and_keeps_its_basket(closed_shop: Shop) -> None:
    shop = closed_shop
    watch = IdleWatch(shop.window.windowHandle(), 10)
    watch.left_alone.connect(shop.wiring.sign_on.on_left_alone)
    watch.left_alone.emit()
    assert shop.codes == []
    shop.wiring.sign_on.on_signed(*CASHIER)
    shop.window.focus.on_scanned(ScanData(WATER))
    shop.checkout.ask_approval({})
    shop.checkout.approval_panel.pin.setText("5183")
    timer = watch.findChild(QTimer)
    assert timer is not None
    timer.start(1)
    wait_until(shop.sign_on.isVisible)
    session = shop.wiring.attendance.session
    assert session is not None
    assert session.is_locked
    assert shop.checkout.panel is None
    assert shop.checkout.approval_panel.pin.text() == ""
    watch.left_alone.emit()
    assert shop.codes == []
    shop.wiring.sign_on.on_signed(*CASHIER)
    assert shop.checkout.isVisible()
    assert shop.basket().total.minor == 200


def test_practice_ends_when_the_till_is_left_alone(closed_shop: Shop) -> None:
    closed_shop.wiring.sign_on.on_signed(*MANAGER)
    closed_shop.window.go(ScreenName.SHIFT)
    closed_shop.wiring.checkout.on_training()
    assert closed_shop.till.counter.is_training
    closed_shop.wiring.sign_on.on_left_alone()
    assert not closed_shop.till.counter.is_training
    assert closed_shop.sign_on.isVisible()


@pytest.mark.parametrize("sign", ["key", "mouse", "wheel", "scan"])
def test_every_sign_of_life_begins_the_wait_anew(shop: Shop, sign: str) -> None:
    window = shop.window.windowHandle()
    watch = IdleWatch(window, 10)
    timer = watch.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == 600_000
    timer.stop()
    place = QPoint(5, 5)
    if sign == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
    elif sign == "mouse":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)
    elif sign == "wheel":
        none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
        phase = Qt.ScrollPhase.NoScrollPhase
        at = QPointF(place)
        wheel = QWheelEvent(at, at, QPoint(), QPoint(0, 120), buttons, none, phase, False)
        QApplication.sendEvent(window, wheel)
    else:
        watch.on_active(ScanData(WATER))
    assert timer.isActive()
    QApplication.sendEvent(window, QEvent(QEvent.Type.User))
    window.removeEventFilter(watch)


def test_a_store_may_leave_its_tills_unlocked(shop: Shop) -> None:
    watch = IdleWatch(shop.window.windowHandle(), 0)
    watch.on_active()
    timer = watch.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()


def test_a_till_waits_as_long_as_its_store_has_just_decided(shop: Shop) -> None:
    watch = IdleWatch(shop.window.windowHandle(), 10)
    timer = watch.findChild(QTimer)
    assert timer is not None
    for minutes, is_active in ((0, False), (3, True)):
        profile = replace(shop.till.counter.profile, lock_after_minutes=minutes)
        watch.on_profile_changed(profile)
        assert (timer.interval(), timer.isActive()) == (minutes * 60_000, is_active)


@pytest.mark.parametrize("opened", [{"printer": PrinterPort(width_mm=58)}], indirect=True)
def test_papers_on_the_screen_are_as_wide_as_those_of_the_printer(opened: Opening) -> None:
    for name in (ScreenName.SHIFT, ScreenName.REPORTS, ScreenName.HISTORY):
        screen: Any = opened.window.screen_named(name)
        assert screen.paper._roll is Roll.MM58


def test_a_till_that_cannot_open_says_so_and_takes_no_pin(config: Config, chinese: None) -> None:
    with data_directory_lock(config.data), contextlib.ExitStack() as held:
        opening = Opening(config, held)
        opening.show(is_full_screen=False)
        wait_until(lambda: opening.exit_code == TOLD_EXIT)
        view = opening.window.screen_named(ScreenName.SIGN_ON)
        assert isinstance(view, SignOnView)
        assert codes(opening) == ["DATA_IN_USE"]
        assert not view.pin.isEnabled()
        for spoken in (Language.ENGLISH, Language.CHINESE):
            language.switch(spoken)
            settle()
            assert clipped_texts(opening.window) == []
        assert "收银程序未能打开" in [label.text() for label in view.findChildren(QLabel)]
        opening.close()
        opening.window.close()
        opening.window.deleteLater()
        opening.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        sys.excepthook = sys.__excepthook__
