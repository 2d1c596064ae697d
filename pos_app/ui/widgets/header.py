"""The line at the top: where we are, who stands here, the time, and whether any of it is real."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.ports import Standing
from pos_app.ui.widgets.buttons import ActionButton
from pos_app.ui.widgets.label import ElidedLabel, text_label


class Header(QWidget):
    """Shows the standing; the notice bar lies over it when there is something to say."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._standing = Standing()
        self._store = text_label("heading")
        self._training = text_label("training")
        self._where = ElidedLabel("caption")
        self._moment = text_label("strong")
        self.language_key = ActionButton(actions[ActionName.LANGUAGE], "header", shows_key=False)
        self.lock_key = ActionButton(actions[ActionName.LOCK], "header")
        for key in (self.language_key, self.lock_key):
            key.setMinimumWidth(theme.px(110))
            key.setMaximumWidth(theme.px(200))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(4), 0, 0, 0)
        layout.setSpacing(theme.px(14))
        layout.addWidget(self._store)
        layout.addWidget(self._training)
        layout.addWidget(self._where, 1)
        layout.addWidget(self._moment)
        layout.addWidget(self.lock_key)
        layout.addWidget(self.language_key)
        self._training.hide()
        self.retranslate()

    def show_standing(self, standing: Standing) -> None:
        """Replace what is said."""
        self._standing = standing
        self.retranslate()

    def show_moment(self, moment: str) -> None:
        """Move the clock on."""
        if self._moment.text() != moment:
            self._moment.setText(moment)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set the words."""
        standing = self._standing
        self._store.setText(standing.store_name)
        self._training.setText(self.tr("TRAINING – nothing here is a real sale"))
        self._training.setVisible(standing.is_training)
        self.lock_key.setVisible(bool(standing.operator_name) and not standing.is_locked)
        parts = (
            (self.tr("Till {name}"), standing.till_name),
            (self.tr("Business day {name}"), standing.business_date),
            (self.tr("Shift {name}"), standing.shift_name),
            (self.tr("Cashier {name}"), standing.operator_name),
        )
        said = (words.replace("{name}", name) for words, name in parts if name)
        self._where.setText("  ·  ".join(said))
