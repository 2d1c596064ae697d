"""The pictures that stand on the customer's screen while nobody buys.

From the folder ``customer_pictures`` of the data directory (PNG, JPEG), in the order of their
names. A store without any shows its name, and so does a picture that cannot be read.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap

FOLDER: Final = "customer_pictures"
_KINDS: Final = frozenset({".png", ".jpg", ".jpeg"})
_MOST: Final = 50
_LARGEST_PIXELS: Final = 60_000_000


class Pictures:
    """Gives one after the other; keeps only the one in front, made as large as it is shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at = 0
        self._shown: QPixmap | None = None
        self._made_for: tuple[Path, QSize] | None = None
        self._files: list[Path] = []
        self.look()

    def look(self) -> None:
        """Find out which pictures there are now."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        self._files = sorted(path for path in found if path.suffix.lower() in _KINDS)[:_MOST]

    def go_on(self) -> None:
        """Take the next one; after the last, look what is there and begin again."""
        self._at += 1
        if self._at >= len(self._files):
            self._at = 0
            self.look()

    def shown(self, room: QSize) -> QPixmap:
        """Give the picture in front, as large as the room allows; an empty one where there is none.

        Its shape is kept, and nothing is made larger than it is.
        """
        if not self._files:
            return QPixmap()
        path = self._files[min(self._at, len(self._files) - 1)]
        if self._shown is None or self._made_for != (path, room):
            self._shown, self._made_for = _read(path, room), (path, room)
        return self._shown


def _read(path: Path, room: QSize) -> QPixmap:
    """Read a picture no larger than it is wanted; an empty one where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _LARGEST_PIXELS:
        return QPixmap()
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
