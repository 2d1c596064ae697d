"""What one bar or row of a report stands for: the way down to the receipts behind it."""

from dataclasses import dataclass

from pos_app.domain.identifiers import BusinessDate, OperatorId
from pos_app.domain.tender import TenderType


@dataclass(frozen=True, slots=True)
class Part:
    """Takes of a period and lens what all the fields together say; None and () say nothing.

    ``hour``: of the shop's own clock. ``kind`` and ``reason_code``: as in ``ControlFigure``.
    """

    hour: int | None = None
    business_date: BusinessDate | None = None
    tender_type: TenderType | None = None
    sku: str | None = None
    category: tuple[str, ...] = ()
    operator: OperatorId | None = None
    campaign: int | None = None
    rule: str | None = None
    kind: str | None = None
    reason_code: str | None = None
    with_member: bool | None = None
