"""The questions of the selling screen: its panels, and what opens each of them.

Also the room for guests: a strip and panels of other parts of the program.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.quantity import Unit
from pos_app.domain.transaction import LONGEST_NOTE
from pos_app.ui.actions import Actions
from pos_app.ui.screen import Screen
from pos_app.ui.screens.checkout.basket_model import BasketModel
from pos_app.ui.screens.checkout.contract import Waiting
from pos_app.ui.screens.checkout.more_panels import DiscountPanel, ResumePanel, VoidPanel
from pos_app.ui.screens.checkout.panels import NotePanel, PricePanel, QuantityPanel, SuspendPanel
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.reason_picker import Choice
from pos_app.ui.widgets.why_panel import WhyPanel


class Questions(Screen):
    """A screen with a basket and one panel at a time to ask about it."""

    def __init__(self, actions: Actions, currency: str) -> None:
        super().__init__(actions)
        self._basket: PricedTransaction | None = None
        self._waiting: tuple[Waiting, ...] = ()
        self.model = BasketModel(self)
        self.quantity_panel = QuantityPanel(actions)
        self.price_panel = PricePanel(actions, currency)
        self.discount_panel = DiscountPanel(actions, currency)
        self.note_panel = NotePanel(actions, LONGEST_NOTE)
        self.suspend_panel = SuspendPanel(actions, 30)
        self.void_panel = VoidPanel(actions)
        self.resume_panel = ResumePanel(actions)
        self.why_panel = WhyPanel(actions, self.model.reason_name)
        panels = (
            self.quantity_panel,
            self.price_panel,
            self.discount_panel,
            self.note_panel,
            self.suspend_panel,
            self.void_panel,
            self.resume_panel,
            self.why_panel,
        )
        self.panel_place = QVBoxLayout()
        for panel in panels:
            self.prepare_panel(panel)
            self.panel_place.addWidget(panel)
        self.panel_place.addWidget(self.confirm_panel)
        self.panel_place.addWidget(self.approval_panel)
        self.strip_place = QVBoxLayout()
        self.strip: QWidget | None = None

    def take_guests(self, strip: QWidget, panels: Sequence[GuestPanel]) -> None:
        """Give room to a strip over the basket and to panels that this screen does not know."""
        self.strip_place.addWidget(strip)
        self.strip = strip
        for panel in panels:
            self.take_guest(panel)

    def take_guest(self, panel: GuestPanel) -> None:
        """Give room to a panel that this screen does not know."""
        self.panel_place.addWidget(panel)
        self.prepare_panel(panel)
        panel.opened.connect(partial(self.open_panel, panel))

    def show_reasons(
        self, price: tuple[Choice, ...], discount: tuple[Choice, ...], void: tuple[Choice, ...]
    ) -> None:
        """Offer the store's reasons."""
        self.price_panel.show_reasons(price)
        self.discount_panel.show_reasons(discount)
        self.void_panel.show_reasons(void)
        self.model.reasons = {choice.code: choice for choice in (*price, *discount, *void)}

    def ask_quantity(self, line: PricedLine) -> None:
        """Open the panel for a quantity or weight."""
        self.quantity_panel.ask(line)
        self.open_panel(self.quantity_panel)

    def ask_price(self, line: PricedLine, price: Money) -> None:
        """Open the panel for a new price."""
        self.price_panel.ask(line, price)
        self.open_panel(self.price_panel)

    def ask_discount(self, line: PricedLine | None) -> None:
        """Open the panel for a discount; without a line it is on the whole."""
        has_discounts = bool(self._basket and self._basket.transaction.discounts)
        self.discount_panel.ask(line, can_remove=has_discounts)
        self.open_panel(self.discount_panel)

    def ask_note(self, text: str) -> None:
        """Open the panel for a note."""
        self.note_panel.ask(text)
        self.open_panel(self.note_panel)

    def ask_suspend(self) -> None:
        """Open the panel for putting the transaction aside."""
        self.suspend_panel.ask("")
        self.open_panel(self.suspend_panel)

    def ask_weight(self, unit: Unit, name_zh: str, name_en: str) -> None:
        """Open the panel for the weight, or another measure, of what was just scanned."""
        self.quantity_panel.ask_weight(unit, name_zh, name_en)
        self.open_panel(self.quantity_panel)

    def ask_resume(self) -> None:
        """Open the list of suspended transactions."""
        self.resume_panel.ask(self._waiting)
        self.open_panel(self.resume_panel)

    def ask_sure(self, code: str, confirmed: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back."""
        self.confirm_panel.ask(code, {}, confirmed)
        self.open_panel(self.confirm_panel)

    def ask_void(self) -> None:
        """Open the panel for dropping the transaction."""
        self.void_panel.begin()
        self.open_panel(self.void_panel)
