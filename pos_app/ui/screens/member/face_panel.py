"""The member of the sale: tier, points, coupons, last visit, what they like; what can be done."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from pos_app.ui import formats, language, member_words, theme
from pos_app.ui.actions import Actions
from pos_app.ui.screens.member.contract import Glance
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.guest_panel import GuestPanel
from pos_app.ui.widgets.item_key import ItemKey
from pos_app.ui.widgets.label import ElidedLabel, text_label, wrapped_label

USUAL_KEYS = 3
_COUPONS, _POINTS, _OTHER, _CONSENTS, _LEAVE = range(3, 8)


class _Fact:
    """One of four things side by side: what it is, how much, and what follows from it."""

    def __init__(self, grid: QGridLayout, column: int) -> None:
        self.title = text_label("caption")
        self.value = ElidedLabel("amount-large")
        self.detail = ElidedLabel("caption")
        for row, label in enumerate((self.title, self.value, self.detail)):
            grid.addWidget(label, row, column)
        grid.setColumnStretch(column, 1)

    def show(self, title: str, value: str, detail: str) -> None:
        self.title.setText(title)
        self.value.setText(value)
        self.detail.setText(detail)


class FacePanel(GuestPanel):
    """What a cashier should know in two seconds, masked; F1–F3 sell one of the usual goods.

    Signals: ``usual_wanted(str)`` with a sku;
    ``coupons_wanted()``, ``points_wanted()``, ``other_wanted()`` (look for somebody else),
    ``consents_wanted()``, ``leave_wanted()``.
    """

    usual_wanted = Signal(str)
    coupons_wanted = Signal()
    points_wanted = Signal()
    other_wanted = Signal()
    consents_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._glance: Glance | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(2))
        self._facts = [_Fact(grid, column) for column in range(4)]
        self._birthday = wrapped_label("good")
        self._doubt = wrapped_label("bad")
        self._provisional = wrapped_label("caption")
        self._tags = ElidedLabel("text")
        self._agreed = ElidedLabel("caption")
        self.usual_keys = [ItemKey() for _ in range(USUAL_KEYS)]
        usual = QHBoxLayout()
        usual.setSpacing(theme.px(8))
        for number, key in enumerate(self.usual_keys):
            key.clicked.connect(partial(self._on_usual, number))
            usual.addWidget(key, 1)
        self.keys = {
            number: TouchButton("danger" if number == _LEAVE else "choice")
            for number in range(_COUPONS, _LEAVE + 1)
        }
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for number, action_key in self.keys.items():
            action_key.clicked.connect(partial(self._on_key, number))
            row.addWidget(action_key, 1)
        self.body.addLayout(grid)
        for label in (
            self._birthday,
            self._doubt,
            self._tags,
            self._provisional,
            self._agreed,
        ):
            self.body.addWidget(label)
        self.body.addLayout(usual)
        self.body.addLayout(row)
        self.confirm.hide()

    def open(self) -> None:
        """Open it."""
        self.opened.emit()

    def show_glance(self, glance: Glance) -> None:
        """Show the member as they stand now."""
        self._glance = glance
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        names = (
            self.tr("Coupons"),
            self.tr("Points"),
            self.tr("Somebody else"),
            self.tr("Consents"),
            self.tr("Remove"),
        )
        for (number, key), name in zip(self.keys.items(), names, strict=True):
            key.setText(f"F{number + 1} {name}")
        self.cancel.set_words(self.tr("Close"))
        glance = self._glance
        if glance is None:
            return
        self.heading.setText(member_words.who(glance.face))
        for number in (_COUPONS, _POINTS, _CONSENTS):
            self.keys[number].setEnabled(glance.face.is_known_here)
        self._show_facts(glance)
        self._show_about(glance)
        usual = glance.face.usual[:USUAL_KEYS]
        for number, item_key in enumerate(self.usual_keys):
            if number >= len(usual):
                item_key.show_item("", "", "")
                continue
            item = usual[number]
            price = formats.money(item.price) if item.price else ""
            name = language.name_of(item)
            item_key.show_item(f"F{number + 1}", name, price)

    def on_choice(self, number: int) -> None:
        """F1–F3 sell, F4 coupons, F5 points, F6 somebody else, F7 consents, F8 lets them go."""
        if number < USUAL_KEYS:
            self._on_usual(number)
        else:
            self._on_key(number)

    def on_confirm(self) -> None:
        """F9 has nothing to confirm here: it closes the panel like Esc."""
        self.on_cancel()

    def _show_facts(self, glance: Glance) -> None:
        face = glance.face
        tier, points, coupons, visit = self._facts
        tier.show(
            self.tr("Tier"),
            member_words.tier_name(face.tier) if face.is_known_here else "–",
            member_words.to_next(face, glance.currency),
        )
        earns = self.tr("+{points} with this purchase").replace("{points}", str(glance.earns))
        points.show(
            self.tr("Points"),
            f"{face.points:,}" if face.is_known_here else "–",
            earns if glance.earns else "",
        )
        best = member_words.best_of(glance.offers)
        more = self.tr("best {off}").replace("{off}", formats.money(-best[0].worth)) if best else ""
        held = sum(offer.is_held and not offer.why_not for offer in glance.offers)
        if held and not best:
            more = self.tr("%n coupon(s) used", "", held)
        usable = self.tr("{count} of {all} usable").replace("{count}", str(len(best) + held))
        coupons.show(
            self.tr("Coupons"),
            usable.replace("{all}", str(len(glance.offers))) if glance.offers else "–",
            more,
        )
        visit.show(
            self.tr("Last visit"),
            member_words.ago(face.last_visit, glance.today),
            face.last_visit or "",
        )

    def _show_about(self, glance: Glance) -> None:
        face = glance.face
        self._birthday.setText(self.tr("Birthday: say something nice; birthday offers count"))
        self._birthday.setVisible(face.is_birthday)
        self._doubt.setText(
            self.tr("Clock in doubt: no coupons or points may be spent now.")
            if face.is_known_here
            else self.tr("The code is good. Points will be credited by head office.")
        )
        self._doubt.setVisible(not face.may_spend)
        self._provisional.setText(
            self.tr("Enrolled at this till, not confirmed by head office yet.")
        )
        self._provisional.setVisible(face.is_provisional)
        self._tags.setText("  ·  ".join(face.tags))
        self._tags.setVisible(bool(face.tags))
        agreed = member_words.agreed_to(face)
        words = self.tr("Agreed to: {purposes}") if agreed else self.tr("Agreed to nothing so far")
        self._agreed.setText(words.replace("{purposes}", agreed))
        self._agreed.setVisible(face.is_known_here)

    def _on_usual(self, number: int, *_checked: object) -> None:
        usual = self._glance.face.usual if self._glance else ()
        if number < min(len(usual), USUAL_KEYS):
            self.usual_wanted.emit(usual[number].sku)

    def _on_key(self, number: int, *_checked: object) -> None:
        signals = {
            _COUPONS: self.coupons_wanted,
            _POINTS: self.points_wanted,
            _OTHER: self.other_wanted,
            _CONSENTS: self.consents_wanted,
            _LEAVE: self.leave_wanted,
        }
        if number in signals and self.keys[number].isEnabled():
            signals[number].emit()
