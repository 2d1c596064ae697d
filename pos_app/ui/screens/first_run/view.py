"""Step after step: what was said so far above, what is asked below, the keypad beside it.

A form is open at every step, so the keys are a form's: F1-F7 choose, Enter and F8 go on to the next
field, F9 answers, Esc goes back.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.first_run import DEMO, FROM_CLOUD, FROM_FILE, LATER, NOW, LeftOut, Step
from pos_app.ui import language, messages, theme
from pos_app.ui.action_names import ActionName
from pos_app.ui.actions import Actions
from pos_app.ui.list_screen import SideCard
from pos_app.ui.screen import Screen
from pos_app.ui.screens.first_run.contract import Asked
from pos_app.ui.screens.first_run.steps import FORMS, PAPER
from pos_app.ui.widgets.form_panel import FormPanel
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import wrapped_label
from pos_app.ui.widgets.panel import Panel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.table import Column, SnapshotModel, SnapshotTable

_SIDE_WIDTH: Final = 380
_ROW_HEIGHT: Final = 32
_NOT_YET: Final = "·"
_HERE: Final = "▶"
_DONE: Final = "✓"
_TYPED: Final = {
    Step.CLOUD: ("cloud_url", NOW),
    Step.PRINTER: ("printer_address", "network"),
    Step.CATALOGUE: ("catalogue_path", FROM_FILE),
}
"""What is chosen by typing into a field, so that it is not left for later unseen."""


@dataclass(frozen=True, slots=True)
class _Row:
    mark: str
    what: str
    words: str


class FirstRunView(Screen):
    """Asks step after step.

    Signals: ``answered(Answer)``; ``back()``; ``paper_came()`` and ``paper_missing()`` after a test
    page.
    """

    answered = Signal(object)
    back = Signal()
    paper_came = Signal()
    paper_missing = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._asked: Asked | None = None
        self._is_busy = self._is_searching = False
        self.forms = {step: FormPanel(actions, form) for step, form in FORMS.items()}
        self.paper = FormPanel(actions, PAPER)
        self.model: SnapshotModel[_Row] = SnapshotModel(
            (
                Column(36, lambda row: row.mark, is_strong=True),
                Column(210, lambda row: row.what, is_strong=True),
                Column(0, lambda row: row.words),
            )
        )
        self.table = SnapshotTable(self.model, _ROW_HEIGHT)
        self.note = wrapped_label("caption")
        self.card = SideCard()
        self.keypad = Keypad()
        self._lay_out()
        for panel in (*self.forms.values(), self.paper):
            self.prepare_panel(panel)
        for panel in self.forms.values():
            panel.answered.connect(self.answered)
            panel.left.connect(self.back)
        for step, (key, code) in _TYPED.items():
            self.forms[step].field(key).textEdited.connect(partial(self._on_typed, step, code))
        self.paper.answered.connect(self.paper_came)
        self.paper.left.connect(self.paper_missing)
        self.retranslate()

    def _lay_out(self) -> None:
        self._list = QFrame()
        self._list.setProperty("role", "card")
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(theme.px(3), theme.px(3), theme.px(3), theme.px(3))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.note)
        self.note.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(6))
        room = QWidget()  # stays when the list gives way to the letter keys
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._list, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(room, 1)
        for panel in (*self.forms.values(), self.paper):
            left.addWidget(panel)
        left.addLayout(self.letters_place)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card, 1)
        assert self.keypad is not None
        right.addWidget(self.keypad, 1)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(theme.px(_SIDE_WIDTH))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(10))
        outer.addLayout(left, 1)
        outer.addWidget(side)

    def ask(self, asked: Asked) -> None:
        """Ask what the step asks."""
        self._asked = asked
        panel = self.forms[asked.answers.step]
        choices = tuple(Choice(one.code, one.name_zh, one.name_en) for one in asked.offers)
        panel.ask(None, asked.values, choices, asked.chosen)
        self.retranslate()
        self.open_panel(panel)

    def open_panel(self, panel: Panel) -> None:
        """Put the keypad beside a form with fields, and what to know beside the others."""
        has_fields = panel.keypad_target() is not None
        assert self.keypad is not None
        self.keypad.setVisible(has_fields)
        self.card.setVisible(not has_fields)
        super().open_panel(panel)

    def ask_again(self) -> None:
        """Stay at what was asked, at the first empty field, such as a PIN to be typed anew."""
        if isinstance(self.panel, FormPanel):
            empty = next((field for field in self.panel.fields if not field.text()), None)
            if empty is not None:
                empty.setFocus()

    def ask_paper(self) -> None:
        """Ask whether the test page came out."""
        self.paper.ask()
        self.open_panel(self.paper)

    def show_busy(self, *, is_busy: bool) -> None:
        """Take no answer while one is being worked on."""
        self._is_busy, self._is_searching = is_busy, False
        for name in (ActionName.CONFIRM, ActionName.CANCEL):
            self.actions_table.set_possible(name, is_possible=not is_busy)
        self._say_note()

    def show_searching(self) -> None:
        """Say that the network is searched, and let Esc end that."""
        self.actions_table.set_possible(ActionName.CANCEL, is_possible=True)
        self._is_searching = True
        self._say_note()

    def show_letters_place(self, *, is_open: bool) -> None:
        """Put the letter keys in the place of the list: what is asked stays whole."""
        self._list.setVisible(not is_open)

    def on_step(self, step: int) -> None:
        """Look through the list."""
        self.table.move_mark(step)

    def _on_typed(self, step: Step, code: str, text: str) -> None:
        choices = self.forms[step].choices
        is_said = step is Step.PRINTER and choices.chosen() != LATER  # by cable: typed is its port
        if text and not is_said:
            choices.choose_code(code)

    def retranslate(self) -> None:
        """Set the words."""
        self.card.show_words(
            self.tr("First start"),
            (
                self.tr("A few questions, and this is a till. F9 goes on, Esc goes back."),
                self.tr(
                    "You may stop at any time, by closing the window or by switching off: it goes "
                    "on where it was left. Nothing counts before the last step."
                ),
                self.tr(
                    "What is answered here can be changed later in the set-up, but for the store's "
                    "code, the till's number and the currency."
                ),
            ),
        )
        for step, panel in self.forms.items():
            is_last = step is Step.SUMMARY
            panel.confirm.set_words(self.tr("Open the till") if is_last else self.tr("Next"))
            panel.cancel.set_words(self.tr("Back"))
        self.paper.confirm.set_words(self.tr("Yes, keep it"))
        self.paper.cancel.set_words(self.tr("No"))
        if self._asked is not None and self._asked.left_out:
            self.model.show_headings(("", self.tr("Not taken"), self.tr("Why")))
            self.model.show_rows(tuple(self._left_out_row(row) for row in self._asked.left_out))
        else:
            self.model.show_headings(("", self.tr("Step"), self.tr("Answer")))
            self._show_steps()
        self._say_note()

    def _show_steps(self) -> None:
        if self._asked is None:
            return
        steps = self._asked.answers.steps
        at = steps.index(self._asked.answers.step)
        self.model.show_rows(
            tuple(
                _Row(
                    _DONE if number < at else _HERE if number == at else _NOT_YET,
                    self._name(step),
                    self._said(step) if number < at or step in self._asked.answers.choices else "",
                )
                for number, step in enumerate(steps)
            )
        )
        self.table.select(at)

    def _say_note(self) -> None:
        asked = self._asked
        words = language.choose(asked.note_zh, asked.note_en) if asked else ""
        if self._is_busy:
            words = self.tr("One moment…")
        if self._is_searching:
            words = self.tr("Looking for printers in the network. Esc ends it.")
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _left_out_row(self, row: LeftOut) -> _Row:
        where = self.tr("Line {line}").replace("{line}", str(row.line))
        return _Row("", f"{where}  {row.sku}", messages.sentence(row.code, dict(row.facts)))

    def _name(self, step: Step) -> str:
        return {
            Step.LANGUAGE: self.tr("Language"),
            Step.KIND: self.tr("Kind of store"),
            Step.STORE: self.tr("Store and till"),
            Step.RECEIPT: self.tr("On the receipt"),
            Step.TAX: self.tr("Taxes"),
            Step.CLOUD: self.tr("Cloud"),
            Step.PRINTER: self.tr("Printer"),
            Step.PERSON: self.tr("Store manager"),
            Step.CATALOGUE: self.tr("Goods"),
            Step.SUMMARY: self.tr("Open the till"),
        }[step]

    def _said(self, step: Step) -> str:
        assert self._asked is not None
        answers = self._asked.answers
        texts, choice = answers.texts, answers.choices.get(step, "")
        if choice == LATER:
            return self.tr("later")
        pick = language.choose
        name = pick(texts.get("name_zh", ""), texts.get("name_en", ""))
        address = pick(texts.get("address_zh", ""), texts.get("address_en", ""))
        digits, fingerprint = self.tr("to compare: {digits}"), answers.fingerprint
        parts: dict[Step, tuple[str, ...]] = {
            Step.LANGUAGE: ("中文" if choice == "zh_CN" else "English",),
            Step.KIND: (self.tr("demo store") if choice == DEMO else self.tr("my store"),),
            Step.STORE: (name, texts.get("store", ""), texts.get("workstation", ""), choice),
            Step.RECEIPT: (address, texts.get("phone", "")),
            Step.TAX: (texts.get("taxes", ""),),
            Step.CLOUD: (texts.get("cloud_url", ""), digits.replace("{digits}", fingerprint)),
            Step.PRINTER: (texts.get("printer_address", ""),),
            Step.PERSON: (texts.get("person_name", ""), texts.get("person_number", "")),
            Step.CATALOGUE: (self._goods(choice),),
        }
        return "  ".join(part for part in parts.get(step, ()) if part)

    def _goods(self, choice: str) -> str:
        assert self._asked is not None
        answers = self._asked.answers
        if choice == FROM_CLOUD:
            return self.tr("from the cloud")
        words = self.tr("{items} items, {refused} rows left out")
        filled = words.replace("{items}", str(answers.items))
        return filled.replace("{refused}", str(answers.refused)) if answers.items else ""
