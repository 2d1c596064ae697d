"""Looks what would go on without a network: on the page, and once before the day opens."""

from collections.abc import Callable

from pos_app.domain.fire_drill import Drill, DrillStep, StepDone
from pos_app.domain.readiness import LOW_MARK, Devices, Readiness
from pos_app.domain.scan_data import ScanData
from pos_app.receipts.slips import drill_slip
from pos_app.services.counter import Counter
from pos_app.ui import readiness_words
from pos_app.ui.approving import Approving
from pos_app.ui.ports import Front, Printing, Trouble
from pos_app.ui.scanning import read_scan, take_badge
from pos_app.ui.screens.readiness.contract import ReadinessScreen

DevicesNow = Callable[[], Devices]
"""Says how printer and scanner are at this moment, as the window knows."""


class ReadinessPresenter:
    """One for the page."""

    def __init__(
        self,
        view: ReadinessScreen,
        counter: Counter,
        front: Front,
        printing: Printing,
        devices: DevicesNow,
    ) -> None:
        self._view = view
        self._counter = counter
        self._front = front
        self._printing = printing
        self._devices = devices
        self._last: Drill | None = None
        self._done: list[StepDone] = []
        self.approving = Approving(view, front, lambda: counter.approvals)

    def on_shown(self) -> None:
        """Look, every time somebody comes here."""
        if self._front.attendance.session is None:
            return
        devices = self._devices()
        self._front.run(lambda: self._counter.readiness.judge(devices), self._view.show_readiness)
        self._front.run(lambda: self._counter.fire_drill.last(), self._on_last)

    def on_scan(self, scan: ScanData) -> None:
        """Take a badge into the approval panel."""
        notices = self._front.notices
        take_badge(read_scan(scan, notices), self._view.offer_badge, notices)

    def on_print(self) -> None:
        """Print the slip of the last drill once more."""
        if self._last is not None:
            self._print(self._last)
            self._front.notices.tell("SLIP_SENT_TO_PRINTER")

    def _print(self, drill: Drill) -> None:
        session = self._front.attendance.session
        date = session.business_date if session else None
        steps = [readiness_words.step_on_paper(done) for done in drill.steps]
        head = self._printing.letterhead()
        paper = drill_slip(drill, head, steps=steps, business_date=date or "–")
        self._printing.print_paper(paper)

    def on_drill(self) -> None:
        """Hold a fire drill, with a second person's consent where that is needed."""
        self.approving.attempt(
            lambda approval: self._counter.fire_drill.begin(approval), self._on_begun
        )

    def _on_begun(self, steps: tuple[DrillStep, ...]) -> None:
        self._view.close_panel()
        self._front.notices.clear()
        self._done = []
        self._go_on(steps)

    def _go_on(self, left: tuple[DrillStep, ...]) -> None:
        """Have the next step rehearsed; between two of them the window is painted."""
        self._view.show_drill(tuple(self._done), left[0] if left else None)
        if not left:
            self._front.run(lambda: self._counter.fire_drill.end(), self._on_ended)
            return

        def on_done(done: StepDone) -> None:
            self._done.append(done)
            self._go_on(left[1:])

        self._front.run(
            lambda: self._counter.fire_drill.take(left[0]), on_done, self._on_broken_off
        )

    def _on_broken_off(self, trouble: Trouble) -> None:
        """Show what was rehearsed until then, and that no more will be."""
        self._view.show_drill(tuple(self._done), None)
        self._front.notices.trouble(trouble)

    def _on_ended(self, drill: Drill) -> None:
        self._view.show_drill(drill.steps, None)
        self._on_last(drill)
        self._print(drill)
        self._front.notices.tell("DRILL_GOOD" if drill.is_good else "DRILL_BAD")

    def _on_last(self, drill: Drill | None) -> None:
        self._last = drill
        self._view.show_last_drill(drill)


class ReadinessWatch:
    """Tells whoever opens the day what would end first, when much would."""

    def __init__(self, counter: Counter, front: Front, devices: DevicesNow) -> None:
        self._counter = counter
        self._front = front
        self._devices = devices
        self._is_told = False

    def on_shift_shown(self) -> None:
        """Look once for every day, before it is opened; what is well is not told."""
        session = self._front.attendance.session
        if session is None or session.is_locked or session.is_training:
            return
        if session.business_date is not None:
            self._is_told = False  # the next day is looked at again
        elif not self._is_told:
            self._is_told = True
            devices = self._devices()
            self._front.run(lambda: self._counter.readiness.judge(devices), self._tell)

    def _tell(self, readiness: Readiness) -> None:
        first = readiness.first_to_end
        if readiness.score < LOW_MARK and first is not None:
            facts = {"score": readiness.score, "ability": first.ability.value}
            self._front.notices.tell("READINESS_LOW", **facts)
