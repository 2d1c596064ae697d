"""Turns what the selling screen shows into what the customer sees. Only snapshots, never services.

It hears of a basket after the till's own screen has taken it, so that nothing here can hold a scan
up.
"""

from collections.abc import Callable
from typing import Final

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import Money
from pos_app.domain.pricing.priced import PricedLine, PricedTransaction
from pos_app.domain.settlement import CompletedTransaction
from pos_app.domain.shop import StoreProfile
from pos_app.ui import formats
from pos_app.ui.ports import Attendance
from pos_app.ui.screens.customer_display.contract import CustomerScreen, Page, ShownLine, Stage

LINES_SHOWN: Final = 7

Invite = Callable[[OperatorId], str]
"""Gives the text of the code by which a customer joins; empty where the store invites nobody."""


class CustomerPresenter:
    """One for the customer's screen."""

    def __init__(self, view: CustomerScreen, attendance: Attendance, invite: Invite) -> None:
        self._view = view
        self._attendance = attendance
        self._invite = invite

    def on_profile(self, profile: StoreProfile) -> None:
        """Take the store's name."""
        self._view.show_store(profile.name_zh, profile.name_en)

    def on_basket(self, basket: PricedTransaction | None) -> None:
        """Show the basket as it is now, at the selling screen or while it is paid."""
        if basket is None or not basket.lines:
            self._view.show_page(
                Page(join=self._join(basket), is_training=self._is_training, is_member=False)
            )
            return
        live = [line for line in basket.lines if not line.line.is_voided]
        payable = basket.payable
        self._view.show_page(
            Page(
                stage=Stage.RINGING,
                lines=tuple(_line(line) for line in live[-LINES_SHOWN:]),
                hidden=max(len(live) - LINES_SHOWN, 0),
                pieces=basket.item_count,
                amount=abs(payable),
                due=abs(basket.due) if basket.transaction.tenders else None,
                saved=basket.discount,
                is_refund=payable.minor < 0,
                is_member=basket.transaction.member_ref is not None,
                is_training=self._is_training,
                join=self._join(basket),
            )
        )

    def on_completed(self, completed: CompletedTransaction) -> None:
        """Show the change, and thank."""
        priced = completed.priced
        is_refund = priced.payable.minor < 0
        self._view.show_page(
            Page(
                stage=Stage.DONE,
                pieces=priced.item_count,
                amount=abs(priced.payable) if is_refund else completed.change,
                saved=priced.discount,
                paid=abs(completed.paid),
                is_refund=is_refund,
                is_member=priced.transaction.member_ref is not None,
                is_training=completed.is_training,
                join="" if completed.is_training else self._join(priced),
            )
        )

    @property
    def _is_training(self) -> bool:
        session = self._attendance.session
        return session is not None and session.is_training

    def _join(self, basket: PricedTransaction | None) -> str:
        """Invite whoever is no member yet; nobody is invited while people practise."""
        session = self._attendance.session
        is_known = basket is not None and basket.transaction.member_ref is not None
        if session is None or session.is_locked or session.is_training or is_known:
            return ""
        return self._invite(session.operator.id)


def _line(line: PricedLine) -> ShownLine:
    item = line.line.item
    before = line.extended if line.extended.minor != line.net.minor else None
    return ShownLine(
        name_zh=item.name_zh,
        name_en=item.name_en,
        quantity=formats.quantity_with_unit(line.line.quantity, item.unit),
        amount=Money(line.net.minor, line.net.currency),
        before=before,
    )
