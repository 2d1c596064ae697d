"""Makes the backup of the plan when its hour has come, beside the selling and without a question.

A folder that is missing, such as that of a stick that was pulled out, is told and tried again; it
never holds anything up.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app.services.backups import BackupPlan, Backups, Copied
from pos_app.services.counter import Counter
from pos_app.ui.ports import Front, Reports, Trouble

_LOOK_EVERY_MS: Final = 10 * 60_000
"""A plan names the hour and not the minute."""

_TRY_AGAIN_LOOKS: Final = 6
"""After a failure: once an hour, so that neither people nor the journal are told all the time."""

_ASKER: Final = "planned_backup"
_TIDYING: Final = "tidying after a power cut"


class BackupClock(QObject):
    """Looks every ten minutes; the first time ten minutes after the start."""

    def __init__(self, counter: Counter, front: Front, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._front = front
        self._reports = reports
        self._wait_looks = 0
        self._is_working = False
        self._is_tidy = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)
        self._timer.start()

    def on_look(self) -> None:
        """Ask whether the plan is due, unless a copy is being made or has just failed.

        The first time it also has removed what a power cut left of the last copy.
        """
        if not self._is_tidy:
            self._is_tidy = self._front.run(self._plan, self._on_plan)
        self._wait_looks = max(0, self._wait_looks - 1)
        if not self._is_working and not self._wait_looks:
            self._front.run(self._due, self._on_due)

    def _plan(self) -> tuple[Backups, BackupPlan] | None:
        """Till thread."""
        if self._counter.is_training:
            return None
        backups = self._counter.office.backups
        return backups, backups.plan()

    def _on_plan(self, known: tuple[Backups, BackupPlan] | None) -> None:
        if known is not None:
            backups, plan = known
            self._reports.run(_TIDYING, lambda _errand: backups.tidy(plan), _nothing)

    def _due(self) -> tuple[Backups, BackupPlan] | None:
        """Till thread. While somebody buys nothing is even begun."""
        if self._counter.is_training or self._counter.checkout.basket() is not None:
            return None
        backups = self._counter.office.backups
        return (backups, backups.plan()) if backups.is_due() else None

    def _on_due(self, due: tuple[Backups, BackupPlan] | None) -> None:
        if due is None:
            return
        backups, plan = due
        self._is_working = True
        self._reports.run(
            _ASKER,
            lambda errand: backups.copy(None, plan, errand.say),
            lambda copied: self._on_copied(backups, copied),
            self._on_trouble,
        )

    def _on_copied(self, backups: Backups, copied: Copied) -> None:
        self._is_working = False
        if copied.fault is not None:
            self._wait_looks = _TRY_AGAIN_LOOKS
            self._front.notices.trouble(copied.fault)
        self._front.run(lambda: backups.note(copied), _nothing)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._is_working = False
        self._wait_looks = _TRY_AGAIN_LOOKS
        self._front.notices.trouble(trouble)


def _nothing(_result: None) -> None:
    """Need no answer."""
