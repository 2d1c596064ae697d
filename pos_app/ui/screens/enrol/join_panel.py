"""The code by which a customer joins on their own phone, large enough to be read from a metre."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.ui import theme
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.qr_code import QrCode

_SIDE = 320


class JoinPanel(GuestPanel):
    """A QR code and what to say to the customer; Esc leaves it."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self.code = QrCode(_SIDE)
        self._say = wrapped_label("title")
        self._how = wrapped_label("text")
        words = QVBoxLayout()
        words.setSpacing(theme.px(12))
        words.addStretch(1)
        words.addWidget(self._say)
        words.addWidget(self._how)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        row.addWidget(self.code)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.confirm.hide()

    def begin(self, text: str) -> None:
        """Open with the code of a text."""
        self.code.show_text(text)
        self.retranslate()
        self.opened.emit()

    def retranslate(self) -> None:
        """Set the words."""
        self.heading.setText(self.tr("Join by phone"))
        self.cancel.set_words(self.tr("Close"))
        self._say.setText(self.tr("Please scan this code with your phone to become a member."))
        self._how.setText(
            self.tr(
                "It counts for this store, this till and whoever is signed on. The same code is "
                "on the receipt. Go on selling: Esc, or scan the next item."
            )
        )

    def on_confirm(self) -> None:
        """F9 has nothing to confirm here: it closes the panel like Esc."""
        self.on_cancel()
