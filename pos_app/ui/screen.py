"""The ground of every screen: words again at a language change, one keyboard owner, one panel.

A screen says which scope it is, which widget owns the keyboard, and shows at most one panel in
place of its function keys. Screens do not know one another.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.scan_data import ScanData
from pos_app.ui.action_names import ActionName, Scope
from pos_app.ui.actions import Actions
from pos_app.ui.ports import ScreenName
from pos_app.ui.widgets.fields import EntryField
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from pos_app.ui.widgets.approval_panel import ApprovalPanel
    from pos_app.ui.widgets.confirm_panel import ConfirmPanel
    from pos_app.ui.widgets.letters import Letters


class Screen(QWidget):
    """One place a cashier can be.

    Signals: ``scanned(ScanData)`` for a scan while this screen is in front; ``shown()`` each time
    it comes to the front; ``keyboard_moved()`` when another widget should own the keyboard.
    """

    scope = Scope.STARTING
    scanned = Signal(object)
    shown = Signal()
    keyboard_moved = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.actions_table = actions
        self.panel: Panel | None = None
        self.keypad: Keypad | None = None
        self.has_letters = False
        self.way_back = ScreenName.CHECKOUT
        actions[ActionName.CONFIRM].triggered.connect(self._on_confirm)
        actions[ActionName.CANCEL].triggered.connect(self._on_cancel)
        actions[ActionName.LINE_UP].triggered.connect(self._on_up)
        actions[ActionName.LINE_DOWN].triggered.connect(self._on_down)
        actions.choice_made.connect(self._on_choice)

    # What a screen says of itself

    def home_field(self) -> QWidget:
        """Name the widget that owns the keyboard while no panel is open."""
        return self

    def retranslate(self) -> None:
        """Set every text of the screen in the language spoken now."""

    def on_step(self, step: int) -> None:
        """Take Up (-1) or Down (1) while no panel is open."""

    def show_panel_place(self, *, is_open: bool) -> None:
        """Make room for the panel, such as by hiding the function keys."""

    def show_letters_place(self, *, is_open: bool) -> None:
        """Make room for the letter keys."""

    # What the desk asks of it

    def keyboard_owner(self) -> QWidget:
        """Name the widget that typed keys belong to now: the panel's field, or the home field."""
        owner = self.panel.keyboard_owner() if self.panel else None
        return owner or self.home_field()

    def take_scan(self, scan: object) -> None:
        """Hand a scan to the panel that asks for one, else to the presenter."""
        assert isinstance(scan, ScanData)
        if self.panel is None or not self.panel.take_scan(scan):
            self.scanned.emit(scan)

    def current_scope(self) -> Scope:
        """Say which keys work now."""
        return Scope.PANEL if self.panel else self.scope

    # Panels

    @cached_property
    def confirm_panel(self) -> "ConfirmPanel":
        """The panel of questions; made when a screen gives it a place, as sign-on has none."""
        from pos_app.ui.widgets.confirm_panel import ConfirmPanel

        panel = ConfirmPanel(self.actions_table)
        self.prepare_panel(panel)
        return panel

    @cached_property
    def approval_panel(self) -> "ApprovalPanel":
        """The panel for a second person; made when a screen gives it a place."""
        from pos_app.ui.widgets.approval_panel import ApprovalPanel

        panel = ApprovalPanel(self.actions_table)
        self.prepare_panel(panel)
        return panel

    def prepare_panel(self, panel: Panel) -> None:
        """Make a panel one of this screen's; the screen's layout gives it its place."""
        panel.left.connect(self.close_panel)
        for field in panel.findChildren(EntryField):
            field.focused.connect(self.move_keyboard)

    def open_panel(self, panel: Panel) -> None:
        """Show a panel in place of the function keys and give it the keyboard."""
        if self.panel is not None and self.panel is not panel:
            self.panel.hide()
        self.panel = panel
        self.show_panel_place(is_open=True)
        panel.show()
        self.move_keyboard()

    def close_panel(self) -> None:
        """Go back to the function keys."""
        if self.panel is not None:
            self.panel.hide()
            self.panel = None
            self.show_panel_place(is_open=False)
            self._show_letters(is_open=False)
        self.move_keyboard()

    def ask_approval(self, facts: dict[str, object]) -> None:
        """Open the panel for a second person; see ``approving.ApprovalView``."""
        self.approval_panel.ask(facts)
        self.open_panel(self.approval_panel)

    def offer_badge(self, operator_number: str) -> bool:
        """Fill a badge into the approval panel; False when none is open."""
        is_open = self.panel is self.approval_panel
        if is_open:
            self.approval_panel.take_number(operator_number)
        return is_open

    def move_keyboard(self) -> None:
        """Let scope, focus and keypad follow what is open now."""
        if not self.isVisible():
            return
        self.actions_table.set_scope(self.current_scope())
        if self.keypad is not None:
            owner = self.panel.keypad_target() if self.panel else None
            home = self.home_field()
            target = owner or (home if isinstance(home, EntryField) else None)
            if target is not None:
                # Behind a panel without a field the keypad types on, but nobody means letters then.
                offers_letters = target.takes_letters and (owner is not None or self.panel is None)
                self.keypad.set_target(target, offers_letters=offers_letters)
                self._follow_with_letters(target, offers_letters=offers_letters)
        self.keyboard_moved.emit()

    # Letter keys

    @cached_property
    def letters_place(self) -> QVBoxLayout:
        """Where the letter keys stand; asking for it lets the keypad offer them here."""
        assert self.keypad is not None
        self.keypad.letters_key.clicked.connect(self._on_letters_key)
        return QVBoxLayout()

    @cached_property
    def letters(self) -> "Letters":
        """The letter keys; made when they are first wanted."""
        from pos_app.ui.widgets.letters import Letters

        letters = Letters()
        self.letters_place.addWidget(letters)
        return letters

    def _follow_with_letters(self, target: EntryField, *, offers_letters: bool) -> None:
        if self.has_letters and offers_letters:
            self.letters.set_target(target)
        else:
            self._show_letters(is_open=False)

    def _show_letters(self, *, is_open: bool) -> None:
        if is_open == self.has_letters:
            return
        assert self.keypad is not None
        self.has_letters = is_open
        self.keypad.letters_key.setChecked(is_open)
        self.letters.setVisible(is_open)
        self.show_letters_place(is_open=is_open)

    def _on_letters_key(self) -> None:
        self._show_letters(is_open=not self.has_letters)
        self.move_keyboard()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard when coming to the front."""
        super().showEvent(event)
        self.move_keyboard()
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Put the letter keys away: who comes back begins with the digits."""
        super().hideEvent(event)
        self._show_letters(is_open=False)

    def _on_confirm(self) -> None:
        if self.isVisible() and self.panel is not None:
            self.panel.on_confirm()

    def _on_cancel(self) -> None:
        if self.isVisible() and self.panel is not None:
            self.panel.on_cancel()

    def _on_up(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        if self.isVisible():
            (self.panel or self).on_step(step)

    def _on_choice(self, number: int) -> None:
        if self.isVisible() and self.panel is not None:
            self.panel.on_choice(number)
