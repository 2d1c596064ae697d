"""A counter scale on a serial line, asked by the ENQ/ACK dialogue that most of them know (CAS).

We send ENQ, the scale answers ACK; we send DC1, it answers 15 bytes: SOH STX, ``S`` or ``U`` for
stable or not, sign, six digits with a point, two letters of unit, a check byte, ETX EOT.
"""

import re
from functools import reduce
from operator import xor

from PySide6.QtCore import QObject, Signal

from pos_app.devices.interfaces import Scale
from pos_app.devices.io_worker import IoWorker, Result
from pos_app.devices.serial_port import SerialPort
from pos_app.domain.quantity import Quantity
from pos_app.errors import EnvironmentFault

ENQ, ACK, DC1 = b"\x05", b"\x06", b"\x11"
ANSWER_MS = 500
FRAME_BYTES = 15

_FRAME = re.compile(
    rb"\x01\x02(?P<body>[SU][ \-F][0-9. ]{6}(?:kg| g))(?P<check>.)\x03\x04", re.DOTALL
)
_THOUSANDTHS_OF = {b"kg": 1000, b" g": 1}


class SerialScale:
    """A ``Scale``. Blocks for up to two seconds; belongs on its carrier."""

    def __init__(self, port: SerialPort) -> None:
        self._port = port

    def read_weight(self) -> Quantity:
        """See ``Scale``. Weighs once: whether to weigh again is for a person to say.

        Raises SCALE_OFF, SCALE_BAD_ANSWER, SCALE_UNSTABLE, SCALE_OVERLOAD, SCALE_BELOW_ZERO,
        SCALE_EMPTY.
        """
        self._port.open()
        self._port.forget_input()
        self._port.write(ENQ, ANSWER_MS)
        if self._port.read(1, ANSWER_MS) != ACK:
            raise EnvironmentFault("SCALE_OFF")
        self._port.write(DC1, ANSWER_MS)
        return read_frame(self._port.read(FRAME_BYTES, ANSWER_MS))


class ScaleDesk(QObject):
    """What the rest of the till sees of the scale: ask it to weigh, and hear what it says.

    Signals: ``weighed(Quantity)`` in thousandths of a kilogram; ``failed(EnvironmentFault)``.
    """

    weighed = Signal(object)
    failed = Signal(object)

    def __init__(self, scale: Scale, worker: IoWorker) -> None:
        super().__init__()
        self._scale = scale
        self._worker = worker

    def weigh(self) -> None:
        """Weigh once. Asked again while it weighs: one answer is on its way, no other is made."""
        self._worker.submit(self._scale.read_weight, self._on_weighed)

    def stop(self) -> None:
        """Weigh no more, and end the carrier."""
        self._worker.stop()

    def _on_weighed(self, result: Result) -> None:
        if isinstance(result.value, Quantity):
            self.weighed.emit(result.value)
        elif isinstance(result.error, EnvironmentFault):
            self.failed.emit(result.error)
        else:  # our bug, logged by the worker
            self.failed.emit(EnvironmentFault("SCALE_BAD_ANSWER"))


def check_byte(body: bytes) -> int:
    """Give the check byte of a frame's body: all bytes, exclusive or."""
    return reduce(xor, body)


def read_frame(answer: bytes) -> Quantity:
    """Read a scale's answer to thousandths of a kilogram; see ``SerialScale.read_weight``."""
    frame = _FRAME.fullmatch(answer)
    if frame is None or check_byte(frame["body"]) != frame["check"][0]:
        raise EnvironmentFault("SCALE_BAD_ANSWER")
    body = frame["body"]
    if body[1:2] == b"F":
        raise EnvironmentFault("SCALE_OVERLOAD")
    if body[:1] == b"U":
        raise EnvironmentFault("SCALE_UNSTABLE")
    thousandths = _thousandths(body[2:8], _THOUSANDTHS_OF[body[8:10]])
    if body[1:2] == b"-" and thousandths:
        raise EnvironmentFault("SCALE_BELOW_ZERO")
    if not thousandths:
        raise EnvironmentFault("SCALE_EMPTY")
    return Quantity(thousandths)


def _thousandths(digits: bytes, unit: int) -> int:
    """Read ``01.234`` exactly; a fraction of a gram is not believed."""
    whole, _, fraction = digits.decode("ascii").strip().partition(".")
    is_number = whole.isdigit() and (fraction.isdigit() or not fraction)
    places = 3 if unit == 1000 else 0
    if not is_number or len(fraction) > places:
        raise EnvironmentFault("SCALE_BAD_ANSWER")
    return int(whole) * unit + int(fraction.ljust(places, "0") or "0")
