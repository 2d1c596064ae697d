"""Builds what the selling screen shows of members: strip, panels, and who answers them.

The selling screen knows none of it: it gives room, and says when its basket has changed.
"""

from PySide6.QtCore import QTimer

from pos_app.ui.action_names import ActionName
from pos_app.ui.connections import Connections
from pos_app.ui.ports import ScreenName
from pos_app.ui.screens.checkout.presenter import CheckoutPresenter
from pos_app.ui.screens.checkout.view import CheckoutView
from pos_app.ui.screens.coupons.coupons_panel import CouponsPanel
from pos_app.ui.screens.coupons.presenter import CouponsPresenter
from pos_app.ui.screens.enrol.consent_panel import ConsentPanel
from pos_app.ui.screens.enrol.enrol_panel import EnrolPanel
from pos_app.ui.screens.enrol.join_panel import JoinPanel
from pos_app.ui.screens.enrol.presenter import EnrolPlaces, EnrolPresenter
from pos_app.ui.screens.member.face_panel import FacePanel
from pos_app.ui.screens.member.find_panel import FindMemberPanel
from pos_app.ui.screens.member.presenter import MemberPlaces, MemberPresenter
from pos_app.ui.screens.member.strip import MemberStrip
from pos_app.ui.screens.points.points_panel import PointsPanel
from pos_app.ui.screens.points.presenter import PointsPresenter

_A = ActionName
_QUIET_MS = 150
"""After the last change of the basket: what it means to the member is read when scanning pauses."""


class MemberCorner:
    """Keeps the presenters of members, coupons and points, and their places."""

    def __init__(self, shared: Connections, checkout: CheckoutPresenter) -> None:
        view = shared.window.screen_named(ScreenName.CHECKOUT)
        assert isinstance(view, CheckoutView)
        self._shared = shared
        self._view = view
        self._actions = shared.actions
        self.strip = MemberStrip(self._actions[_A.MEMBER])
        self.finder = FindMemberPanel(self._actions)
        self.face = FacePanel(self._actions)
        self.enrol_panel = EnrolPanel(self._actions)
        self.consent_panel = ConsentPanel(self._actions)
        self.join_panel = JoinPanel(self._actions)
        self.coupons_panel = CouponsPanel(self._actions)
        self.points_panel = PointsPanel(self._actions)
        view.take_guests(
            self.strip,
            (
                self.finder,
                self.face,
                self.enrol_panel,
                self.consent_panel,
                self.join_panel,
                self.coupons_panel,
                self.points_panel,
            ),
        )
        counter, front, show = shared.counter, shared.front, checkout.show_newest
        places = MemberPlaces(self.strip, self.finder, self.face)
        self.member = MemberPresenter(places, counter, front, show)
        self.coupons = CouponsPresenter(self.coupons_panel, counter, front, show)
        self.points = PointsPresenter(self.points_panel, counter, front, show)
        self.points.balance_known = view.show_balance
        joining = EnrolPlaces(self.enrol_panel, self.consent_panel, self.join_panel, view)
        self.enrol = EnrolPresenter(joining, counter, front, checkout.approving, show)
        self._quiet = QTimer(view)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._connect(checkout)
        offset = shared.printing.letterhead().utc_offset_minutes
        self.coupons_panel.show_time_zone(offset)
        self.points_panel.show_time_zone(offset)

    def _connect(self, checkout: CheckoutPresenter) -> None:
        self._view.basket_shown.connect(self.member.on_basket)
        self._view.basket_shown.connect(self._on_basket_shown)
        self._view.completed_shown.connect(self.points.on_completed)
        self._quiet.timeout.connect(self.member.refresh)
        self._actions[_A.MEMBER].triggered.connect(self.member.on_key)
        self._actions[_A.COUPONS].triggered.connect(self.coupons.on_open)
        self._actions[_A.POINTS].triggered.connect(self.points.on_open)
        finder, face = self.finder, self.face
        finder.searched.connect(self.member.on_searched)
        finder.answered.connect(self.member.on_answered)
        finder.enrol_wanted.connect(self.enrol.on_enrol)
        finder.join_wanted.connect(self._on_join)
        face.usual_wanted.connect(checkout.on_item_taken)
        face.coupons_wanted.connect(self.coupons.on_open)
        face.points_wanted.connect(self.points.on_open)
        face.other_wanted.connect(self.member.on_other)
        face.consents_wanted.connect(self.enrol.on_consents)
        face.leave_wanted.connect(self.member.on_leave)
        self.enrol_panel.answered.connect(self.enrol.on_filled_in)
        self.enrol_panel.known_wanted.connect(self.enrol.on_known)
        self.consent_panel.answered.connect(self.enrol.on_decided)
        self.consent_panel.end_wanted.connect(self.enrol.on_end)
        self.coupons_panel.taken.connect(self.coupons.on_taken)
        self.coupons_panel.given_back.connect(self.coupons.on_given_back)
        self.points_panel.spent.connect(self.points.on_spent)
        self.points_panel.left_empty.connect(self.points.on_field_missing)

    def _on_basket_shown(self, _basket: object) -> None:
        self._quiet.start()

    def _on_join(self) -> None:
        self.enrol.on_join(self._shared.window.clock.wall_ms())
