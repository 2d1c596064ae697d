"""Become a member at the till: phone, name, and consent for each purpose. No network needed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.domain.member import Purpose
from pos_app.domain.notice import Notice
from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.enrol.consent_picker import ConsentPicker
from pos_app.ui.screens.enrol.contract import Application
from pos_app.ui.widgets.fields import EntryField, plain_digits
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.label import text_label, wrapped_label

_LONGEST_PHONE = 24
_LONGEST_NAME = 40
_OTHER_FIELD = 7


class EnrolPanel(GuestPanel):
    """Two fields and the consents; Enter goes on to the next field, F9 enrols.

    Signals: ``answered(Application)``; ``known_wanted(str)``
    with the phone of somebody who is a member already and is to be taken as they are.
    """

    answered = Signal(Application)
    known_wanted = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.phone = EntryField("entry")
        self.phone.setMaxLength(_LONGEST_PHONE)
        self.name = EntryField("entry", takes_letters=True)
        self.name.setMaxLength(_LONGEST_NAME)
        self._owner = self.phone
        self._labels = (text_label("caption"), text_label("caption"))
        self.consents = ConsentPicker()
        self._known = wrapped_label("bad")
        self._known_name: tuple[str, str] | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        for column, (label, field) in enumerate(
            zip(self._labels, (self.phone, self.name), strict=True)
        ):
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
            field.entered.connect(self._on_entered)
            field.focused.connect(partial(self._on_focused, field))
        self.phone.textChanged.connect(self._on_phone_changed)
        self.body.addLayout(grid)
        self.body.addWidget(self._known)
        self.body.addWidget(self.consents)
        self.body.addStretch(1)

    def begin(self, phone: str, notices: Mapping[str, tuple[Notice, ...]]) -> None:
        """Open with nothing agreed to; who typed a phone already goes on with the name."""
        self.phone.setText(phone)
        self.name.clear()
        self.consents.begin(frozenset(), notices)
        self._owner = self.name if phone else self.phone
        self._known_name = None
        self.retranslate()
        self.opened.emit()

    def show_known(self, name_masked: str, phone_masked: str) -> None:
        """Offer to take the member who has this phone already."""
        self._known_name = (name_masked, phone_masked)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("New member"))
        self.confirm.set_words(self.tr("Enrol"))
        phone, name = self._labels
        phone.setText(self.tr("Mobile number"))
        name.setText(self.tr("Name (may stay empty; kept masked)"))
        self.name.setPlaceholderText(self.tr("F8 changes the field"))
        known = self._known_name
        self._known.setVisible(known is not None)
        self.consents.setVisible(known is None)
        if known is not None:
            words = self.tr("{phone} is a member already: {name}")
            filled = words.replace("{name}", known[0]).replace("{phone}", known[1])
            self._known.setText(filled)
            self.confirm.set_words(self.tr("Take this member"))
        self.consents.retranslate()

    def keyboard_owner(self) -> QWidget:
        """Type into the field it is at."""
        return self._owner

    def on_choice(self, number: int) -> None:
        """F1–F4 answer a purpose, F8 goes to the other field."""
        if number == _OTHER_FIELD:
            self._go_to(self.name if self._owner is self.phone else self.phone)
        elif self._known_name is None:
            self.consents.choose(number)

    def on_step(self, step: int) -> None:
        """Read another notice."""
        self.consents.step(step)

    def on_confirm(self) -> None:
        """Give what was filled in."""
        if self._known_name is not None:
            self.known_wanted.emit(plain_digits(self.phone.text()))
            return
        answers: dict[Purpose, bool] = self.consents.answers()
        self.answered.emit(
            Application(
                plain_digits(self.phone.text()),
                self.name.text().strip(),
                answers,
                self.consents.spoken(),
            )
        )

    def _go_to(self, field: EntryField) -> None:
        self._owner = field
        field.setFocus()

    def _on_focused(self, field: EntryField) -> None:
        self._owner = field

    def _on_entered(self, _text: str) -> None:
        if self._owner is self.phone:
            self._go_to(self.name)
        # Enter never enrols: a scan ends in it, and consent is answered by hand.

    def _on_phone_changed(self, _text: str) -> None:
        if self._known_name is not None:
            self._known_name = None
            self.retranslate()
