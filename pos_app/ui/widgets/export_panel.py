"""Hand a report out: as which file, into which folder, and whether closed days go by themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QWidget

from pos_app.domain.events_export import FileFormat
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.marked import marked
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.label import ElidedLabel, text_label
from pos_app.ui.widgets.panel import Panel

_FORMATS = (FileFormat.PDF, FileFormat.XLSX, FileFormat.CSV, FileFormat.ARCHIVE)
_NAMES = {
    FileFormat.PDF: marked("Exports", "PDF, paper"),
    FileFormat.XLSX: marked("Exports", "XLSX, Excel"),
    FileFormat.CSV: marked("Exports", "CSV, plain"),
    FileFormat.ARCHIVE: marked("Exports", "Signed day archive"),
}
_DAILY = len(_FORMATS)
_FIRST_PLACE = _DAILY + 1
_MOST_PLACES = 3
_LONGEST_NAME = 22
_LONGEST_FOLDER = 400


@dataclass(frozen=True, slots=True)
class ExportAnswer:
    """What is to be done; ``is_daily``: closed days are handed out by themselves from now on."""

    format: FileFormat
    folder: str
    is_daily: bool


@dataclass(frozen=True, slots=True)
class ExportState:
    """What stands in the panel when it opens; ``last`` says how the last export went.

    ``title`` and ``last`` are asked for again when another language is spoken.
    """

    title: Callable[[], str]
    formats: tuple[FileFormat, ...]
    folder: str
    is_daily: bool
    own_folder: str
    last: Callable[[], str]


class ExportPanel(Panel):
    """F1–F4 choose the kind of file, F5 whether closed days go by themselves, F6–F8 where to.

    Signals: ``answered(ExportAnswer)``.
    """

    answered = Signal(object)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._state: ExportState | None = None
        self._is_writing = False
        self._places: tuple[str, ...] = ()
        self._keys = tuple(TouchButton("choice") for _ in range(_DAILY + 1))
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.setCheckable(True)
            if number != _DAILY:  # that one turns over by itself when it is touched
                key.clicked.connect(partial(self._choose, number))
            grid.addWidget(
                key, number // _DAILY, number % _DAILY, 1, 1 if number < _DAILY else _DAILY
            )
        self._place_keys = tuple(TouchButton("choice") for _ in range(_MOST_PLACES))
        places = QHBoxLayout()
        places.setSpacing(theme.px(8))
        for number, key in enumerate(self._place_keys):
            key.clicked.connect(partial(self.on_choice, _FIRST_PLACE + number))
            places.addWidget(key, 1)
        self.folder = EntryField("", takes_letters=True)
        self.folder.setMaxLength(_LONGEST_FOLDER)
        self.folder.entered.connect(self._on_entered)
        self._folder_name = text_label("caption")
        self._last = ElidedLabel("caption")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._folder_name)
        row.addWidget(self.folder, 1)
        self.body.addLayout(grid)
        self.body.addLayout(places)
        self.body.addLayout(row)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._last)
        self.body.addStretch(1)

    def ask(self, state: ExportState) -> None:
        """Begin with where files went before; the first possible kind of file is chosen."""
        self._state = state
        for format_, key in zip(_FORMATS, self._keys, strict=False):
            key.setEnabled(format_ in state.formats)
        self._choose(next(at for at, one in enumerate(_FORMATS) if one in state.formats))
        self._keys[_DAILY].setChecked(state.is_daily)
        self.folder.setText(state.folder)
        self.show_places(state.own_folder, ())
        self.show_progress(None)
        self.retranslate()

    def show_places(self, own_folder: str, sticks: Sequence[str]) -> None:
        """Offer folders to go to with one key: this till's own, and what is plugged in."""
        self._places = (own_folder, *sticks)[:_MOST_PLACES]
        for number, key in enumerate(self._place_keys):
            key.setVisible(number < len(self._places))
        self.retranslate()

    def show_progress(self, done: float | None) -> None:
        """Show how far writing has come, from 0 to 1; None when nothing is being written."""
        self._progress.setVisible(done is not None)
        self._progress.setValue(int(100 * (done or 0.0)))
        self._is_writing = done is not None

    def retranslate(self) -> None:
        """Set the words."""
        if self._state is not None:
            title = self._state.title()
            self.heading.setText(self.tr("Export: {what}").replace("{what}", title))
            self._last.setText(self._state.last())
        self._folder_name.setText(self.tr("Folder"))
        for number, format_ in enumerate(_FORMATS):
            name = QCoreApplication.translate("Exports", _NAMES[format_])
            self._keys[number].setText(plain_text(f"F{number + 1} {name}"))
        names = [self.tr("Documents"), *map(_short, self._places[1:])]
        for number, (key, _) in enumerate(zip(self._place_keys, self._places, strict=False)):
            key.setText(plain_text(f"F{_FIRST_PLACE + number + 1} {names[number]}"))
        daily = self.tr("F5 Export every closed day by itself (what: Set-up, Day exports)")
        self._keys[_DAILY].setText(plain_text(daily))

    def keyboard_owner(self) -> QWidget | None:
        """Type the folder; everything else has a key."""
        return self.folder

    def on_choice(self, number: int) -> None:
        """Choose a kind of file, or whether closed days go by themselves."""
        if number < _DAILY and self._keys[number].isEnabled():
            self._choose(number)
        elif number == _DAILY:
            self._keys[_DAILY].toggle()
        elif _FIRST_PLACE <= number < _FIRST_PLACE + len(self._places):
            self.folder.setText(self._places[number - _FIRST_PLACE])

    def on_confirm(self) -> None:
        """Give the answer."""
        if self._is_writing:
            return
        chosen = next(at for at, key in enumerate(self._keys) if key.isChecked())
        folder, is_daily = self.folder.text().strip(), self._keys[_DAILY].isChecked()
        self.answered.emit(ExportAnswer(_FORMATS[chosen], folder, is_daily))

    def _choose(self, number: int) -> None:
        for at, key in enumerate(self._keys[:_DAILY]):
            key.setChecked(at == number)

    def _on_entered(self, _text: str) -> None:
        self.on_confirm()


def _short(folder: str) -> str:
    """Name a stick by the end of its path, where its name stands."""
    name = folder.rstrip("/\\")
    return name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"
