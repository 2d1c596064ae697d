"""Who buys, in one line over the basket. A touch, or the member key, opens what is behind it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui import formats, member_words, theme
from pos_app.ui.screens.member.contract import Glance
from pos_app.ui.widgets.buttons import TouchButton
from pos_app.ui.widgets.label import ElidedLabel, set_role, text_label


class MemberStrip(TouchButton):
    """A key as wide as the basket: tier, masked name, points, and how many coupons would help."""

    def __init__(self, action: QAction) -> None:
        super().__init__("strip")
        self._action = action
        self._glance: Glance | None = None
        self._badge = text_label("badge")
        self._name = ElidedLabel("strong")
        self._birthday = text_label("good")
        self._points = text_label("text")
        self._coupons = text_label("good")
        self._key = text_label("caption", action.shortcut().toString())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name, 1)
        for label in (self._birthday, self._points, self._coupons, self._key):
            row.addWidget(label)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(theme.px(52))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self.retranslate()

    def show_nobody(self) -> None:
        """Say that nobody in particular buys, and how to change that."""
        self._glance = None
        self.retranslate()

    def show_glance(self, glance: Glance) -> None:
        """Say who buys and what helps them."""
        self._glance = glance
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words again when the language changes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set the words."""
        glance = self._glance
        for label in (self._badge, self._birthday, self._points, self._coupons, self._key):
            label.setVisible(glance is not None)
        set_role(self._name, "caption" if glance is None else "strong")
        if glance is None:
            self._name.setText(self.tr("No member. Scan the member code, or press Ins"))
            return
        face = glance.face
        self._name.setText(member_words.who(face))
        self._badge.setText(member_words.tier_name(face.tier))
        self._badge.setVisible(face.is_known_here)
        self._birthday.setText(self.tr("Birthday"))
        self._birthday.setVisible(face.is_birthday)
        points = self.tr("{points} points").replace("{points}", f"{face.points:,}")
        self._points.setText(points)
        self._points.setVisible(face.is_known_here)
        self._show_coupons(glance)

    def _show_coupons(self, glance: Glance) -> None:
        best = member_words.best_of(glance.offers)
        held = sum(offer.is_held and not offer.why_not for offer in glance.offers)
        parts = []
        if held:
            parts.append(self.tr("%n coupon(s) used", "", held))
        if best:
            usable = self.tr("%n coupon(s) usable", "", len(best))
            parts.append(f"{usable} {formats.money(-best[0].worth)}")
        self._coupons.setText("   ".join(parts))
        self._coupons.setVisible(bool(parts))

    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
