"""The top of the page: what is safe, what waits, how the last exchange went, whom it is with."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.synced import Lasting
from pos_app.ui import formats, theme
from pos_app.ui.cloud_words import CloudWords
from pos_app.ui.widgets.label import ElidedLabel, set_role


class StateCard(QFrame):
    """Three lines that are always there, so that nothing below them moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.contact = ElidedLabel("strong")
        self.notes = ElidedLabel("caption")
        self.belonging = ElidedLabel("caption")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        inside.setSpacing(theme.px(4))
        for label in (self.contact, self.notes, self.belonging):
            inside.addWidget(label)
        self._words: CloudWords | None = None
        self._lasting: Lasting | None = None

    def show_state(self, words: CloudWords | None) -> None:
        """Say how things stand this minute."""
        self._words = words
        self.retranslate()

    def show_lasting(self, lasting: Lasting) -> None:
        """Say whom this till belongs to."""
        self._lasting = lasting
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        if self._words is None:
            self.contact.setText(self.tr("● Sales are kept on this till; no network needed"))
            self.notes.setText("")
        else:
            said = self._words.contact()
            self.contact.setText(said.text)
            set_role(self.contact, "strong" if said.role == "caption" else said.role)
            notes = self._words.notes()
            parts = (self._words.round(), self._words.why(), notes.text)
            self.notes.setText(" · ".join(part for part in parts if part))
            set_role(self.notes, notes.role)
        self.belonging.setText(self._belonging())

    def _belonging(self) -> str:
        lasting = self._lasting
        if lasting is None or lasting.connection is None:
            return self.tr("This till belongs to no cloud. Connect it with F7.")
        text = self.tr("{url} · store {store} · six digits to compare: {fingerprint}")
        text = text.replace("{url}", lasting.connection.url)
        text = text.replace("{store}", lasting.connection.store)
        text = text.replace("{fingerprint}", lasting.connection.fingerprint)
        risk = lasting.coupon_risk
        if risk is None:
            return text
        said = self.tr("coupons offline: {used} of {most} used")
        said = said.replace("{used}", formats.money(risk.used))
        return f"{text} · {said.replace('{most}', formats.money(risk.most))}"
