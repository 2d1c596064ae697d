"""Looks for a newer program and brings it here; how the till stands on its computer; its end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pos_app.autostart import StartsFor
from pos_app.domain.operators import Approval, Privilege
from pos_app.domain.scan_data import ScanData
from pos_app.errand import Errand
from pos_app.errors import Refusal
from pos_app.services.admission import Admission
from pos_app.services.counter import Counter
from pos_app.services.kiosk import KioskStanding
from pos_app.services.updates import Brought, ProgramStanding, Updates
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Reports, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.program.contract import ProgramScreen, ProgramShown

_WHO = "program"
"""As whom the report thread knows the questions."""

_NOTHING_THERE = frozenset({"UPDATE_NO_STICK", "UPDATE_ORIGIN_UNREACHABLE"})


class ProgramPresenter:
    """One for the screen. ``sticks`` lists folders of what is plugged in, on any thread."""

    def __init__(
        self,
        view: ProgramScreen,
        counter: Counter,
        front: Front,
        reports: Reports,
        sticks: Callable[[], tuple[str, ...]],
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._reports = reports
        self._sticks = sticks
        self.approving = Approving(view, front, lambda: counter.approvals)
        self._shown = ProgramShown()
        self._brought: Brought | None = None

    def on_shown(self) -> None:
        """Say what runs here, and what is in the way of another."""
        if self._front.attendance.session is not None:
            self._front.run(lambda: self._counter.office.updates.standing(), self._show_standing)
            self._front.run(lambda: self._counter.office.kiosk.standing(), self._show_kiosk)

    def on_look(self) -> None:
        """Look on the server."""
        self._look(lambda updates, admission, errand: updates.look(admission, None, errand))

    def on_look_on_stick(self) -> None:
        """Look on what is plugged in: the first that has a release to install.

        What is wrong with a release is told before that something else has none.
        """

        def look(updates: Updates, admission: Admission, errand: Errand) -> Brought:
            refused = Refusal("UPDATE_NO_STICK")
            for folder in self._sticks():
                try:
                    return updates.look(admission, Path(folder), errand)
                except Refusal as refusal:
                    if refused.code in _NOTHING_THERE:
                        refused = refusal
            raise refused

        self._look(look)

    def on_install(self) -> None:
        """Ask before the till ends."""
        if self._brought is None:
            return
        self._front.notices.clear()
        if self._shown.hindrances:
            self._front.notices.trouble(Refusal(self._shown.hindrances[0]))
            return
        self._view.ask_sure(str(self._brought.release.version))

    def on_sure(self) -> None:
        """Copy the records, and then have the installer run."""
        brought = self._brought
        if brought is None or self._shown.is_looking:
            return

        def admitted(known: tuple[Updates, Admission]) -> None:
            updates, admission = known
            self._show(replace(self._shown, is_looking=True))
            self._reports.run(
                _WHO,
                lambda errand: updates.copy(admission, brought, errand),
                lambda _file: self._stage(brought),
                self._on_trouble,
            )

        self._admit(admitted)

    def on_full_screen(self) -> None:
        """Fill the screen from now on, or not any more."""
        is_on = not self._shown.is_full_screen

        def followed(standing: KioskStanding) -> None:
            self._show_kiosk(standing)
            self._view.fill_screen(is_full=standing.is_full_screen)

        self._change(
            lambda approval: self._counter.office.kiosk.set_full_screen(
                is_on=is_on, approval=approval
            ),
            followed,
        )

    def on_starting(self) -> None:
        """Open by itself from now on, or not any more."""
        is_on = self._shown.starts_for == StartsFor.NOBODY
        self._change(
            lambda approval: self._counter.office.kiosk.set_starting(
                is_on=is_on, approval=approval
            ),
            self._show_kiosk,
        )

    def on_close(self) -> None:
        """Ask before the till ends."""
        self._front.notices.clear()
        self._view.ask_leave()

    def on_leave(self) -> None:
        """End the till: in full screen this is the only way but the computer's own."""
        self.approving.attempt(
            lambda approval: self._counter.office.admissions.admit(
                Privilege.SET_UP_DEVICES, "close_till", approval
            ),
            lambda _admission: self._view.leave(),
        )

    def _change(
        self,
        change: Callable[[Approval | None], KioskStanding],
        then: Callable[[KioskStanding], None],
    ) -> None:
        def changed(standing: KioskStanding) -> None:
            self._view.close_panel()
            self._front.notices.clear()
            then(standing)

        self.approving.attempt(change, changed)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def _look(self, look: Callable[[Updates, Admission, Errand], Brought]) -> None:
        if self._shown.is_looking:
            return

        def admitted(known: tuple[Updates, Admission]) -> None:
            updates, admission = known
            self._view.close_panel()
            self._front.notices.clear()
            self._brought = None
            self._show(replace(self._shown, is_looking=True, found=""))
            self._reports.run(
                _WHO,
                lambda errand: look(updates, admission, errand),
                self._on_brought,
                self._on_trouble,
            )

        self._admit(admitted)

    def _admit(self, then: Callable[[tuple[Updates, Admission]], None]) -> None:
        self.approving.attempt(
            lambda approval: (
                self._counter.office.updates,
                self._counter.office.updates.admit(approval),
            ),
            then,
        )

    def _stage(self, brought: Brought) -> None:
        self._show(replace(self._shown, is_looking=False))
        self.approving.attempt(
            lambda approval: self._counter.office.updates.stage(brought, approval),
            lambda _nothing: self._view.end(),
        )

    def _on_brought(self, brought: Brought) -> None:
        self._brought = brought
        release = brought.release
        self._show(
            replace(
                self._shown,
                is_looking=False,
                found=str(release.version),
                notes_zh=release.notes_zh,
                notes_en=release.notes_en,
            )
        )
        self.on_shown()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._show(replace(self._shown, is_looking=False))
        self._front.notices.trouble(trouble)

    def _show_standing(self, standing: ProgramStanding) -> None:
        self._show(
            replace(
                self._shown,
                version=str(standing.version),
                address=standing.address,
                rejected=standing.rejected,
                can_trust=standing.can_trust,
                hindrances=standing.hindrances,
            )
        )

    def _show_kiosk(self, standing: KioskStanding) -> None:
        self._show(
            replace(
                self._shown,
                is_full_screen=standing.is_full_screen,
                starts_for=standing.starts_for,
            )
        )

    def _show(self, shown: ProgramShown) -> None:
        self._shown = shown
        self._view.show_program(shown)
