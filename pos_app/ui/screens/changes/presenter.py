"""Reads what was changed of the set-up."""

from pos_app.domain.scan_data import ScanData
from pos_app.services.counter import Counter
from pos_app.services.set_up_history import ToldChange
from pos_app.ui import set_up_words
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.changes.contract import ChangeRow, ChangesScreen
from pos_app.ui.screens.changes.differences import Differences

_AMOUNTS = frozenset({"denominations", "quick_notes"})


class ChangesPresenter:
    """One for the screen."""

    def __init__(self, view: ChangesScreen, counter: Counter, front: Front) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._told: tuple[ToldChange, ...] = ()

    def on_shown(self) -> None:
        """Read the changes, with a second person's consent where that is needed."""
        if self._front.attendance.session is not None:
            self.approving.attempt(
                lambda approval: self._counter.office.set_up_history.read(approval), self._show
            )

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _show(self, told: tuple[ToldChange, ...]) -> None:
        self._front.notices.clear()
        self._told = told
        self.on_language_changed()

    def on_language_changed(self) -> None:
        """Say the same in the language spoken now."""
        self._view.show_changes([self._row(entry) for entry in self._told])

    def _row(self, told: ToldChange) -> ChangeRow:
        change = told.change
        differences = Differences(self._counter.profile.currency, set_up_words.part_words)
        before, after = differences.tell(
            change.before, change.after, is_money=change.key in _AMOUNTS
        )
        return ChangeRow(
            at_ms=change.at_ms,
            who=told.operator_name,
            approver=told.approver_name,
            subject=change.subject,
            key=change.key,
            name_zh=told.about_zh,
            name_en=told.about_en,
            before=before,
            after=after,
        )
