"""Where a camera's pictures come from: grey, one at a time, and none of them kept.

Cameras are read through V4L2, the interface of the Linux kernel that every USB camera's driver
speaks, with nothing but the standard library. On Windows there is no capture: the standard library
has no way to a camera there, and QtMultimedia is in Addons, which are not shipped. Wherever there
is no camera a folder of pictures stands in for one.
"""

import importlib.util
import mmap
import os
import select
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtGui import QImage

from pos_app.errors import EnvironmentFault

HAS_V4L2: Final = importlib.util.find_spec("fcntl") is not None
if HAS_V4L2:
    import fcntl


@dataclass(frozen=True, slots=True)
class GreyFrame:
    """A picture: ``pixels`` row by row from the top, one byte each, 0 is black."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


class FrameSource(Protocol):
    """What a camera is looked through."""

    def read_frame(self) -> GreyFrame:
        """Take a picture, now. Raises EnvironmentFault when there is none to be had."""

    def close(self) -> None:
        """Let go of the camera; the next picture opens it again."""


class PictureFolder:
    """Shows the pictures of a folder in turn: whatever lies there is held before the camera."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = 0

    def read_frame(self) -> GreyFrame:
        """See ``FrameSource``. An empty folder and a broken file are a blank wall."""
        pictures = sorted(self._folder.glob("*.png"))
        self._turn += 1
        picture = QImage(str(pictures[self._turn % len(pictures)])) if pictures else QImage()
        if picture.isNull():
            return GreyFrame(16, 16, bytes(16 * 16))
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        return GreyFrame(grey.bytesPerLine(), grey.height(), bytes(grey.constBits()))

    def close(self) -> None:
        """See ``FrameSource``. Nothing is held."""


FORMAT: Final = struct.Struct("=I4x12I152x")
"""``v4l2_format`` on 64 bits: type, then width, height, pixel format, field, bytes per line …"""

REQUEST: Final = struct.Struct("=3I8x")
"""``v4l2_requestbuffers``: count, type, memory."""

BUFFER: Final = struct.Struct("=5I4x32x2IQ3I4x")
"""``v4l2_buffer``: index, type, bytes used, flags, field … sequence, memory, offset, length …"""

KIND: Final = struct.Struct("=I")
"""The type alone, as starting and stopping take it."""


def _request(direction: int, number: int, argument: struct.Struct) -> int:
    """Make an ioctl number as the kernel's ``_IOC`` does; 1 goes in, 2 comes out, 3 both."""
    return direction << 30 | argument.size << 16 | ord("V") << 8 | number


SET_FORMAT: Final = _request(3, 5, FORMAT)
REQUEST_BUFFERS: Final = _request(3, 8, REQUEST)
QUERY_BUFFER: Final = _request(3, 9, BUFFER)
QUEUE_BUFFER: Final = _request(3, 15, BUFFER)
TAKE_BUFFER: Final = _request(3, 17, BUFFER)
START: Final = _request(1, 18, KIND)

_CAPTURE, _BY_MMAP, _ANY_FIELD = 1, 1, 0
_IS_SPOILT = 0x40
"""A flag: the driver says that this picture did not come whole."""

_GREY_IN: Final = {b"GREY": (0, 1), b"YUYV": (0, 2), b"UYVY": (1, 2), b"NV12": (0, 1)}
"""Pixel formats with brightness in bytes of their own: where the first is, and how far apart."""

_BUFFERS = 2
_PATIENCE_S = 1.0
_MOST_SPOILT = 5


@dataclass(frozen=True, slots=True)
class _Layout:
    """How brightness lies in a buffer; what fills a line up to its length counts as picture."""

    width: int
    height: int
    offset: int
    step: int

    def grey(self, buffer: mmap.mmap) -> GreyFrame:
        end = self.width * self.height * self.step
        return GreyFrame(self.width, self.height, buffer[self.offset : end : self.step])


class V4l2Camera:
    """A camera such as ``/dev/video0``, asked for pictures of about ``width`` by ``height``.

    Raises EnvironmentFault, each with the fact ``camera``: CAMERA_NOT_ON_WINDOWS, CAMERA_OFF when
    it is missing, taken or silent for a second, CAMERA_UNFIT when its pictures are compressed.
    """

    def __init__(self, device: Path, width: int = 1280, height: int = 720) -> None:
        self._device = device
        self._wished = (width, height)
        self._file: int | None = None
        self._layout = _Layout(0, 0, 0, 1)
        self._buffers: list[mmap.mmap] = []

    def read_frame(self) -> GreyFrame:
        """See ``FrameSource``. Waits for the next picture, at most a second for each try."""
        if not HAS_V4L2:
            raise self._fault("CAMERA_NOT_ON_WINDOWS")
        try:
            file = self._opened()
            self._forget_old(file)
            for _ in range(_MOST_SPOILT):
                index, flags = self._wait(file)
                frame = None if flags & _IS_SPOILT else self._layout.grey(self._buffers[index])
                self._queue(file, index)
                if frame is not None:
                    return frame
            raise OSError("no picture came whole")
        except (OSError, ValueError) as error:  # mmap refuses nonsense with ValueError
            self.close()
            raise self._fault("CAMERA_OFF") from error

    def close(self) -> None:
        """See ``FrameSource``."""
        for buffer in self._buffers:
            buffer.close()
        self._buffers = []
        if self._file is not None:
            file, self._file = self._file, None
            os.close(file)

    def _opened(self) -> int:
        if self._file is None:
            flags = os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC
            self._file = os.open(self._device, flags)
            self._layout = self._agree_on_format(self._file)
            self._map_buffers(self._file)
            fcntl.ioctl(self._file, START, KIND.pack(_CAPTURE))
        return self._file

    def _agree_on_format(self, file: int) -> _Layout:
        """Ask for one format after the other; a driver answers with what it will send instead."""
        for name in _GREY_IN:
            wish = FORMAT.pack(_CAPTURE, *self._wished, _four(name), _ANY_FIELD, *bytes(8))
            _, width, height, pixels, _, line, *_ = FORMAT.unpack(_ask(file, SET_FORMAT, wish))
            if place := _GREY_IN.get(pixels.to_bytes(4, "little")):
                offset, step = place
                return _Layout(max(width, line // step), height, offset, step)
        self.close()
        raise self._fault("CAMERA_UNFIT")

    def _map_buffers(self, file: int) -> None:
        wish = REQUEST.pack(_BUFFERS, _CAPTURE, _BY_MMAP)
        count, _, _ = REQUEST.unpack(_ask(file, REQUEST_BUFFERS, wish))
        needed = self._layout.width * self._layout.height * self._layout.step
        for index in range(count):
            answer = BUFFER.unpack(_ask(file, QUERY_BUFFER, _buffer(index)))
            offset, length = answer[7], answer[8]
            if length < needed:
                raise OSError("the buffer is smaller than the picture")
            self._buffers.append(mmap.mmap(file, length, prot=mmap.PROT_READ, offset=offset))
            self._queue(file, index)

    def _forget_old(self, file: int) -> None:
        """Give back what was taken before anybody looked."""
        for _ in self._buffers:
            if not select.select([file], [], [], 0)[0]:
                return
            index, _ = self._take(file)
            self._queue(file, index)

    def _wait(self, file: int) -> tuple[int, int]:
        if not select.select([file], [], [], _PATIENCE_S)[0]:
            raise TimeoutError("no picture came")
        return self._take(file)

    def _take(self, file: int) -> tuple[int, int]:
        index, _, _, flags, *_ = BUFFER.unpack(_ask(file, TAKE_BUFFER, _buffer(0)))
        return index, flags

    def _queue(self, file: int, index: int) -> None:
        _ask(file, QUEUE_BUFFER, _buffer(index))

    def _fault(self, code: str) -> EnvironmentFault:
        return EnvironmentFault(code, camera=str(self._device))


def _four(name: bytes) -> int:
    return int.from_bytes(name, "little")


def _buffer(index: int) -> bytes:
    return BUFFER.pack(index, _CAPTURE, 0, 0, 0, 0, _BY_MMAP, 0, 0, 0, 0)


def _ask(file: int, request: int, argument: bytes) -> bytes:
    """Have the driver fill in its answer."""
    answer = bytearray(argument)
    fcntl.ioctl(file, request, answer)
    return bytes(answer)
