"""Consent for each purpose by itself, with its notice to read. Nothing is agreed to beforehand."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice
from pos_app.ui import language, theme
from pos_app.ui.widgets.buttons import TouchButton, plain_text
from pos_app.ui.widgets.label import text_label, wrapped_label

MOST_PURPOSES = 4
_YES, _NO = "☑", "☐"


class ConsentPicker(QWidget):
    """A key for each purpose, F1 and on, and the text of the one touched last.

    Not a checkbox that stands ticked already: whoever did not say yes has not agreed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._notices: Mapping[str, tuple[Notice, ...]] = {}
        self._granted: set[Purpose] = set()
        self._shown = 0
        self.keys = [TouchButton("consent") for _ in range(MOST_PURPOSES)]
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for number, key in enumerate(self.keys):
            key.setCheckable(True)
            key.clicked.connect(partial(self._on_key, number))
            row.addWidget(key, 1)
        self._title = text_label("strong")
        self._why = wrapped_label("text")
        self._details = wrapped_label("caption")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(4))
        outer.addLayout(row)
        for label in (self._title, self._why, self._details):
            outer.addWidget(label)

    def begin(self, granted: frozenset[Purpose], notices: Mapping[str, tuple[Notice, ...]]) -> None:
        """Show the notices, by locale, and what is agreed to already; the first is read first."""
        self._notices = notices
        self._granted = set(granted)
        self._shown = 0
        self.retranslate()

    def answers(self) -> dict[Purpose, bool]:
        """Give the answer to every purpose that was shown."""
        return {notice.purpose: notice.purpose in self._granted for notice in self._here()}

    def spoken(self) -> str:
        """Give the locale the notices are read in."""
        return language.current().value

    def choose(self, number: int) -> None:
        """Agree, or take it back, and show what it is about."""
        here = self._here()
        if number < len(here):
            self._granted ^= {here[number].purpose}
            self._shown = number
            self.retranslate()

    def step(self, step: int) -> None:
        """Read another notice without answering it."""
        count = len(self._here())
        if count:
            self._shown = (self._shown + step) % count
            self.retranslate()

    def retranslate(self) -> None:
        """Set the words, in the language spoken now."""
        here = self._here()
        for number, key in enumerate(self.keys):
            key.setVisible(number < len(here))
            if number < len(here):
                notice = here[number]
                is_yes = notice.purpose in self._granted
                key.setChecked(is_yes)
                mark = _YES if is_yes else _NO
                key.setText(plain_text(f"F{number + 1} {mark} {notice.title}"))
        if here:
            self._show_notice(here[self._shown])

    def _show_notice(self, notice: Notice) -> None:
        need = self.tr("needed") if notice.is_required else self.tr("free to refuse")
        version = self.tr("notice {version}").replace("{version}", notice.version)
        self._title.setText("  ·  ".join((notice.title, need, version)))
        self._why.setText(notice.why)
        details = self.tr("Data: {data} Kept: {kept}").replace("{data}", notice.data)
        self._details.setText(details.replace("{kept}", notice.kept))

    def _here(self) -> tuple[Notice, ...]:
        return self._notices.get(self.spoken(), ())[:MOST_PURPOSES]

    def _on_key(self, number: int, *_checked: object) -> None:
        self.choose(number)
