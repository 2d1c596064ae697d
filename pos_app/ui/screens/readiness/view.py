"""The score large, every ability with how long it would go on, and why beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.fire_drill import Drill, DrillStep, StepDone
from pos_app.domain.readiness import LOW_MARK, WEIGHTS, Item, Readiness
from pos_app.ui import formats, readiness_words, theme
from pos_app.ui.action_names import Scope
from pos_app.ui.actions import Actions
from pos_app.ui.list_screen import ListScreen
from pos_app.ui.screens.readiness.actions import ReadinessAction
from pos_app.ui.widgets.label import FittedAmount, set_role, text_label, wrapped_label
from pos_app.ui.widgets.table import Column, SnapshotModel

_SIDE_WIDTH = 360
_GOOD_MARK = 90


class ScoreCard(QFrame):
    """The score, what it means, and what is to be said of the marked row."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = text_label("title")
        self.score = FittedAmount("total", 64)
        self.score.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verdict = wrapped_label("good")
        self.about = wrapped_label("caption")
        self.drill = wrapped_label("caption")
        self.name = wrapped_label("heading")
        self.why = wrapped_label("text")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        inside.setSpacing(theme.px(8))
        for label in (self.title, self.score, self.verdict, self.about, self.drill):
            inside.addWidget(label)
        inside.addSpacing(theme.px(8))
        inside.addWidget(self.name)
        inside.addWidget(self.why)
        inside.addStretch(1)


class ReadinessView(ListScreen):
    """Shows what would go on."""

    scope = Scope.READINESS

    def __init__(self, actions: Actions, currency: str, utc_offset_minutes: int) -> None:
        self._currency = currency
        self._offset_minutes = utc_offset_minutes
        self._readiness: Readiness | None = None
        self._steps: tuple[StepDone, ...] = ()
        self._now: DrillStep | None = None
        self._last: Drill | None = None
        self.score_card = ScoreCard()
        model: SnapshotModel[Item] = SnapshotModel(
            (
                Column(290, lambda item: readiness_words.ability(item.ability), is_strong=True),
                Column(140, self._how_long),
                Column(0, self._why),
            )
        )
        super().__init__(
            actions,
            model,
            tuple(ReadinessAction),
            beside=self.score_card,
            side_width=_SIDE_WIDTH,
        )
        self.detail.hide()
        self.row_marked.connect(self._on_row)
        self.retranslate()

    def show_readiness(self, readiness: Readiness) -> None:
        """Show the score and every item, what ends first at the top."""
        self._readiness = readiness
        self.replace_rows(readiness.in_order)
        self.table.select(0)
        self._say_score()

    def show_drill(self, steps: Sequence[StepDone], now: DrillStep | None) -> None:
        """Show how far a drill is, in the place of what is said of the marked row."""
        self._steps, self._now = tuple(steps), now
        is_idle = now is None
        for name in (ReadinessAction.LOOK, ReadinessAction.DRILL):
            self.actions_table.set_possible(name, is_possible=is_idle)
        self._say_marked()

    def show_last_drill(self, drill: Drill | None) -> None:
        """Say when the last drill was held, and how it went."""
        self._last = drill
        self.actions_table.set_possible(ReadinessAction.PRINT, is_possible=drill is not None)
        self._say_last()

    def retranslate(self) -> None:
        """Set the words."""
        self.model.show_headings(
            (self.tr("Without a network"), self.tr("How long"), self.tr("Why"))
        )
        card = self.score_card
        card.title.setText(self.tr("If the network died now"))
        card.about.setText(
            self.tr("100 means: everything this shop does would go on for three days.")
        )
        self._say_score()
        self._say_last()
        self._say_marked()
        self.table.viewport().update()

    def _say_score(self) -> None:
        readiness, card = self._readiness, self.score_card
        if readiness is None:
            return
        card.score.setText(self.tr("{score} of 100").replace("{score}", str(readiness.score)))
        card.verdict.setText(self._verdict(readiness))
        first = readiness.first_to_end
        is_well = readiness.score >= _GOOD_MARK and (first is None or first.works)
        role = "bad" if readiness.score < LOW_MARK else "warn"
        set_role(card.verdict, "good" if is_well else role)

    def _verdict(self, readiness: Readiness) -> str:
        first = readiness.first_to_end
        if first is None:
            return self.tr("Everything would go on.")
        if not first.works:
            names = self.tr(", ").join(
                readiness_words.ability(item.ability)
                for item in readiness.in_order
                if item.ability in WEIGHTS and not item.works
            )
            return self.tr("Does not work now: {name}").replace("{name}", names)
        name = readiness_words.ability(first.ability)
        assert first.until_ms is not None
        moment = formats.local_moment(first.until_ms, self._offset_minutes)
        words = self.tr("Ends first, {moment}: {name}")
        return words.replace("{moment}", moment[5:]).replace("{name}", name)

    def _say_marked(self) -> None:
        card = self.score_card
        is_drill = bool(self._steps) or self._now is not None
        card.about.setVisible(not is_drill)
        card.drill.setVisible(not is_drill)
        if is_drill:
            card.name.setText(self.tr("Fire drill"))
            lines = [readiness_words.step_done(done) for done in self._steps]
            if self._now is not None:
                lines.append(f"… {readiness_words.step(self._now)}")
            card.why.setText("\n".join(lines))
            return
        item: Item | None = self.marked()
        card.name.setText("" if item is None else readiness_words.ability(item.ability))
        card.why.setText("" if item is None else self._why(item))

    def _on_row(self) -> None:
        """Go back from the drill to what the list says."""
        if self._now is None:
            self._steps = ()
        self._say_marked()

    def _say_last(self) -> None:
        drill = self._last
        words = self.tr("No drill was held yet.")
        if drill is not None:
            words = self.tr("Last drill {moment}: it went well.")
            if not drill.is_good:
                words = self.tr("Last drill {moment}: something did not work.")
            moment = formats.local_moment(drill.at_ms, self._offset_minutes)
            by = self.tr("by {number}").replace("{number}", drill.held_by)
            words = f"{words.replace('{moment}', moment)} ({by})"
        self.score_card.drill.setText(words)

    def _how_long(self, item: Item) -> str:
        assert self._readiness is not None
        return readiness_words.how_long(item, self._readiness.now_ms)

    def _why(self, item: Item) -> str:
        return readiness_words.why(item, self._currency, self._offset_minutes)
