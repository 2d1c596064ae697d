"""The kernel's camera interface: our numbers are its header's, pictures come out as they went in.

No camera was at hand. The far end here is a driver that keeps its buffers in a real file, mapped as
those of a camera are; what it does with each request is what the kernel's documentation says.
"""

import errno
import fcntl
import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos_app.devices import camera_frames
from pos_app.devices.camera_frames import (
    BUFFER,
    FORMAT,
    KIND,
    QUERY_BUFFER,
    QUEUE_BUFFER,
    REQUEST,
    REQUEST_BUFFERS,
    SET_FORMAT,
    START,
    TAKE_BUFFER,
    GreyFrame,
    V4l2Camera,
)
from pos_app.errors import EnvironmentFault

HEADER = Path("/usr/include/linux/videodev2.h")
QUESTION = """
#include <linux/videodev2.h>
#include <stddef.h>
#include <stdio.h>
#define AT(field) offsetof(struct v4l2_buffer, field)
#define PIX(field) offsetof(struct v4l2_format, fmt.pix.field)
int main(void) {
    printf("%lu %lu %lu %lu %lu %lu ", (unsigned long)VIDIOC_S_FMT, (unsigned long)VIDIOC_REQBUFS,
        (unsigned long)VIDIOC_QUERYBUF, (unsigned long)VIDIOC_QBUF, (unsigned long)VIDIOC_DQBUF,
        (unsigned long)VIDIOC_STREAMON);
    printf("%zu %zu %zu ", AT(flags), AT(memory), AT(m.offset));
    printf("%zu %zu %zu ", AT(length), PIX(pixelformat), PIX(bytesperline));
    printf("%d %d %d\\n", V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_MEMORY_MMAP, V4L2_BUF_FLAG_ERROR);
}
"""


def test_requests_and_structures_are_those_of_the_kernels_header(tmp_path: Path) -> None:
    if shutil.which("cc") is None or not HEADER.exists():
        pytest.skip("no C compiler, or no header of the kernel, to ask")
    (tmp_path / "ask.c").write_text(QUESTION, encoding="utf-8")
    subprocess.run(["cc", "-o", tmp_path / "ask", tmp_path / "ask.c"], check=True)
    answer = subprocess.run([tmp_path / "ask"], check=True, capture_output=True, text=True)
    ours = [SET_FORMAT, REQUEST_BUFFERS, QUERY_BUFFER, QUEUE_BUFFER, TAKE_BUFFER, START]
    marked = BUFFER.pack(1, 1, 1, 0xAAAA, 1, 1, 0xBBBB, 0xCCCC, 0xDDDD, 1, 1)
    places = [marked.index(value.to_bytes(4, "little")) for value in (0xAAAA, 0xBBBB, 0xCCCC)]
    picture = FORMAT.pack(1, 2, 3, 0xEEEE, 4, 0xFFFF, *[0] * 7)
    ours += [*places, marked.index(b"\xdd\xdd\0\0")]
    ours += [picture.index(b"\xee\xee\0\0"), picture.index(b"\xff\xff\0\0"), 1, 1, 0x40]
    assert [int(number) for number in answer.stdout.split()] == ours


@dataclass
class Driver:
    """A camera's driver. ``sends`` is the only format it knows; ``line`` the bytes of one line.

    Each buffer that is taken holds the next picture; ``spoilt`` of them come broken first.
    """

    place: Path
    width: int = 6
    height: int = 3
    line: int = 12
    sends: bytes = b"YUYV"
    spoilt: int = 0
    is_streaming: bool = False
    pictures: int = 0
    waiting: deque[int] = field(default_factory=deque)
    length: int = 4_096

    def ioctl(self, file: int, request: int, argument: bytearray) -> int:
        """Answer as the kernel does: into the argument, or with an error."""
        match request:
            case camera_frames.SET_FORMAT:
                size = self.line * self.height
                made = (self.width, self.height, int.from_bytes(self.sends, "little"), 1, self.line)
                argument[:] = FORMAT.pack(1, *made, size, *[0] * 6)
            case camera_frames.REQUEST_BUFFERS:
                os.ftruncate(file, 2 * self.length)
                argument[:] = REQUEST.pack(2, 1, 1)
            case camera_frames.QUERY_BUFFER:
                index = BUFFER.unpack(argument)[0]
                argument[:] = self.buffer(index)
            case camera_frames.QUEUE_BUFFER:
                self.waiting.append(BUFFER.unpack(argument)[0])
            case camera_frames.START:
                assert KIND.unpack(argument) == (1,)
                self.is_streaming = True
            case camera_frames.TAKE_BUFFER:
                argument[:] = self.take(file)
        return 0

    def buffer(self, index: int, flags: int = 0) -> bytes:
        return BUFFER.pack(index, 1, 0, flags, 1, 0, 1, index * self.length, self.length, 0, 0)

    def take(self, file: int) -> bytes:
        assert self.is_streaming
        if not self.waiting:
            raise BlockingIOError(errno.EAGAIN, "no buffer")
        self.pictures += 1
        index = self.waiting.popleft()
        os.pwrite(file, self.drawn(), index * self.length)
        if self.spoilt:
            self.spoilt -= 1
            return self.buffer(index, camera_frames._IS_SPOILT)
        return self.buffer(index)

    def drawn(self) -> bytes:
        """Brightness counts up from the number of the picture; colour is 0xEE everywhere."""
        offset, step = {b"GREY": (0, 1), b"YUYV": (0, 2), b"UYVY": (1, 2), b"NV12": (0, 1)}.get(
            self.sends, (0, 1)
        )
        cells = bytearray(b"\xee" * (self.line * self.height))
        for row in range(self.height):
            for column in range(self.width):
                grey = self.pictures * 20 + row * self.width + column
                cells[row * self.line + offset + column * step] = grey
        return bytes(cells)


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    driver = Driver(tmp_path / "video0")
    driver.place.touch()
    monkeypatch.setattr(fcntl, "ioctl", driver.ioctl)
    return driver


@pytest.fixture
def camera(driver: Driver) -> Iterator[V4l2Camera]:
    camera = V4l2Camera(driver.place)
    yield camera
    camera.close()


def counted(first: int, frame: GreyFrame) -> bool:
    """The picture's own columns count up from its first dot."""
    rows = [frame.pixels[row * frame.width :][:6] for row in range(frame.height)]
    return b"".join(rows) == bytes(range(first, first + 6 * frame.height))


@pytest.mark.parametrize(
    ("sends", "line"),
    [(b"GREY", 6), (b"GREY", 8), (b"YUYV", 12), (b"YUYV", 16), (b"UYVY", 12), (b"NV12", 6)],
)
def test_a_picture_is_the_brightness_that_the_camera_sent_and_the_newest(
    driver: Driver, camera: V4l2Camera, sends: bytes, line: int
) -> None:
    driver.sends, driver.line = sends, line
    frame = camera.read_frame()
    step = 1 if sends in (b"GREY", b"NV12") else 2
    assert (frame.width, frame.height, len(frame.pixels)) == (line // step, 3, line // step * 3)
    assert driver.pictures == 3  # two were old
    assert counted(60, frame)
    assert counted(120, camera.read_frame())
    assert sorted(driver.waiting) == [0, 1]


def test_a_picture_that_did_not_come_whole_is_passed_over(
    driver: Driver, camera: V4l2Camera
) -> None:
    driver.spoilt = 4
    assert counted(100, camera.read_frame())
    driver.spoilt = 100
    with pytest.raises(EnvironmentFault, match="CAMERA_OFF"):
        camera.read_frame()
    driver.spoilt, driver.pictures, driver.waiting = 0, 0, deque()
    assert counted(60, camera.read_frame())


@pytest.mark.parametrize("name", ["missing", "regular"])
def test_what_is_no_camera_is_said_to_be_off_and_no_file_stays_open(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "regular").touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(EnvironmentFault) as caught:
        V4l2Camera(tmp_path / name).read_frame()
    assert (caught.value.code, caught.value.facts) == (
        "CAMERA_OFF",
        {"camera": str(tmp_path / name)},
    )
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_camera_that_only_compresses_is_unfit_and_one_that_lies_about_its_size_is_off(
    driver: Driver, camera: V4l2Camera
) -> None:
    driver.sends = b"MJPG"
    with pytest.raises(EnvironmentFault, match="CAMERA_UNFIT"):
        camera.read_frame()
    driver.sends, driver.height = b"YUYV", 4_000
    with pytest.raises(EnvironmentFault, match="CAMERA_OFF"):
        camera.read_frame()


def test_where_there_is_no_such_interface_it_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_frames, "HAS_V4L2", False)
    with pytest.raises(EnvironmentFault, match="CAMERA_NOT_ON_WINDOWS"):
        V4l2Camera(tmp_path / "video0").read_frame()
