"""The devices beside this workstation, built from its settings (config.py)."""

from PySide6.QtGui import QWindow

from pos_app.clock import Clock
from pos_app.config import Config, PrinterPort
from pos_app.devices.camera import CameraScanner, CodeReader
from pos_app.devices.camera_frames import PictureFolder, V4l2Camera
from pos_app.devices.cash_drawer import PrinterDrawer
from pos_app.devices.interfaces import PrintJob
from pos_app.devices.io_worker import IoWorker
from pos_app.devices.print_queue import PrintQueue
from pos_app.devices.printer_link import FileLink, Link, NetworkLink, SerialLink
from pos_app.devices.receipt_printer import EscposPrinter, PrinterSettings
from pos_app.devices.scale import ScaleDesk, SerialScale
from pos_app.devices.scanner import SerialScanner, WedgeScanner
from pos_app.devices.serial_port import SerialPort, SerialSettings
from pos_app.devices.wedge import WedgeSettings
from pos_app.receipts.paper import Paper, Roll

PRINTED_FILE = "printed.escpos"
"""What the printer of kind ``file`` collects: the very bytes a printer would get."""


def build_print_queue(config: Config, clock: Clock, worker: IoWorker) -> PrintQueue:
    """Give the printer's desk, with the drawer that hangs on the printer.

    Thread: the GUI thread; the worker carries the device calls.
    """
    printer = EscposPrinter(_link(config, clock), _settings(config.printer))
    return PrintQueue(printer, PrinterDrawer(printer), worker)


def print_now(config: Config, clock: Clock, paper: Paper) -> None:
    """Print a page and wait until it is known to be printed, or sent to a printer that is mute.

    For a till that is only being set up: nobody waits for its till thread yet.

    Raises what kept it from being printed.
    """
    printer = EscposPrinter(_link(config, clock), _settings(config.printer))
    outcome = printer.print_job(PrintJob(clock.new_id().hex, paper))
    if outcome.fault is not None:
        raise outcome.fault


def build_scanner(config: Config, window: QWindow) -> WedgeScanner | SerialScanner:
    """Take scans from the window's keys; a serial scanner has a carrier of its own."""
    port = config.scanner
    if port.kind == "serial":
        line = SerialPort(SerialSettings(port.device, port.baud), off_code="SCANNER_OFF")
        return SerialScanner(line, IoWorker("scanner"))
    return WedgeScanner(window, WedgeSettings(prefix=port.prefix))


def build_camera(config: Config, clock: Clock) -> CameraScanner | None:
    """Give the camera, on a carrier of its own; None where none is set."""
    port = config.camera
    if port is None:
        return None
    place = config.data / port.device
    frames = PictureFolder(place) if place.is_dir() else V4l2Camera(place)
    worker = IoWorker("camera", most_waiting=1)
    return CameraScanner(frames, CodeReader(port.code), worker, clock, port.looks_per_second)


def build_scale(config: Config) -> ScaleDesk | None:
    """Give the scale's desk, on a carrier of its own; None where no scale stands."""
    port = config.scale
    if port is None:
        return None
    line = SerialPort(SerialSettings(port.device, port.baud), off_code="SCALE_OFF")
    return ScaleDesk(SerialScale(line), IoWorker("scale", most_waiting=1))


def roll_of(port: PrinterPort) -> Roll:
    """Say which paper lies in the printer; the screen shows papers as wide as they are printed."""
    return Roll.MM58 if port.width_mm == 58 else Roll.MM80


def _settings(port: PrinterPort) -> PrinterSettings:
    return PrinterSettings(roll=roll_of(port), answers=port.kind != "file")


def _link(config: Config, clock: Clock) -> Link:
    port = config.printer
    match port.kind:
        case "network":
            return NetworkLink(port.host, port.port, clock)
        case "serial":
            settings = SerialSettings(port.device, port.baud)
            line = SerialPort(settings, off_code="PRINTER_OFF")
            return SerialLink(line, clock)
        case "usb":
            return FileLink(config.data / port.device, clock)
        case _:
            config.receipts.mkdir(mode=0o700, parents=True, exist_ok=True)
            return FileLink(config.receipts / PRINTED_FILE, clock)
