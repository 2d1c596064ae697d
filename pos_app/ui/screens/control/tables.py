"""The tables of the control room: what stands out, the journal's rows, the steps of a shift."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from pos_app.domain.acts import Act, ActKind
from pos_app.domain.audit import TRANSACTIONS, ActFigure, AuditRow, ReplayStep
from pos_app.ui import act_words, formats, journal_words, language
from pos_app.ui.journal_words import Naming
from pos_app.ui.widgets.table import RIGHT, Column, SnapshotModel

ReasonName = Callable[[str], str]
_WITH_ACTS = TRANSACTIONS | {"shift_close"}
_NAMING = frozenset({"sign_on", "sign_off", "lock_out"})
"""Rows whose words name the person themselves."""


class ControlTables(QWidget):
    """Three models over frozen snapshots; never shown itself, it only has their words."""

    def __init__(self, currency: str, reason_name: ReasonName, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._currency = currency
        self._reason_name = reason_name
        self._offset_minutes = 0
        self._names: Mapping[str, str] = {}
        self._goods: dict[str, tuple[str, str]] = {}
        self._naming = Naming(reason_name, self.name, self.goods)
        self.figures: SnapshotModel[ActFigure] = SnapshotModel(
            (
                Column(0, lambda row: act_words.act(row.kind), is_strong=True),
                Column(116, lambda row: self.name(row.operator)),
                Column(68, lambda row: str(row.count), RIGHT, is_strong=True),
                Column(104, lambda row: self._money(row.amount_minor), RIGHT),
                Column(88, lambda row: str(row.approved), RIGHT),
                Column(80, lambda row: _often(row.per_thousand), RIGHT),
                Column(104, lambda row: _often(row.all_per_thousand), RIGHT),
                Column(116, self._stands_out, is_strong=True),
            ),
            self,
        )
        self.rows: SnapshotModel[AuditRow] = SnapshotModel(
            (
                Column(72, self._moment),
                Column(0, self._said, is_strong=True),
                Column(130, lambda row: self.name(row.operator)),
                Column(120, self._approvers),
                Column(130, self._amount, RIGHT),
            ),
            self,
        )
        self.steps: SnapshotModel[ReplayStep] = SnapshotModel(
            (
                Column(72, lambda step: self._moment(step.row)),
                Column(0, self._step_said, is_strong=True),
                Column(114, lambda step: self._approvers(step.row)),
                Column(104, lambda step: self._amount(step.row), RIGHT),
                Column(108, self._change, RIGHT),
                Column(112, lambda step: formats.money(step.drawer), RIGHT, is_strong=True),
            ),
            self,
        )

    def show_time_zone(self, utc_offset_minutes: int) -> None:
        """Say how far the shop's own time is from UTC."""
        self._offset_minutes = utc_offset_minutes

    def show_names(self, names: Mapping[str, str]) -> None:
        """Say how operators are called, by id."""
        self._names = names

    def show_goods(self, names: Mapping[str, tuple[str, str]]) -> None:
        """Say how some more goods are called, by SKU, in Chinese and English."""
        self._goods |= names

    def goods(self, sku: str) -> str:
        """Name goods; those that nobody knows any more by their SKU."""
        return language.choose(*self._goods.get(sku, (sku, sku)))

    def name(self, operator: str | None) -> str:
        """Name an operator; nothing where nobody was signed on."""
        return self._names.get(operator, operator) if operator else ""

    def retranslate(self) -> None:
        """Set the headings."""
        self.figures.show_headings(
            (
                self.tr("What"),
                self.tr("Who"),
                self.tr("Times"),
                self.tr("Amount"),
                self.tr("Approved"),
                self.tr("In 1,000"),
                self.tr("All in 1,000"),
                "",
            )
        )
        self.rows.show_headings(
            (
                self.tr("Time"),
                self.tr("What happened"),
                self.tr("Who"),
                self.tr("Approved by"),
                self.tr("Amount"),
            )
        )
        self.steps.show_headings(
            (
                self.tr("Time"),
                self.tr("What happened"),
                self.tr("Approved by"),
                self.tr("Amount"),
                self.tr("Drawer"),
                self.tr("In the drawer"),
            )
        )

    def _moment(self, row: AuditRow) -> str:
        return formats.local_time(row.at_ms, self._offset_minutes)

    def whole(self, row: AuditRow) -> str:
        """Say all of a row in one line: when, who, what, how much, and who consented."""
        second = row.at_ms // 1000 % 60
        moment = f"{formats.local_moment(row.at_ms, self._offset_minutes)}:{second:02d}"
        who = "" if row.kind in _NAMING else self.name(row.operator)
        parts = [moment, who, self._said(row), self._amount(row)]
        if row.approvers:
            words = self.tr("approved by {name}")
            parts.append(words.replace("{name}", self._approvers(row)))
        return " · ".join(part for part in parts if part)

    def _step_said(self, step: ReplayStep) -> str:
        """Say a step; what somebody else did in the shift begins with the name."""
        row, opened = step.row, self.steps.rows[0].row
        said = self._said(row)
        if row.operator in (None, opened.operator) or row.kind in _NAMING:
            return said
        return f"{self.name(row.operator)}: {said}"

    def _said(self, row: AuditRow) -> str:
        said = journal_words.sentence(row, self._naming)
        if row.kind in _WITH_ACTS:
            paid = journal_words.tenders(row, self._currency)
            acts = (self._act(act) for act in row.acts if act.kind is not ActKind.POST_VOID)
            said = " · ".join(part for part in (said, paid, *acts) if part)
        if row.is_lost:
            return self.tr("{said} (fetched back from the cloud)").replace("{said}", said)
        return said

    def _approvers(self, row: AuditRow) -> str:
        return self.tr(", ").join(self.name(who) for who in row.approvers)

    def _act(self, act: Act) -> str:
        amount = self._money(act.amount_minor)
        reason = f"({self._reason_name(act.reason_code)})" if act.reason_code else ""
        goods = self.goods(act.sku) if act.sku else ""
        parts = (act_words.act(act.kind), goods, amount, reason)
        return " ".join(part for part in parts if part)

    def _amount(self, row: AuditRow) -> str:
        return journal_words.amount(row.amount_minor, self._currency)

    def _change(self, step: ReplayStep) -> str:
        return journal_words.signed(step.row.drawer_minor, self._currency)

    def _money(self, minor: int) -> str:
        return journal_words.amount(minor, self._currency) if minor else ""

    def _stands_out(self, row: ActFigure) -> str:
        return self.tr("far above all") if row.stands_out else ""


def _often(per_thousand: int | None) -> str:
    return "" if per_thousand is None else f"{per_thousand:,}"
