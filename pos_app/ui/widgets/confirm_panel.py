"""A question before something that cannot be taken back; answered by F9, never by Enter."""

from collections.abc import Callable

from pos_app.ui import messages
from pos_app.ui.actions import Actions
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel


class ConfirmPanel(Panel):
    """Asks one question; the answer is a call."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions, is_danger=True)
        self._question = wrapped_label("text")
        self.body.addWidget(self._question)
        self._code = ""
        self._facts: dict[str, object] = {}
        self._confirmed: Callable[[], None] = self.left.emit

    def ask(self, code: str, facts: dict[str, object], confirmed: Callable[[], None]) -> None:
        """Prepare the question: two sentences by code, ``CODE`` and ``CODE_WHY``."""
        self._code, self._facts, self._confirmed = code, facts, confirmed
        self.retranslate()

    def retranslate(self) -> None:
        """Say the question in the language spoken now."""
        if self._code:
            self.heading.setText(messages.sentence(self._code, self._facts))
            self._question.setText(messages.sentence(f"{self._code}_WHY", self._facts))

    def on_confirm(self) -> None:
        """Go ahead."""
        self._confirmed()
