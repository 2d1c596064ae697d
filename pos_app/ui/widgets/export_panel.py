"""Hand a report out: as which file, into which folder, and whether closed days go by themselves."""

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
    FileFormat.PDF: marked("Exports", "PDF, to read and print"),
    FileFormat.XLSX: marked("Exports", "XLSX, for a spreadsheet"),
    FileFormat.CSV: marked("Exports", "CSV, for any program"),
    FileFormat.ARCHIVE: marked("Exports", "Signed day archive"),
}
_DAILY = len(_FORMATS)
_LONGEST_FOLDER = 400


@dataclass(frozen=True, slots=True)
class ExportAnswer:
    """What is to be done; ``is_daily``: closed days are handed out by themselves from now on."""

    format: FileFormat
    folder: str
    is_daily: bool


@dataclass(frozen=True, slots=True)
class ExportState:
    """What stands in the panel when it opens; ``last`` says how the last export went."""

    title: str
    formats: tuple[FileFormat, ...]
    folder: str
    is_daily: bool
    last: str


class ExportPanel(Panel):
    """F1–F4 choose the kind of file, F5 whether closed days go by themselves, F9 hands out.

    Signals: ``answered(ExportAnswer)``.
    """

    answered = Signal(object)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._title = ""
        self._is_writing = False
        self._keys = tuple(TouchButton("choice") for _ in range(_DAILY + 1))
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for number, key in enumerate(self._keys):
            key.setCheckable(True)
            if number != _DAILY:  # that one turns over by itself when it is touched
                key.clicked.connect(partial(self._choose, number))
            grid.addWidget(key, number // 2, number % 2, 1, 2 if number == _DAILY else 1)
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
        self.body.addLayout(row)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._last)
        self.body.addStretch(1)

    def ask(self, state: ExportState) -> None:
        """Begin with where files went before; the first possible kind of file is chosen."""
        self._title = state.title
        for format_, key in zip(_FORMATS, self._keys, strict=False):
            key.setEnabled(format_ in state.formats)
        self._choose(next(at for at, one in enumerate(_FORMATS) if one in state.formats))
        self._keys[_DAILY].setChecked(state.is_daily)
        self.folder.setText(state.folder)
        self._last.setText(state.last)
        self.show_progress(None)
        self.retranslate()

    def show_progress(self, done: float | None) -> None:
        """Show how far writing has come, from 0 to 1; None when nothing is being written."""
        self._progress.setVisible(done is not None)
        self._progress.setValue(int(100 * (done or 0.0)))
        self._is_writing = done is not None

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Hand out: {what}").replace("{what}", self._title))
        self._folder_name.setText(self.tr("Folder"))
        for number, format_ in enumerate(_FORMATS):
            name = QCoreApplication.translate("Exports", _NAMES[format_])
            self._keys[number].setText(plain_text(f"F{number + 1} {name}"))
        daily = self.tr("F5 After each day close by itself: archive, PDF and XLSX")
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
